"""The list of conversations as HTML: by day, the current one marked, with what can be done.

Every link and button says with `data-do` which event it sends; conversations.js sends it, with
the id. What this module does not know: what follows from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from rag.conversations.kept import LISTED, TITLE_LIMIT
from rag.conversations.records import Conversation
from ui.plain import shown

EXPORTS = {"md": "Markdown", "html": "HTML", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list shows."""

    conversations: Sequence[Conversation] = ()
    current: str | None = None
    """Id of the conversation on the page; "" for none; None leaves the page's address as it is."""

    search: str = ""
    asking: tuple[str, str] = ("", "")
    """The conversation that is being renamed or deleted, and which of the two: "rename"."""

    note: str = ""
    """A sentence above the list."""


def list_html(listed: Listed, today: date) -> str:
    """Return the list."""
    current = "" if listed.current is None else f' data-current="{shown(listed.current)}"'
    note = f'<p class="cw-list-note" role="status">{shown(listed.note)}</p>' if listed.note else ""
    rows = "".join(_groups(listed, today)) or _nothing(listed)
    more = '<p class="cw-quiet">Older ones are found by a search.</p>'
    return (
        f'<nav class="cw-past" aria-label="Conversations"{current}>{note}{rows}'
        f"{more if len(listed.conversations) >= LISTED else ''}</nav>"
    )


def _nothing(listed: Listed) -> str:
    if listed.note:
        return ""
    told = "No conversation has these words." if listed.search else "What you ask is kept here."
    return f'<p class="cw-quiet">{told}</p>'


def _groups(listed: Listed, today: date) -> Iterator[str]:
    by_day = groupby(listed.conversations, lambda found: _when(found, today))
    for label, found in by_day:
        rows = "".join(_row(conversation, listed) for conversation in found)
        yield f'<h3 class="cw-label">{label}</h3><ul>{rows}</ul>'


def _when(conversation: Conversation, today: date) -> str:
    day = conversation.updated_at.astimezone().date()
    if day >= today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return "Last 7 days" if day > today - timedelta(days=7) else "Earlier"


def _row(conversation: Conversation, listed: Listed) -> str:
    title, id = shown(conversation.title), shown(conversation.id)
    asking = listed.asking[1] if listed.asking[0] == conversation.id else ""
    if asking == "rename":
        inside = _rename(title)
    elif asking == "delete":
        inside = _delete(title)
    else:
        here = ' aria-current="page"' if conversation.id == listed.current else ""
        inside = (
            f'<a href="?c={id}" data-do="visit" title="{title}"{here}><bdi>{title}</bdi></a>'
            f"{_actions(title)}"
        )
    return f'<li data-id="{id}">{inside}</li>'


def _actions(title: str) -> str:
    exports = "".join(
        f'<button type="button" data-do="export" data-form="{form}" '
        f'aria-label="Save as {name}">{name}</button>'
        for form, name in EXPORTS.items()
    )
    return (
        f'<details name="cw-more"><summary aria-label="What to do with {title}" title="More">'
        '<span aria-hidden="true">⋯</span></summary><div class="cw-menu">'
        '<button type="button" data-do="manage" data-what="rename">Rename</button>'
        '<button type="button" data-do="manage" data-what="delete">Delete…</button>'
        f'<span class="cw-exports"><span class="cw-quiet">Save as</span>{exports}</span>'
        "</div></details>"
    )


CANCEL = '<button type="button" data-do="manage" data-what="">Cancel</button>'


def _rename(title: str) -> str:
    return (
        f'<form class="cw-asking"><input name="title" value="{title}" aria-label="Title" '
        f'maxlength="{TITLE_LIMIT}" autocomplete="off" data-first><span>'
        f'<button type="submit" class="cw-yes">Save</button>{CANCEL}</span></form>'
    )


def _delete(title: str) -> str:
    return (
        f'<div class="cw-asking" role="alertdialog" aria-label="Delete this conversation?">'
        f"<p>Delete “<bdi>{title}</bdi>” for good?</p><span>"
        f'<button type="button" class="cw-no" data-do="discard">Delete</button>'
        f"{CANCEL.replace('<button', '<button data-first')}</span></div>"
    )
