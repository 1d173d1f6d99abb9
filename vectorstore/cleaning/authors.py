"""Who wrote the page, where lines do nothing but say so: above the text, below it, in a box.

What this module does not know: which name becomes the author of the article;
metadata/author.py reads that.
"""

import re

from vectorstore.cleaning.lines import Line, Mark, Marks
from vectorstore.cleaning.vocabulary import LINE_LIMIT
from vectorstore.metadata.byline import (
    DATE_LINES,
    HEAD_LINES,
    Byline,
    is_interview_credit,
    is_role_line,
    parse_byline,
    parse_byline_bar,
)
from vectorstore.metadata.dates import is_date_line
from vectorstore.metadata.people import is_bare_name

_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}"
_SIGNATURE_ENDS = ("USA TODAY", "Network", "AP", "Reuters", "AFP")
_SIGNATURE = re.compile(
    rf"[—–-]{{0,2}} ?{_NAME}(?:,? (?:and )?{_NAME}){{0,5}}, (?:USA TODAY(?: Network)?|AP"
    rf"|Reuters|AFP)"
)

_DESK_LINE = re.compile(
    r"from (?:the|our) (?:[\w’'-]+ ){0,3}(?:desk|correspondents?|staff|newsroom|bureau)\.?", re.I
)
"""Which desk a text comes from: a byline without a name."""

_ABOUT_AUTHOR = re.compile(
    r"(?:about|meet) the (?:authors?|writers?|columnist|reporter|interviewer)[:.]?", re.IGNORECASE
)

_CLOSING_BIO = re.compile(
    rf"{_NAME} (?:(?:has (?:written|reported|worked|been writing)|writes|reports|blogs|covers)\b"
    r"[^.]{0,120}\b(?:for|about|on) .{2,400}"
    r"|(?:is|was) (?:an?|the) (?:[\w’'-]+ ){0,4}(?:journalist|columnist|reporter|correspondent"
    r"|contributor|freelance\w*|staff writer|contributing writer|writer at|editor at)\b.{0,400})"
)
"""A person and what she writes: furniture only as the last thing on a page."""

_AUTHOR_BIO_TRIGGERS = ("@", "follow", "reach", "contact", "email", "e-mail", "twitter")
_AUTHOR_BIO_VERB = re.compile(r"\b(?:is|are|was) (?:an?|the)\b", re.IGNORECASE)
_AUTHOR_BIO_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|columnist|writer|producer|journalist|author|contributor"
    r"|fellow|analyst)s?\b",
    re.IGNORECASE,
)

_AUTHOR_BIO_CONTACT = re.compile(
    r"@\w|\b(?:follow|reach|contact|e-?mail)\b (?:him|her|them|me|us|at\b|on\b)"
    r"|\b(?:him|her|them) (?:on|at) (?:twitter|x|facebook|@)",
    re.IGNORECASE,
)
"""A biography: somebody is of a profession, and can be written to."""

_DATE_RULES = ("date line", "byline bar")


def signature(text: str) -> Mark | None:
    """Names and an agency, nothing else: who contributed, not what a picture shows."""
    ends = len(text) <= 160 and text.endswith(_SIGNATURE_ENDS)
    match = _SIGNATURE.fullmatch(text) if ends else None
    return Mark("author_box", "signature") if match else None


def author_bio(text: str) -> Mark | None:
    """Return what a line is that tells what somebody does and how to write to them."""
    low = text.lower() if len(text) <= 700 else ""
    if not any(word in low for word in _AUTHOR_BIO_TRIGGERS):
        return None
    for verb in _AUTHOR_BIO_VERB.finditer(text, 3, 175):
        role = _AUTHOR_BIO_ROLE.search(text, verb.end(), verb.end() + 150)
        if role and _AUTHOR_BIO_CONTACT.search(text, role.end()):
            return Mark("author_box", "author biography")
    return None


def mark_head(lines: list[Line], marks: Marks) -> None:
    """Byline and date line near the top of what the earlier passes left."""
    head = [i for i in range(len(lines)) if i not in marks][:HEAD_LINES]
    for place, i in enumerate(head):
        if rule := _head_rule(lines[i].text, place):
            marks[i] = Mark("author_box", rule)
    _mark_bare_names(lines, marks, head)


def _head_rule(text: str, place: int) -> str | None:
    byline = parse_byline(text)
    whole = byline is not None and byline.length == len(text)
    if whole and (place < DATE_LINES or _states_date(byline)):
        return "byline"
    if parse_byline_bar(text) is not None:
        return "byline bar"
    if place < DATE_LINES and _DESK_LINE.fullmatch(text[:80]):
        return "desk line"
    return "date line" if place < DATE_LINES and is_date_line(text) else None


def _states_date(byline: Byline | None) -> bool:
    return byline is not None and byline.published_at is not None


def _mark_bare_names(lines: list[Line], marks: Marks, head: list[int]) -> None:
    """A name without `By`, right above or below the date line and below a headline."""
    for i in head[1:]:
        beside = (marks.get(i - 1), marks.get(i + 1))
        dated = any(mark is not None and mark.rule in _DATE_RULES for mark in beside)
        if i in marks or not dated or not is_bare_name(lines[i].text):
            continue
        marks[i] = Mark("author_box", "name beside the date line")
        if i + 1 < len(lines) and i + 1 not in marks and is_role_line(lines[i + 1].text):
            marks[i + 1] = Mark("author_box", "role below the name")


def mark_signoff(lines: list[Line], marks: Marks) -> None:
    """Who wrote the page, where it says so below the text: nothing but furniture follows."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if i not in marks), None)
    if last is None:
        return
    text = lines[last].text
    byline = parse_byline(text)
    if byline is not None and byline.length == len(text) and last > 0:
        marks[last] = Mark("author_box", "byline below the text")
    elif is_interview_credit(text):
        marks[last] = Mark("author_box", "interview credit")
    elif len(text) <= 500 and _CLOSING_BIO.fullmatch(text):
        marks[last] = Mark("author_box", "closing biography")


def mark_about_author(lines: list[Line], marks: Marks) -> None:
    """The paragraph below `About the author`, unless the page goes on below it."""
    for i in range(len(lines) - 1):
        if i in marks or not _ABOUT_AUTHOR.fullmatch(lines[i].text[:60]):
            continue
        ends = i + 2 >= len(lines) or i + 2 in marks
        if ends and i + 1 not in marks and len(lines[i + 1].text) <= LINE_LIMIT:
            marks[i] = marks[i + 1] = Mark("author_box", "about the author")
