"""Finds the furniture of a flattened news page and lists it as labelled spans, the ledger.

Nothing is deleted: the raw page stays, and the cleaned text is the raw page without the spans
that are not kept. Each pass looks at one kind of evidence: the words of a line, the lines
around it, repetition in the page, or a sentence glued into a paragraph. A line that no pass
is sure of stays. What this module does not know: what the article is about, and whether its
body is any good.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from vectorstore.article import Label, LedgerEntry
from vectorstore.cleaning import furniture
from vectorstore.metadata.byline import (
    DATE_LINES,
    HEAD_LINES,
    Byline,
    is_interview_credit,
    is_role_line,
    parse_byline,
    parse_byline_bar,
)
from vectorstore.metadata.dates import is_date_line
from vectorstore.metadata.masthead import (
    is_name_like,
    is_section_name,
    is_tagline,
    menu_rule,
    states_its_name,
)
from vectorstore.metadata.people import is_bare_name
from vectorstore.metadata.title import is_headline

CLEANING_VERSION = 2
"""Changes whenever the same page may be cleaned differently; part of the index fingerprint."""


MOST_LINES = 50_000
"""A page of more lines is no page that anybody reads; what stands below them stays as it is."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something, with its place in the page."""

    start: int
    end: int
    """One past its newline."""

    text: str
    """Without surrounding white space."""

    indent: int
    """White space before `text`."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a whole line was found to be."""

    label: Label
    rule: str
    kept: bool = False


_Marks = dict[int, _Mark]
_Pass = Callable[[list[_Line], _Marks], None]

_BULLET = re.compile(r"[-–—•·*▪◦►»]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?]+[”\"’')\]]*(?:\s+|(?=[A-Z“\"]))|" + furniture.GLUED_INVITATION)
"""Where a sentence ends, also where two were glued together or an invitation begins."""

_ELLIPSIS = ("…", "...", "[…]", "[...]")
_RELATED = ("related", "read", "also", "see also", "you", "more on")


def find_furniture(raw: str) -> list[LedgerEntry]:
    """Return the ledger of a page: sorted spans that do not overlap, in offsets of `raw`."""
    lines = list(islice(_lines(raw), MOST_LINES))
    marks: _Marks = {}
    for run in _PASSES:
        run(lines, marks)
    spans = [*_line_entries(lines, marks), *_glued_entries(lines, marks)]
    return list(_disjoint(sorted(spans, key=lambda entry: entry.start)))


def apply_ledger(raw: str, entries: list[LedgerEntry]) -> str:
    """Return `raw` without the spans that are not kept; with no entries, `raw` itself."""
    pieces = []
    position = 0
    for entry in entries:
        if not entry.kept:
            pieces.append(raw[position : entry.start])
            position = entry.end
    pieces.append(raw[position:])
    return "".join(pieces)


def raw_offset(entries: Sequence[LedgerEntry], offset: int) -> int:
    """Return where the character at `offset` of the cleaned text stands in the raw page."""
    for entry in entries:
        if entry.kept:
            continue
        if entry.start > offset:
            break
        offset += entry.end - entry.start
    return offset


def raw_spans(entries: Sequence[LedgerEntry], start: int, end: int) -> list[tuple[int, int]]:
    """Return where the characters `[start, end)` of the cleaned text stand in the raw page.

    They are several spans when furniture was cut out between them.
    """
    if start >= end:
        return []
    first, last = raw_offset(entries, start), raw_offset(entries, end - 1) + 1
    cuts = [first]
    for entry in entries:
        if not entry.kept and first < entry.end and entry.start < last:
            cuts += [entry.start, entry.end]
    cuts.append(last)
    return [span for span in zip(cuts[::2], cuts[1::2], strict=True) if span[0] < span[1]]


def _lines(raw: str) -> Iterator[_Line]:
    start = 0
    while start < len(raw):
        newline = raw.find("\n", start)
        end = len(raw) if newline < 0 else newline + 1
        piece = raw[start:end]
        if text := piece.strip():
            yield _Line(start, end, text, len(piece) - len(piece.lstrip()))
        start = end


# The words of one line


def _mark_line_rules(lines: list[_Line], marks: _Marks) -> None:
    for i, line in enumerate(lines):
        if len(line.text) <= furniture.LINE_LIMIT and (mark := _line_mark(line.text)):
            marks[i] = mark


def _line_mark(text: str) -> _Mark | None:
    if (signature := _signature(text)) is not None:
        return signature
    if furniture.EDITORS_NOTE.match(text):
        return _newsletter_line(text) or _Mark("editors_note", "editor's note", kept=True)
    low = text.lower()
    for rule in furniture.LINE_RULES:
        if _applies(rule, text, low):
            return _Mark(rule.label, rule.name)
    return next(filter(None, (test(text) for test in _LINE_TESTS)), None)


def _applies(rule: furniture.LineRule, text: str, low: str) -> bool:
    if len(text) > rule.limit or (rule.needs and not any(word in low for word in rule.needs)):
        return False
    if rule.pattern.fullmatch(text) is None:
        return False
    return rule.name != "credit at line end" or not _names_a_source(text)


def _names_a_source(text: str) -> bool:
    """Whether the agency at the end is a news source in a sentence, not a picture credit."""
    if furniture.CREDIT_BLOCKERS.search(text) is not None:
        return True
    comma_only = re.search(r", [A-Za-z ]+$", text) is not None
    return comma_only and re.search(r"[A-Z]\w+, [A-Z ]+$", text) is None


def _signature(text: str) -> _Mark | None:
    """Names and an agency, nothing else: who contributed, not what a picture shows."""
    ends = len(text) <= 160 and text.endswith(furniture.SIGNATURE_ENDS)
    match = furniture.SIGNATURE.fullmatch(text) if ends else None
    return _Mark("author_box", "signature") if match else None


def _source_line(text: str) -> _Mark | None:
    match = furniture.SOURCE_LINE.fullmatch(text) if len(text) <= 140 else None
    if match is None:
        return None
    words = re.findall(r"[^\W\d_][\w’'-]*", match["names"])
    capitals = sum(word[0].isupper() for word in words)
    named = bool(words) and capitals >= len(words) * 0.6
    return _Mark("caption", "source line") if named else None


def _glued_label(text: str) -> _Mark | None:
    match = furniture.GLUED_LABEL.fullmatch(text) if len(text) <= 220 else None
    if match is None or text[-1] in '.,;:"”':
        return None
    label = match["label"]
    worded = len(label.split()) >= 2 or label.isupper()
    linked = worded and len(match["rest"].split()) >= 3
    return _Mark("related_story", "label glued to a headline") if linked else None


def _menu_line(text: str) -> _Mark | None:
    rule = menu_rule(text)
    return _Mark("navigation", rule) if rule else None


def _donation_line(text: str) -> _Mark | None:
    """An appeal for money: one unmistakable phrase, or several milder ones from `us` to `you`."""
    low = text.lower()
    if not any(word in low for word in furniture.DONATION_TRIGGERS):
        return None
    speaks = furniture.REPORTED.search(text) is not None
    quoted = any(mark in text for mark in '“”"')
    firm = not (speaks or quoted) and furniture.DONATION_FIRM.search(text) is not None
    strong = firm or furniture.DONATION_STRONG.search(text) is not None
    if not strong and (speaks or furniture.DONATION_ADDRESS.search(text) is None):
        return None
    score = sum(cue.search(text) is not None for cue in furniture.DONATION_WEAK)
    if (strong and (len(text) <= 240 or score >= 1)) or score >= 3:
        return _Mark("donation", "appeal for support")
    return None


def _newsletter_line(text: str) -> _Mark | None:
    """Invitations to a newsletter and nothing else but what advertises it."""
    cues = list(_invitations(text))
    covered = sum(end - start for start, end in cues)
    if covered < len(text) * 0.25:
        return None
    others = [
        text[start:end].strip()
        for start, end in _sentences(text)
        if not any(first <= start < last for first, last in cues)
    ]
    if all(_is_promotional(other) for other in others):
        return _Mark("newsletter", "newsletter invitation")
    return None


def _is_promotional(sentence: str) -> bool:
    if len(sentence) <= 60 and not sentence.endswith("."):
        return True
    speaks = furniture.PROMOTIONAL.search(sentence) is not None
    return speaks and furniture.REPORTED.search(sentence) is None


def _author_bio(text: str) -> _Mark | None:
    low = text.lower() if len(text) <= 700 else ""
    if not any(word in low for word in furniture.AUTHOR_BIO_TRIGGERS):
        return None
    for verb in furniture.AUTHOR_BIO_VERB.finditer(text, 3, 175):
        role = furniture.AUTHOR_BIO_ROLE.search(text, verb.end(), verb.end() + 150)
        if role and furniture.AUTHOR_BIO_CONTACT.search(text, role.end()):
            return _Mark("author_box", "author biography")
    return None


_LINE_TESTS: tuple[Callable[[str], _Mark | None], ...] = (
    _source_line,
    _menu_line,
    _newsletter_line,
    _donation_line,
    _author_bio,
    _glued_label,
)


# The place of a line in the page


def _mark_head(lines: list[_Line], marks: _Marks) -> None:
    """Byline and date line near the top of what the earlier passes left."""
    head = [i for i in range(len(lines)) if i not in marks][:HEAD_LINES]
    for place, i in enumerate(head):
        if rule := _head_rule(lines[i].text, place):
            marks[i] = _Mark("author_box", rule)
    _mark_bare_names(lines, marks, head)


def _head_rule(text: str, place: int) -> str | None:
    byline = parse_byline(text)
    whole = byline is not None and byline.length == len(text)
    if whole and (place < DATE_LINES or _states_date(byline)):
        return "byline"
    if parse_byline_bar(text) is not None:
        return "byline bar"
    if place < DATE_LINES and furniture.DESK_LINE.fullmatch(text[:80]):
        return "desk line"
    return "date line" if place < DATE_LINES and is_date_line(text) else None


def _states_date(byline: Byline | None) -> bool:
    return byline is not None and byline.published_at is not None


def _mark_bare_names(lines: list[_Line], marks: _Marks, head: list[int]) -> None:
    """A name without `By`, right above or below the date line and below a headline."""
    for i in head[1:]:
        beside = (marks.get(i - 1), marks.get(i + 1))
        dated = any(mark is not None and mark.rule in _DATE_RULES for mark in beside)
        if i in marks or not dated or not is_bare_name(lines[i].text):
            continue
        marks[i] = _Mark("author_box", "name beside the date line")
        if i + 1 < len(lines) and i + 1 not in marks and is_role_line(lines[i + 1].text):
            marks[i + 1] = _Mark("author_box", "role below the name")


_DATE_RULES = ("date line", "byline bar")


def _mark_signoff(lines: list[_Line], marks: _Marks) -> None:
    """Who wrote the page, where it says so below the text: nothing but furniture follows."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if i not in marks), None)
    if last is None:
        return
    text = lines[last].text
    byline = parse_byline(text)
    if byline is not None and byline.length == len(text) and last > 0:
        marks[last] = _Mark("author_box", "byline below the text")
    elif is_interview_credit(text):
        marks[last] = _Mark("author_box", "interview credit")
    elif len(text) <= 500 and furniture.CLOSING_BIO.fullmatch(text):
        marks[last] = _Mark("author_box", "closing biography")


def _mark_about_author(lines: list[_Line], marks: _Marks) -> None:
    """The paragraph below `About the author`, unless the page goes on below it."""
    for i in range(len(lines) - 1):
        if i in marks or not furniture.ABOUT_AUTHOR.fullmatch(lines[i].text[:60]):
            continue
        ends = i + 2 >= len(lines) or i + 2 in marks
        if ends and i + 1 not in marks and len(lines[i + 1].text) <= furniture.LINE_LIMIT:
            marks[i] = marks[i + 1] = _Mark("author_box", "about the author")


def _mark_masthead(lines: list[_Line], marks: _Marks) -> None:
    """The outlet's name at the very top, with its motto, tagline or who heads the institution."""
    for i in range(min(3, len(lines))):
        if rule := _masthead_rule(lines, marks, i):
            marks[i] = _Mark("navigation", rule)
            if i > 0 and furniture.QUOTED_LINE.fullmatch(lines[i - 1].text[:300]):
                marks[i - 1] = _Mark("navigation", "motto above masthead name")
    for i in range(1, min(6, len(lines))):
        if i - 1 in marks and i not in marks and is_tagline(lines[i].text):
            marks[i] = _Mark("navigation", "tagline")


def _masthead_rule(lines: list[_Line], marks: _Marks, i: int) -> str | None:
    text = lines[i].text
    if len(text) <= 120 and furniture.MASTHEAD_NAME.fullmatch(text):
        return "masthead name"
    if i in marks:
        return None
    if states_its_name(text):
        return "masthead"
    below = marks.get(i + 1)
    menu = below is not None and below.rule in _MENU_RULES
    tagline = i + 1 < len(lines) and is_tagline(lines[i + 1].text)
    return "masthead" if (menu or tagline) and is_name_like(text) else None


_MENU_RULES = ("menu line", "language switch", "menu with an arrow", "menu of short lines")


def _mark_headline_lists(lines: list[_Line], marks: _Marks) -> None:
    for i, line in enumerate(lines):
        if len(line.text) > 80 or i in marks:
            continue
        items = list(_list_items(lines, i + 1, marks)) if _is_list_heading(line.text) else []
        if len(items) < 2 and furniture.LIST_HEADING.fullmatch(line.text) is None:
            continue
        related = line.text.lower().startswith(_RELATED)
        label: Label = "related_story" if related else "latest_headlines"
        marks[i] = _Mark(label, "list heading")
        marks.update(dict.fromkeys(items, _Mark(label, "headline list")))


def _is_list_heading(text: str) -> bool:
    known = furniture.LIST_HEADING.fullmatch(text) or furniture.OPEN_HEADING.fullmatch(text)
    return known is not None


def _list_items(lines: list[_Line], first: int, marks: _Marks) -> Iterator[int]:
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


def _mark_closing_list(lines: list[_Line], marks: _Marks) -> None:
    """Six or more bulleted headlines in title case that end the page, without a heading."""
    run: list[int] = []
    for i in range(len(lines) - 1, -1, -1):
        if i in marks and not run:
            continue
        if i in marks or not _is_bulleted_title(lines[i].text):
            break
        run.append(i)
    if len(run) >= 6:
        marks.update(
            dict.fromkeys(run, _Mark("latest_headlines", "headline list closing the page"))
        )


def _is_bulleted_title(text: str) -> bool:
    if _BULLET.match(text) is None or not _is_teaser_headline(text):
        return False
    words = [word for word in _BULLET.sub("", text, count=1).split() if len(word) > 3]
    return len(words) >= 4 and sum(not word[0].islower() for word in words) >= len(words) * 0.75


def _mark_archive(lines: list[_Line], marks: _Marks) -> None:
    """Three months one below the other, with the years and the heading; years need the heading."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and _is_archive_line(lines[i].text):
            run.append(i)
            continue
        headed = bool(run) and run[0] > 0 and _heads_archive(lines[run[0] - 1].text)
        months = sum(furniture.ARCHIVE_MONTH.fullmatch(lines[k].text) is not None for k in run)
        if months >= 3 or (headed and len(run) >= 3):
            start = run[0] - 1 if headed else run[0]
            marks.update(dict.fromkeys(range(start, i), _Mark("archive", "archive calendar")))
        run = []


def _heads_archive(text: str) -> bool:
    return furniture.ARCHIVE_HEADING.fullmatch(text[:60]) is not None


def _is_archive_line(text: str) -> bool:
    if len(text) > 30:
        return False
    month = furniture.ARCHIVE_MONTH.fullmatch(text)
    return (month or furniture.ARCHIVE_YEAR.fullmatch(text)) is not None


def _mark_menus(lines: list[_Line], marks: _Marks) -> None:
    """Five or more very short lines without sentences, a third of them section names."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and _is_menu_item(lines[i].text):
            run.append(i)
            continue
        hits = sum(is_section_name(lines[k].text) for k in run)
        if len(run) >= 5 and hits >= 3 and hits * 3 >= len(run):
            marks.update(
                {k: _Mark("navigation", "menu of short lines") for k in run if k not in marks}
            )
        run = []


def _is_menu_item(text: str) -> bool:
    return len(text) <= 32 and len(text.split()) <= 4 and text[-1] not in ".!?;:,—"


def _mark_truncated_teasers(lines: list[_Line], marks: _Marks) -> None:
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
            marks[i] = marks[i + 1] = _Mark("related_story", "headline and cut-off paragraph")


def _is_cut_off(text: str) -> bool:
    return 120 <= len(text) <= 600 and text.endswith(_ELLIPSIS)


# Repetition and neighbours


def _mark_repeated_paragraphs(lines: list[_Line], marks: _Marks) -> None:
    """A paragraph that stands in the page twice is kept once."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if len(line.text) < 80 or i in marks:
            continue
        if line.text in seen:
            marks[i] = _Mark("repetition", "paragraph repeated")
        seen.add(line.text)


def _mark_repeated_beside_furniture(lines: list[_Line], marks: _Marks) -> None:
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
                dict.fromkeys(found, _Mark("repetition", "short line repeated beside furniture"))
            )


def _is_bare_words(text: str) -> bool:
    """No sentence and no value: a repeated `Age: 70` is a fact of a list."""
    return text[-1] not in ".?!" and ":" not in text and not any(c.isdigit() for c in text)


def _mark_network_buttons(lines: list[_Line], marks: _Marks) -> None:
    """Lines that only name a network, where there are two of them or a share bar beside them."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and i not in marks and _is_network(lines[i].text):
            run.append(i)
            continue
        beside = [marks.get(i), marks.get(run[0] - 1) if run else None]
        if len(run) >= 2 or (run and any(m is not None and m.label == "share_bar" for m in beside)):
            marks.update(dict.fromkeys(run, _Mark("share_bar", "network buttons")))
        run = []


def _is_network(text: str) -> bool:
    return len(text) <= 20 and furniture.NETWORK_LINE.fullmatch(text) is not None


def _mark_between(lines: list[_Line], marks: _Marks) -> None:
    """A title inside a form or an appeal: short, and furniture of one kind on both sides."""
    for i in range(1, len(lines) - 1):
        before, after = marks.get(i - 1), marks.get(i + 1)
        if i in marks or before is None or after is None or before.label != after.label:
            continue
        size = {"newsletter": 80, "donation": 160, "share_bar": 40, "legal": 80}.get(
            before.label, 0
        )
        if len(lines[i].text) <= size and lines[i].text[-1] not in '.”"':
            marks[i] = _Mark(before.label, f"between two {before.label} lines")


def _mark_buttons(lines: list[_Line], marks: _Marks) -> None:
    """Buttons and headings too short to tell by themselves, where what they belong to is found."""
    for i, line in enumerate(lines):
        if i in marks or len(line.text) > 40:
            continue
        beside = {marks[k].label for k in (i - 1, i + 1) if k in marks}
        if "newsletter" in beside and furniture.BESIDE_FORM.fullmatch(line.text):
            marks[i] = _Mark("newsletter", "button or heading of a form")
        elif "donation" in beside and furniture.DONATION_BUTTON.fullmatch(line.text):
            marks[i] = _Mark("donation", "button of an appeal")


_PASSES: tuple[_Pass, ...] = (
    _mark_line_rules,
    _mark_menus,
    _mark_masthead,
    _mark_archive,
    _mark_head,
    _mark_network_buttons,
    _mark_headline_lists,
    _mark_closing_list,
    _mark_truncated_teasers,
    _mark_repeated_paragraphs,
    _mark_repeated_beside_furniture,
    _mark_between,
    _mark_buttons,
    _mark_about_author,
    _mark_signoff,
)


# From lines to spans


def _line_entries(lines: list[_Line], marks: _Marks) -> Iterator[LedgerEntry]:
    """One entry for lines of one kind below each other, with the empty lines between them."""
    open_entry: LedgerEntry | None = None
    for i in sorted(marks):
        mark, line = marks[i], lines[i]
        follows = i + 1 in marks and not mark.kept and not marks[i + 1].kept
        end = lines[i + 1].start if follows else line.end
        if open_entry is not None and _continues(open_entry, line.start, mark):
            open_entry = LedgerEntry(open_entry.start, end, mark.label, mark.rule)
            continue
        if open_entry is not None:
            yield open_entry
        open_entry = LedgerEntry(line.start, end, mark.label, mark.rule, mark.kept)
    if open_entry is not None:
        yield open_entry


def _continues(entry: LedgerEntry, start: int, mark: _Mark) -> bool:
    same = (entry.label, entry.rule, entry.kept) == (mark.label, mark.rule, mark.kept)
    return same and entry.end == start and not entry.kept


def _glued_entries(lines: list[_Line], marks: _Marks) -> Iterator[LedgerEntry]:
    """Furniture inside paragraphs that are otherwise body text."""
    unmarked = 0
    for i, line in enumerate(lines):
        if i in marks and not marks[i].kept:
            continue
        unmarked += 1
        base = line.start + line.indent
        if unmarked <= HEAD_LINES and (byline := parse_byline(line.text)) is not None:
            yield LedgerEntry(base, base + byline.length, "author_box", "byline glued to the text")
        yield from _invitation_entries(line.text, base)
        yield from _token_entries(line.text, base)


def _disjoint(entries: list[LedgerEntry]) -> Iterator[LedgerEntry]:
    """Drop what overlaps; a kept span ends where furniture inside it begins."""
    position = 0
    for i, entry in enumerate(entries):
        follower = entries[i + 1].start if i + 1 < len(entries) else entry.end
        if entry.kept and follower < entry.end:
            entry = replace(entry, end=follower)
        if entry.start >= position and entry.end > entry.start:
            yield entry
            position = entry.end


def _invitation_entries(text: str, base: int) -> Iterator[LedgerEntry]:
    for start, end in _invitations(text):
        if start > 0 and not text[start - 1].isspace():
            # The white space after the block then has to part the sentences around it.
            end = start + len(text[start:end].rstrip())
        yield LedgerEntry(
            base + start, base + end, "newsletter", "invitation glued into a paragraph"
        )


def _token_entries(text: str, base: int) -> Iterator[LedgerEntry]:
    low = text.lower()
    if any(trigger in low for trigger in furniture.INLINE_TOKEN_TRIGGERS):
        for match in furniture.INLINE_TOKENS.finditer(text):
            start, end = base + match.start(), base + match.end()
            yield LedgerEntry(start, end, "navigation", "page control glued into a paragraph")


def _invitations(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences that invite to a newsletter, with what stands between two of them."""
    low = text.lower()
    if not any(trigger in low for trigger in furniture.NEWSLETTER_TRIGGERS):
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
    button = furniture.BUTTON_AFTER.match(text, max(span[1] - 1, span[0]))
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
    if furniture.NEWSLETTER_CUE.search(sentence) is None:
        return False
    addressed = furniture.NEWSLETTER_ADDRESS.search(sentence) is not None
    return addressed and furniture.REPORTED.search(sentence) is None
