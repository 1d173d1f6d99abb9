"""The outlet's name at the very top of a page, with what stands around it there.

What this module does not know: what the outlet is called; metadata/outlet.py reads that.
"""

import re

from vectorstore.cleaning.lines import Line, Mark, Marks
from vectorstore.metadata.masthead import is_name_like, is_tagline, states_its_name

_MASTHEAD_NAME = re.compile(
    r"(?:[A-Z][\w.’'-]+ ){2,4}(?:[A-Z][\w.’'-]+)?, ?(?:founding |acting )?(?:president"
    r"|director(?: general)?|chair(?:man|woman|person)?"
    r"|editor[- ]in[- ]chief|chief editor|publisher|founder|secretary[- ]general)"
    r"|(?:[A-Z][\w.’'-]+ )[A-Z][\w.’'-]+, (?:President|Director|Editor-in-Chief|Publisher"
    r"|Founder|Chairman|Chairwoman)"
)
_QUOTED_LINE = re.compile(r"[“\"«‘'][^“”\"«»]{10,180}[”\"»’']\.?")
_MENU_RULES = ("menu line", "language switch", "menu with an arrow", "menu of short lines")


def mark_masthead(lines: list[Line], marks: Marks) -> None:
    """The outlet's name at the very top, with its motto, tagline or who heads the institution."""
    for i in range(min(3, len(lines))):
        if rule := _masthead_rule(lines, marks, i):
            marks[i] = Mark("navigation", rule)
            if i > 0 and _QUOTED_LINE.fullmatch(lines[i - 1].text[:300]):
                marks[i - 1] = Mark("navigation", "motto above masthead name")
    for i in range(1, min(6, len(lines))):
        if i - 1 in marks and i not in marks and is_tagline(lines[i].text):
            marks[i] = Mark("navigation", "tagline")


def _masthead_rule(lines: list[Line], marks: Marks, i: int) -> str | None:
    text = lines[i].text
    if len(text) <= 120 and _MASTHEAD_NAME.fullmatch(text):
        return "masthead name"
    if i in marks:
        return None
    if states_its_name(text):
        return "masthead"
    below = marks.get(i + 1)
    menu = below is not None and below.rule in _MENU_RULES
    tagline = i + 1 < len(lines) and is_tagline(lines[i + 1].text)
    return "masthead" if (menu or tagline) and is_name_like(text) else None
