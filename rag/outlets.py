"""Which outlets a question asks about as sources: "according to X", "what did X report".

An outlet is recognised in any writing ("orda.kz", "OrdaKz", "the Kyiv Independent"), but only
where the question makes it the source of what is told. One that is a question's subject ("Who
owns the Harbour Post?") narrows nothing. What this module does not know: the outlets of the
collection, which are passed in, and who is behind an outlet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.words import CALENDAR_WORDS, fold
from vectorstore.names import name_key

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
_POSSESSIVE = re.compile(r"['’]s?$")

_TOLD = (
    r"(?:say|report|write|tell|claim|state|mention|describe|publish|cover|explain|quote|note|argue"
    r"|think|add|present|portray|give|see|call|predict|expect|estimate|suggest|reveal|find"
    r"|reported|written|said|published|covered|told|have to say|know about)"
)
_TELLS = (
    r"(?:says?|said|reports?|reported|writes?|wrote|claims?|claimed|states?|stated|mentions?"
    r"|mentioned|argues?|argued|notes?|noted|describes?|described|quotes?|quoted|publishe[sd])"
)
_PIECE = (
    r"(?:article|report|reporting|coverage|stor(?:y|ies)|piece|account|version|interview|columnist"
    r"|correspondent|reporter|journalist|editorial|explainer|analys[ie]s|headline|view)s?"
)
_TELLING_NOUN = rf"(?:{_PIECE}|news|said|claimed|reported|written|published|quoted|read|stands?)"

_THE = r"(?:the )?"
_SOURCE_BEFORE = re.compile(
    rf"\b(?:according to|as per|citing|{_TELLING_NOUN} (?:of|from|by|in|on)) {_THE}$",
    re.IGNORECASE,
)
_AT_START = re.compile(rf"^\W*{_THE}$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(rf"\b(?:in|on) {_THE}$", re.IGNORECASE)
_AUXILIARY_BEFORE = re.compile(
    rf"\b(?:did|does|do|has|have|had|can|could|would|will) {_THE}$", re.IGNORECASE
)
_EXCEPT_BEFORE = re.compile(
    rf"\b(?:other than|except(?: for)?|besides|apart from|unlike|not|without)"
    rf"(?: (?:according to|in|from|by))? {_THE}$",
    re.IGNORECASE,
)
_BRACKET_BEFORE = re.compile(rf"[(–—] ?{_THE}$", re.IGNORECASE)

_PIECE_AFTER = re.compile(rf"(?:['’]s?)? (?:\w+ )?{_PIECE}\b", re.IGNORECASE)
_TELLS_AFTER = re.compile(rf" (?:also |first |then |later )?{_TELLS}\b", re.IGNORECASE)
_TOLD_AFTER = re.compile(
    rf" (?:(?:\w+ly|first|also|then|later|actually|itself|ever) )?{_TOLD}\b", re.IGNORECASE
)
_CLOSED_AFTER = re.compile(
    r"\W*$|[,:;)–—]| (?:about|on|of|from|in|at|for|since|that|why|how|and|or|is|was|are|were|did"
    r"|does|do|has|have|when|who|what)\b",
    re.IGNORECASE,
)
_COLON_AFTER = re.compile(r" ?[:–—] ?")
_END_AFTER = re.compile(r" ?[)]?\W*$")
_JOINED = re.compile(rf"\s*(?:, and|, or|,|and|or|&) {_THE}", re.IGNORECASE)


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


def sources(question: str, outlets: Outlets) -> list[Mention]:
    """Return the outlets, known or not, that a question makes the source of what is told.

    >>> [m.names for m in sources("What did orda say?", Outlets({"orda.kz": "Orda.kz"}))]
    []
    >>> [m.names for m in sources("What did OrdaKz say?", Outlets({"orda.kz": "Orda.kz"}))]
    [('Orda.kz',)]
    """
    found = sorted(outlets.mentions(question), key=lambda m: m.start)
    groups = list(_grouped(question, found))
    if any(_is_except(question, group) for group in groups):
        return []
    asked = [group for group in groups if _is_source(question, group)]
    if not asked:
        return []
    # Who names one outlet as a source and another beside it wants to hear both.
    return [
        replace(mention, phrase=_phrase(question, group))
        for group in groups
        for mention in group
        if group in asked or (mention.clear and mention.names)
    ]


def _grouped(question: str, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Yield runs of outlets that are joined: "Orda.kz and the Kyiv Independent"."""
    group: list[Mention] = mentions[:1]
    for before, after in pairwise(mentions):
        if _JOINED.fullmatch(question, before.end, after.start):
            group.append(after)
        else:
            yield group
            group = [after]
    if group:
        yield group


def _phrase(question: str, group: list[Mention]) -> str:
    before, after = question[: group[0].start], question[group[-1].end :]
    said = _TOLD_AFTER if _AUXILIARY_BEFORE.search(before) else _TELLS_AFTER
    told = said.match(after) or _PIECE_AFTER.match(after)
    return question[group[0].start : group[-1].end + (told.end() if told else 0)]


def _is_except(question: str, group: list[Mention]) -> bool:
    return _EXCEPT_BEFORE.search(question[: group[0].start]) is not None


def _is_source(question: str, group: list[Mention]) -> bool:
    """Tell whether a question makes these outlets the source of what is told."""
    before, after = question[: group[0].start], question[group[-1].end :]
    if _AUXILIARY_BEFORE.search(before):
        return bool(_TOLD_AFTER.match(after) or _PIECE_AFTER.match(after))
    if _PIECE_AFTER.match(after) or _TELLS_AFTER.match(after):
        return True
    if _AT_START.match(before):
        return group[0].clear and _COLON_AFTER.match(after) is not None
    closed = _CLOSED_AFTER.match(after) is not None
    if _SOURCE_BEFORE.search(before):
        return closed
    clear = all(mention.clear for mention in group)
    in_it = _PLACE_BEFORE.search(before) and closed
    in_brackets = _BRACKET_BEFORE.search(before) and _END_AFTER.match(after)
    return clear and bool(in_it or in_brackets)


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
