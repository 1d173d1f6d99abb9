"""Lines that only their neighbours or their repetition give away as furniture.

What this module does not know: what the neighbours say; they were marked before.
"""

import re
from collections import Counter

from vectorstore.cleaning.lines import Line, Mark, Marks

_BESIDE_FORM = re.compile(
    r"(?:go|ok|send|submit|(?:the |our )?newsletters?(?: sign-?up)?)\W*", re.I
)
"""A button or the heading of a form, where a form touches it."""

_DONATION_BUTTON = re.compile(
    r"(?:Support|Back|Help|Join) (?:us|(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"|Become an? [a-z]{3,12}|(?:Give|Donate|Chip in|Contribute)(?: [a-z]{2,8}){0,2}"
)
"""A button, which is furniture only where it touches an appeal."""


def mark_repeated_paragraphs(lines: list[Line], marks: Marks) -> None:
    """A paragraph that stands in the page twice is kept once."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if len(line.text) < 80 or i in marks:
            continue
        if line.text in seen:
            marks[i] = Mark("repetition", "paragraph repeated")
        seen.add(line.text)


def mark_repeated_beside_furniture(lines: list[Line], marks: Marks) -> None:
    """A short line that comes three times, each time touching furniture, belongs to it."""
    short = Counter(
        line.text
        for i, line in enumerate(lines)
        if i not in marks and len(line.text) <= 60 and _is_bare_words(line.text)
    )
    places: dict[str, list[int]] = {text: [] for text, count in short.items() if count >= 3}
    for i, line in enumerate(lines):
        if line.text in places and i not in marks:
            places[line.text].append(i)
    for found in places.values():
        if all(i - 1 in marks or i + 1 in marks for i in found):
            marks.update(
                dict.fromkeys(found, Mark("repetition", "short line repeated beside furniture"))
            )


def _is_bare_words(text: str) -> bool:
    """No sentence and no value: a repeated `Age: 70` is a fact of a list."""
    return text[-1] not in ".?!" and ":" not in text and not any(c.isdigit() for c in text)


def mark_between(lines: list[Line], marks: Marks) -> None:
    """A title inside a form or an appeal: short, and furniture of one kind on both sides."""
    for i in range(1, len(lines) - 1):
        before, after = marks.get(i - 1), marks.get(i + 1)
        if i in marks or before is None or after is None or before.label != after.label:
            continue
        size = {"newsletter": 80, "donation": 160, "share_bar": 40, "legal": 80}.get(
            before.label, 0
        )
        if len(lines[i].text) <= size and lines[i].text[-1] not in '.”"':
            marks[i] = Mark(before.label, f"between two {before.label} lines")


def mark_buttons(lines: list[Line], marks: Marks) -> None:
    """Buttons and headings too short to tell by themselves, where what they belong to is found."""
    for i, line in enumerate(lines):
        if i in marks or len(line.text) > 40:
            continue
        beside = {marks[k].label for k in (i - 1, i + 1) if k in marks}
        if "newsletter" in beside and _BESIDE_FORM.fullmatch(line.text):
            marks[i] = Mark("newsletter", "button or heading of a form")
        elif "donation" in beside and _DONATION_BUTTON.fullmatch(line.text):
            marks[i] = Mark("donation", "button of an appeal")
