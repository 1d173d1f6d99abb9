"""Reads title, author, date and outlet from a flattened page, where it states them plainly.

Precision comes first: a value that is not clearly the page's own stays unknown, and one that is
concluded instead of read says so. What this module does not know: what a loader was told about
the article; a given value always outranks one of these.
"""

from dataclasses import replace

from vectorstore.article import Field, LedgerEntry, Metadata
from vectorstore.metadata.author import read_author
from vectorstore.metadata.byline import DATE_LINES, Byline, parse_byline, parse_byline_bar
from vectorstore.metadata.dates import DATE_ANYWHERE, DATE_LINE, UPDATED, iso
from vectorstore.metadata.head import Line, head_lines, is_body, spans
from vectorstore.metadata.outlet import read_outlet
from vectorstore.metadata.title import read_title


def read_metadata(raw: str, entries: list[LedgerEntry]) -> Metadata:
    """Return what the page says about itself; `entries` is its ledger from `find_furniture`."""
    head = head_lines(raw, entries)
    boxes = [entry for entry in entries if entry.label == "author_box"]
    body = [line for line in head if is_body(line, boxes)]
    notes = [replace(e, kept=False) for e in entries if e.label == "editors_note"]
    bylines = _bylines(raw, head, entries)
    return Metadata(
        title=read_title([line for line in body if is_body(line, notes)]),
        outlet=read_outlet(raw, body, bylines, entries),
        author=read_author(raw, bylines, entries),
        published_at=_published(raw, head, bylines, entries),
    )


def _bylines(raw: str, head: list[Line], entries: list[LedgerEntry]) -> list[Byline]:
    boxes = (line for span in spans(raw, entries, "author_box") for line in span.split("\n"))
    lines = [line.text for line in head] + [line.strip() for line in boxes]
    found = (parse_byline(line) or parse_byline_bar(line) for line in lines)
    return [byline for byline in found if byline is not None]


def _published(
    raw: str, head: list[Line], bylines: list[Byline], entries: list[LedgerEntry]
) -> Field:
    stated = [byline.published_at for byline in bylines]
    stated += [
        iso(match)
        for line in sorted(head[:DATE_LINES], key=lambda line: bool(UPDATED.match(line.text)))
        if len(line.text) <= 80 and (match := DATE_LINE.fullmatch(line.text))
    ]
    stated += [
        iso(match)
        for entry in entries
        if entry.rule == "text size bar"
        and (match := DATE_ANYWHERE.search(raw[entry.start : entry.end]))
    ]
    known = next((value for value in stated if value is not None), None)
    return Field(known, "page") if known else Field()
