"""What a reader can do with a finished turn: a quiet row of links below it.

Each link is `#KIND-TURN`, for panel.js to route. A new action is a line in a table here, and a
line in the table of panel.js. What this module does not know: what following a link leads to.
"""

ACTIONS = (("copy", "Copy with sources"), ("again", "Try again"), ("edit", "Edit"))
"""Kind and label of each link below an answer, in order."""

WITHOUT_ANSWER = ("again", "edit")
"""The kinds that make sense where there is no answer."""


def actions_html(turn: str, answered: bool) -> str:
    """Return the row of links of one turn, answered or failed."""
    links = "".join(
        f'<a class="cw-action" href="#{kind}-{turn}">{label}</a>'
        for kind, label in ACTIONS
        if answered or kind in WITHOUT_ANSWER
    )
    return f'<p class="cw-actions">{links}</p>'
