"""The outlets of a collection, recognised in a question in any writing, and what looks like one.

"orda.kz", "OrdaKz" and "Orda" are one outlet, "the Kyiv Independent" and "kyivindependent.com"
another; "the Gazette" is each outlet that has the word in its name. What this module does not know:
the outlets of the collection, which are passed in, and whether a question asks them or is about
them; sources.py reads that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rag.terms.words import fold
from vectorstore.names import CALENDAR_WORDS, name_key

MOST_WORDS = 6
"""Words of an outlet's name that are looked for in a question."""

_MEDIA = (
    r"(?:Gazette|Times|Post|Herald|Tribune|Journal|News|Daily|Weekly|Chronicle|Observer|Courier"
    r"|Telegraph|Mirror|Press|Independent|Review|Magazine|Radio|TV|Television|Newspaper|Ledger"
    r"|Bulletin|Dispatch|Examiner|Inquirer|Standard|Sun|Mail|Express|Globe|Guardian|Newswire)"
)
"""Last words that make a name the name of an outlet, known or not."""
_TOP = r"(?:com|org|net|info|news|co|tv|media|eu|az|kz|ru|ua|uk|uz|kg|ge|am|by|pl|de|fr|me|in|io)"
_DOMAIN = re.compile(rf"(?:\.{_TOP}){{1,2}}$", re.IGNORECASE)
_OUTLET_LIKE = re.compile(
    rf"(?:[A-ZÀ-Þ][\w’'&-]*[ ]){{1,4}}{_MEDIA}\b(?![\w-]| [A-ZÀ-Þ])"
    rf"|(?<![@\w.-])[A-Za-z][\w-]{{1,30}}(?:\.(?i:{_TOP})){{1,2}}(?!\w|\.\w)"
    r"|\b(?:Reuters|Bloomberg|Interfax|Xinhua|AFP|BBC|CNN|TASS|NPR)\b(?! [A-ZÀ-Þ])"
)
_TOKEN = re.compile(r"[^\W_][\w’'&.-]*[^\W_]|[^\W_]")
_CALLED_BEFORE = re.compile(r"\b[Tt]he $")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet in a question."""

    start: int
    end: int
    names: tuple[str, ...]
    """The outlets of the collection that are written so; none where there is no such outlet."""
    words: str
    clear: bool
    """True for a name that cannot be an ordinary word: of several words, or with a dot."""
    phrase: str = ""
    """The name with the words around it that make it a source: "did Orda.kz report"."""


class Outlets:
    """The outlets of a collection, found in any writing."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Keep the names as written, by the keys under which they are recognised."""
        self.names = tuple(sorted(known.values()))
        self._whole: dict[str, set[str]] = {}
        self._short: dict[str, set[str]] = {}
        for name in known.values():
            self._whole.setdefault(_key(name), set()).add(name)
            # "News" for News.Az is a word like any other, "Orda" for Orda.kz is not.
            short = _DOMAIN.sub("", name)
            if short != name and not re.fullmatch(_MEDIA, short, re.IGNORECASE):
                self._short.setdefault(_key(short), set()).add(name)
        self._parts: dict[str, set[str]] = {}
        for name in known.values():
            for word in name.split() if " " in name else ():
                if re.fullmatch(_MEDIA, word):
                    self._parts.setdefault(_key(word), set()).add(name)
        self._initials = {key[:1] for key in (*self._whole, *self._short)}

    def named(self, words: str) -> tuple[str, ...]:
        """Return the outlets that are written so, in order; several can share a spelling."""
        for form in (words, _DOMAIN.sub("", words)):
            found = self._whole.get(_key(form)) or self._short.get(_key(form))
            if found:
                return tuple(sorted(found))
        return ()

    def mentions(self, question: str) -> list[Mention]:
        """Return every outlet that a question names, the longest names first taken."""
        tokens = list(_TOKEN.finditer(question))
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            taken = self._mention(question, tokens[at : at + MOST_WORDS])
            taken = taken or self._called(question, tokens[at])
            if taken is not None:
                found.append(taken)
            at += 1 if taken is None else max(1, _count(tokens[at:], taken.end))
        return found + [m for m in _unknown(question) if not any(_overlap(m, n) for n in found)]

    def _mention(self, question: str, tokens: list[re.Match[str]]) -> Mention | None:
        start = tokens[0].start()
        if tokens[0].group().casefold() == "the" or _key(tokens[0].group())[:1] not in (
            self._initials
        ):
            return None
        for last in reversed(tokens):
            words = _POSSESSIVE.sub("", question[start : last.end()])
            if names := self.named(words):
                mention = Mention(start, start + len(words), names, words, _is_clear(words, names))
                if _stands_alone(question, mention):
                    return mention
        return None

    def _called(self, question: str, token: re.Match[str]) -> Mention | None:
        """Return what one word after "the" calls an outlet by: "the Gazette"."""
        words = _POSSESSIVE.sub("", token.group())
        names = self._parts.get(_key(words), ()) if words[0].isupper() else ()
        if not names or not _CALLED_BEFORE.search(question[: token.start()]):
            return None
        end = token.start() + len(words)
        mention = Mention(token.start(), end, tuple(sorted(names)), words, True)
        return mention if _stands_alone(question, mention) else None


def _unknown(question: str) -> list[Mention]:
    """Return names that are outlets by the look of them."""
    found = []
    for match in _OUTLET_LIKE.finditer(question):
        words = re.sub(r"^(?:(?:The|According|What|Did|Does|How|Has|In|As) )+", "", match.group())
        if " " in words or not re.fullmatch(_MEDIA, words):
            start = match.end() - len(words)
            found.append(Mention(start, match.end(), (), words, True))
    return found


def _stands_alone(question: str, mention: Mention) -> bool:
    """Tell whether a name is no part of a longer one, and no ordinary word."""
    before = _last_word(question[: mention.start])
    after = re.match(r" ([\w’'-]+)", question[mention.end :])
    longer = after is not None and _is_name_part(after[1])
    if before is not None and not before[1] and _is_name_part(before[0]):
        longer = longer or fold(before[0]) != "the"
    return not longer and (mention.clear or _is_capital(question, mention))


def _last_word(text: str) -> tuple[str, bool] | None:
    """Return the word right before, and whether it opens the sentence."""
    match = re.search(r"([\w’'-]+) $", text)
    return (match[1], not text[: match.start()].strip()) if match else None


def _is_name_part(word: str) -> bool:
    return word[0].isupper() and word.casefold() not in CALENDAR_WORDS


def _is_capital(question: str, mention: Mention) -> bool:
    """Tell whether one word is written as a name, in a place where other words are not."""
    return mention.words[0].isupper() and bool(question[: mention.start].strip())


def _is_clear(words: str, names: tuple[str, ...]) -> bool:
    glued = "." not in words and any("." in name and _key(name) == _key(words) for name in names)
    return glued or "." in words or len(words.split()) > 1


def _key(name: str) -> str:
    folded = fold(name).removeprefix("the ")
    return name_key("".join(char for char in folded if char.isalnum()))


def _count(tokens: list[re.Match[str]], end: int) -> int:
    return sum(token.start() < end for token in tokens)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
