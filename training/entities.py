"""Names, numbers and titles in a text, and what word asks for each.

What a name stands for is guessed from the words around it in the whole corpus: people say
things, places are where things happen. What this module does not know: the names themselves;
there is no list of any.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rag.terms.words import STOP_WORDS
from vectorstore.names import CALENDAR_WORDS

_WORD = r"[A-ZÀ-Þ][\w’'.&-]*\w"
"""A word that may be a name: it has a capital, and its last character is no mark."""
NAME = re.compile(
    rf"""
    (?<![.!?:“"][ ]) (?<!^) (?<!\n)  # the first word of a sentence has a capital anyway
    \b {_WORD} (?: [ ] (?: of[ ] (?: the[ ] )? | the[ ] )? {_WORD} )*
    """,
    re.VERBOSE,
)
_TITLE = re.compile(r"“([^”“]{3,60}?)[,.]?”")
_NUMBER = re.compile(
    r"""
    (?P<money> [$€£] \d [\d,.]* \d? (?: [ ] (?: million | billion | trillion ) )? )
    | (?P<percent> \b \d [\d,.]* (?: % | [ ]percent | [ ]per[ ]cent ) )
    | (?P<count>
        \b (?! (?: 19 | 20 ) \d\d \b )  # not a year
        \d (?: [\d,]* \d )? (?: \. \d+ )? (?: [ ] (?: million | billion | thousand ) )?
      | \b (?: two | three | four | five | six | seven | eight | nine | ten | eleven | twelve
              | dozens | hundreds | thousands ) \b
      ) [ ] (?= [a-z]{3,} )  # of something
    """,
    re.VERBOSE,
)
_ASKED_WITH = {"money": "how much", "percent": "what percentage", "count": "how many"}
_SAYS = frozenset("said says told tweeted wrote added testified announced".split())
_PLACE = frozenset("in at near from across outside".split())
_ROLES = frozenset(
    "president minister king queen prince senator sen rep gov governor judge mayor actor actress"
    " singer coach star director founder ceo mr mrs ms dr".split()
)
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_CAPITALISED = frozenset("i'm i’m i've i’ve it's it’s yes mr mrs ms dr cnn".split())
_NO_NAMES = STOP_WORDS | CALENDAR_WORDS | _CAPITALISED
LEAST_SEEN = 3
"""Places a name has to have in the corpus before anything is concluded from them."""
SHARE = 0.15
"""Share of a name's places that must speak for a kind."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name, number or title at its place in a text."""

    text: str
    start: int
    end: int
    asked_with: str
    """The word in its place in a question: who, where, what, how many and so on."""


@dataclass
class Kinds:
    """How often each name stood where people, and where places stand."""

    seen: Counter[str] = field(default_factory=Counter)
    person: Counter[str] = field(default_factory=Counter)
    """Before a verb of saying, or after the name of an office or a profession."""
    place: Counter[str] = field(default_factory=Counter)
    """After a preposition of place."""

    def asked_with(self, name: str) -> str:
        """Return the word that asks for a name."""
        last = name.rsplit(None, 1)[-1]
        if self._mostly(self.person, name) or self._mostly(self.person, last):
            return "who"
        return "where" if self._mostly(self.place, name) else "what"

    def _mostly(self, counted: Counter[str], name: str) -> bool:
        seen = self.seen[name]
        return seen >= LEAST_SEEN and counted[name] >= SHARE * seen


def learn_kinds(texts: Iterable[str]) -> Kinds:
    """Return how often each name of `texts` stands where people, and where places stand."""
    kinds = Kinds()
    for text in texts:
        for match in NAME.finditer(text):
            name = _POSSESSIVE.sub("", match.group())
            before = text[: match.start()].rsplit(None, 1)[-1:]
            after = text[match.end() : match.end() + 20].split()[:1]
            says = bool(after) and after[0].strip(".,") in _SAYS
            titled = bool(before) and before[0].strip(".,").lower() in _ROLES
            kinds.seen[name] += 1
            kinds.person[name] += says or titled
            kinds.place[name] += bool(before) and before[0] in _PLACE
    return kinds


def find_entities(text: str, kinds: Kinds) -> Iterator[Entity]:
    """Yield what can be asked for in a text: names, then quoted titles, then numbers."""
    for match in NAME.finditer(text):
        name = _POSSESSIVE.sub("", match.group())
        if name.lower() not in _NO_NAMES and len(name) > 2:
            start = match.start()
            yield Entity(name, start, start + len(name), kinds.asked_with(name))
    for match in _TITLE.finditer(text):
        if match.group(1)[0].isupper():
            yield Entity(match.group(1), *match.span(1), "what")
    for match in _NUMBER.finditer(text):
        group = match.lastgroup or "count"
        yield Entity(match.group(group), *match.span(group), _ASKED_WITH[group])
