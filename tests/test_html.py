"""Web pages: the text of the article and the metadata of the tags."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.article import Field
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.html import MAX_PAGE_BYTES, read_html

PARAGRAPHS = "".join(
    f"<p>The {word} committee of the harbour town met on Tuesday and agreed to repair the "
    f"{word} pier before the winter storms arrive.</p>"
    for word in ("first", "second", "third")
)
PAGE = f"""<!doctype html><html><head><meta charset="utf-8">
<title>Pier to be repaired &amp; reopened | The Harbour Gazette</title>
<meta property="og:title" content="Pier to be repaired &amp; reopened">
<meta property="og:site_name" content="The Harbour Gazette">
<meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-03-05T08:00:00+01:00">
<meta property="article:modified_time" content="2024-04-01T08:00:00+01:00">
<link rel="canonical" href="https://gazette.example/pier">
<style>.secret {{ color: red }}</style><script>var secretScript = "do not read";</script></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Pier to be repaired &amp; reopened</h1>{PARAGRAPHS}
<script>trackSecret()</script><iframe src="https://ads.example">secret frame</iframe>
<p>“Caf&eacute; owners are relieved,” said the mayor, <img src=x onerror="secretHandler()">
who opened the <a href="https://link.example/secret">meeting</a> herself.
</article></body></html>"""


def test_the_article_is_read_and_code_is_not() -> None:
    text, _ = read_html(PAGE.encode())
    assert "agreed to repair the second pier" in text
    assert "“Café owners are relieved,” said the mayor" in text
    assert "secret" not in text.lower()
    assert "<" not in text


def test_metadata_comes_from_the_tags() -> None:
    _, metadata = read_html(PAGE.encode())
    assert metadata.title == Field("Pier to be repaired & reopened", "page")
    assert metadata.outlet == Field("The Harbour Gazette", "page")
    assert metadata.author == Field("Ann Lee", "page")
    assert metadata.published_at == Field("2024-03-05", "page")
    assert metadata.url == Field("https://gazette.example/pier", "page")


def test_a_page_without_tags_leaves_them_unknown() -> None:
    page = (
        f"<html><body><article>{PARAGRAPHS}<p>In 2019-04-05 it burnt.</p></article></body></html>"
    )
    _, metadata = read_html(page.encode())
    assert metadata.published_at == metadata.outlet == metadata.author == metadata.url == Field()


@pytest.mark.parametrize(
    "tags",
    [
        '<meta name="date" content="2024-03-05">',
        '<meta property="article:published_time" content="2024-03-05T23:00:00-08:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2024-06-01",'
        ' "datePublished": "2024-03-05T08:00:00Z"}</script>',
        '<time datetime="2024-03-05T08:00">March 5</time>',
        '<time datetime="2024-01-01">Related</time><time itemprop="datePublished" '
        'datetime="2024-03-05">March 5</time>',
    ],
)
def test_a_stated_day_is_read(tags: str) -> None:
    page = f"<html><head>{tags}</head><body><article>{PARAGRAPHS}</article></body></html>"
    assert read_html(page.encode())[1].published_at == Field("2024-03-05", "page")


@pytest.mark.parametrize(
    "tags",
    [
        '<meta name="description" content="It burnt on 2019-04-05.">',
        '<meta name="keywords" content="fire of 2019-04-05, pier">',
        "<title>It burnt on 2019-04-05</title>",
        '<meta property="article:modified_time" content="2024-03-05">',
        '<time datetime="2024-01-01">One</time><time datetime="2024-02-02">Two</time>',
        "<footer>Copyright 2019</footer>",
    ],
)
def test_other_days_of_a_page_are_not_its_day(tags: str) -> None:
    page = f"<html><head>{tags}</head><body><article>{PARAGRAPHS}</article></body></html>"
    assert read_html(page.encode())[1].published_at == Field()


def test_the_date_of_a_byline_is_no_author() -> None:
    byline = '<p class="byline">By Ann Lee, March 5, 2024</p>'
    page = f"<html><body><h1>Pier</h1>{byline}<article>{PARAGRAPHS}</article></body></html>"
    assert read_html(page.encode())[1].author == Field("Ann Lee", "page")


def test_a_day_in_the_address_is_inferred() -> None:
    head = '<link rel="canonical" href="https://gazette.example/2024/03/05/pier">'
    page = f"<html><head>{head}</head><body><article>{PARAGRAPHS}</article></body></html>"
    assert read_html(page.encode())[1].published_at == Field("2024-03-05", "inferred")


def test_the_host_of_the_address_is_only_an_inferred_outlet() -> None:
    page = f'<html><head><link rel="canonical" href="https://www.gazette.example/a"></head><body>{PARAGRAPHS}'
    _, metadata = read_html(page.encode())
    assert metadata.outlet == Field("gazette.example", "inferred")


@pytest.mark.parametrize(
    "head", ["", '<meta charset="windows-1251">', '<?xml version="1.0" encoding="cp1251"?>']
)
def test_the_encoding_of_a_page_is_found(head: str) -> None:
    words = "Комитет портового города решил отремонтировать причал до начала зимних штормов. " * 4
    page = f"{head}<html><body><article><p>{words}</p></article></body></html>"
    assert "портового города" in read_html(page.encode("cp1251"))[0]


def test_the_server_knows_the_encoding_best() -> None:
    page = f"<html><body><article>{PARAGRAPHS}<p>Łódź też ma molo, choć nie ma morza.</p></article>"
    assert "Łódź też" in read_html(page.encode("iso8859_2"), "iso-8859-2")[0]


def test_short_pages_and_unclosed_tags_are_read() -> None:
    assert "Short text only." in read_html(b"<html><body><h1>Hi</h1><p>Short text only.")[0]


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>code()</script></body></html>",
        "<p> &nbsp; </p>",
        "<!-- -->",
    ],
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(UnreadableArticle, match="no article text"):
        read_html(page.encode())


def test_an_empty_page_and_a_picture_are_told_apart() -> None:
    with pytest.raises(UnreadableArticle, match="is empty"):
        read_html(b" \n")
    with pytest.raises(UnreadableArticle, match="a PNG image"):
        read_html(b"\x89PNG\r\n")


def test_a_page_nested_10000_deep_does_not_crash() -> None:
    page = "<div>" * 10_000 + PARAGRAPHS + "</div>" * 10_000
    started = time.monotonic()
    try:
        text, _ = read_html(page.encode())
        assert "pier" in text
    except UnreadableArticle as error:
        assert "no article text" in str(error)
    assert time.monotonic() - started < 20


def test_a_page_too_large_is_refused_with_the_limit() -> None:
    with pytest.raises(UnreadableArticle, match="larger than 10 MB"):
        read_html(b"<p>" + b"a" * MAX_PAGE_BYTES)


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>text",
                "<script>",
                "<table><td>",
                "&#0;",
                "<![CDATA[",
                "<meta property='og:title' content='",
                "</html>",
                "<title>",
                "\0",
                "<script type='application/ld+json'>{\"@type\": []}</script>",
                "<time datetime='",
            ]
        ),
        max_size=30,
    )
)
def test_malformed_pages_are_read_or_refused(parts: list[str]) -> None:
    try:
        text, _ = read_html("".join(parts).encode())
    except UnreadableArticle:
        return
    assert text.strip()
