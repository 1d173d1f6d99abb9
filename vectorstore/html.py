"""A web page in, its article text and the metadata of its tags out.

Text and tags are read by trafilatura; scripts, styles, comments and link targets are left out.
What this module does not know: where the page was found, and how to fetch one.
"""

import re

from vectorstore.article import Field, Metadata
from vectorstore.errors import UnreadableArticle
from vectorstore.given import calendar_day, stated, web_address
from vectorstore.text_files import checked, decode, refuse_binary, sanitise

MAX_PAGE_BYTES = 10_000_000
"""The largest web page, in bytes of HTML."""

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})"
)
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

    # extensive=False: a date is taken from tags that state it, not from any number in the text.
    found = extract_metadata(page, extensive=False)
    day, url = calendar_day(found.date), web_address(found.url)
    return Metadata(
        title=stated(found.title, "page"),
        outlet=_outlet(found.sitename, found.hostname),
        author=stated((found.author or "").replace(";", ","), "page"),
        published_at=Field(day, "page") if day else Field(),
        url=Field(url, "page") if url else Field(),
    )


def _outlet(name: str | None, host: str | None) -> Field:
    # Without a stated name trafilatura gives the host of the page's address: a conclusion.
    field = stated(name, "page")
    inferred = bool(field.value and host and field.value.lower().removeprefix("www.") == host)
    return Field(field.value, "inferred") if inferred else field
