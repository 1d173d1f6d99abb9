"""Where in a sentence words of the kind that is asked for may stand, and whether some are.

What this module does not know: who speaks, and when something was; sayers.py and times.py do.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from rag.dialogue.places import is_place
from rag.fitting.figures import any_number, asked_figure, has_figure
from rag.short.asked import Kind
from rag.short.doers import doers, does_it, has_verb, is_somebody, is_thing
from rag.short.events import event_stems, tells_of
from rag.short.holders import has_role, leads
from rag.short.told import UNREAD, Told
from rag.short.wholes import WHOLE, grown, notes, tidy, within, without_owner
from rag.terms.stems import stem
from rag.terms.words import keys

Span = tuple[int, int]

_COUNTED = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_NOUN = re.compile(r"\bhow many (?P<noun>[\w-]+)", re.IGNORECASE)
_FEW = re.compile(
    r"\b(?:one|once|single|an?|no|none|nobody|nothing|zero|all|both|dozens)\b", re.IGNORECASE
)
_OF_ONE_UNIT = ("share", "price or cost")
"""Figures whose own words tell their kind."""
_NUMBERED = re.compile(r"\b[A-ZÀ-Þ]\w+ \d+\b")
"""One of several of a name: "Line 7"."""
_CHANGES = re.compile(
    r"\b(?:grow|grown|rise|risen|increased?|fall|fallen|dropped|drop|declined?|decreased?|shrink)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:gr[eo]w\w*|rise[ns]?|rose|rising|increas\w+|f[ae]ll\w*|dropp?\w*|declin\w+|decreas\w+"
    r"|shr[aiu]nk\w*|up|down|more|less|fewer|higher|lower)\b",
    re.IGNORECASE,
)


def candidates(one: Told) -> Iterator[Span]:
    """Yield where words of the kind may stand, what the reader sees first."""
    text, kind = one.text, one.asked.kind
    hidden = notes(text)
    is_who = kind in ("holder", "doer")
    if not within(one.seen[0], hidden) and (not is_who or is_somebody(text[slice(*one.seen)])):
        yield one.seen
    if is_who:
        spans = list(doers(text, one.evidence.chunk.metadata.outlet.value, one.asked.question))
    else:
        spans = [m.span() for m in WHOLE.finditer(text) if not within(m.start(), hidden)]
    if kind not in ("words", "number"):
        # The reader is asked which of several names, but not which of several figures: each counts
        # something else.
        read = (span for span in spans if one.sure(span) > UNREAD)
        yield from sorted(read, key=one.sure, reverse=True)


def fits(one: Told, span: Span) -> bool:
    """Tell whether words are of the kind that is asked for."""
    check = _CHECKS.get(one.asked.kind)
    return check is None or check(one, span)


def _is_state(one: Told, span: Span) -> bool:
    whole = grown(one.text, *span, rows=one.asked.rows)
    words = tidy(one.text[slice(*without_owner(one.text, *whole))]) or ""
    return any(is_place(part.strip()) for part in re.split(r", (?:and )?| and ", words))


def _is_title(one: Told, span: Span) -> bool:
    return one.text[slice(*grown(one.text, *span))][:1] in "“\"‘'"


def _is_name(one: Told, span: Span) -> bool:
    words = tidy(one.text[slice(*grown(one.text, *span))]) or ""
    return any(char.isupper() for char in one.text[slice(*span)]) and not is_thing(words)


def _is_holder(one: Told, span: Span) -> bool:
    """Tell whether somebody has the role, or does what its verb says: "who runs the dam"."""
    asked, text = one.asked, one.text
    does = leads(asked.about) and has_verb(asked, text) and does_it(asked, text, span, None)
    return does or has_role(asked, text, span, one.passage)


def _is_doer(one: Told, span: Span) -> bool:
    return does_it(one.asked, one.text, span, one.evidence.reading)


def _is_number(one: Told, span: Span) -> bool:
    """Tell whether words can answer "how many": a number, or none, of what is counted."""
    question, text = one.asked.question, one.text
    figure = asked_figure(question)
    if figure is None and _COUNTED.search(question) is None:
        return True
    words = text[slice(*grown(text, *span))]
    if not (_FEW.search(words) or any_number(words, question)):
        return False
    if figure and figure.name in _OF_ONE_UNIT and not has_figure(words, figure, question):
        return False
    return _is_counted(one)


def _is_counted(one: Told) -> bool:
    """Tell whether a sentence is about what is counted, and a change where one is asked for."""
    about, text = one.asked.about, one.text
    if _CHANGES.search(about):
        if not _CHANGED.search(text):
            return False
        about = _CHANGES.sub(" ", about)
    named = [keys(m.group()) for m in _NUMBERED.finditer(about)]
    around = keys(f"{one.passage} {text}")
    return tells_of(about, text, _telling(about)) and all(name <= around for name in named)


def _telling(about: str) -> int | None:
    """Return how many words of "how many …" tell what is counted: what is done, or the thing too.

    "How many people left the town?" is not answered by the people of the town.
    """
    noun = _NOUN.search(about)
    if noun is None:
        return None
    return 2 if event_stems(about)[:1] == (stem(noun["noun"].casefold()),) else 1


_CHECKS: Mapping[Kind, Callable[[Told, Span], bool]] = {
    "state": _is_state,
    "title": _is_title,
    "name": _is_name,
    "holder": _is_holder,
    "doer": _is_doer,
    "number": _is_number,
}
