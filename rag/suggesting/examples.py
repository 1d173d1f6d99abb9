"""Questions that an unknown collection answers, made of its headlines: for a page that is empty.

Headlines that ask, and names that several headlines have. Each is asked before it is shown, and
kept only where the answer is sure. What this module does not know: what anybody wants to know of
the collection.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from rag.abstention import names_in
from rag.answer import Answer
from rag.confidence import MIN_CONFIDENCE
from vectorstore.names import name_key

MOST = 4
MOST_ASKED = 10
"""Questions that are tried: each costs an answer."""
OF_HEADLINES = 2
"""Headlines that are offered as they stand."""
LONGEST = 80
"""Characters of a headline that still make a question to click."""
MARGIN = 0.15
"""By how much the confidence has to exceed what an answer needs."""
COMPARED = "What does each outlet say about {}?"
ABOUT = "What do the articles say about {}?"

_ASKS = re.compile(
    r"(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|will)\b", re.I
)
_OF_A_PEOPLE = re.compile(r"(?:ian|ish|ese)$")
_LONE = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){0,2}")


def examples(
    headlines: Sequence[str], outlets: Collection[str], ask: Callable[[str], Answer]
) -> tuple[str, ...]:
    """Return questions that the collection surely answers, at most `MOST`; perhaps none.

    The `outlets` are those of the collection, folded: a headline often ends with one.
    """
    asked = islice(dict.fromkeys(_questions(headlines, outlets)), MOST_ASKED)
    return tuple(islice((question for question in asked if _is_sure(ask(question))), MOST))


def _questions(headlines: Sequence[str], outlets: Collection[str]) -> Iterator[str]:
    """Yield what could be asked, the most telling first."""
    own = (title for title in headlines if title.endswith("?") and len(title) <= LONGEST)
    yield from islice((title for title in own if _ASKS.match(title)), OF_HEADLINES)
    found = _repeated_names(headlines)
    names = [name for name in found if not _is_part(name, found) and not _of_outlet(name, outlets)]
    yield from (COMPARED.format(name) for name in names[:1])
    yield from (ABOUT.format(name) for name in names[1:])


def _repeated_names(headlines: Iterable[str]) -> list[str]:
    """Return the names that more than one headline has, the most frequent first."""
    counted = Counter(name for title in dict.fromkeys(headlines) for name in _names(title))
    return [name for name, times in counted.most_common() if times > 1]


def _names(headline: str) -> list[str]:
    """Return the names in a headline; none where most words are written like one.

    Those of three letters are left out: it is "the US".
    """
    words = [word for word in headline.split()[1:] if len(word) > 3]
    if sum(word[:1].isupper() for word in words) * 2 > len(words):
        return []
    return [name for name in names_in(headline) if len(name) > 3 and _LONE.fullmatch(name)]


def _is_part(name: str, names: Iterable[str]) -> bool:
    """Tell whether a name is the adjective of one: "British", and "Russian" beside "Russia"."""
    longer = any(name != other and name.startswith(other) for other in names)
    return " " not in name and (longer or bool(_OF_A_PEOPLE.search(name)))


def _of_outlet(name: str, outlets: Collection[str]) -> bool:
    return any(name_key(part) in outlets for part in (name, *name.split()))


def _is_sure(answer: Answer) -> bool:
    speaking = sum(row.quote is not None for row in answer.comparison)
    if answer.status != "answered" or (answer.comparison and speaking < 2):
        return False
    return answer.confidence is not None and answer.confidence >= MIN_CONFIDENCE + MARGIN
