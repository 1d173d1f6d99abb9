"""Names of people in a text and what the text says they are: "political observer", "mayor".

What this module does not know: whether a name without any such word is a person, a place or a
company; and nothing about people that the text does not say.
"""

import re
from dataclasses import dataclass

from rag.speakers.given_names import is_given_name
from rag.speakers.role_words import (
    BY_CHANCE,
    CREDITS,
    CROWNS,
    DAYS,
    EXPERTS,
    GIVEN_TOO,
    GROUPS,
    NEVER,
    NOT_PERSONS,
    ORGANISATION,
    PERSON_ENDING,
    PERSONS,
    POLITE,
    SPOKESPEOPLE,
    SURNAMES,
    TITLE_ENDING,
    TITLES,
)

_LETTERS = r"[A-ZÀ-ÞĀ-ŽА-Я][^\W_]*(?:[’'-](?!s\b)[^\W_]+)*"
_PARTICLE = r"(?:al|bin|ibn|da|de|del|della|den|der|di|la|le|ter|van|von|el)"
_SHORT = (
    r"(?:(?:[A-Z]\.)*[A-Z]|Gov|Sens?|Reps?|Gen|Col|Lt|Sgt|Capt|Maj|Rev|Dr|Mrs?|Ms|Prof|St|Jr|Sr"
    r"|Inc|Corp|Ltd|Co|Cmdr|Adm|Supt|Det|Msgr)\."
)
_TOKEN = rf"(?:{_SHORT}|{_LETTERS})"
NAME = rf"(?:(?:{_PARTICLE} ){{1,2}})?{_TOKEN}(?: (?:{_PARTICLE} ){{0,2}}{_TOKEN}){{0,7}}"
"""A run of capitalised words: a name, or titles with a name."""

_HER = re.compile(r"(?:^|\b)(?:mrs|ms|miss|dame|actress|mother|sister|wife|daughter|\w*woman)\b")
_HIS = re.compile(r"(?:^|\b)(?:mr|sir|father|brother|husband|son|\w*(?<!wo)man)\b")


_FIELD = re.compile(r"(?P<noun>[\w-]+) (?:of|for|to)(?: the)? (?:\w+ and )?$")
_SPEAKS_FOR = frozenset("spokesperson spokesman spokeswoman lawyer attorney counsel".split())
_INITIAL = re.compile(r"(?:[A-Z]\.)+$")
_ASIDE = re.compile(r"(?:^| )(?:who|whose|which|that|and also|because|as|when|said|says)\b")
_COMPLEMENT = re.compile(
    r" (?:of|for|at|in|to|from|with|on|by|than|was|were|is|are|had|has|told)\b"
)
MAX_ROLE_HEAD, MAX_ROLE = 7, 90
"""Words of a role before its "of ...", and characters of the whole."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name without its titles, and the titles."""

    name: str
    title: str | None = None


def is_person_noun(word: str) -> bool:
    """Tell whether a word says what somebody is.

    >>> is_person_noun("spokeswoman"), is_person_noun("data")
    (True, False)
    """
    low = word.casefold().rstrip(".,")
    low = low.rpartition("-")[2]
    return low in PERSONS or (
        low not in NOT_PERSONS and len(low) > 4 and PERSON_ENDING.match(low) is not None
    )


def split_title(run: str) -> Named | None:
    """Take the titles off a run of capitalised words; None when no name is left.

    >>> split_title("Kazakh Presidential Spokesperson Berik Uali")
    Named(name='Berik Uali', title='Kazakh Presidential Spokesperson')
    >>> split_title("Will Tomas Lind"), split_title("Will Lind")
    (Named(name='Tomas Lind', title=None), Named(name='Will Lind', title=None))
    """
    words = _without_openers(run.split())
    while len(words) > 1 and words[-1].casefold() in DAYS:
        words = words[:-1]  # "ABC Friday said"
    titles = [at for at, word in enumerate(words[:-1], start=1) if is_title(word)]
    credited = words[0].casefold() in CREDITS if words and not titles else False
    if credited and not any(word.casefold() in ORGANISATION for word in words):
        titles = [at for at, w in enumerate(words[:-1], start=1) if w.casefold() in CREDITS]
    cut = titles[-1] if titles else 0
    if len(words) == cut + 1 and cut and words[cut].casefold() in ORGANISATION:
        cut = 0  # "Justice Department"
    name = " ".join(words[cut:])
    if (
        not name
        or (is_function_word(words[cut]) and not _is_given(words[cut:]))
        or name.casefold() in CROWNS
        or _is_office(words[-1])
    ):
        return None
    return Named(name, " ".join(words[:cut]) or None)


def _without_openers(words: list[str]) -> list[str]:
    """Leave out the words that began a sentence: "But", "Under"."""
    at = 0
    while at < len(words) and is_function_word(words[at]) and not _is_given(words[at:]):
        at += 1
    return words[at:]


def _is_given(words: list[str]) -> bool:
    """Tell whether the first word is "April" or "Will", and one word alone follows."""
    return len(words) == 2 and words[0].casefold() in BY_CHANCE and not is_function_word(words[1])


def is_function_word(word: str) -> bool:
    """Tell whether a word begins no name; "WHO" is an organisation.

    >>> is_function_word("Who"), is_function_word("WHO")
    (True, False)
    """
    plain = re.split("[’']", word.casefold())[0]
    return plain in NEVER and not (len(word) > 1 and word.isupper() and "." not in word)


def is_title(word: str) -> bool:
    """Tell whether a capitalised word before a name belongs to no name."""
    low = word.casefold().rstrip(".").removesuffix("-elect")
    last = low.rpartition("-")[2]
    known = TITLES | PERSONS
    if low in GIVEN_TOO:
        return False
    return low in known or last in PERSONS or is_plural(low) or bool(TITLE_ENDING.search(word))


def is_plural(word: str) -> bool:
    """Tell whether a word says what several people are: "Senators", "spokeswomen"."""
    low = word.casefold()
    one = low[:-3] + "man" if low.endswith("men") else low[:-1]
    return low.endswith(("s", "men")) and one in PERSONS


def _is_office(word: str) -> bool:
    """Tell whether the last word of a run is no surname: "Prime Minister", but not "Baker"."""
    return is_title(word) and word.casefold() not in SURNAMES


def office_of(title: str) -> str | None:
    """Return a title that says what somebody is, which "Mr" and "Dr" do not."""
    last = title.split()[-1].casefold().rstrip(".")
    return None if last in POLITE or last in CREDITS else title


def last_name(name: str) -> str:
    """Return the word of a name that stands for it alone.

    >>> last_name("Tomas Lind Sr.")
    'Lind'
    """
    words = name.split()
    suffixed = len(words) > 2 and words[-1].rstrip(".") in {"Jr", "Sr", "II", "III", "IV"}
    return words[-2] if suffixed else words[-1]


def role_in(phrase: str) -> str | None:
    """Return what a phrase says somebody is, without its article; None when it says nothing.

    >>> role_in("the spokeswoman of Oskwater")
    'spokeswoman of Oskwater'
    >>> role_in("who is a professor at the university and also a judge")
    'professor at the university'
    >>> role_in("who lives by the sea") is None
    True
    """
    phrase = re.sub(r"^(?:who|which) (?:is|was|serves as|works as) ", "", phrase.strip(" ,"))
    phrase = re.sub(r"^(?:an?|the|his|her|its|their|our) ", "", phrase, flags=re.IGNORECASE)
    phrase = _ASIDE.split(phrase)[0].strip()
    words = _COMPLEMENT.split(phrase)[0].split()
    if not words or len(words) > MAX_ROLE_HEAD or not is_person_noun(words[-1]):
        return None
    short = re.split(r" and (?:an?|the) ", phrase)[0]
    return next((p for p in (phrase, short) if len(p) <= MAX_ROLE), " ".join(words))


def nouns_of(role: str) -> frozenset[str]:
    """The words of a role by which a text may take it up again, in lower case."""
    return frozenset(w.casefold() for w in re.findall(r"[\w-]+", role))


def kin(noun: str) -> frozenset[str]:
    """The words that mean the same sort of person as `noun`."""
    for sort in (SPOKESPEOPLE, EXPERTS | {"scientist"}):
        if noun in sort:
            return sort
    return frozenset((noun,))


def pronoun_of(role: str) -> str | None:
    """Return "he" or "she" where the role itself says it."""
    low = role.casefold()
    if _HER.search(low):
        return "she"
    return "he" if _HIS.search(low) else None


def without_field(before: str, run: str) -> str:
    """Take "Commerce" off "Commerce Gina Raimondo" where "Secretary of" stands before it.

    >>> without_field("said Secretary of ", "Commerce Gina Raimondo")
    'Gina Raimondo'
    >>> without_field("director of the ", "National Weather Service Anna B. Berg")
    'Anna B. Berg'
    """
    names = run.split()
    field = _FIELD.search(before)
    if len(names) < 3 or field is None or is_title(names[0]) or is_given_name(names[0]):
        return run
    noun = field["noun"].casefold()
    if not is_person_noun(noun) or noun in _SPEAKS_FOR:
        return run
    least = 3 if re.fullmatch(r"[A-Z]\.", names[-2]) and len(names) > 3 else 2
    person = " ".join(names[-least:])
    return person if may_be_person(person) else run


def is_group(word: str) -> bool:
    """Tell whether a word, capitalised only because a sentence begins with it, names nobody.

    >>> is_group("Officials"), is_group("Sanders")
    (True, False)
    """
    low = word.casefold()
    return low in GROUPS or (low.endswith("s") and low[:-1] in PERSONS)


def may_be_person(name: str) -> bool:
    """Tell whether a name has nothing in it that only organisations, places and days have."""
    words = [word.casefold().rstrip(".") for word in name.split() if not _INITIAL.match(word)]
    words = words[1:] if _is_given(words) else words
    return not any(word in ORGANISATION for word in words) and not any(
        word in NEVER for word in words
    )
