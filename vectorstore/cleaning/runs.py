"""Runs of very short lines: menus, archive calendars, buttons that name a network.

One such line tells nothing; several below each other do. What this module does not know: lists of
headlines, whose lines are longer.
"""

import re

from vectorstore.cleaning.lines import Line, Mark, Marks
from vectorstore.cleaning.vocabulary import MONTH, NETWORK
from vectorstore.metadata.masthead import is_section_name

_ARCHIVE_HEADING = re.compile(
    r"(?:news |monthly |our )?archives?\W*|archives? by (?:month|date)\W*", re.I
)
_ARCHIVE_MONTH = re.compile(rf"{MONTH}\.?,? ?(?:\d{{4}})? ?(?:\(\d+\))?", re.IGNORECASE)
_ARCHIVE_YEAR = re.compile(r"(?:19|20)\d\d ?(?:\(\d+\))?")
_NETWORK_LINE = re.compile(NETWORK, re.IGNORECASE)


def mark_menus(lines: list[Line], marks: Marks) -> None:
    """Five or more very short lines without sentences, a third of them section names."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and _is_menu_item(lines[i].text):
            run.append(i)
            continue
        hits = sum(is_section_name(lines[k].text) for k in run)
        if len(run) >= 5 and hits >= 3 and hits * 3 >= len(run):
            marks.update(
                {k: Mark("navigation", "menu of short lines") for k in run if k not in marks}
            )
        run = []


def _is_menu_item(text: str) -> bool:
    return len(text) <= 32 and len(text.split()) <= 4 and text[-1] not in ".!?;:,—"


def mark_archive(lines: list[Line], marks: Marks) -> None:
    """Three months one below the other, with the years and the heading; years need the heading."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and _is_archive_line(lines[i].text):
            run.append(i)
            continue
        headed = bool(run) and run[0] > 0 and _heads_archive(lines[run[0] - 1].text)
        months = sum(_ARCHIVE_MONTH.fullmatch(lines[k].text) is not None for k in run)
        if months >= 3 or (headed and len(run) >= 3):
            start = run[0] - 1 if headed else run[0]
            marks.update(dict.fromkeys(range(start, i), Mark("archive", "archive calendar")))
        run = []


def _heads_archive(text: str) -> bool:
    return _ARCHIVE_HEADING.fullmatch(text[:60]) is not None


def _is_archive_line(text: str) -> bool:
    if len(text) > 30:
        return False
    month = _ARCHIVE_MONTH.fullmatch(text)
    return (month or _ARCHIVE_YEAR.fullmatch(text)) is not None


def mark_network_buttons(lines: list[Line], marks: Marks) -> None:
    """Lines that only name a network, where there are two of them or a share bar beside them."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and i not in marks and _is_network(lines[i].text):
            run.append(i)
            continue
        beside = [marks.get(i), marks.get(run[0] - 1) if run else None]
        if len(run) >= 2 or (run and any(m is not None and m.label == "share_bar" for m in beside)):
            marks.update(dict.fromkeys(run, Mark("share_bar", "network buttons")))
        run = []


def _is_network(text: str) -> bool:
    return len(text) <= 20 and _NETWORK_LINE.fullmatch(text) is not None
