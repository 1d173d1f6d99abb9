"""Text that can be stored and searched: without characters that break it, and not too long.

What this module does not know: where the text comes from and what it means.
"""

import re

from vectorstore.errors import UnreadableArticle

MAX_ARTICLE_CHARACTERS = 5_000_000
"""The longest article, in characters."""


def _spans(*spans: tuple[int, int]) -> list[int]:
    return [code for first, last in spans for code in range(first, last + 1)]


# Invisible characters make two words that look the same different, or hide text in text.
_REMOVED = _spans(
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x61C, 0x61C),
    (0x180E, 0x180E),
    (0x200B, 0x200B),  # zero-width space
    (0x200E, 0x200F),
    (0x202A, 0x202E),  # direction overrides
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0xE0000, 0xE01EF),  # tags and supplementary variation selectors
)
_LINE_ENDS = _spans((0x0B, 0x0D), (0x85, 0x85), (0x2028, 0x2029))
_TRANSLATION: dict[int, str | None] = {
    **dict.fromkeys(_REMOVED, None),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_TRANSLATED = frozenset(map(chr, _TRANSLATION))

# A joiner belongs to the spelling after Arabic and Indic letters and inside emoji; elsewhere it
# only splits a word for every search.
_JOINERS = "\u200c\u200d"
_STRAY_JOINER = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u2190-\u2bff\ufe0f\ufb50-\ufdff\U0001f000-\U0001faff])"
    f"[{_JOINERS}]"
)
_LINE_END = re.compile(r"\r\n?")


def sanitise(text: str) -> str:
    """Return `text` with `\\n` line ends and without characters that break storing or matching.

    Control, zero-width, direction and tag characters are removed, lone surrogates become U+FFFD.
    The form of accented letters is left as it is: quotations must be verbatim.
    """
    # Most texts need none of it, and to look is several times as fast as to do.
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if not _TRANSLATED.isdisjoint(text):
        text = text.translate(_TRANSLATION)
    if any(joiner in text for joiner in _JOINERS):
        text = _STRAY_JOINER.sub("", text)
    return text


def one_line(text: str, limit: int = 300) -> str:
    """Return `text` sanitised, with single spaces, cut at `limit` characters."""
    return " ".join(sanitise(text[: 20 * limit]).split())[:limit].rstrip()


def checked(text: str) -> str:
    """Return `text` sanitised and without blank edges, or raise UnreadableArticle.

    An article must hold something and be at most `MAX_ARTICLE_CHARACTERS` long.
    """
    if len(text) > MAX_ARTICLE_CHARACTERS:
        raise UnreadableArticle(
            f"has {len(text):,} characters and an article may have {MAX_ARTICLE_CHARACTERS:,}: "
            "split it into its articles"
        )
    clean = sanitise(text).strip()
    if not clean:
        raise UnreadableArticle("is empty")
    return clean
