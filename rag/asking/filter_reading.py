"""What a question says about where and when its answer was reported, read as filters.

An outlet that is asked as a source narrows the search. A date mostly is the date of an event: it
gives weight to articles of those days and the weeks after, and excludes nothing. Only wording
about the publication itself ("articles from October") excludes, and then also what has no date.
What this module does not know: how a search honours a filter; retriever.py does.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from rag.answer import AppliedFilter, FilterKind
from rag.asking.account import account
from rag.asking.day_phrases import DayPhrase, day_phrase
from rag.asking.outlets import Mention, Outlets
from rag.asking.sources import sources
from rag.dialogue.vague import goes_on, is_vague, turns_elsewhere, turns_to_another_time
from rag.filters import Filters
from rag.question import Query
from vectorstore.catalog import Catalog
from vectorstore.errors import UsageError

DAYS_BEFORE, DAYS_AFTER = 7, 28
"""An event is reported from shortly before it to some weeks after."""
KINDS: tuple[FilterKind, ...] = get_args(FilterKind)
DAYS: tuple[FilterKind, ...] = ("date", "published")
UNDATED = "Articles whose date is not known were left out, because the question asks for dates."
NOT_COUNTED = (
    "“{}” chose no articles: nobody said from which day it counts."
    " Give the day that the question is asked about."
)
NO_DAYS = "“{}” chose no articles: it could not be read as certain days."
COUNTED = "“{}” was counted from the newest article, because no day is given that is asked about."
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
    # The outlets that a comparison names are set side by side, not searched alone.
    given = bool(asked.outlets) or asked.compared is not None
    known = asked.as_of is not None
    filters = read_filters(asked.question, outlets, anchor, asked.without, given, known)
    # A comparison is searched for by its topic, which is a part of the question.
    told = asked.compared is not None and filters.days is not None
    if asked.searched_for != asked.question and not told:
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
    beside = [*(found.words for found in own.applied), *own.sources, *own.asides]
    named = bool(outlets.mentions(question))
    new = not (goes_on(question) or is_vague(question, next(iter(beside), "")))
    if new or own.notices:
        return KINDS
    kinds: list[FilterKind] = [found.kind for found in own.applied]
    kinds += ["outlet"] if named or turns_elsewhere(question) else []
    dated = turns_to_another_time(question) or any(kind in DAYS for kind in kinds)
    return (*kinds, *(DAYS if dated else ()))


def joined_filters(own: Filters, inherited: Filters) -> Filters:
    """Return what a follow-up says itself, with what it has from the question before.

    Its days are read where they stand in the whole question, if they stand there.
    """
    if inherited.days is not None:
        applied = tuple(found for found in own.applied if found.kind not in DAYS)
        own = replace(own, applied=applied, near=None, published=None, days=None)
    return Filters(
        (*own.applied, *inherited.applied),
        own.outlets or inherited.outlets,
        own.near or inherited.near,
        own.published or inherited.published,
        own.notices or inherited.notices,
        inherited.asides,
        inherited.sources,
        (*own.dates, *inherited.dates),
        own.days or inherited.days,
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
    phrases = tuple(dict.fromkeys(mention.phrase for mention in asked))
    found, notices = _outlets([] if outlets_given or "outlet" in without else asked, outlets)
    read = Filters(found, _values(found), notices=notices, sources=phrases)
    dated = day_phrase(question, anchor, day_known)
    if dated is None:
        return read
    told = account(question, phrases, [dated.words])
    asides = _publication(question, dated) + dated.words if told is None else ""
    said_of_articles = bool(asides) and asides != dated.words
    reported = told is not None and told.kind == "reported"
    kind: FilterKind = "published" if said_of_articles or reported else "date"
    read = replace(
        read,
        dates=(dated.words,) if told is not None else (),
        asides=(asides,) if said_of_articles and kind not in without else (),
    )
    if kind in without:
        return read
    return _with_days(read, dated, kind, day_known, is_account=told is not None)


def _with_days(
    read: Filters, dated: DayPhrase, kind: FilterKind, day_known: bool, is_account: bool
) -> Filters:
    """Return the filters with the days that a phrase means, or with why they are none."""
    period, guessed = dated.period, dated.counted and not day_known
    if kind == "date" and not dated.weighs and not is_account:
        return read
    if period is None or (guessed and kind == "date"):
        said = NOT_COUNTED if guessed else NO_DAYS
        says = (said.format(dated.words),) if guessed or is_account else ()
        return replace(read, notices=(*read.notices, *says))
    applied = AppliedFilter(kind=kind, value=str(period), words=dated.words)
    read = replace(read, applied=(*read.applied, applied), days=period)
    if kind == "published":
        notices = (*read.notices, COUNTED.format(dated.words)) if guessed else read.notices
        return replace(read, published=period, notices=notices)
    near = period.widened(DAYS_BEFORE, DAYS_AFTER) if dated.weighs else None
    return replace(read, near=near)


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


def _publication(question: str, dated: DayPhrase) -> str:
    """Return the words by which a date is said of the articles themselves, or nothing."""
    match = _PUBLICATION.search(question[: dated.start])
    return match.group() if match else ""
