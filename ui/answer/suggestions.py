"""The questions that are offered below an abstention, as links that ask them.

What this module does not know: how a question is asked; panel.js puts the text of the link into the
question box and sends it.
"""

from collections.abc import Sequence

from ui.plain import shown

LINK = "#ask"
"""Where every suggestion leads; what is asked is the text of the link."""


def suggestions_html(questions: Sequence[str]) -> str:
    """Return the list of questions; nothing where there are none."""
    if not questions:
        return ""
    items = "".join(
        f'<li><a class="cw-open" href="{LINK}">{shown(question)}</a></li>' for question in questions
    )
    return f'<p class="cw-label">You could ask</p><ul class="cw-instead">{items}</ul>'
