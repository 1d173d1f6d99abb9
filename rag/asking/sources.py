"""Which outlets a question asks as sources: "according to X", "what did X report".

An outlet narrows the search only where the question makes it the source of what is told. One that
is a question's subject ("Who owns the Harbour Post?") narrows nothing. What this module does not
know: the outlets, which outlets.py finds, and who is behind them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from rag.asking.outlets import Mention, Outlets

TOLD = (
    r"(?:say|report|write|tell|claim|state|mention|describe|publish|cover|explain|quote|note|argue"
    r"|think|add|present|portray|give|see|call|predict|expect|estimate|suggest|reveal|find"
    r"|reported|written|said|published|covered|told|have to say|know about)"
)
"""Verbs of telling, as they stand after an auxiliary."""
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
    rf"\b(?:according to|as per|citing|{_TELLING_NOUN} (?:of|from|by|in|on)"
    rf"|(?:reported|published|written|said) (?:[\w’'-]+ ){{1,8}}by) {_THE}$",
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
    rf" (?:(?:\w+ly|first|also|then|later|actually|itself|ever) )?{TOLD}\b", re.IGNORECASE
)
_CLOSED_AFTER = re.compile(
    r"\W*$|[,:;)–—]| (?:about|on|of|from|in|at|for|since|that|why|how|and|or|is|was|are|were|did"
    r"|does|do|has|have|when|who|what)\b",
    re.IGNORECASE,
)
_COLON_AFTER = re.compile(r" ?[:–—] ?")
_END_AFTER = re.compile(r" ?[)]?\W*$")
_JOINED = re.compile(rf"\s*(?:, and|, or|,|and|or|&) {_THE}", re.IGNORECASE)


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
