"""The words of one line: what it is by itself, wherever in the page it stands.

What this module does not know: the lines around it.
"""

import re
from collections.abc import Callable

from vectorstore.cleaning.authors import author_bio, signature
from vectorstore.cleaning.captions import names_a_source, source_line
from vectorstore.cleaning.donations import donation_line
from vectorstore.cleaning.headline_lists import glued_label
from vectorstore.cleaning.line_rules import LINE_RULES, LineRule
from vectorstore.cleaning.lines import Line, Mark, Marks
from vectorstore.cleaning.newsletters import newsletter_line
from vectorstore.cleaning.vocabulary import LINE_LIMIT
from vectorstore.metadata.masthead import menu_rule

_EDITORS_NOTE = re.compile(
    r"\W{0,3}(?:editor(?:s['’]|['’]s|s)?|author['’]s) note\b ?[:.–—-]?", re.IGNORECASE
)


def mark_line_rules(lines: list[Line], marks: Marks) -> None:
    """Mark the lines that show by their own words what they are."""
    for i, line in enumerate(lines):
        if len(line.text) <= LINE_LIMIT and (mark := _line_mark(line.text)):
            marks[i] = mark


def _line_mark(text: str) -> Mark | None:
    if (signed := signature(text)) is not None:
        return signed
    if _EDITORS_NOTE.match(text):
        return newsletter_line(text) or Mark("editors_note", "editor's note", kept=True)
    low = text.lower()
    for rule in LINE_RULES:
        if _applies(rule, text, low):
            return Mark(rule.label, rule.name)
    return next(filter(None, (test(text) for test in _LINE_TESTS)), None)


def _applies(rule: LineRule, text: str, low: str) -> bool:
    if len(text) > rule.limit or (rule.needs and not any(word in low for word in rule.needs)):
        return False
    if rule.pattern.fullmatch(text) is None:
        return False
    return rule.name != "credit at line end" or not names_a_source(text)


def _menu_line(text: str) -> Mark | None:
    rule = menu_rule(text)
    return Mark("navigation", rule) if rule else None


_LINE_TESTS: tuple[Callable[[str], Mark | None], ...] = (
    source_line,
    _menu_line,
    newsletter_line,
    donation_line,
    author_bio,
    glued_label,
)
