"""Notes on dates and the list of dates, as they stand in a message."""

from conftest import summit_answer

from rag.answer import ResolvedDate, TimelineEntry
from ui.answer.render import answer_html
from ui.answer.when import dates_html, timeline_html


def resolved(
    words: str, start: str | None, end: str | None, why: str | None = None
) -> ResolvedDate:
    return ResolvedDate(words=words, start=start, end=end, anchor="2024-10-16", unresolved=why)


def test_a_note_says_what_the_words_mean_and_from_where_they_are_counted() -> None:
    html = dates_html([resolved("last <month>", "2024-09-01", "2024-09-30")])
    assert "“<bdi>last &lt;month&gt;</bdi>”: September 2024" in html
    assert 'title="counted from 16 Oct 2024"' in html


def test_what_is_not_certain_is_said_of_words_that_mean_nothing_alone() -> None:
    html = dates_html(
        [
            resolved("last month", None, None, "the article has no known date"),
            resolved("October 24", None, None, "the article has no known date"),
        ]
    )
    assert html.count("cw-when") == 1
    assert 'title="the article has no known date"' in html
    assert "“<bdi>last month</bdi>”: date not certain" in html


def test_a_timeline_lists_dates_with_their_citations() -> None:
    entry = TimelineEntry(
        start="2024-10-22", end="2024-10-24", words="22 to 24", text="<b> met.", citations=(1, 2)
    )
    html = timeline_html([entry], lambda numbers: f"({numbers})")
    assert "22–24 Oct 2024" in html
    assert "&lt;b&gt; met.</bdi>((1, 2))" in html
    reported = entry.model_copy(update={"reported": True})
    assert "reported " in timeline_html([reported], str)
    assert "reported " not in html
    assert timeline_html([], str) == ""


def test_an_answer_shows_both() -> None:
    answer = summit_answer("When?")
    dated = answer.statements[0].model_copy(
        update={"dates": (resolved("last month", "2024-09-01", "2024-09-30"),)}
    )
    entry = TimelineEntry(start="2024-10-22", end="2024-10-22", words="-", text="-", citations=(1,))
    html = answer_html(
        answer.model_copy(update={"statements": (dated,), "timeline": (entry,)}), "0123abcd"
    )
    assert "September 2024" in html
    assert 'class="cw-timeline"' in html
    assert html.index("cw-timeline") < html.index("cw-sources")


def test_a_sentence_that_the_answer_has_said_is_named_by_its_first_words() -> None:
    text = "The council met on 3 March, " + "and then it met again " * 8 + "."
    day = "2024-03-03"
    entry = TimelineEntry(start=day, end=day, words="3 March", text=text, citations=(1,))
    later = entry.model_copy(update={"start": "2024-03-09", "end": "2024-03-09"})
    html = timeline_html([entry, later], lambda numbers: f"({numbers})", said=[text])
    assert "The council met on 3 March" in html
    assert text not in html and "…" in html


def test_one_event_told_twice_is_no_order_of_time() -> None:
    days = (("2024-10-22", "2024-10-24"), ("2024-10-23", "2024-10-24"))
    entries = [
        TimelineEntry(start=start, end=end, words="", text=f"From {start}.", citations=(1,))
        for start, end in days
    ]
    said = [entry.text for entry in entries]
    assert timeline_html(entries, lambda _: "", said=said) == ""
    assert "From 2024-10-23." in timeline_html(entries, lambda _: "", said=said[:1])
