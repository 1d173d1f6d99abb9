"""Evaluation and thumbs in a real browser: a run and its report, a bad answer as a sample."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from axe_page import violations
from browser_page import ask, box, browser
from conftest import FakeChain
from playwright.sync_api import Browser, Locator, Page, expect
from workplace_fakes import FAILS, SETUP, measured, parts_with

from eval.workplace import Workplace
from rag.settings import Settings
from ui.serving import launch
from ui.shell import build_demo

pytestmark = pytest.mark.browser

__all__ = ["browser"]

WRONG = "How much is turnover, and what is wrong with trade?"


@dataclass(frozen=True)
class Served:
    url: str
    place: Workplace


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the pages with an evaluation over fakes."""
    parts, place = parts_with(tmp_path_factory.mktemp("home"), FakeChain(pause=0.05))
    demo = build_demo(parts)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    yield Served(launch(demo, Settings(port=port), block=False), place)
    demo.close()


@pytest.fixture
def page(browser: Browser, evaluated: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(evaluated.url)
    expect(box(page)).to_be_editable()
    yield page
    context.close()
    assert failures == []


def evaluation(page: Page) -> None:
    page.get_by_role("tab", name="Evaluation").click()


def run_set(page: Page, name: str) -> None:
    """Run a set and wait until it is done."""
    page.get_by_label(name, exact=False).first.check()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("#cw-progress")).to_contain_text("done in")


def colour(page: Page, thumb: Locator) -> str:
    """The colour of a thumb that nobody points at."""
    page.mouse.move(0, 0)
    seen: str = thumb.evaluate("link => getComputedStyle(link).color")
    return seen


def test_a_run_is_reported_and_its_citations_open_beside_it(page: Page) -> None:
    evaluation(page)
    expect(page.locator("#cw-evaluation")).to_contain_text("No run yet")
    run_set(page, "Sample questions")
    expect(page.locator(".cw-passed")).to_contain_text("2 of 3 questions passed")
    expect(page.locator(".cw-metrics").first).to_contain_text("0.667")
    question = page.locator(".cw-asked")
    expect(question).to_have_count(1)
    expect(question.locator(".cw-answer").first).not_to_be_visible()
    question.locator("summary").first.click()
    expect(question).to_contain_text("the fact '50 billion' is missing")
    question.locator(".cw-statement .cw-chip").first.click()
    expect(page.locator("mark.cw-active")).to_contain_text("41.8 billion")
    expect(page.locator(".cw-article")).to_contain_text("Caspian Post")
    expect(page).to_have_url(re.compile("of=citewire"))
    page.goto(page.url)
    expect(page.locator("mark.cw-active")).to_contain_text("41.8 billion")
    page.get_by_role("button", name="Raw").click()
    expect(page.locator(".cw-raw")).to_contain_text("41.8 billion")


def test_a_kept_run_is_there_on_the_next_visit_and_is_compared(
    page: Page, evaluated: Served
) -> None:
    better = measured(samples=(FAILS.model_copy(update={"facts": ()}),))
    evaluated.place.kept.save(better, SETUP, datetime(2024, 10, 22, tzinfo=UTC))
    evaluation(page)
    run_set(page, "Sample questions")
    page.get_by_label("Held against").click()
    page.get_by_role("option", name="22 Oct 2024").click()
    expect(page.locator(".cw-passed")).to_contain_text("1 now fail")
    expect(page.locator(".cw-badge")).to_have_text("passed before")
    page.reload()
    expect(page.get_by_role("tab", name="Evaluation", selected=True)).to_be_visible()
    expect(page.locator(".cw-passed")).to_contain_text("2 of 3 questions passed")


def test_a_thumb_is_acknowledged_changed_and_taken_back(page: Page) -> None:
    ask(page, "When was the summit?")
    up, down = page.locator(".cw-good").last, page.locator(".cw-bad").last
    said = page.locator(".cw-feedback-said")
    up.click()
    expect(said).to_contain_text("good answer")
    plain = colour(page, down)
    assert colour(page, up) != plain
    # What streams in draws the messages anew, and the mark stays.
    ask(page, "Who met?")
    first = page.locator(".cw-good").first
    assert colour(page, first) != plain
    first.click()
    expect(said).to_contain_text("Taken back")
    assert colour(page, first) == plain
    page.locator("#cw-feedback").get_by_role("button", name="Close").click()
    expect(page.locator("#cw-feedback")).not_to_be_visible()


def test_a_bad_answer_becomes_a_sample_is_edited_and_is_in_the_next_run(
    page: Page, evaluated: Served
) -> None:
    ask(page, WRONG)
    page.locator(".cw-bad").last.click()
    page.get_by_label("The quotation does not support it").check()
    page.get_by_role("button", name="Make it a sample").click()
    expect(page.locator(".cw-feedback-said")).to_contain_text("Kept as a sample")
    page.get_by_role("button", name="Review it").click()
    question = page.get_by_label("Question", exact=True).and_(page.locator("#cw-review textarea"))
    expect(question).to_have_value(WRONG)
    page.get_by_text("The answer that was given").click()
    page.locator("#cw-review .cw-statement .cw-chip").first.click()
    expect(page.locator("mark.cw-active")).to_contain_text("41.8 billion")
    page.get_by_label("Close the article").click()
    page.get_by_label("Asked as of").fill("soon")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The day must be written as 2024-10-25")
    page.get_by_label("Asked as of").fill("")
    page.get_by_label("Expected facts").fill("41.8 billion")
    page.get_by_role("checkbox", name="Turnover reached").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#cw-review")).to_contain_text("Saved.")
    sample = evaluated.place.own.read()[0]
    assert (sample.facts, sample.passages[0].source) == ((("41.8 billion",),), "trade.txt")
    run_set(page, "Your samples (1)")
    page.get_by_role("tab", name="Report").click()
    expect(page.locator(".cw-passed")).to_contain_text("1 of 1 questions passed")


@pytest.mark.parametrize(("width", "height"), [(1440, 700), (390, 844)])
def test_the_form_of_a_thumb_leaves_its_answer_s_actions_in_view(
    page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    ask(page, "When was the summit?")
    ask(page, "Who met?")
    down = page.locator(".cw-bad").last
    down.click()
    expect(page.locator("#cw-feedback").get_by_role("button", name="Done")).to_be_in_viewport()
    expect(down).to_be_in_viewport(ratio=1)
    # Nothing lies over it: it can be clicked again.
    down.click(timeout=5_000)
    expect(page.locator(".cw-feedback-said")).to_contain_text("Taken back")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_tab_can_be_used_by_everybody(page: Page, evaluated: Served, theme: str) -> None:
    page.goto(f"{evaluated.url}?__theme={theme}")
    evaluation(page)
    run_set(page, "Sample questions")
    page.locator(".cw-asked summary").first.click()
    assert violations(page) == []
    page.get_by_role("tab", name="Your samples").click()
    assert violations(page) == []


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (390, 844)])
def test_the_tab_fits_its_window(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    evaluation(page)
    expect(page.locator("#cw-evaluation")).to_be_visible()
    widest = page.evaluate("document.querySelector('#cw-evaluation').scrollWidth")
    assert widest <= width
