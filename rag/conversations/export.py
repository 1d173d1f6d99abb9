"""A kept conversation as a file to take away: Markdown, HTML or JSON, each with its sources.

JSON is the record itself. HTML is the Markdown rendered, in a page that loads nothing. What this
module does not know: where the conversation is kept, and how the file reaches anybody.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from rag.conversations.markdown import markdown
from rag.conversations.records import Conversation, KeptTurn

STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; line-height: 1.6;
  font-family: system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid #8884; font-size: 1.2rem; }
h3 { font-size: 0.95rem; }
em { opacity: 0.75; font-size: 0.9rem; font-style: normal; }
blockquote { margin: 0.35rem 0; padding-left: 0.9rem; border-left: 3px solid #d9a400; }
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""For the browser that opens the file: nothing runs and nothing is fetched."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: its name, its type, its text."""

    name: str
    mime: str
    text: str


def exported(conversation: Conversation, turns: Sequence[KeptTurn], form: str) -> Exported:
    """Return the conversation in one of the forms of `FORMS`."""
    mime, written = FORMS[form]
    return Exported(f"{_file_name(conversation)}.{form}", mime, written(conversation, turns))


def _file_name(conversation: Conversation) -> str:
    words = re.findall(r"\w+", conversation.title)
    return "-".join([*words, conversation.created_at.date().isoformat()])[-80:].lstrip("-")


def _html(conversation: Conversation, turns: Sequence[KeptTurn]) -> str:
    from markdown_it import MarkdownIt

    writer = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink", "code"])
    return (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(conversation.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{writer.render(markdown(conversation, turns))}</body>\n</html>\n"
    )


def _json(conversation: Conversation, turns: Sequence[KeptTurn]) -> str:
    whole = {
        "id": conversation.id,
        "title": conversation.title,
        "created_at": conversation.created_at.isoformat(),
        "updated_at": conversation.updated_at.isoformat(),
        "turns": [_turn(turn) for turn in turns],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _turn(turn: KeptTurn) -> dict[str, Any]:
    return {
        "question": turn.question,
        "without": turn.without,
        "asked_at": turn.kept_at.isoformat() if turn.kept_at else None,
        "answer": turn.answer.model_dump(mode="json") if turn.answer else None,
        "problem": turn.problem,
    }


FORMS: dict[str, tuple[str, Callable[[Conversation, Sequence[KeptTurn]], str]]] = {
    "md": ("text/markdown", markdown),
    "html": ("text/html", _html),
    "json": ("application/json", _json),
}
"""The forms by the ending of their files: type, and what writes it."""
