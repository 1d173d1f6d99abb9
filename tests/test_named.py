"""Two sentences are about one thing by the names in them, in their titles and in their plans."""

from answer_fakes import candidate
from test_disagreement import found

from rag.positions.claims import all_claims, by_the_clock
from rag.positions.days import times
from rag.positions.named import may_be_one_thing, of_one_plan
from rag.positions.values import share_days


def test_what_the_title_names_is_not_missing_in_the_sentence() -> None:
    question = "How many stops will the Osk Line have?"
    one, other = "The Osk Line gets 14 stops.", "Without Orchard Lane it has 13 stops."
    assert not may_be_one_thing(question, one, other)
    assert may_be_one_thing(question, one, other, around=("", "The Osk Line becomes shorter"))


def test_one_plan_is_told_over_years() -> None:
    first = candidate("The Osk Tunnel is expected in 2026.", 1).chunk
    later = candidate("The Osk Tunnel is put off to 2027.", 2).chunk
    told = (first.text, later.text)
    assert of_one_plan("When will the Osk Tunnel open?", first, later, *told)
    assert not of_one_plan("When was the Osk Tunnel opened?", first, later, *told)
    assert not of_one_plan("When will the Calder Tunnel open?", first, later, *told)
    assert not of_one_plan("When will the Osk Tunnel open?", first, later, "It rained.")


def test_spans_that_share_days_are_of_one_event() -> None:
    [long], [short], [one], [next_month] = (
        times(text) for text in ("22 to 24 May", "23 to 24 May", "23 May", "22 to 24 June")
    )
    assert share_days(long, short)
    assert not share_days(long, one)
    assert not share_days(long, next_month)


def test_a_clock_time_can_answer_when_beside_a_year() -> None:
    question = "When was the Osk gate opened?"
    text = "The Osk gate was opened at 2:40 as the rule book of 1998 demands."
    evidence, readings = found(question, [(text, "1998")])
    claims = all_claims(question, evidence, readings)
    assert claims[0].value.text == "1998"
    [clock] = by_the_clock(question, claims)
    assert clock.value.text == "2:40"
    assert clock.score > min(claim.score for claim in claims)
    assert by_the_clock("When was the Osk gate built?", claims) == []
