"""The thumbs below an answer: two links, and the mark on the one that was chosen.

The mark is a rule of style, not part of the message: a message is drawn anew with every sentence
that streams in, and what was chosen must stay. What this module does not know: what a click does.
"""

import re
from collections.abc import Iterable

NAME = re.compile(r"(good|bad)-([0-9a-f]{8})", re.ASCII)


def thumbs_html(turn: str) -> str:
    """Return the two links of a turn."""
    return (
        f'<a class="cw-action cw-thumb cw-good" href="#good-{turn}" title="Good answer">'
        '<span class="cw-unseen">Good answer</span></a>'
        f'<a class="cw-action cw-thumb cw-bad" href="#bad-{turn}" title="Bad answer">'
        '<span class="cw-unseen">Bad answer</span></a>'
    )


def read_thumb(name: object) -> tuple[bool, str] | None:
    """Return whether the answer is good, and of which turn; None when a link names neither.

    >>> read_thumb("bad-0123abcd")
    (False, '0123abcd')
    >>> read_thumb("bad-0123abcd'}") is None
    True
    """
    match = NAME.fullmatch(name) if isinstance(name, str) else None
    return (match[1] == "good", match[2]) if match else None


def marks_html(chosen: Iterable[tuple[bool, str]]) -> str:
    """Return the style that marks what was chosen; every name is one that `read_thumb` takes."""
    names = (f"{'good' if good else 'bad'}-{turn}" for good, turn in chosen)
    rules = ",".join(f'.cw-thumb[href="#{name}"]' for name in names if NAME.fullmatch(name))
    # A variable of ours: Gradio makes the rules of a style sheet stronger than one in the page.
    return f"<style>{rules}{{--cw-chosen:var(--cw-accent-text)}}</style>" if rules else ""
