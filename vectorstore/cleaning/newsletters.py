"""Invitations to a newsletter: whole lines of them, and sentences of them inside a paragraph.

What this module does not know: forms and their buttons; other lines of the page tell those.
"""

import re
from collections.abc import Iterator

from vectorstore.cleaning.lines import Mark
from vectorstore.cleaning.vocabulary import REPORTED

_TRIGGERS = ("newsletter", "inbox", "subscri", "sign up", "signing up", "signup")
_CUE = re.compile(
    r"(?:\b(?:sign(?:ing)? up|signup|subscrib\w+|get|receive|join|want|deliver\w*|sent"
    r"|follow)\b.{0,140}"
    r"\b(?:newsletters?|inbox|(?:text|e-?mail|news) (?:alerts?|updates)|text messages)\b"
    r"|\bnewsletters?\b.{0,80}\b(?:sign up|subscribe|here|inbox|delivered|sent)\b"
    r"|\b(?:to|in) your (?:e-?mail )?inbox\b"
    r"|^\W*sign up (?:here|now|today|for free)\b|^\W*subscribe\W*$|^\W*subscribe (?:here|now"
    r"|today|to|&|and save)\b"
    r"|^\W*(?:not|already|are you) a (?:newsletter )?subscriber\b|\bunsubscribe\b"
    r"|^\W*(?:editor['’]s note:? )?a version of this (?:story|article"
    r"|piece) .{0,40}appear\w* in .{0,80}newsletter"
    r"|\bnewsletter subscription\b|\bsubscribe to (?:our|[\w.]+\.(?:com|org|net))\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:you|your|our|us|here|now|today|free|daily|weekly|this|sign up|subscribe)\b",
    re.IGNORECASE,
)

_PROMOTIONAL = re.compile(
    r"\b(?:you|your|our|us)\b|^\W*(?:explore|discover|get|join|learn|follow|stay|support)\b",
    re.IGNORECASE,
)
"""How sentences around an invitation speak to the reader."""

_GLUED_INVITATION = (
    r"(?<=[\w”\"’)]) (?=(?:Sign up|Subscribe|SUBSCRIBE|SIGN UP) (?:to|for|&|here|now|today)\b)"
)
"""An invitation that begins with a capital where no sentence has ended."""

_BUTTON_AFTER = re.compile(
    r"\s*(?:Sign up|SIGN UP|Subscribe|SUBSCRIBE(?: & SAVE)?)(?=\s+[A-Z“\"]|\s*$)"
)

_SENTENCE_END = re.compile(r"[.!?]+[”\"’')\]]*(?:\s+|(?=[A-Z“\"]))|" + _GLUED_INVITATION)
"""Where a sentence ends, also where two were glued together or an invitation begins."""


def newsletter_line(text: str) -> Mark | None:
    """Return what a line is that holds nothing but invitations and what advertises them."""
    cues = list(invitations(text))
    covered = sum(end - start for start, end in cues)
    if covered < len(text) * 0.25:
        return None
    others = [
        text[start:end].strip()
        for start, end in _sentences(text)
        if not any(first <= start < last for first, last in cues)
    ]
    if all(_is_promotional(other) for other in others):
        return Mark("newsletter", "newsletter invitation")
    return None


def _is_promotional(sentence: str) -> bool:
    if len(sentence) <= 60 and not sentence.endswith("."):
        return True
    speaks = _PROMOTIONAL.search(sentence) is not None
    return speaks and REPORTED.search(sentence) is None


def invitations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences that invite to a newsletter, with what stands between them."""
    low = text.lower()
    if not any(trigger in low for trigger in _TRIGGERS):
        return
    open_span: tuple[int, int] | None = None
    for start, end in _sentences(text):
        if not _is_invitation(text[start:end] if end - start <= 600 else ""):
            continue
        if open_span is not None and start - open_span[1] <= 200:
            open_span = (open_span[0], end)
            continue
        if open_span is not None:
            yield _with_button(text, open_span)
        open_span = (start, end)
    if open_span is not None:
        yield _with_button(text, open_span)


def _with_button(text: str, span: tuple[int, int]) -> tuple[int, int]:
    button = _BUTTON_AFTER.match(text, max(span[1] - 1, span[0]))
    return (span[0], button.end()) if button else span


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() > start:
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def _is_invitation(sentence: str) -> bool:
    if _CUE.search(sentence) is None:
        return False
    addressed = _ADDRESS.search(sentence) is not None
    return addressed and REPORTED.search(sentence) is None
