"""Text from articles made safe and calm for a page: escaped, without hidden controls.

Titles, outlets, file names and article text can hold anything, so nothing reaches a page
except through `shown`. What this module does not know: where on the page the text will stand.
"""

import re
from html import escape

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
"""What reorders what is read, or hides in it: controls, marks of direction, characters without
width, tag characters. Articles are stored without them; questions and names of files are not.
Joiners stay: the spelling of scripts and emoji needs them."""


def shown(text: str) -> str:
    """Return `text` as HTML that shows these characters and nothing else."""
    return escape(HIDDEN.sub("", text), quote=True)


def shortened(text: str, limit: int) -> str:
    """Return `text` on one line, cut at a word within `limit` characters."""
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit and len(text) <= limit * 4:
        return line
    head = line[:limit]
    return head.rsplit(" ", 1)[0].rstrip(",;:") + "…"


def quiet_line(*parts: str | None) -> str:
    """Join the known parts by a middle dot, each isolated so that it cannot reorder the rest."""
    return " · ".join(f"<bdi>{shown(part)}</bdi>" for part in parts if part)
