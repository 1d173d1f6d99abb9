"""Finds the furniture of a flattened news page and lists it as labelled spans, the ledger.

Nothing is deleted: the raw page stays, and the cleaned text is the raw page without the spans
that are not kept. Each pass looks at one kind of evidence: the words of a line, the lines
around it, repetition in the page, or a sentence glued into a paragraph. A line that no pass
is sure of stays. What this module does not know: what the article is about, and whether its
body is any good.
"""

from itertools import islice

from vectorstore.article import LedgerEntry
from vectorstore.cleaning.authors import mark_about_author, mark_head, mark_signoff
from vectorstore.cleaning.glued import glued_entries
from vectorstore.cleaning.headline_lists import (
    mark_closing_list,
    mark_headline_lists,
    mark_truncated_teasers,
)
from vectorstore.cleaning.lines import Marks, Pass, lines_of
from vectorstore.cleaning.mastheads import mark_masthead
from vectorstore.cleaning.neighbours import (
    mark_between,
    mark_buttons,
    mark_repeated_beside_furniture,
    mark_repeated_paragraphs,
)
from vectorstore.cleaning.runs import mark_archive, mark_menus, mark_network_buttons
from vectorstore.cleaning.single_lines import mark_line_rules
from vectorstore.cleaning.spans import disjoint, line_entries

CLEANING_VERSION = 2
"""Changes whenever the same page may be cleaned differently; part of the index fingerprint."""

MOST_LINES = 50_000
"""A page of more lines is no page that anybody reads; what stands below them stays as it is."""

_PASSES: tuple[Pass, ...] = (
    mark_line_rules,
    mark_menus,
    mark_masthead,
    mark_archive,
    mark_head,
    mark_network_buttons,
    mark_headline_lists,
    mark_closing_list,
    mark_truncated_teasers,
    mark_repeated_paragraphs,
    mark_repeated_beside_furniture,
    mark_between,
    mark_buttons,
    mark_about_author,
    mark_signoff,
)


def find_furniture(raw: str) -> list[LedgerEntry]:
    """Return the ledger of a page: sorted spans that do not overlap, in offsets of `raw`."""
    lines = list(islice(lines_of(raw), MOST_LINES))
    marks: Marks = {}
    for run in _PASSES:
        run(lines, marks)
    spans = [*line_entries(lines, marks), *glued_entries(lines, marks)]
    return list(disjoint(sorted(spans, key=lambda entry: entry.start)))
