"""What a question says about where and when its answer was reported, read as filters.

An outlet that is asked as a source narrows the search. A date mostly is the date of an event: it
gives weight to articles of those days and the weeks after, and excludes nothing. Only wording
about the publication itself ("articles from October") excludes, and then also what has no date.
What this module does not know: how a search honours a filter; retriever.py does.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from rag.answer import AppliedFilter, FilterKind
from rag.asking.outlets import Mention, Outlets
from rag.asking.sources import sources
from rag.dialogue.vague import goes_on, is_vague, turns_elsewhere, turns_to_another_time
from rag.filters import Filters
from rag.periods import (
    FUTURE,
    Named,
    Period,
    month_of,
    named_dates,
    placed,
    shifted,
    week_of,
    whole_year,
)
from rag.question import Query
from vectorstore.catalog import Catalog
from vectorstore.errors import UsageError

DAYS_BEFORE, DAYS_AFTER = 7, 28
"""An event is reported from shortly before it to some weeks after."""
KINDS: tuple[FilterKind, ...] = get_args(FilterKind)
DAYS: tuple[FilterKind, ...] = ("date", "published")
UNDATED = "Articles whose date is not known were left out, because the question asks for dates."
MOST_LISTED = 8
"""Outlets that a notice lists."""

_ARTICLES = (
    r"(?:articles?|stor(?:y|ies)|coverage|news (?:reports?|items?|articles?)|reports(?! that)"
    r"|what (?:was|is|has been|did [^?]{1,40}) (?:report|writ|publish)\w*"
    r"(?: about (?:\w+ ){0,3}\w+)?)"
)
_PUBLICATION = re.compile(
    rf"(?:\b(?:according to )?{_ARTICLES}"
    r"(?:,? (?:that |which )?(?:was |were |are |is )?(?:published|written|printed|dated))?"
    r"|(?:^|[,;(] ?|\bonly )published)(?: (?:from|of|in))? *$",
    re.IGNORECASE,
)
"""What stands before "in October" where the articles' own date is meant."""
_IN = re.compile(r"\b(?P<word>in|on|during|from|of)(?: (?:early|late|mid))?[ -]$", re.IGNORECASE)
_IN_MONTH = re.compile(r"\b(?P<word>in|during|from)(?: (?:early|late|mid))?[ -]$", re.IGNORECASE)
"""Not "of": somebody can be called May."""
_OPEN = re.compile(r"\b(?P<word>since|after|before|until)(?: (?:early|late|mid))?[ -]$", re.I)
_BETWEEN = re.compile(r"\b(?:between|from|in|during) $", re.IGNORECASE)
_AND = re.compile(r" (?:and|to|until|-|–) (?:in )?", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?<![\w-])(?:19|20)\d\d(?![\w-])")
_RELATIVE = re.compile(r"\b(?P<which>this|last|past) (?P<unit>week|month)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date phrase of a question."""

    words: str
    start: int
    period: Period
    weighs: bool = True
    """False for a whole year, too long to weigh by, and for "this week" of a day not known."""


def filters_of(asked: Query, catalog: Catalog) -> Filters:
    """Read the filters of a question as it was typed, or of the earlier one that it leans on.

    Without a day that is asked about, "articles from last month" is counted from the newest one:
    what a question of an old collection means, and the same answer tomorrow as today. An event of
    "this week" can then be of any week, and nothing is weighed by it: measured on RealTimeQA, a
    guess found less.
    """

    def anchor() -> date | None:
        newest = None if asked.as_of else catalog.newest_day()
        return date.fromisoformat(newest) if newest else asked.as_of

    outlets = Outlets(catalog.outlets())
    given, known = bool(asked.outlets), asked.as_of is not None
    filters = read_filters(asked.question, outlets, anchor, asked.without, given, known)
    if asked.searched_for != asked.question:
        without = (*asked.without, *_not_inherited(asked, filters, outlets))
        whole = read_filters(asked.searched_for, outlets, anchor, without, given, known)
        filters = joined_filters(filters, whole)
    if filters.published is not None and catalog.has_undated():
        return replace(filters, notices=(*filters.notices, UNDATED))
    return filters


def _not_inherited(asked: Query, own: Filters, outlets: Outlets) -> tuple[FilterKind, ...]:
    """Return the kinds of filters that a follow-up does not have from the question before it.

    One that was completed is a whole question, and has what stands in it. One in brackets goes on
    with the earlier question where an "and" says so or where it says nothing of its own, and keeps
    what it does not replace or turn from; else it asks something new, and is asked of all.
    """
    if not asked.searched_for.startswith(f"{asked.question} ("):
        return ()
    question = asked.question
    beside = [*(found.words for found in own.applied), *own.asides]
    named = bool(outlets.mentions(question))
    new = not (goes_on(question) or is_vague(question, next(iter(beside), "")))
    if new or own.notices:
        return KINDS
    kinds: list[FilterKind] = [found.kind for found in own.applied]
    kinds += ["outlet"] if named or turns_elsewhere(question) else []
    dated = turns_to_another_time(question) or any(kind in DAYS for kind in kinds)
    return (*kinds, *(DAYS if dated else ()))


def joined_filters(own: Filters, inherited: Filters) -> Filters:
    """Return what a follow-up says itself, with what it has from the question before."""
    return Filters(
        (*own.applied, *inherited.applied),
        own.outlets or inherited.outlets,
        own.near or inherited.near,
        own.published or inherited.published,
        own.notices or inherited.notices,
        inherited.asides,
    )


def read_filters(
    question: str,
    outlets: Outlets,
    anchor: Callable[[], date | None],
    without: Sequence[str] = (),
    outlets_given: bool = False,
    day_known: bool = True,
) -> Filters:
    """Read the filters of a question.

    `outlets` are the collection's, `anchor` finds the day that "last month" and a month
    without a year are counted from, `without` are the kinds that the asker took back. Outlets
    that are given beside the question win over those in it. `day_known` tells whether the anchor
    is the day that is asked about, and no guess.
    Raises UsageError for a kind that does not exist.
    """
    if wrong := [kind for kind in without if kind not in KINDS]:
        raise UsageError(f"{wrong[0]!r} is no kind of filter. There are: {', '.join(KINDS)}.")
    asked = sources(question, outlets)
    asides = tuple(dict.fromkeys(mention.phrase for mention in asked))
    found, notices = _outlets([] if outlets_given or "outlet" in without else asked, outlets)
    dated = _dated(question, anchor)
    kind: FilterKind = "published" if dated and _publication(question, dated) else "date"
    weighs = dated is not None and dated.weighs and (day_known or not _RELATIVE.search(dated.words))
    if dated is None or kind in without or (kind == "date" and not weighs):
        return Filters(found, _values(found), notices=notices, asides=asides)
    applied = (*found, AppliedFilter(kind=kind, value=str(dated.period), words=dated.words))
    near = dated.period.widened(DAYS_BEFORE, DAYS_AFTER) if kind == "date" else None
    published = dated.period if kind == "published" else None
    if published is not None:
        asides = (*asides, _publication(question, dated) + dated.words)
    return Filters(applied, _values(found), near, published, notices, asides)


def _outlets(
    asked: Sequence[Mention], outlets: Outlets
) -> tuple[tuple[AppliedFilter, ...], tuple[str, ...]]:
    """Return the filters for outlets of the collection, and what to say of the others."""
    applied = {
        name: AppliedFilter(kind="outlet", value=name, words=mention.words)
        for mention in asked
        for name in mention.names
    }
    strange = dict.fromkeys(mention.words for mention in asked if not mention.names)
    return tuple(applied.values()), tuple(_not_there(words, outlets.names) for words in strange)


def _not_there(words: str, names: Sequence[str]) -> str:
    listed = ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")
    there = f" Outlets of the collection: {listed}." if names else ""
    return f"No article in the collection is from “{words}”, so all outlets were searched.{there}"


def _values(applied: Sequence[AppliedFilter]) -> tuple[str, ...]:
    return tuple(found.value for found in applied)


def _dated(question: str, anchor: Callable[[], date | None]) -> _Dated | None:
    """Return the first date phrase of a question that says in, since or between when."""
    dates = named_dates(question)
    for place, named in enumerate(dates):
        following = dates[place + 1] if place + 1 < len(dates) else None
        if (found := _phrase(question, named, following, anchor)) is not None:
            return found
    return _relative(question, anchor) or _year(question)


def _phrase(
    question: str, named: Named, following: Named | None, anchor: Callable[[], date | None]
) -> _Dated | None:
    before = question[: named.place]
    future = FUTURE.search(question) is not None
    joined = following is not None and _AND.fullmatch(question, named.after, following.place)
    if following is not None and joined and (match := _BETWEEN.search(before)):
        return _range(question[match.start() : following.after], match.start(), anchor, future)
    match = (_IN if named.day or named.year else _IN_MONTH).search(before) or _OPEN.search(before)
    period = placed(named, None if named.year else anchor(), future) if match else None
    if match is None or period is None:
        return None
    words = question[match.start() : named.after]
    return _Dated(words, match.start(), _opened(period, match["word"]))


def _range(
    words: str, start: int, anchor: Callable[[], date | None], future: bool
) -> _Dated | None:
    """Return "between August and October 2024"; the first takes the year of the last."""
    first, last = named_dates(words)[:2]
    end = placed(last, None if last.year else anchor(), future)
    if end is None or end.start is None:
        return None
    begin = placed(first, end.start, future=False)
    if begin is None or begin.start is None or begin.start > end.start:
        return None
    return _Dated(words, start, Period(begin.start, end.end))


def _relative(question: str, anchor: Callable[[], date | None]) -> _Dated | None:
    match = _RELATIVE.search(question)
    day = anchor() if match else None
    if match is None or day is None:
        return None
    back = 0 if match["which"].lower() == "this" else 1
    weekly = match["unit"].lower() == "week"
    period = week_of(shifted(day, -7 * back)) if weekly else month_of(day.year, day.month - back)
    return _Dated(match.group(), match.start(), period)


def _year(question: str) -> _Dated | None:
    for match in _YEAR_ALONE.finditer(question):
        before = question[: match.start()]
        if opening := _IN.search(before) or _OPEN.search(before):
            year = int(match.group())
            period = _opened(whole_year(year), opening["word"])
            return _Dated(
                question[opening.start() : match.end()], opening.start(), period, weighs=False
            )
    return None


def _opened(period: Period, word: str) -> Period:
    """Return the days "since", "after", "before" or "until" a period."""
    start, end = period.start, period.end
    match word.lower():
        case "since":
            return Period(start, None)
        case "after":
            return Period(shifted(end, 1) if end else None, None)
        case "before":
            return Period(None, shifted(start, -1) if start else None)
        case "until":
            return Period(None, end)
    return period


def _publication(question: str, dated: _Dated) -> str:
    """Return the words by which a date is said of the articles themselves, or nothing."""
    match = _PUBLICATION.search(question[: dated.start])
    return match.group() if match else ""
