"""Front matter and the first heading."""

from vectorstore.article import Field, Metadata
from vectorstore.formats.markdown import read_markdown

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
    assert text.endswith("Body with markers and a link.")
    assert metadata == Metadata(
        title=Field("A day in Astana", "given"),
        published_at=Field("2024-10-16", "given"),
        author=Field("Ann Lee, Bo Kim", "given"),
        outlet=Field("The Gazette", "given"),
    )


def test_without_front_matter_the_heading_is_the_title() -> None:
    text, metadata = read_markdown("\n# A *day* #\nBody.\n")
    assert text == "A day\nBody."
    assert metadata == Metadata(title=Field("A *day*", "page"))


def test_a_rule_is_no_front_matter() -> None:
    assert read_markdown("Text\n---\nmore\n---\n")[1] == Metadata()
    assert "never closed: yes" in read_markdown("---\nnever closed: yes\n")[0]
    assert read_markdown("## Second level\n") == ("Second level", Metadata())


def test_the_words_are_kept_without_their_markers() -> None:
    page = "**Who asked?** Nobody, says [the council](https://example.org).\n\n- one\n- two\n"
    assert read_markdown(page)[0] == "Who asked? Nobody, says the council.\n\n- one\n\n- two"


def test_code_and_tables_stay_as_they_are_written() -> None:
    page = "| a | b |\n|---|---|\n| 1 | 2 |\n\n    1 + 1\n"
    assert read_markdown(page)[0] == "| a | b |\n|---|---|\n| 1 | 2 |\n\n1 + 1"
