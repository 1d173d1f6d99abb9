"""Markdown in, its text and the metadata of its head out.

The head is front matter (`key: value` lines between two `---`) and a first `# ` heading. Of the
rest the words are kept, as they would be read: no emphasis marks, no link targets, no pictures.
What this module does not know: tables and HTML inside Markdown; they stay as they are written.
"""

import re
from dataclasses import replace

from vectorstore.article import Metadata
from vectorstore.formats.given import given_metadata, stated

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_ENTRY = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*")
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_NAMES = {
    "date": "published_at",
    "published": "published_at",
    "author": "authors",
    "lang": "language",
}


def read_markdown(text: str) -> tuple[str, Metadata]:
    """Return the words of the text without its front matter, and what its head states.

    The first `# ` heading is the title unless the front matter has one; its words stay.
    """
    metadata = Metadata()
    if front := _FRONT_MATTER.match(text.lstrip()):
        metadata = given_metadata(_entries(front[1]))
        text = text.lstrip()[front.end() :]
    if heading := _HEADING.match(text):
        text = f"{heading[1]}\n{text[heading.end() :]}"
        if metadata.title.value is None:
            metadata = replace(metadata, title=stated(heading[1], "page"))
    return _words(text), metadata


def _words(text: str) -> str:
    """Return the text of the blocks, a blank line between two; list items begin with `- `."""
    from markdown_it import MarkdownIt

    blocks, in_item = [], False
    for token in MarkdownIt("commonmark").parse(text):
        in_item = in_item or token.type == "list_item_open"
        if token.type == "inline":
            words = "".join(_inline(child.type, child.content) for child in token.children or [])
            blocks.append(f"- {words}" if in_item else words)
            in_item = False
        elif token.content:
            blocks.append(token.content.rstrip("\n"))
    return "\n\n".join(blocks)


def _inline(kind: str, content: str) -> str:
    if kind == "image":  # its content describes a picture that is not there
        return ""
    return "\n" if kind in {"softbreak", "hardbreak"} else content


def _entries(front: str) -> dict[str, object]:
    found = (_ENTRY.fullmatch(line) for line in front.split("\n"))
    entries = {match[1].lower(): _value(match[2]) for match in found if match}
    return {_NAMES.get(key, key): value for key, value in entries.items()}


def _value(text: str) -> object:
    if text[:1] == "[" and text[-1:] == "]":
        return [_unquoted(part.strip()) for part in text[1:-1].split(",")]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
