"""Front matter and the first heading."""

from vectorstore.article import Field, Metadata
from vectorstore.markdown import read_markdown

PAGE = """---
title: "A day in Astana"
date: 2024-10-16
authors: [Ann Lee, 'Bo Kim']
outlet: The Gazette
url: javascript:alert(1)
nested:
  - ignored
---

# Another heading

Body with *markers* and a [link](https://example.org).
"""


def test_front_matter_is_given_and_leaves_the_text() -> None:
    text, metadata = read_markdown(PAGE)
    assert text.startswith("Another heading\n")
    assert "*markers* and a [link](https://example.org)" in text
    assert metadata == Metadata(
        title=Field("A day in Astana", "given"),
        published_at=Field("2024-10-16", "given"),
        author=Field("Ann Lee, Bo Kim", "given"),
        outlet=Field("The Gazette", "given"),
    )


def test_without_front_matter_the_heading_is_the_title() -> None:
    text, metadata = read_markdown("\n# A *day* #\nBody.\n")
    assert text == "A *day*\nBody.\n"
    assert metadata == Metadata(title=Field("A *day*", "page"))


def test_a_rule_is_no_front_matter() -> None:
    for page in ("Text\n---\nmore\n---\n", "---\nnever closed: yes\n", "## Second level\n"):
        assert read_markdown(page) == (page, Metadata())
