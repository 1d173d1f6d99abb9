"""Exports: every statement with its markers, every source in full, and data that stays data."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from conftest import NASTY, declined, make_answer, nasty_answer, summit_answer, trade_answer
from html_page import Page
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.answer import ComparisonRow
from rag.conversations.export import FORMS, exported
from rag.conversations.records import Conversation, KeptTurn

WHEN = datetime(2026, 1, 17, 12, 30, tzinfo=UTC)


def talk(title: str = "When was the summit?") -> Conversation:
    return Conversation("c1", title, created_at=WHEN, updated_at=WHEN)


def turns(*answers: Any) -> list[KeptTurn]:
    return [
        KeptTurn(f"t{n}", answer.question, answer, kept_at=WHEN)
        for n, answer in enumerate(answers, start=1)
    ]


def test_markdown_has_statements_with_markers_and_sources_in_full() -> None:
    file = exported(talk(), turns(summit_answer("When was the summit?")), "md")
    assert (file.name, file.mime) == ("When-was-the-summit-2026-01-17.md", "text/markdown")
    lines = file.text.splitlines()
    assert lines[0] == "# When was the summit?"
    assert "*Citewire, 17 Jan 2026, 1 question*" in lines
    said = r"The summit was held in Kazan from 22 to 24 October 2024. \[1\]"
    assert lines[lines.index(said + "\\") + 1] == "*Steppe Herald · 25 Oct 2024*"
    source = "1. [Kazan hosts the sixteenth summit](<https://herald.example/kazan>)"
    at = lines.index(f"{source}, Steppe Herald, 25 Oct 2024")
    assert lines[at + 2] == "   > The summit was held in Kazan from 22 to 24 October 2024."
    assert "2. Trade with the EU grows, Caspian Post, date unknown, trade.txt" in lines


def test_what_is_beside_the_statements_is_told_too() -> None:
    trade = trade_answer("How large is trade?")
    rows = (
        ComparisonRow(outlet="Caspian Post", quote="So it is.", citations=(1,)),
        ComparisonRow(outlet=None),
    )
    compared = trade.model_copy(update={"comparison": rows, "short_answer": "41.8 billion"})
    failed = KeptTurn("t9", "Why?", problem="It broke.")
    text = exported(talk(), [*turns(trade, compared, declined("Mars?")), failed], "md").text
    for part in (
        "*Searched for “How large is trade between Kazakhstan and the EU in 2023?”*",
        "*The model did not answer in time; these are sentences of the articles.*",
        "**The reports disagree: trade turnover in 2023**",
        r"- 41.8 billion dollars \[1\]",
        "**41.8 billion**",
        r"- Caspian Post: So it is. \[1\]",
        "- outlet unknown: silent",
        "The articles say nothing about the weather on Mars.",
        "- How large is trade with the EU?",
        "  > Some 36 countries were present.",
        "*It broke.*",
    ):
        assert part in text.splitlines()


def test_a_statement_that_is_not_supported_says_so() -> None:
    answer = summit_answer("When?")
    doubted = answer.statements[0].model_copy(update={"supported": False})
    told = exported(talk(), turns(answer.model_copy(update={"statements": (doubted,)})), "md")
    assert r"\[1\] *(not confirmed by the passages)*" in told.text


def test_html_is_one_page_that_loads_nothing() -> None:
    file = exported(talk("<Summit> & more"), turns(summit_answer("When?")), "html")
    seen = Page(file.text)
    tags = {tag for tag, _ in seen.elements}
    assert tags.isdisjoint({"script", "img", "link", "iframe", "object", "svg"})
    assert "The summit was held in Kazan from 22 to 24 October 2024. [1]" in seen.text
    assert "<Summit> & more" in seen.text
    links = [attributes["href"] for tag, attributes in seen.elements if tag == "a"]
    assert links == ["https://herald.example/kazan"] * 2
    policy = next(a for tag, a in seen.elements if a.get("http-equiv"))
    assert str(policy["content"]).startswith("default-src 'none'")


def test_json_is_the_record() -> None:
    answer = summit_answer("When?")
    file = exported(talk(), turns(answer), "json")
    whole = json.loads(file.text)
    assert (whole["id"], whole["created_at"]) == ("c1", "2026-01-17T12:30:00+00:00")
    assert whole["turns"][0]["answer"] == answer.model_dump(mode="json")
    assert whole["turns"][0]["asked_at"] == "2026-01-17T12:30:00+00:00"


def test_what_articles_hold_stays_text_in_every_form() -> None:
    nasty = nasty_answer("<script>window.hacked = 10</script> # [x](http://evil.test)")
    told = turns(nasty, make_answer("# a\n\n```\n<b>\n", nasty.citations))
    title = "<img src=x onerror=alert(1)> ![x](http://evil.test/z.png)\n# b"
    seen = Page(exported(talk(title), told, "html").text)
    allowed = "html head meta title style body h1 h2 h3 p em strong ol ul li blockquote br"
    assert {tag for tag, _ in seen.elements} <= set(allowed.split())
    for line in NASTY.split("\n\n"):
        visible = " ".join(line.replace("\u202e", "").replace("\u202c", "").split())
        assert visible in " ".join(seen.text.split())
    assert json.loads(exported(talk(title), told, "json").text)["title"] == title
    # As GitHub reads it: raw HTML would be HTML there, and addresses links.
    strict = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    tokens = strict.parse(exported(talk(title), told, "md").text)
    kinds = {kind.type for token in tokens for kind in (token, *(token.children or ()))}
    assert kinds.isdisjoint({"html_block", "html_inline", "image", "link_open", "fence", "table"})
    assert "http://" not in exported(talk(title), told, "md").text


@given(st.text("`*_{}[]<>()#+-.!|~$&\\:1a \n\t/wh=^@\"'", max_size=40))
def test_any_text_comes_out_of_markdown_as_it_went_in(text: str) -> None:
    html = exported(talk(), turns(make_answer(f"x {text}")), "html").text
    heading = html.split("<h2>")[1].split("</h2>")[0]
    assert Page(heading).text == " ".join(f"x {text}".split())


@pytest.mark.parametrize("title", ["", "../../etc/passwd", "Ä ö?", "a" * 500, "\\ / : * ?"])
def test_a_file_has_a_usable_name(title: str) -> None:
    for form in FORMS:
        name = exported(talk(title), [], form).name
        assert name.endswith(f"2026-01-17.{form}")
        assert len(name) < 100
        assert not set(name) & set('/\\:*?"<>|')
