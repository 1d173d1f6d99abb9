"""Appeals for money: one unmistakable phrase, or several milder ones from `us` to `you`.

What this module does not know: their buttons, which are too short to tell by themselves.
"""

import re

from vectorstore.cleaning.lines import Mark
from vectorstore.cleaning.vocabulary import REPORTED

_STRONG = re.compile(
    r"become an? (?:member|supporter|patron|digital subscriber)|gift (?:a )?membership"
    r"|gifting a membership"
    r"|funded by (?:our )?(?:readers|members)|\bsupport (?:our|local|independent|quality|us"
    r"|the) ?(?:quality |independent )?(?:journalism|newsroom|reporting)\b"
    r"|\bdonate (?:now|today|here|to us)|\bmake a (?:donation|contribution) (?:today|now)"
    r"|thanks to [\d,.]+ (?:supporters|readers|members)"
    r"|help us (?:get|reach|find) [\d,.]+ |[\d,.]+ new members|supporting our (?:journalism"
    r"|work)|visa ?,? ?master ?card"
    r"|buy (?:me|us) a coffee|support us on patreon",
    re.IGNORECASE,
)

_FIRM = re.compile(
    r"\b(?:like|enjoy(?:ed|ing)?|love|value|find) (?:what you(?:['’](?:re|ve))? (?:read|see|reading"
    r"|seeing)|this (?:article|story|piece|conversation|interview)|our (?:work|reporting"
    r"|journalism|coverage)) ?\?"
    r"|[\d,.]+ (?:new |more )?(?:readers|members|supporters|subscribers|donors|patrons)\b.{0,60}"
    r"\bwe (?:still )?need [\d,.]+"
    r"|(?-i:\b(?:Support|Back|Join|Help) (?:us|(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"|\b(?:Chip in|Give|Donate))"
    r" (?:with|for|from) (?:just |only |as little as )?[$€£]? ?\d[\d.]*(?: ?[a-z]+| ?[€$£])?"
    r" (?:a|per|each|every) (?:week|month|year)\b"
    r"|\bif (?:this|our)\b.{0,60}\b(?:worth|help\w*|useful|matters?|value\w*)\b.{0,40}"
    r"\b(?:donate|chip in)\b"
    r"|\blives? (?:from|on|off) (?:your |its )?(?:readers['’] )?donations\b.{0,160}\bdonate\b",
    re.IGNORECASE,
)
"""Appeals that a person who is quoted could make as well: not where anybody speaks."""

_WEAK: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"readers like you|(?:our|your) (?:readers|community|support(?:ers)?)\b",
        r"\bour (?:mission|journalism|reporting|newsroom|work)\b",
        r"(?:financial )?contribution|\bdonat(?:e|ion|ing)|membership|\bmembers\b",
        r"free and accessible|(?:accessible|open|free) (?:to|for) (?:all|everyone|everybody)\b"
        r"|\bpaywall|\bindependent journalism",
        r"\b(?:paid for|funded|financed|carried) by (?:its|our|your) (?:readers|members|donors"
        r"|listeners|subscribers|community)|\bno (?:advertis\w+|ads|owners?)\b",
        r"(?:^|[.!?] )(?:please )?(?:give|donate|chip in|become|join|back|keep)\b",
        r"\bhelp us\b|\bsupport us\b|consider (?:supporting|donating|gifting|becoming|subscribing)",
    )
)
_TRIGGERS = (
    *("member", "support", "donat", "contribut", "reader", "help us", "coffee", "master"),
    *("paywall", "journalism", "patron", "like what you", "month", "chip in", "enjoy", "value"),
)
_ADDRESS = re.compile(
    r"\b(?:we|we['’]re|we['’]ve|our|us)\b|[.!?] (?:give|donate|join|support|become) ", re.IGNORECASE
)


def donation_line(text: str) -> Mark | None:
    """An appeal for money: one unmistakable phrase, or several milder ones from `us` to `you`."""
    low = text.lower()
    if not any(word in low for word in _TRIGGERS):
        return None
    speaks = REPORTED.search(text) is not None
    quoted = any(mark in text for mark in '“”"')
    firm = not (speaks or quoted) and _FIRM.search(text) is not None
    strong = firm or _STRONG.search(text) is not None
    if not strong and (speaks or _ADDRESS.search(text) is None):
        return None
    score = sum(cue.search(text) is not None for cue in _WEAK)
    if (strong and (len(text) <= 240 or score >= 1)) or score >= 3:
        return Mark("donation", "appeal for support")
    return None
