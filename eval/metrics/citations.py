"""The metrics: small pure functions, each with a worked example in its docstring.

A metric that has nothing to measure is None, never 0: no gold article, no citation, no
question that had to be declined. Most functions give the value of one question, and
`mean_interval` makes the figure of a set out of them; those on confidence look at a whole set.

What this module does not know: where its inputs come from. It sees answers, spans and
strings, and neither a chain nor a store.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict

from rag.answer import Answer, Citation, Statement
from vectorstore.errors import NoArticle

RESAMPLES = 2000
"""How often a set is drawn again for an interval."""

_SLACK = 1e-9
"""What a share may be off by rounding: 0.29 * 100 is less than 29."""

_Item = TypeVar("_Item")

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_MARKER = re.compile(r"\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]")


# --- texts -------------------------------------------------------------------------------------


def normalise(text: str) -> str:
    """Fold what does not change a fact: case, diacritics, kinds of quotes and dashes, spaces.

    >>> normalise("“Qasym-Jomart  Toqaev” — CAFÉ")
    '"qasym-jomart toqaev" - cafe'
    """
    # Decomposed before folding (a mathematical capital has no lower case) and again after it.
    folded = unicodedata.normalize("NFKD", text.translate(_UNIFIED)).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.translate(_UNIFIED).split())


def occurs(wanted: str, text: str) -> bool:
    """Tell whether `wanted` stands in `text` as whole words and whole numbers.

    >>> occurs("4", "It has 43 members, 4.5 on average, and 4,000 guests.")
    False
    >>> occurs("4", "It has 4 members.")
    True
    >>> occurs("Sao Paulo", "Leaders met in São Paulo’s old town.")
    True
    """
    needle = normalise(wanted)
    return bool(needle) and re.search(_bounded(needle), normalise(text)) is not None


def _bounded(needle: str) -> str:
    """Return a pattern for `needle` that neither a longer word nor a longer number matches."""
    before = r"(?<!\w)" if _is_word(needle[0]) else ""
    after = r"(?!\w)" if _is_word(needle[-1]) else ""
    if needle[0].isdigit():
        before += r"(?<!\d[.,])"
    if needle[-1].isdigit():
        after += r"(?![.,]\d)"
    return f"{before}{re.escape(needle)}{after}"


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def strip_markers(text: str) -> str:
    """Take the citation markers out of an answer's text.

    >>> strip_markers("Four states joined [1][2]. Two declined. [3, 4]")
    'Four states joined. Two declined.'
    """
    bare = re.sub(rf"\s*(?:{_MARKER.pattern})", "", text)
    return " ".join(bare.split())


def first_words(text: str, count: int) -> str:
    """Return the first `count` words of `text`.

    >>> first_words("one two  three", 2)
    'one two'
    """
    return " ".join(text.split()[:count])


def fact_recall(text: str, facts: Sequence[Sequence[str]]) -> float | None:
    """Share of the facts of which one alias stands in the text.

    >>> fact_recall("Nine states joined in 2024 [1].", [("9", "nine"), ("Astana",)])
    0.5
    >>> fact_recall("Nine states joined.", []) is None
    True
    """
    if not facts:
        return None
    return 1 - len(missing_facts(text, facts)) / len(facts)


def missing_facts(text: str, facts: Sequence[Sequence[str]]) -> list[str]:
    """Return the first alias of every fact that the text lacks; a marker is not a fact.

    >>> missing_facts("Nine states joined [9].", [("nine",), ("9",)])
    ['9']
    """
    bare = strip_markers(text)
    return [fact[0] for fact in facts if not any(occurs(alias, bare) for alias in fact)]


def found_forbidden(texts: Iterable[str], forbidden: Sequence[str]) -> list[str]:
    """Return the forbidden texts that stand in any of `texts`.

    >>> found_forbidden(["Subscribe now [1]."], ["subscribe", "donate"])
    ['subscribe']
    """
    bare = [strip_markers(text) for text in texts]
    return [wrong for wrong in forbidden if any(occurs(wrong, text) for text in bare)]


def forbidden_rate(texts: Iterable[str], forbidden: Sequence[str]) -> float | None:
    """Share of the forbidden texts that are told all the same.

    >>> forbidden_rate(["Subscribe now."], ["subscribe", "donate"])
    0.5
    >>> forbidden_rate(["Subscribe now."], []) is None
    True
    """
    if not forbidden:
        return None
    return len(found_forbidden(texts, forbidden)) / len(forbidden)


# --- retrieval ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one article's stored text."""

    article_id: str
    start: int
    end: int


def covers(passage: Span, gold: Span) -> bool:
    """Tell whether a passage holds at least half of the gold span's characters.

    >>> covers(Span("a", 0, 100), Span("a", 80, 120))
    True
    >>> covers(Span("a", 0, 99), Span("a", 80, 120))
    False
    >>> covers(Span("b", 0, 200), Span("a", 80, 120))
    False
    """
    shared = min(passage.end, gold.end) - max(passage.start, gold.start)
    same = passage.article_id == gold.article_id
    return same and shared > 0 and 2 * shared >= gold.end - gold.start


def recall_at_k(ranked: Sequence[str], gold: Collection[str], k: int) -> float | None:
    """Share of the gold items among the first `k` of a ranked list.

    >>> recall_at_k(["a.txt", "c.txt", "b.txt"], {"a.txt", "b.txt"}, 2)
    0.5
    >>> recall_at_k(["a.txt"], set(), 2) is None
    True
    """
    wanted = set(gold)
    if not wanted:
        return None
    return len(wanted.intersection(ranked[:k])) / len(wanted)


def hit_at_k(hits: Sequence[bool], k: int) -> float:
    """1.0 when one of the first `k` is a hit, else 0.0.

    >>> hit_at_k([False, True, True], 1), hit_at_k([False, True, True], 2)
    (0.0, 1.0)
    """
    return float(any(hits[:k]))


def reciprocal_rank(hits: Sequence[bool], cutoff: int = 10) -> float:
    """One over the rank of the first hit, 0.0 when the first `cutoff` hold none.

    >>> reciprocal_rank([False, True, True])
    0.5
    >>> reciprocal_rank([False, False])
    0.0
    """
    ranks = (rank for rank, hit in enumerate(hits[:cutoff], start=1) if hit)
    first = next(ranks, None)
    return 0.0 if first is None else 1 / first


# --- citations ---------------------------------------------------------------------------------


class CitedArticle(Protocol):
    """What is needed of a stored article to check a citation of it."""

    @property
    def text(self) -> str:
        """The text that offsets refer to."""
        ...

    @property
    def text_sha256(self) -> str:
        """Its hash."""
        ...


def citation_fault(citation: Citation, get: Callable[[str], CitedArticle]) -> str | None:
    """Say what is wrong with one citation, None when it is valid.

    A valid citation names a stored article, its quote is the article's text at the offsets,
    and its hash is the hash of that text. `get` raises NoArticle for an unknown id; with an
    article whose text begins "Nine states joined.", a citation of characters 0 to 19 with
    that quote is valid, and one of 1 to 20 with it has a fault.
    """
    try:
        article = get(citation.article_id)
    except NoArticle:
        return f"citation {citation.number} names an article that is not stored"
    if not citation.quote or article.text[citation.start : citation.end] != citation.quote:
        return f"the quote of citation {citation.number} is not the text at its offsets"
    if article.text_sha256 != citation.text_sha256:
        return f"citation {citation.number} has the hash of another text"
    return None


def marker_numbers(text: str) -> set[int]:
    """Return the numbers of all citation markers in a text.

    >>> sorted(marker_numbers("Nine [1][3]. Two [1, 2]."))
    [1, 2, 3]
    """
    groups = (match.group(1).split(",") for match in _MARKER.finditer(text))
    return {int(number) for group in groups for number in group}


def dangling_numbers(answer: Answer) -> list[int]:
    """Return the numbers that the answer refers to without having such a citation.

    Brackets that stand in a cited source sentence belong to its author and are not markers:
    the statement "Output fell [3] in May." that is quoted so refers to nothing.
    """
    issued = {citation.number for citation in answer.citations}
    by_number = {citation.number: citation.quote for citation in answer.citations}
    rest = answer.text
    used: set[int] = set()
    for statement in answer.statements:
        used.update(statement.citations)
        quotes = " ".join(by_number.get(number, "") for number in statement.citations)
        used.update(marker_numbers(statement.text) - marker_numbers(quotes))
        rest = rest.replace(statement.text, " ", 1)
    return sorted((used | marker_numbers(rest)) - issued)


def citation_faults(answer: Answer, get: Callable[[str], CitedArticle]) -> list[str]:
    """Return every fault of the answer's citations; an empty list is a valid answer.

    Besides the faults of single citations: a number without a citation, a number that is
    given twice, and a statement that is shown as supported and cites nothing.
    """
    faults = [citation_fault(citation, get) for citation in answer.citations]
    numbers = [citation.number for citation in answer.citations]
    return [
        *(fault for fault in faults if fault is not None),
        *(f"the number {number} has no citation" for number in dangling_numbers(answer)),
        *(f"the number {n} is given twice" for n in sorted(set(numbers)) if numbers.count(n) > 1),
        *(
            f"statement {place} is shown as supported and cites nothing"
            for place, statement in enumerate(answer.statements, start=1)
            if statement.supported and not statement.citations
        ),
    ]


def citation_validity(answer: Answer, get: Callable[[str], CitedArticle]) -> float | None:
    """Share of what refers to a source that is valid; None when nothing refers to one.

    Every citation is one check, and so is every fault beyond them: two valid citations and a
    marker [3] without a citation give 2/3.
    """
    valid = sum(citation_fault(citation, get) is None for citation in answer.citations)
    wrong = len(citation_faults(answer, get))
    return valid / (valid + wrong) if valid + wrong else None


def is_verbatim(statement: Statement, quotes: Iterable[str]) -> bool:
    """Tell whether a statement is a cited quote, or a span of one, character by character.

    The statement "Nine states joined." is verbatim with the quote "Nine states joined.", and
    also with the longer "Nine states joined. Two declined."; "9 states joined." is not.
    """
    return any(bool(statement.text) and statement.text in quote for quote in quotes)


def verbatim_rate(answer: Answer) -> float | None:
    """Share of the statements that are verbatim; None when there is no statement.

    Of two statements, one quoted and one rewritten by a model, the rate is 0.5.
    """
    if not answer.statements:
        return None
    quotes = {citation.number: citation.quote for citation in answer.citations}
    verbatim = [
        is_verbatim(statement, [quotes[n] for n in statement.citations if n in quotes])
        for statement in answer.statements
    ]
    return sum(verbatim) / len(verbatim)


def citation_precision(cited: Collection[str], gold: Collection[str]) -> float | None:
    """Share of the cited articles that were to be cited.

    None when nothing is cited, or when no article was to be cited.

    >>> citation_precision(["a.txt", "c.txt"], ["a.txt", "b.txt"])
    0.5
    >>> citation_precision([], ["a.txt"]) is None
    True
    """
    if not cited or not gold:
        return None
    return len(set(cited) & set(gold)) / len(set(cited))


def citation_recall(cited: Collection[str], gold: Collection[str]) -> float | None:
    """Share of the articles to be cited that are cited; None when there are none.

    >>> citation_recall([], ["a.txt", "b.txt"])
    0.0
    >>> citation_recall(["a.txt"], []) is None
    True
    """
    if not gold:
        return None
    return len(set(cited) & set(gold)) / len(set(gold))


# --- abstention --------------------------------------------------------------------------------


def abstention_precision(expected: str, status: str | None) -> float | None:
    """Of an abstention, whether it was right; None for everything else.

    The mean over a set is the precision of abstention.

    >>> abstention_precision("answered", "abstained")
    0.0
    >>> abstention_precision("abstained", "answered") is None
    True
    """
    return float(expected == "abstained") if status == "abstained" else None


def abstention_recall(expected: str, status: str | None) -> float | None:
    """Of a question that had to be declined, whether it was; None for everything else.

    The mean over a set is the recall of abstention. A question that failed (status None) was
    not declined.

    >>> abstention_recall("abstained", "answered")
    0.0
    >>> abstention_recall("answered", "abstained") is None
    True
    """
    return float(status == "abstained") if expected == "abstained" else None


# --- confidence --------------------------------------------------------------------------------


def risk_coverage(
    confidences: Sequence[float], correct: Sequence[bool | None]
) -> list[tuple[float, float]]:
    """Return the risk–coverage curve as (coverage, risk), from the surest answers downwards.

    Coverage is the share of all questions whose answer is at least so sure, risk the share of
    wrong ones among those answers. `correct` is None for a question that was declined: it counts
    among all but has no answer, so the curve ends at the share that was answered. Answers of
    equal confidence are one point, because no threshold tells them apart.
    Source: R. El-Yaniv and Y. Wiener, "On the foundations of noise-free selective
    classification", JMLR 11, 2010.

    >>> risk_coverage([0.9, 0.8, 0.7, 0.7, 0.1], [True, False, True, True, None])
    [(0.2, 0.0), (0.4, 0.5), (0.8, 0.25)]
    >>> risk_coverage([0.9], [None])
    []
    """
    told = [(c, right) for c, right in zip(confidences, correct, strict=True) if right is not None]
    told.sort(key=lambda answer: -answer[0])
    curve, wrong = [], 0
    for place, (confidence, right) in enumerate(told, start=1):
        wrong += not right
        if place == len(told) or told[place][0] < confidence:
            curve.append((place / len(confidences), wrong / place))
    return curve


def risk_area(curve: Sequence[tuple[float, float]]) -> float | None:
    """Area under a risk–coverage curve by its width: the mean risk over the coverages reached.

    None for a curve without a point. Where nothing was declined this is the AURC of Y. Geifman,
    G. Uziel and R. El-Yaniv, "Bias-reduced uncertainty estimation for deep neural classifiers",
    ICLR 2019. Lower is better, but only between curves that reach equally far: who declines
    the hard questions has the lower area without being the better judge of the answers.

    >>> risk_area([(0.2, 0.0), (0.4, 0.5), (0.8, 0.25)])
    0.25
    >>> risk_area([]) is None
    True
    """
    if not curve:
        return None
    widths = np.diff([0.0, *(coverage for coverage, _ in curve)])
    return float(sum(widths * [risk for _, risk in curve]) / curve[-1][0])


def effective_confidences(
    confidences: Sequence[float], declined: Sequence[bool], lowest_answered: float
) -> list[float]:
    """Return the confidences, minus infinity for questions declined for another reason than it.

    A question was declined for another reason, such as a name that no article mentions, when its
    confidence is not below `lowest_answered`, the lowest of any question that was answered: a
    threshold that let that one pass would have let this one pass too. Minus infinity is below
    every threshold. One that was declined with less confidence than that is taken by its
    confidence alone, whatever the reason was.

    >>> effective_confidences([0.9, 0.6, 0.3, 0.2], [False, True, False, True], 0.3)
    [0.9, -inf, 0.3, 0.2]
    """
    return [
        -math.inf if out and confidence >= lowest_answered else confidence
        for confidence, out in zip(confidences, declined, strict=True)
    ]


def share_below(confidences: Sequence[float], threshold: float) -> float | None:
    """Share of the questions that a threshold declines: those with less confidence.

    >>> share_below([0.9, 0.5, 0.3, -math.inf], 0.5)
    0.5
    >>> share_below([], 0.5) is None
    True
    """
    if not confidences:
        return None
    return sum(confidence < threshold for confidence in confidences) / len(confidences)


def threshold_declining(confidences: Sequence[float], share: float) -> float | None:
    """Return the highest of the confidences that, as a threshold, declines at most `share`.

    None where there is none: no question, or more than `share` declined at every threshold.

    >>> threshold_declining([0.9, 0.5, 0.7, 0.3], 0.25)
    0.5
    >>> threshold_declining([0.9, 0.5, 0.7, -math.inf], 0.2) is None
    True
    """
    if not confidences:
        return None
    most = min(math.floor(share * len(confidences) + _SLACK), len(confidences) - 1)
    threshold = sorted(confidences)[most]
    return None if threshold == -math.inf else threshold


def declined_at(share: float, answerable: Sequence[float], others: Sequence[float]) -> float | None:
    """Share of the others declined by the threshold that declines `share` of the answerable.

    Both are confidences. None where there is no such threshold, or where there are no others.

    >>> declined_at(0.25, [0.9, 0.5, 0.7, 0.3], [0.1, 0.4, 0.6, 0.8])
    0.5
    """
    threshold = threshold_declining(answerable, share)
    return None if threshold is None else share_below(others, threshold)


# --- a set of questions ------------------------------------------------------------------------


class Estimate(BaseModel):
    """The figure of a set: a mean, and how far chance alone could move it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean: float
    low: float | None
    """Lower end of the 95 % interval; None when a single value or cluster leaves nothing to
    draw again."""
    high: float | None
    count: int
    """How many questions the figure is defined for."""


def mean_interval(
    values: Sequence[float | None], clusters: Sequence[Hashable] | None = None, seed: int = 0
) -> Estimate | None:
    """Return the mean of the defined values with a 95 % bootstrap interval.

    With `clusters`, one key a value, whole clusters are drawn: questions of one week share
    their articles and are not independent. The same seed gives the same interval.

    >>> mean_interval([1.0, 1.0, None, 1.0])
    Estimate(mean=1.0, low=1.0, high=1.0, count=3)
    >>> mean_interval([None]) is None
    True
    """
    keys: Sequence[Hashable] = range(len(values)) if clusters is None else clusters
    groups: dict[Hashable, list[float]] = {}
    for key, value in zip(keys, values, strict=True):
        if value is not None:
            groups.setdefault(key, []).append(value)
    if not groups:
        return None
    sums = np.array([sum(group) for group in groups.values()], dtype=float)
    sizes = np.array([len(group) for group in groups.values()], dtype=float)
    mean, count = float(sums.sum() / sizes.sum()), int(sizes.sum())
    if len(groups) == 1:
        return Estimate(mean=mean, low=None, high=None, count=count)
    drawn = np.random.default_rng(seed).integers(0, len(groups), (RESAMPLES, len(groups)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Estimate(mean=mean, low=float(low), high=float(high), count=count)


def paired_difference(
    values: Sequence[float | None],
    base: Sequence[float | None],
    clusters: Sequence[Hashable] | None = None,
    seed: int = 0,
) -> Estimate | None:
    """Return the mean of `values` less `base`, pair by pair, with a 95 % bootstrap interval.

    Both are of the same questions, so what makes a question hard for both moves neither end of
    the interval. A pair of which one is not defined is left out. See `mean_interval`.

    >>> paired_difference([1.0, 0.0, None], [0.5, -0.5, 1.0])
    Estimate(mean=0.5, low=0.5, high=0.5, count=2)
    >>> paired_difference([None], [1.0]) is None
    True
    """
    differences = [
        None if value is None or other is None else value - other
        for value, other in zip(values, base, strict=True)
    ]
    return mean_interval(differences, clusters, seed)


def resampled_interval(
    statistic: Callable[..., float | None], *sets: Sequence[Sequence[_Item]], seed: int = 0
) -> tuple[float, float] | None:
    """Return the 95 % bootstrap interval of a statistic that is not a mean.

    A set is a list of clusters of items. Whole clusters are drawn again, of each set by itself,
    and `statistic` is given the drawn items of each. A draw for which it is None is left out.
    None when a set has fewer than two clusters, or no draw has a value.

    >>> resampled_interval(lambda a, b: max(a) - max(b), [[3.0], [1.0, 3.0]], [[1.0], [1.0]])
    (2.0, 2.0)
    >>> resampled_interval(max, [[3.0, 1.0]]) is None
    True
    """
    if any(len(clusters) < 2 for clusters in sets):
        return None
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(RESAMPLES):
        drawn = [
            [item for place in rng.integers(0, len(set_), len(set_)) for item in set_[place]]
            for set_ in sets
        ]
        value = statistic(*drawn)
        if value is not None:
            found.append(value)
    if not found:
        return None
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def clustered(items: Sequence[_Item], keys: Sequence[Hashable]) -> list[list[_Item]]:
    """Return the items in clusters, one for each key, in order of first appearance.

    >>> clustered([1, 2, 3], ["a", "b", "a"])
    [[1, 3], [2]]
    """
    clusters: dict[Hashable, list[_Item]] = {}
    for item, key in zip(items, keys, strict=True):
        clusters.setdefault(key, []).append(item)
    return list(clusters.values())


def percentile(values: Sequence[float | None], share: float) -> float | None:
    """Return the value below which `share` of the defined values lie, interpolated.

    >>> percentile([0.1, 0.2, None, 0.4], 0.5)
    0.2
    >>> percentile([], 0.95) is None
    True
    """
    defined = [value for value in values if value is not None]
    return float(np.quantile(defined, share)) if defined else None
