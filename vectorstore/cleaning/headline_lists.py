"""Links to other stories: headlines below a heading, at the end of a page, or with a first line.

What this module does not know: which of the headlines is the page's own; metadata/title.py does.
"""

import re
from collections.abc import Iterator

from vectorstore.article import Label
from vectorstore.cleaning.lines import Line, Mark, Marks
from vectorstore.metadata.title import is_headline

_LIST_HEADING = re.compile(
    r"(?:(?:the )?latest (?:news|headlines|stories|articles|posts)|more news|news ?feed"
    r"|top (?:stories|news|headlines)"
    r"|most (?:read|popular|viewed|commented|shared)(?: (?:in|on) [\w’' &-]{2,30}| today| now"
    r"| this week)?|trending(?: now)?|popular(?: now| posts"
    r"| stories)?"
    r"|editor(?:s['’]|['’]s|s)? (?:picks?|choice)|recommended(?: (?:for you|articles|stories"
    r"|reading))?"
    r"|related(?: (?:articles?|news|stories|posts|content|coverage|topics|links))?"
    r"|(?:also )?read (?:also|more|next)|also read"
    r"|see also|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:stories|headlines"
    r"|articles|coverage)(?: from .{2,40})?"
    r"|recent (?:posts|news|articles|stories)|further reading|in other news"
    r"|other news|similar (?:articles|news)|more to read|read this next|news in brief"
    r"|featured(?: stories)?|(?:more|also) (?:by|from) (?:this|the) (?:author|writer|columnist)"
    r"|in (?:the|our) next (?:issue|edition)|you may also like|coming up in the next issue"
    r"|what to read next|from our partners|sponsored(?: content)?|around the web)[:…»>]*",
    re.IGNORECASE,
)

_OPEN_HEADING = re.compile(
    r"(?:(?:more|also|elsewhere) (?:on|from|in|by) [^.!?]{2,40}?|latest|newest"
    r"|more (?:conversations|interviews|reports|columns|essays|features|opinions?|analysis"
    r"|explainers|videos|podcasts|letters|reviews|views|comment(?:ary)?))[:…»>]*",
    re.IGNORECASE,
)
"""A heading that could also open a paragraph: it counts only with headlines below it."""

_GLUED_LABEL = re.compile(r"(?P<label>[^.:!?\d][^.:!?]{3,60}):(?P<rest>[“\"'‘]?[A-Z][^:]{9,160})")
"""A link label whose headline follows its colon without a space: two elements run together."""

_BULLET = re.compile(r"[-–—•·*▪◦►»]\s*(?=\S)")
_ELLIPSIS = ("…", "...", "[…]", "[...]")
_RELATED = ("related", "read", "also", "see also", "you", "more on")


def mark_headline_lists(lines: list[Line], marks: Marks) -> None:
    """Mark headings of lists with the headlines below them."""
    for i, line in enumerate(lines):
        if len(line.text) > 80 or i in marks:
            continue
        items = list(_list_items(lines, i + 1, marks)) if _is_list_heading(line.text) else []
        if len(items) < 2 and _LIST_HEADING.fullmatch(line.text) is None:
            continue
        related = line.text.lower().startswith(_RELATED)
        label: Label = "related_story" if related else "latest_headlines"
        marks[i] = Mark(label, "list heading")
        marks.update(dict.fromkeys(items, Mark(label, "headline list")))


def _is_list_heading(text: str) -> bool:
    known = _LIST_HEADING.fullmatch(text) or _OPEN_HEADING.fullmatch(text)
    return known is not None


def _list_items(lines: list[Line], first: int, marks: Marks) -> Iterator[int]:
    """The headlines below a list heading; they end where a sentence or another element begins."""
    bulleted = first < len(lines) and _BULLET.match(lines[first].text) is not None
    short: list[int] = []
    # Three words may also head the next part of the article: they need one more item below.
    for j in range(first, len(lines)):
        text = lines[j].text
        if j in marks and marks[j].label != "related_story":
            break
        if bulleted != (_BULLET.match(text) is not None) or not _is_teaser_headline(text):
            return
        short.append(j)
        if len(text.split()) > 3:
            yield from short
            short = []
        elif len(short) > 8:
            return
    yield from short


def _is_teaser_headline(text: str) -> bool:
    bare = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    capital = not bare[0].islower()
    return capital and 8 <= len(bare) <= 200 and len(bare.split()) >= 3 and bare[-1] not in ".,;:"


def mark_closing_list(lines: list[Line], marks: Marks) -> None:
    """Six or more bulleted headlines in title case that end the page, without a heading."""
    run: list[int] = []
    for i in range(len(lines) - 1, -1, -1):
        if i in marks and not run:
            continue
        if i in marks or not _is_bulleted_title(lines[i].text):
            break
        run.append(i)
    if len(run) >= 6:
        marks.update(dict.fromkeys(run, Mark("latest_headlines", "headline list closing the page")))


def _is_bulleted_title(text: str) -> bool:
    if _BULLET.match(text) is None or not _is_teaser_headline(text):
        return False
    words = [word for word in _BULLET.sub("", text, count=1).split() if len(word) > 3]
    return len(words) >= 4 and sum(not word[0].islower() for word in words) >= len(words) * 0.75


def mark_truncated_teasers(lines: list[Line], marks: Marks) -> None:
    """A headline and a paragraph cut off by an ellipsis: the beginning of another story."""
    for i in range(1, len(lines) - 1):
        if i in marks or i + 1 in marks or not _is_cut_off(lines[i + 1].text):
            continue
        # Three dots also end a witty sentence; next to other furniture they do not.
        marked_dots = lines[i + 1].text.endswith(("…", "]"))
        beside = i - 1 in marks or i + 2 in marks or i + 2 == len(lines)
        title = lines[i].text
        shaped = len(title) <= 140 and is_headline(title) and title[-1] not in '!?”"'
        if shaped and (marked_dots or beside):
            marks[i] = marks[i + 1] = Mark("related_story", "headline and cut-off paragraph")


def _is_cut_off(text: str) -> bool:
    return 120 <= len(text) <= 600 and text.endswith(_ELLIPSIS)


def glued_label(text: str) -> Mark | None:
    """Return what a line is that begins with a link label run together with its headline."""
    match = _GLUED_LABEL.fullmatch(text) if len(text) <= 220 else None
    if match is None or text[-1] in '.,;:"”':
        return None
    label = match["label"]
    worded = len(label.split()) >= 2 or label.isupper()
    linked = worded and len(match["rest"].split()) >= 3
    return Mark("related_story", "label glued to a headline") if linked else None
