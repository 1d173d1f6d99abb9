"""Reads an article from its beginning, and tells of every sentence who says it.

Quotations that run over several sentences, quotations in paragraphs of their own ("X responded,
saying:"), turns of an interview, an author's opinion, and "he" or "the expert" where only one
person can be meant. Precision first: unknown stays None. What this module does not know: indirect
speech that goes on without a word of who says it.
"""

import re
from dataclasses import dataclass, replace

from rag.answer import INTERVIEWER, Kind
from rag.draft import Attribution
from rag.speakers.antecedents import Antecedents
from rag.speakers.opinion import is_note, is_opinion, is_own_view, sole_author
from rag.speakers.organisations import Organisations
from rag.speakers.paragraphs import Paragraph, paragraphs
from rag.speakers.people import People
from rag.speakers.reporting import sources
from rag.speakers.role_words import EXPERTS
from rag.speakers.roles import nouns_of, role_in
from rag.speakers.source import Source
from rag.speakers.turns import Turn, read_interview
from vectorstore.article import Metadata
from vectorstore.sentences import Span

_INTRODUCES = re.compile(
    r"\b(?:said|says|saying|wrote|writes|writing|added|adding|replied|responded|stated|stating"
    r"|explained|continued|concluded|posted|tweeted|commented)\b[^.!?]{0,60}:$"
)
"""The end of a sentence after which somebody's words follow."""

_ENDS_BLOCK = re.compile(
    r",\s*(?:the [\w ]{3,30}|[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?) (?:writ\w+s|writes|sums up"
    r"|concludes)\.$"
)
"""The end of a quotation that is set off as a paragraph and has no marks."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A span of an article with its attribution."""

    start: int
    end: int
    by: Attribution


def read_article(text: str, metadata: Metadata) -> list[Attributed]:
    """Return every sentence of an article, in order, with who says it."""
    return _Article(text, metadata).read()


class _Article:
    """Reads one article from its beginning, with what was said before in mind."""

    def __init__(self, text: str, metadata: Metadata) -> None:
        self._text = text
        self._people = People(text)
        author = metadata.author.value
        self._interview = read_interview(text, self._people, author)
        self._author = sole_author(metadata)
        self._opinion = is_opinion(text, metadata)
        self._organisations = Organisations(text)
        self._minds = Antecedents(self._people, self._organisations)
        self._last: Attribution | None = None
        self._introduced = False
        self._spoke: set[str] = set()

    def read(self) -> list[Attributed]:
        """Return every sentence with who says it."""
        done: list[Attributed] = []
        for paragraph in paragraphs(self._text):
            done += self._turn(paragraph) or self._paragraph(paragraph)
        return done

    # -- interviews ----------------------------------------------------------------------------

    def _turn(self, paragraph: Paragraph) -> list[Attributed]:
        turn = self._interview.at(paragraph.sentences[0][0]) if self._interview else None
        if turn is None:
            return []
        return [
            Attributed(
                a,
                b,
                Attribution(None, "question", INTERVIEWER)
                if turn.asks
                else self._answer(turn, a, b),
            )
            for a, b in paragraph.sentences
        ]

    def _answer(self, turn: Turn, start: int, end: int) -> Attribution:
        kind: Kind = "opinion" if is_own_view(self._text[start:end]) else "quotation"
        return self._by(turn.who or (self._interview.answers if self._interview else None), kind)

    # -- other text ----------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph) -> list[Attributed]:
        if self._last is not None and self._introduced and _is_block(paragraph):
            by = replace(self._last, kind="quotation")
            self._introduced = False
            return [Attributed(a, b, by) for a, b in paragraph.sentences]
        found: list[Attribution] = []
        for number, sentence in enumerate(paragraph.sentences):
            by = self._sentence(paragraph, sentence, number)
            found.append(by)
            self._fill(paragraph, found, number)
            self._remember(paragraph, sentence, by)
        self._fill_block(paragraph, found)
        return [Attributed(a, b, by) for (a, b), by in zip(paragraph.sentences, found, strict=True)]

    def _fill_block(self, paragraph: Paragraph, found: list[Attribution]) -> None:
        """A paragraph that ends in ", the expert writes." is all of the expert's, without marks.

        Only of somebody who was told of before, and where no sentence of it is anybody else's.
        """
        start, end = paragraph.sentences[-1]
        *before, last = found
        told = last.speaker in self._spoke
        self._spoke |= {by.speaker for by in found if by.speaker}
        if last.kind == "quotation" or not _ENDS_BLOCK.search(self._text[start:end]):
            return
        if told and all(by == Attribution(None, "reported") for by in before):
            found[:-1] = [last] * len(before)

    def _sentence(self, paragraph: Paragraph, sentence: Span, number: int) -> Attribution:
        text = self._text[sentence[0] : sentence[1]]
        if paragraph.quote_around(sentence) is not None:
            return self._inside(paragraph, sentence, number)
        named = sources(paragraph.outside(sentence))
        quoted = paragraph.quotes_long(sentence) or bool(named and paragraph.is_speech(sentence))
        if text.endswith("?") and not quoted:
            return Attribution(None, "question")
        if not named:
            return self._unattributed(text, quoted)
        return self._attributed(named, quoted, paragraph, sentence)

    def _unattributed(self, text: str, quoted: bool) -> Attribution:
        if quoted:
            return Attribution(None, "quotation")
        if self._opinion and not is_note(text):
            return self._by(self._author, "opinion")
        return Attribution(None, "opinion" if is_own_view(text) else "reported")

    def _attributed(
        self, named: list[Source], quoted: bool, paragraph: Paragraph, sentence: Span
    ) -> Attribution:
        text = self._text[sentence[0] : sentence[1]]
        outside = paragraph.outside(sentence)
        resolved = [(source, self._resolve(source, outside, sentence[0])) for source in named]
        certain = [(source, name) for source, name in resolved if name]
        if len({name for _, name in certain}) == 1 and all(s.sort != "several" for s in named):
            source, name = certain[0]
            kind: Kind = "quotation" if quoted else self._kind(name, source)
            return self._by(name, kind)
        if quoted:
            return Attribution(None, "quotation", _unnamed(named))
        if all(source.sort == "document" or source.needs_person for source in named):
            other = self._opinion and any(_unnamed([source]) for source in named)
            return Attribution(None, "statement") if other else self._unattributed(text, quoted)
        return Attribution(None, "statement", _unnamed(named))

    def _inside(self, paragraph: Paragraph, sentence: Span, number: int) -> Attribution:
        """A sentence that is quoted from beginning to end: whoever was quoted before goes on."""
        if not paragraph.quotes_long(sentence) and number == 0:
            # A title or a heading in quotation marks is nobody's words.
            return Attribution(None, "reported")
        follows = number > 0 or paragraph.is_quoted
        last = self._last
        said = last is not None and (last.kind == "quotation" or last.speaker == self._minds.focus)
        if last is not None and follows and (said or self._introduced):
            return replace(last, kind="quotation")
        return Attribution(None, "quotation")

    def _fill(self, paragraph: Paragraph, found: list[Attribution], number: int) -> None:
        """`"One. Two," she said`: who says Two says One."""
        by = found[number]
        if by.speaker is None or by.kind != "quotation":
            return
        first = paragraph.sentences[number][0]
        shared = [q for q in paragraph.quotes if q[0] < first < q[1]]
        for at in range(number - 1, -1, -1):
            if not shared or paragraph.sentences[at][1] <= shared[0][0]:
                return
            if found[at].kind == "quotation":
                found[at] = by

    def _by(self, name: str | None, kind: Kind) -> Attribution:
        person = self._people.get(name) if name else None
        return Attribution(name, kind, person.role if person else None)

    def _kind(self, name: str, source: Source) -> Kind:
        person = self._people.get(name)
        nouns = frozenset[str]().union(*map(nouns_of, person.roles)) if person else frozenset()
        expert = bool(nouns & EXPERTS) or {"political", "scientist"} <= nouns
        return "opinion" if source.opinion or expert else "statement"

    # -- who is meant --------------------------------------------------------------------------

    def _resolve(self, source: Source, outside: str, at: int) -> str | None:
        if source.sort in {"he", "she"}:
            return self._minds.pronoun(source.sort, outside, at)
        if source.sort == "phrase":
            return self._minds.phrase(source.words, outside, at)
        if source.sort != "name" or not (" " in source.words or self._people.is_name(source.words)):
            return None
        if source.needs_person and not self._people.is_person(source.words):
            return None
        name = self._people.full_name(source.words, at)
        return self._organisations.full_name(name) if name else None

    def _remember(self, paragraph: Paragraph, sentence: Span, by: Attribution) -> None:
        text = self._text[sentence[0] : sentence[1]]
        self._introduced = by.kind != "reported" and _INTRODUCES.search(text) is not None
        self._last = by
        if by.kind in {"question", "opinion"} and by.speaker == self._author:
            self._minds.forget()
            return
        outside = paragraph.outside(sentence)
        unknown = by.kind in {"statement", "quotation"} and bool(sources(outside))
        self._minds.follow(outside, by, sentence[0], unknown)


def _is_block(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may be a quotation without marks, set off from what says whose."""
    return not paragraph.quotes and not any(
        sources(paragraph.outside(sentence)) for sentence in paragraph.sentences
    )


def _unnamed(named: list[Source]) -> str | None:
    """The role of somebody without a name: "government spokesperson"."""
    roles = [role_in(s.words) for s in named if s.sort == "phrase"]
    return roles[0] if len(named) == 1 and roles else None
