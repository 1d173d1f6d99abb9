"""The answer as a frozen record and its JSON form, the contract other programs rely on.

Fields are only ever added. What this module does not know: how any of it was found.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "abstained"]
Kind = Literal["reported", "quotation", "statement", "opinion", "question"]
"""By the outlet, a direct quotation, reported of a speaker, an author's, or an interviewer's."""

INTERVIEWER = "interviewer"
"""The role of whoever asks in an interview; the one role that is not taken from the text."""


class Record(BaseModel):
    """Base of the answer's parts: frozen, closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PublishedBetween(Record):
    """When an article without a date was published, inferred from what its text tells."""

    start: str | None
    """`YYYY-MM-DD`: the first possible day; None where the text does not tell."""
    end: str | None
    """The last possible day."""
    evidence: tuple[str, ...]
    """The words of the article that tell so, verbatim."""


class Citation(Record):
    """One quoted span of one stored article: `show(article_id).text[start:end] == quote`."""

    number: int
    """Counts from 1 in order of first use; what `[n]` in the text refers to."""
    article_id: str
    source: str
    """File name or URL the article came from."""
    title: str | None
    outlet: str | None
    url: str | None
    published_at: str | None
    """`YYYY-MM-DD`."""
    quote: str
    start: int
    """First character in the article's stored text."""
    end: int
    """One past the last character."""
    text_sha256: str
    """Hash of the article's whole stored text, so that a stale offset is noticed."""
    copies: tuple[str, ...] = ()
    """Ids of other articles among the passages that have the quoted sentence too, near enough."""
    published_between: PublishedBetween | None = None
    """Inferred, only where `published_at` is None; never used as a date."""


class ResolvedDate(Record):
    """What a sentence means by "last month", "on Thursday" or "October 24"."""

    words: str
    """The words of the sentence."""
    start: str | None
    """First day, `YYYY-MM-DD`; None where the words cannot be resolved."""
    end: str | None
    """Last day, included."""
    anchor: str | None
    """The day it was counted from: that of publication, or the date named before "later"."""
    unresolved: str | None = None
    """Why there are no days."""


class Statement(Record):
    """One sentence of the answer."""

    text: str
    citations: tuple[int, ...]
    """Numbers of the citations that carry it."""
    speaker: str | None
    """Who says it, where the text makes that certain."""
    outlet: str | None
    kind: Kind
    supported: bool
    """False when the support check found no passage that carries it (only with a model)."""
    role: str | None = None
    """In the article's words, or `interviewer`; known also of some who are not named."""
    dates: tuple[ResolvedDate, ...] = ()
    """The dates that need the day of publication to be understood."""


class Position(Record):
    """One side of a disagreement."""

    value: str
    """The day, number or name; for a reason the sentence that gives it."""
    citations: tuple[int, ...]
    """Numbers of the quotations that give it."""
    speaker: str | None = None
    """Who says the first of them, where the text makes that certain."""
    outlet: str | None = None
    """Where the first of them was published."""
    published_at: str | None = None
    """`YYYY-MM-DD`: when."""


class TimelineEntry(Record):
    """One date of what the cited articles tell, with the sentence that names it."""

    start: str
    """First day, `YYYY-MM-DD`."""
    end: str
    """Last day, included: of the month or year where no day is told."""
    words: str
    """How the sentence names it."""
    text: str
    """The sentence."""
    citations: tuple[int, ...]
    """Where it stands, then further sentences with this date."""
    reported: bool = False
    """True where the sentence names no day: it is the day on which it was published."""


class Disagreement(Record):
    """Positions that cannot both hold; nobody decides who is right."""

    about: str
    positions: tuple[Position, ...]


class ComparisonRow(Record):
    """One outlet of a comparison, with its quotation or without one."""

    outlet: str | None
    """None for the articles whose outlet is unknown."""
    published_at: str | None = None
    """`YYYY-MM-DD` of the quoted article, if it is known."""
    quote: str | None = None
    """The outlet's sentence on the topic; None: it is silent."""
    citations: tuple[int, ...] = ()
    """Numbers of the citations of the quotation; empty when it is silent."""
    speaker: str | None = None
    """Who says the quotation; this and what follows as of a statement."""
    role: str | None = None
    kind: Kind | None = None
    dates: tuple[ResolvedDate, ...] = ()


class Passage(Record):
    """A retrieved chunk of at most 1,000 characters."""

    article_id: str
    source: str
    title: str | None
    outlet: str | None
    published_at: str | None
    start: int
    end: int
    text: str
    score: float
    """Fused rank score; only its order has a meaning."""
    published_between: PublishedBetween | None = None
    """Inferred, only where `published_at` is None; never used as a date."""


class Abstention(Record):
    """Why there is no answer, and what came closest."""

    reason: str
    """One sentence for the reader."""
    closest: tuple[Passage, ...]
    suggestions: tuple[str, ...] = ()
    """Questions near the declined one that the collection answers."""


class NameMatch(Record):
    """A name of the question that the collection spells in other ways too."""

    asked: str
    found: tuple[str, ...]
    """The collection's other spellings, the most frequent first."""


FilterKind = Literal["outlet", "date", "published"]
"""Only this outlet; more weight around the days of an event; only published on these days."""


class AppliedFilter(Record):
    """What was read from the question about where or when its answer was reported."""

    kind: FilterKind
    value: str
    """The outlet as the collection names it, or days as an interval of ISO 8601; `..` is open."""
    words: str
    """The words of the question that say so."""


class Origin(Record):
    """One outlet that several articles have it from: they count as one source."""

    outlet: str
    """As the first of them names it."""
    articles: tuple[str, ...]
    """Ids of the articles."""
    citations: tuple[int, ...]
    """Numbers of the citations that say so."""
    names: tuple[str, ...] = ()
    """The outlet of each of the articles in turn, or else its title or file."""


class Seconds(Record):
    """Wall-clock seconds of the steps."""

    retrieve: float
    compose: float
    total: float


class Answer(Record):
    """Everything one question led to."""

    question: str
    searched_for: str
    """The self-contained question that was searched for."""
    as_of: str | None
    """`YYYY-MM-DD`: the day the question is asked about, if it was given."""
    status: Status
    confidence: float | None
    """Estimated probability that the collection answers the question; None: not estimated."""
    text: str
    """The statements in order, each followed by its markers; empty for an abstention."""
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    short_answer: str | None
    """The few words of a statement that answer; None where none are certain to, as where articles
    disagree on them."""
    disagreements: tuple[Disagreement, ...]
    abstention: Abstention | None
    passages: tuple[Passage, ...]
    """Best first."""
    seconds: Seconds
    composer: str
    """`extractive`, or the model as `provider:model`."""
    notices: tuple[str, ...]
    """What the reader should know: a model that failed, markers that were removed."""
    comparison: tuple[ComparisonRow, ...] = ()
    """What each outlet says, where the question asks for that; who speaks comes first."""
    matched: tuple[NameMatch, ...] = ()
    """Names that were searched for in other spellings too."""
    filters: tuple[AppliedFilter, ...] = ()
    """What was read from the question and narrowed or weighted the search."""
    timeline: tuple[TimelineEntry, ...] = ()
    """The dates that the cited articles tell of, where the question asks for the course of
    something; empty or at least two, in order."""
    origins: tuple[Origin, ...] = ()
    """Outlets that several of the cited articles have it from, by their own words."""
