"""A web page in, its article text and the metadata of its tags out.

Text and tags are read by trafilatura; scripts, styles, comments and link targets are left out.
What this module does not know: where the page was found, and how to fetch one.
"""

import re
from copy import copy
from typing import TYPE_CHECKING

from vectorstore.article import Field, Metadata
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.characters import checked, sanitise
from vectorstore.formats.encodings import decode, refuse_binary
from vectorstore.formats.given import calendar_day, stated, web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MAX_PAGE_BYTES = 10_000_000
"""The largest web page, in bytes of HTML."""

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})"
)
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_DAY_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?=/|$)")
# What the extractors have been seen or are known to raise on malformed pages; one bad page must
# never end the run.
_PARSER_FAILURES = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    RecursionError,
    OverflowError,
    AssertionError,
    SyntaxError,  # base of lxml's parse errors
)


def read_html(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """Return the article text of a page and what its tags state; raise UnreadableArticle.

    The text is the extracted article, not the HTML: offsets of citations refer to it.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableArticle(f"is larger than {MAX_PAGE_BYTES // 1_000_000} MB of HTML")
    if not data.strip():
        raise UnreadableArticle("is empty")
    refuse_binary(data)
    match = _CHARSET.search(data[:4096].lower())
    page = sanitise(
        decode(data, charset or (match[1].decode("ascii", "replace") if match else None))
    )
    try:
        text, metadata = _article_text(page), _page_metadata(page)
    except _PARSER_FAILURES as error:
        raise UnreadableArticle("cannot be parsed as HTML") from error
    if not text.strip():
        raise UnreadableArticle("has no article text: save the page again, or its text as .txt")
    return checked(text), metadata


def _article_text(page: str) -> str:
    from trafilatura import bare_extraction, baseline, html2txt

    document = bare_extraction(
        page, favor_recall=True, include_comments=False, include_links=False, include_images=False
    )
    text = getattr(document, "text", None)
    if text:
        return str(text)
    _body, text, _length = baseline(page)
    return text or html2txt(page)


def _page_metadata(page: str) -> Metadata:
    from trafilatura import extract_metadata

    found = extract_metadata(page, extensive=False)
    url = web_address(found.url)
    return Metadata(
        title=stated(found.title, "page"),
        outlet=_outlet(found.sitename, found.hostname),
        author=stated(_names(found.author or ""), "page"),
        published_at=_published_at(page, url),
        url=Field(url, "page") if url else Field(),
    )


def _names(authors: str) -> str:
    # A byline of the page often goes on with its date.
    parts = (part.strip() for part in re.split("[;,]", authors))
    return ", ".join(part for part in parts if part and not re.search(r"\d", part))


def _published_at(page: str, url: str | None) -> Field:
    """Return the day that a tag states as the day of publication, or that the address has in it.

    No other number of the page will do: htmldate alone takes a date of the text at last.
    """
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        return Field()
    stated_day = _day_of_metas(tree) or _day_of_linked_data(tree) or _day_of_times(tree)
    if stated_day:
        return Field(stated_day, "page")
    match = _DAY_IN_ADDRESS.search(url or "")
    day = calendar_day("-".join(match.groups())) if match else None
    return Field(day, "inferred") if day else Field()


def _day_of_metas(tree: "HtmlElement") -> str | None:
    from htmldate import find_date
    from lxml.html import document_fromstring

    only_metas = document_fromstring("<html><head></head><body></body></html>")
    for meta in tree.iter("meta"):
        name = f"{meta.get('property')} {meta.get('name')} {meta.get('itemprop')}".lower()
        # The day of a change, or one that a description tells of, is not the day of publication.
        if not re.search("modif|updat|title|desc", name):
            only_metas.head.append(copy(meta))
    return calendar_day(find_date(only_metas, extensive_search=False, original_date=True))


def _day_of_linked_data(tree: "HtmlElement") -> str | None:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        if match := _DATE_PUBLISHED.search(script.text or ""):
            return calendar_day(match[1])
    return None


def _day_of_times(tree: "HtmlElement") -> str | None:
    times = list(tree.iterfind(".//time[@datetime]"))
    marked = [
        time
        for time in times
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
    ]
    days = {calendar_day(time.get("datetime")) for time in marked[:1] or times}
    # Several days belong to several stories.
    return days.pop() if len(days) == 1 else None


def _outlet(name: str | None, host: str | None) -> Field:
    # Without a stated name trafilatura gives the host of the page's address: a conclusion.
    field = stated(name, "page")
    inferred = bool(field.value and host and field.value.lower().removeprefix("www.") == host)
    return Field(field.value, "inferred") if inferred else field
