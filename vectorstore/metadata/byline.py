"""Reads title, author, date and outlet from a flattened page, where it states them plainly.

Precision comes first: a value that is not clearly the page's own stays unknown, and one that is
concluded instead of read says so. What this module does not know: what a loader was told about
the article; a given value always outranks one of these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from vectorstore.article import Field, LedgerEntry, Metadata, Origin
from vectorstore.metadata.masthead import outlet_name

HEAD_LINES = 12
"""A byline stands among the first lines of a page (or in a labelled span)."""

_KICKERS = 2
"""Short lines above a headline that are no furniture: a section, a subject, a name."""

_LONGEST_KICKER = 40

_SENTENCE_ENDS = (".", "…", ".”", '."', "!", ":")

DATE_LINES = 6
"""A line that is only a date tells when the page appeared if it is one of the first."""

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĚĞĢİĪŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽƏҚ"
_LOW = "a-zà-öø-ÿāăąćčďđēěğģıīłńňōőřśşšťūůűźżžə"
_WORD = (
    rf"(?:[{_UP}]['’][{_UP}][{_LOW}]+|"
    rf"[{_UP}][{_LOW}]+(?:[-’'][{_UP}]?[{_LOW}]+)*|[{_UP}][{_LOW}]{{1,2}}[{_UP}][{_LOW}]+"
    rf"|[{_UP}]\.)"
)
_NAME = rf"{_WORD}(?: (?:(?:de|da|del|di|van|von|der|al|el|bin|la|le) ){{0,2}}{_WORD}){{1,3}}"
_DESK = (
    rf"(?:[Tt]he )?(?:[{_UP}][\w.&’'-]+ ){{1,4}}(?:[Nn]ews ?[Dd]esk|[Ss]taff|[Nn]ewsroom"
    rf"|[Dd]esk|[Ee]ditorial (?:[Tt]eam|[Bb]oard))"
)
_WHO = rf"(?:{_DESK}|{_NAME})"
_START = (
    r"(?:(?:Original |Article )?(?:Author|AUTHOR)s?: ?|(?:Written |Reported |Text "
    r"|Story )?(?:[Bb]y|BY):? )"
)
_ROLE = (
    r"(?:, (?:[a-z][\w’'-]* ){0,3}(?:reporter|correspondent|editor|columnist|writer|journalist"
    r"|contributor))"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    r"(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?:T[\d:.+Z-]*)?"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.format('m3')},? (?P<y3>(?:19|20)\d\d)"
    # Dots, or a number above twelve, show which of the numbers is the day.
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>(?:19|20)\d\d)"
    r"|(?P<d5>1[3-9]|2\d|3[01])[/-](?P<m5>\d{1,2})[/-](?P<y5>(?:19|20)\d\d)"
    r"|(?P<m6>0?[1-9]|1[0-2])/(?P<d6>1[3-9]|2\d|3[01])/(?P<y6>(?:19|20)\d\d))"
)
_TIME = (
    r"(?:,? ?(?:at |- |\| )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?(?:gmt|utc|et|est|edt|cet|bst"
    r"|pt)\b)?"
    r"(?: ?[+-]\d\d:?\d\d)?)?"
)
_MIN_READ = r"(?:[ ,|•·]*\d+[ -]min(?:ute)?s?(?: read)?)?"
_DATE_TAIL = (
    rf"(?:(?:published|posted|updated)(?: on)?|on)?:? ?(?:(?:mon|tue|wed|thu|fri|sat"
    rf"|sun)[a-z]*\.?,? )?(?P<date>{_DATE}){_TIME}"
)
_GLUED_NEXT = (
    r"(?=(?:In|The|On|An?|As|At|After|Before|For|It|If|When|While|With|This|That|There|What|Why|How"
    r"|From|Since|Last|Two|Three|We|I|He|She|They|Amid|According)[ ,])"
)

_BYLINE = re.compile(
    rf"{_START}(?P<names>{_WHO}(?:(?:, and |, | and | & ){_WHO}){{0,4}}){_ROLE}?"
    rf"(?:(?P<glued>{_GLUED_NEXT})|(?:[ ,|•·—–-]*(?i:{_DATE_TAIL}))?(?i:{_MIN_READ})\W*$)"
)
_NAMES = re.compile(rf"{_WHO}(?:(?:, and |, | and | & ){_WHO})*")
_SEPARATOR = re.compile(r", and |, | and | & ")
_DATE_ANYWHERE = re.compile(_DATE, re.IGNORECASE)
_DATE_LINE = re.compile(rf"(?:last )?{_DATE_TAIL}{_MIN_READ}[\s.|•·]*", re.IGNORECASE)
_BAR = re.compile(r" ?[|•·] ?")
_BAR_REST = re.compile(
    r"\d+ comments?|(?:no|leave a) comments?|\d+[ -]min(?:ute)?s?(?: read)?|print|share"
    r"|\d+ (?:views|shares)",
    re.IGNORECASE,
)
_INTERVIEW_CREDIT = re.compile(
    rf"(?:(?:The|This) )?(?:[Ii]nterview|[Cc]onversation)(?: (?:was|is)(?: conducted| held| led)?"
    rf"|ed)? by:? (?P<names>{_NAME})\.?"
)
_ABOUT_AUTHOR = re.compile(
    rf"(?:About|ABOUT|Meet) (?:the|THE) (?:[Aa]uthor|AUTHOR|[Ww]riter|[Cc]olumnist)[:.]?\s+"
    rf"({_NAME})(?:,| (?:is|was|has|writes|works|lives|covers)\b)"
)
_ROLE_LINE = re.compile(
    r"(?:[A-Za-z][\w’'-]* ){0,4}(?:reporter|correspondent|editor|columnist|writer|journalist)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?:last )?updated\b", re.IGNORECASE)

_DOMAIN = (
    r"[A-Z][A-Za-z0-9-]{2,30}\.(?i:az|kz|com|org|net|ru|ua|uk|uz|kg|eu|info|news|co|ge|am|by|pl"
    r"|de|fr|tv|me)"
)
_OUTLET = rf"(?:{_DOMAIN}|(?:[A-Z][\w’'&-]+)(?: [A-Z][\w’'&-]+){{0,3}})(?![\w-])"
_VIEW_OF = re.compile(rf"\b(?:views?|opinions?|position|policy) of (?:the )?({_OUTLET})")
_NOT_SHARED = re.compile(
    rf"\b(?:which|that)(?: the)? ({_OUTLET}) (?:does|do|need|may) not "
    r"(?:necessarily )?(?:share|endorse)"
)
_READ_BY = re.compile(
    rf"\b(?:[Mm]illions read|[Rr]eaders of|[Mm]embers? of) (?:[Tt]he )?({_OUTLET})"
    rf"|(?:^|[.!] )(?:[Tt]he )?({_OUTLET}) (?:reaches|is funded by|relies on|depends on) "
    r"(?:its |our )?readers"
)
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright) ?(?:(?:19|20)\d\d(?:[-–]\d+)?,? )?(?:[Tt]he )?({_OUTLET})"
    r"(?=\s*(?:[.,|·]|$|All\b|\d{4}|Ltd|Inc|LLC))",
    re.MULTILINE,
)
_DESK_OUTLET = re.compile(
    rf"(?:[Tt]he )?((?:[{_UP}][\w.&’'-]+ ?){{1,4}}?) (?:[Nn]ews ?[Dd]esk|[Ss]taff|[Nn]ewsroom"
    rf"|[Ee]ditorial)"
)
_REPORTS = re.compile(rf", ({_DOMAIN}) reports[.,]")
_INTERVIEW = re.compile(rf"In an? (?:\w+ )?interview (?:for|with|to) ({_DOMAIN})")
_NOTE_AUTHOR = re.compile(rf"\bnote ?[:.–—-]? ?({_NAME}) (?:is an?|is the|was|has)\b")
_OF_THE_AUTHOR = re.compile(
    r"\b(?:opinions?|views?) (?:of|expressed by) the author|author['’]s (?:own|personal)", re.I
)
_CREDIT_LINE = re.compile(
    rf"@|^From .*(?:reports|[Ss]taff)$|^(?:Compiled |Reported |Written )?[Bb]y [{_UP}]"
    r"|^[Ss]taff (?:and|reports?|writers?)\b|\b[Ww]ire (?:reports|services?)$"
    r"|\b(?:[Ss]pecial (?:to|for)|[Cc]olumnist|[Cc]ontributor|[Uu]pdated)\b"
    rf"|^{_NAME}, (?:[{_UP}\d][\w./&’'-]*(?: |$)){{1,5}}$"
    r"|^The \(|\.(?:com|org|net)$|\b[Nn]etwork$|^For [A-Z]{2,}"
)
"""A first line that says who wrote or sent the text, not what it is about."""

_NO_HEADLINE = re.compile(
    r"%[0-9A-F]{2}|[.?!][”\"]? [A-Z“\"]|^[A-Z][A-Z .]{2,}(?:,[^—–]{2,20})? [—–] |[.?][”\"]$"
)
"""Broken signs, two sentences, a place in capitals and a dash, the end of a quoted sentence."""

_PLACE_STARTS = frozenset(
    """New North South East West Upper Lower Great Port Fort Cape Mount Lake Saint St. San Santa Los
    Las Hong Abu Tel Buenos Rio Kuala Addis United Saudi Washington""".split()
)
"""First words of names that have the shape of a person's, and are a place's."""

_LEGAL_FORM = re.compile(r",? (?:Ltd|Inc|LLC|GmbH|Limited|plc|PLC)\.?$")

_NOT_OUTLETS = frozenset("Us Our Independent Local Quality The Ukraine All This Copyright".split())


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the page and when, as one line states it."""

    authors: tuple[str, ...]
    published_at: str | None
    """`YYYY-MM-DD`."""

    length: int
    """Characters of the stripped line it takes up: all of it, or what precedes glued body text."""


class _Line(NamedTuple):
    start: int
    text: str


def parse_byline(line: str) -> Byline | None:
    """Return the byline a stripped line is, or begins with where body text is glued to it."""
    match = _BYLINE.match(line[:400])
    if match is None:
        return None
    glued = match["glued"] is not None
    if not glued and len(line) > 400:
        return None
    names = tuple(name.strip() for name in _SEPARATOR.split(match["names"]))
    return Byline(names, None if glued else _iso(match), match.end("names") if glued else len(line))


def parse_byline_bar(line: str) -> Byline | None:
    """Return the byline in a line of date, byline and counters, parted by strokes or dots."""
    parts = _BAR.split(line) if len(line) <= 160 else []
    if len(parts) < 2:
        return None
    bylines = [byline for part in parts if (byline := _whole_byline(part)) is not None]
    matches = [match for part in parts if (match := _DATE_LINE.fullmatch(part)) is not None]
    dates = [match for match in matches if not _UPDATED.match(match[0])] or matches
    rest = [part for part in parts if _BAR_REST.fullmatch(part)]
    if len(bylines) > 1 or len(dates) > 1 or not (bylines or dates):
        return None
    if len(bylines) + len(matches) + len(rest) < len(parts):
        return None
    authors = bylines[0].authors if bylines else ()
    stated = bylines[0].published_at if bylines else None
    return Byline(authors, stated or (_iso(dates[0]) if dates else None), len(line))


def _whole_byline(text: str) -> Byline | None:
    byline = parse_byline(text)
    return byline if byline is not None and byline.length == len(text) else None


def is_bare_name(line: str) -> bool:
    """Return whether a stripped line is nothing but the name of one person, or names."""
    if len(line) > 80 or line.split()[0] in _PLACE_STARTS:
        return False
    return _NAMES.fullmatch(line) is not None


def is_role_line(line: str) -> bool:
    """Return whether a stripped line is nothing but what somebody is at the outlet."""
    return len(line) <= 60 and _ROLE_LINE.fullmatch(line) is not None


def is_interview_credit(line: str) -> bool:
    """Return whether a stripped line only says who led the interview."""
    return len(line) <= 120 and _INTERVIEW_CREDIT.fullmatch(line) is not None


def is_date_line(line: str) -> bool:
    """Return whether a stripped line is nothing but a date, perhaps with a time."""
    return len(line) <= 80 and _DATE_LINE.fullmatch(line) is not None


def read_metadata(raw: str, entries: list[LedgerEntry]) -> Metadata:
    """Return what the page says about itself; `entries` is its ledger from `find_furniture`."""
    head = _head_lines(raw, entries)
    boxes = [entry for entry in entries if entry.label == "author_box"]
    body = [line for line in head if _is_body(line, boxes)]
    notes = [replace(e, kept=False) for e in entries if e.label == "editors_note"]
    bylines = _bylines(raw, head, entries)
    return Metadata(
        title=_title([line for line in body if _is_body(line, notes)]),
        outlet=_outlet(raw, body, bylines, entries),
        author=_author(raw, bylines, entries),
        published_at=_published(raw, head, bylines, entries),
    )


def _iso(match: re.Match[str]) -> str | None:
    for form in "123456":
        year, month, day = match[f"y{form}"], match[f"m{form}"], match[f"d{form}"]
        if year is not None:
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
            return _valid_date(int(year), number, int(day))
    return None


def _valid_date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _head_lines(raw: str, entries: list[LedgerEntry]) -> list[_Line]:
    """The first lines that hold anything but furniture, and the bylines among them.

    Each is cut to a length in which a byline would show.
    """
    skipped = [e for e in reversed(entries) if not e.kept and e.label != "author_box"]
    found: list[_Line] = []
    position = 0
    while position < len(raw) and len(found) < HEAD_LINES:
        while skipped and skipped[-1].end <= position:
            skipped.pop()
        if skipped and skipped[-1].start <= position:
            position = skipped.pop().end
            continue
        end = raw.find("\n", position)
        end = len(raw) if end < 0 else end
        piece = raw[position : min(end, position + 2000)]
        if text := piece.strip():
            found.append(_Line(position + len(piece) - len(piece.lstrip()), text))
        position = end + 1
    return found


def _is_body(line: _Line, entries: list[LedgerEntry]) -> bool:
    end = line.start + len(line.text)
    return not any(e.start <= line.start and end <= e.end and not e.kept for e in entries)


def _spans(raw: str, entries: list[LedgerEntry], *labels: str) -> Iterator[str]:
    return (raw[e.start : min(e.end, e.start + 4000)].strip() for e in entries if e.label in labels)


def _bylines(raw: str, head: list[_Line], entries: list[LedgerEntry]) -> list[Byline]:
    boxes = (line for span in _spans(raw, entries, "author_box") for line in span.split("\n"))
    lines = [line.text for line in head] + [line.strip() for line in boxes]
    found = (parse_byline(line) or parse_byline_bar(line) for line in lines)
    return [byline for byline in found if byline is not None]


def _title(body: list[_Line]) -> Field:
    """The first line that looks like a headline, if text follows it and none precedes it."""
    for place, line in enumerate(body[:-1][: _KICKERS + 1]):
        if _is_title(line.text):
            listed = all(_is_title(other.text) for other in body[place + 1 : place + 3])
            return Field() if listed and len(body) > place + 2 else Field(line.text, "page")
        if len(line.text) > _LONGEST_KICKER or line.text.endswith(_SENTENCE_ENDS):
            break
    return Field()


def _is_title(text: str) -> bool:
    if len(text.split()) < 4 or not is_headline(text) or text.endswith(_SENTENCE_ENDS):
        return False
    return _NAMES.fullmatch(text) is None and _NO_HEADLINE.search(text) is None


def is_headline(text: str) -> bool:
    """Return whether a line has the shape of a headline: some words, no end of sentence."""
    fits = 15 <= len(text) <= 180 and len(text.split()) >= 3
    starts = text[0].isupper() or text[0].isdigit() or text[0] in "“\"'‘«"
    return fits and starts and text[-1] not in ".,;:…—–-" and not _CREDIT_LINE.search(text)


def _author(raw: str, bylines: list[Byline], entries: list[LedgerEntry]) -> Field:
    named = next((byline for byline in bylines if byline.authors), None)
    if named is not None:
        return Field(", ".join(named.authors), "page")
    for note in _spans(raw, entries, "editors_note"):
        match = _NOTE_AUTHOR.search(note)
        if match and _OF_THE_AUTHOR.search(note):
            return Field(match[1], "inferred")
    return _named_in_box(raw, entries)


def _named_in_box(raw: str, entries: list[LedgerEntry]) -> Field:
    """Who led the interview, whom the page tells about, or whose name stands beside the date."""
    boxes = [entry for entry in entries if entry.label == "author_box"]
    for entry in boxes:
        text = raw[entry.start : min(entry.end, entry.start + 4000)].strip()
        if match := _INTERVIEW_CREDIT.fullmatch(text):
            return Field(match["names"], "page")
        if match := _ABOUT_AUTHOR.match(text):
            return Field(match[1], "inferred")
        # A place or a person of the story would be named in the text as well.
        if entry.rule == "name beside the date line" and raw.count(text) == 1:
            return Field(", ".join(_SEPARATOR.split(text)), "inferred")
    return Field()


def _published(
    raw: str, head: list[_Line], bylines: list[Byline], entries: list[LedgerEntry]
) -> Field:
    stated = [byline.published_at for byline in bylines]
    stated += [
        _iso(match)
        for line in sorted(head[:DATE_LINES], key=lambda line: bool(_UPDATED.match(line.text)))
        if len(line.text) <= 80 and (match := _DATE_LINE.fullmatch(line.text))
    ]
    stated += [
        _iso(match)
        for entry in entries
        if entry.rule == "text size bar"
        and (match := _DATE_ANYWHERE.search(raw[entry.start : entry.end]))
    ]
    known = next((value for value in stated if value is not None), None)
    return Field(known, "page") if known else Field()


def _outlet(
    raw: str, body: list[_Line], bylines: list[Byline], entries: list[LedgerEntry]
) -> Field:
    """The page's own name: never a source it quotes, so most places are not looked at."""
    note = " ".join(_spans(raw, entries, "editors_note"))
    appeal = "\n".join(_spans(raw, entries, "donation", "newsletter", "legal"))
    desks = " ".join(name for byline in bylines for name in byline.authors)
    lead = " ".join(line.text for line in body[:4])
    tries: tuple[tuple[re.Pattern[str], str, Origin], ...] = (
        (_VIEW_OF, note, "page"),
        (_NOT_SHARED, note, "page"),
        (_COPYRIGHT, appeal, "page"),
        (_READ_BY, appeal, "page"),
        (_DESK_OUTLET, desks, "page"),
        (_REPORTS, lead, "inferred"),
        (_INTERVIEW, lead, "inferred"),
    )
    stated = _masthead(raw, entries)
    for pattern, text, origin in tries:
        if name := _only_name(pattern, text):
            return Field(name, origin)
        if pattern is _COPYRIGHT and stated:
            return Field(stated, "page")
    return Field()


def _masthead(raw: str, entries: list[LedgerEntry]) -> str | None:
    for entry in entries[:6]:
        if entry.rule == "masthead":
            return outlet_name(raw[entry.start : entry.end].strip())
    return None


def _only_name(pattern: re.Pattern[str], text: str) -> str | None:
    """The name the pattern finds, unless it finds two different ones."""
    found = {next(filter(None, match.groups())).strip() for match in pattern.finditer(text)}
    found = {_LEGAL_FORM.sub("", name) for name in found}
    names = {name for name in found if name.capitalize() not in _NOT_OUTLETS}
    return names.pop() if len(names) == 1 else None
