"""The outlet of a page, where the page names itself; never a source that it quotes.

What this module does not know: which outlets there are.
"""

import re

from vectorstore.article import Field, LedgerEntry, Origin
from vectorstore.metadata.byline import Byline
from vectorstore.metadata.head import Line, spans
from vectorstore.metadata.masthead import outlet_name
from vectorstore.metadata.people import UP

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
    rf"(?:[Tt]he )?((?:[{UP}][\w.&’'-]+ ?){{1,4}}?) (?:[Nn]ews ?[Dd]esk|[Ss]taff|[Nn]ewsroom"
    rf"|[Ee]ditorial)"
)
_REPORTS = re.compile(rf", ({_DOMAIN}) reports[.,]")
_INTERVIEW = re.compile(rf"In an? (?:\w+ )?interview (?:for|with|to) ({_DOMAIN})")
_LEGAL_FORM = re.compile(r",? (?:Ltd|Inc|LLC|GmbH|Limited|plc|PLC)\.?$")
_NOT_OUTLETS = frozenset("Us Our Independent Local Quality The Ukraine All This Copyright".split())


def read_outlet(
    raw: str, body: list[Line], bylines: list[Byline], entries: list[LedgerEntry]
) -> Field:
    """Return the page's own name: never a source it quotes, so most places are not looked at."""
    note = " ".join(spans(raw, entries, "editors_note"))
    appeal = "\n".join(spans(raw, entries, "donation", "newsletter", "legal"))
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
