"""What a reader can do with a finished turn: a quiet row of links below it.

Each link is `#KIND-TURN`, for panel.js to route. A new action is a line in the table here, and
one in the table of panel.js. What this module does not know: what following a link leads to.
"""

from collections.abc import Collection

from ui.ask.thumbs import thumbs_html

ACTIONS = (
    ("copy", "Copy with sources"),
    ("again", "Try again"),
    ("edit", "Edit"),
    ("why", "Why this answer"),
)
"""Kind and label of each link, in order."""


def actions_html(turn: str, missing: Collection[str] = ()) -> str:
    """Return the row of links of one turn, without the kinds that it has nothing for."""
    links = "".join(
        f'<a class="cw-action" href="#{kind}-{turn}">{label}</a>'
        for kind, label in ACTIONS
        if kind not in missing
    )
    thumbs = "" if "thumbs" in missing else thumbs_html(turn)
    return f'<p class="cw-actions">{thumbs}{links}</p>'
