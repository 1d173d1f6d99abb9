"""Whether an answer's citations hold, whether it says what they say, and whether they are the gold.

Validity is a check against the stored text, character by character, and needs no gold; precision
and recall are those of the articles cited. What this module does not know: whether a quotation
carries the sentence it stands under; rag/support.py judges that.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from eval.metrics.matching import MARKER
from eval.metrics.retrieval import share_in
from rag.answer import Answer, Citation, Statement
from vectorstore.errors import NoArticle


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
    groups = (match.group(1).split(",") for match in MARKER.finditer(text))
    return {int(number) for group in groups for number in group}


def quotes_of(answer: Answer) -> dict[int, str]:
    """Return the quotes of an answer's citations by their numbers."""
    return {citation.number: citation.quote for citation in answer.citations}


def dangling_numbers(answer: Answer) -> list[int]:
    """Return the numbers that the answer refers to without having such a citation.

    Brackets that stand in a cited source sentence belong to its author and are not markers:
    the statement "Output fell [3] in May." that is quoted so refers to nothing.
    """
    issued = quotes_of(answer)
    rest = answer.text
    used: set[int] = set()
    for statement in answer.statements:
        used.update(statement.citations)
        quotes = " ".join(issued.get(number, "") for number in statement.citations)
        used.update(marker_numbers(statement.text) - marker_numbers(quotes))
        rest = rest.replace(statement.text, " ", 1)
    return sorted((used | marker_numbers(rest)) - issued.keys())


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
    quotes = quotes_of(answer)
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
    return share_in(cited, gold) if gold else None


def citation_recall(cited: Collection[str], gold: Collection[str]) -> float | None:
    """Share of the articles to be cited that are cited; None when there are none.

    >>> citation_recall([], ["a.txt", "b.txt"])
    0.0
    >>> citation_recall(["a.txt"], []) is None
    True
    """
    return share_in(gold, cited)
