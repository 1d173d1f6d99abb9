"""Recognises what stands above the headline: menus, breadcrumbs, and the name of the outlet.

A menu gives itself away by the names of sections and service pages in it, a masthead by the menu
below it. What this module does not know: where in the page a line stands (cleaning/ looks).
"""

import re

MENU_WORDS = frozenset(
    """
    home news world politics business economy sport sports opinion opinions culture video
    videos photo photos about contact contacts us tech technology science health travel
    lifestyle life style entertainment arts society war analysis investigations podcasts
    podcast newsletters magazine subscribe search menu login register weather markets
    finance energy local national international regions europe asia africa americas
    interviews interview editorial blog blogs events shop store jobs careers advertise
    privacy terms cookies help faq support sitemap rss topics sections latest trending
    multimedia gallery galleries education environment climate opinion/editorial exclusive
    features reports publications team archive membership donate english русский қазақша
    deutsch français español en ru kz ua az more all my account
    imprint e-paper epaper obituaries classifieds transport schools issue football city
    """.split()
)
"""Names of sections and of service pages, one word each."""

_SERVICE_WORDS = frozenset(
    """
    subscribe search menu login register shop archive donate contact contacts about imprint
    privacy cookies terms advertise jobs careers sitemap account newsletters membership
    """.split()
)
"""Pages of a site that are about the site itself: no headline is made of them."""

_SEPARATOR = re.compile(r"[\s|/>»›·•,&]+")
_STROKE = re.compile(r"\s*[|•·]\s*")
_LANGUAGES = re.compile(
    r"(?:(?:EN|ENG|DE|FR|ES|IT|PT|PL|RU|UA|UK|KZ|KK|UZ|KG|AZ|TR|GE|AM|AR|FA|ZH|CN|JA)"
    r"(?:[ |/·•]+|$)){2,10}"
)
_ARROW_MENU = re.compile(r"(?=[^\d.!?]{4,80}$).*[▾▼⌄☰≡].*")
_TAGLINE = re.compile(r"(?:since|founded(?: in)?|est(?:ablished|\.)?(?: in)?) [12]\d{3}\.?", re.I)

_BREADCRUMB = re.compile(r"[^«»›|.!?:]{2,40}(?: [»›] [^«»›|.!?]{2,40}){1,5}")
_DESCRIBED = re.compile(
    r"(?P<name>[^—–|.!?:]{3,40}?) ?[—–|] ?(?:the|a|your|an)"
    r" (?:\w+ ){0,2}?(?:magazine|newspaper|weekly|daily|portal|journal|review|paper|newsletter"
    r"|home|voice|news|blog)\b[^.!?]{0,80}",
    re.IGNORECASE,
)
_BEFORE_REST = re.compile(r" ?[|»›,—–] ?")
_SMALL_WORDS = frozenset("a an and at by for from in of on or the to with".split())


def menu_rule(text: str) -> str | None:
    """Return the rule by which a stripped line is a menu, or None."""
    if len(text) > 300 or text[-1] in ".!?":
        return None
    if _LANGUAGES.fullmatch(text[:80]):
        return "language switch"
    if _ARROW_MENU.fullmatch(text):
        return "menu with an arrow"
    return "menu line" if _names_sections(text) else None


def _names_sections(text: str) -> bool:
    items = _STROKE.split(text)
    if len(items) >= 4 and all(len(item.split()) <= 3 and len(item) <= 24 for item in items):
        known = sum(any(word in MENU_WORDS for word in item.lower().split()) for item in items)
        return known * 3 >= len(items) and known >= 2
    parts = [part for part in _SEPARATOR.split(text) if part]
    hits = sum(part.lower() in MENU_WORDS for part in parts)
    if hits >= 4 and hits >= len(parts) * 0.6:
        return True
    capitals = all(part[0].isupper() for part in parts)
    service = any(part.lower() in _SERVICE_WORDS for part in parts)
    return capitals and service and hits >= 3 and hits >= len(parts) * 0.75


def is_section_name(text: str) -> bool:
    """Return whether every word of a line names a section or a service page."""
    words = [word for word in re.split(r"[\s&/]+", text.lower()) if word]
    return bool(words) and all(word in MENU_WORDS for word in words)


def is_tagline(text: str) -> bool:
    """Return whether a line says since when the outlet exists, and nothing else."""
    return _TAGLINE.fullmatch(text[:60]) is not None


def states_its_name(text: str) -> bool:
    """Return whether a line shows by itself that it names outlet and section, or describes it."""
    if len(text) > 120:
        return False
    return (_BREADCRUMB.fullmatch(text) or _DESCRIBED.fullmatch(text)) is not None


def is_name_like(text: str) -> bool:
    """Return whether a line could be the name of an outlet: a few capitalised words."""
    words = text.split()
    large = [word for word in words if word.lower() not in _SMALL_WORDS]
    if not large or len(text) > 60 or len(words) > 7 or text[-1] in '.!?:;,"”':
        return False
    return all(word[0].isupper() for word in large) and not any(c.isdigit() for c in text)


def outlet_name(masthead: str) -> str | None:
    """Return the name of the outlet in a masthead, in mixed case; None where it is unclear."""
    described = _DESCRIBED.fullmatch(masthead)
    name = described["name"] if described else _BEFORE_REST.split(masthead)[0]
    name = name.strip().removeprefix("The ").removeprefix("THE ")
    if is_section_name(name) or not is_name_like(name) or len(name) < 4:
        return None
    return name.title() if name.isupper() and " " in name else name
