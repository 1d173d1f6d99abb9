"""Words of a class, retold and disputed figures, yes and no, reactions: each kind of position."""

from collections.abc import Sequence

import pytest
from answer_fakes import WordCounts, candidate
from test_disagreement import found, values, weights_of

from rag.draft import Attribution, Quote
from rag.evidence import Evidence, score_sentences
from rag.positions.claims import all_claims, asked_for
from rag.positions.classes import class_asked, members, with_members
from rag.positions.disputed import disputed, told_together
from rag.positions.judgements import judged
from rag.positions.named import may_be_one_thing, of_one_time
from rag.positions.parallel import retold_otherwise
from rag.positions.polarity import both_said
from rag.positions.reactions import reactions
from rag.positions.reasons import different_reasons, with_leads
from rag.terms.words import keys
from vectorstore.article import Field, Metadata


def evidence_of(question: str, *texts: str) -> list[Evidence]:
    candidates = [candidate(text, number) for number, text in enumerate(texts, start=1)]
    return score_sentences(question, candidates, WordCounts(), weights_of(question))


def nobody(_: Quote) -> Attribution:
    return Attribution(None, "reported")


def last_words(quote: Quote) -> Attribution:
    """Who is named after "said" says it."""
    speaker = quote.text.rstrip(".").partition(" said ")[2] or None
    return Attribution(speaker, "statement")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What sport does Anna Berg play?", True),
        ("What is Anna Berg's profession?", True),
        ("Which political party is Olof Dahl a member of?", True),
        ("What is the language of the film?", True),
        ("Which party won the election?", False),
        ("What sports club did she join?", False),
        ("Which team won?", False),
    ],
)
def test_a_question_asks_for_one_word_of_a_class(question: str, asks: bool) -> None:
    assert (asked_for(question) == "class") is asks


def test_words_of_a_class_that_stand_together_are_one_value() -> None:
    profession = class_asked("What is Anna Berg's profession?")
    assert profession is not None
    [value] = members("Anna Berg is a Velmoran politician and former lawyer.", profession)
    assert value.text == "politician and former lawyer"
    assert value.words == {"politician", "lawyer"}


def test_a_sentence_with_a_sport_has_the_sport_of_the_question_in_it() -> None:
    question = "What sport does Anna Berg play?"
    weights = weights_of(question)
    told = keys("Anna Berg plays football.")
    assert with_members(weights, question).coverage(told) > weights.coverage(told)
    assert with_members(weights, "Who is she?") is weights


SPORTS = (
    ("Anna Berg is a Velmoran footballer who plays in sport clubs.", "footballer"),
    ("Anna Berg is a Velmoran tennis player who plays in sport clubs.", "tennis"),
)


def test_two_sports_are_a_disagreement_and_two_words_for_one_are_none() -> None:
    question = "What sport does Anna Berg play?"
    assert set(values(question, *SPORTS)) == {"footballer", "tennis"}
    soccer = ("Anna Berg plays soccer, her sport since school.", "soccer")
    assert values(question, SPORTS[0], soccer) == []


def test_the_same_sentence_with_another_number_is_a_disagreement() -> None:
    question = "How many people live in Upper Harne?"
    told = (
        ("There were 1,791 people living in the town by the lake in spring.", "spring."),
        ("There were 2,500 people living in the town by the lake in spring.", "spring."),
    )
    assert set(values(question, *told)) == {"1,791 people", "2,500 people"}


def test_the_same_sentence_about_somebody_else_is_not_retold() -> None:
    question = "How many people live in Upper Harne?"
    told = (
        ("There were 1,791 people living in Osk by the lake in spring.", "spring."),
        ("There were 2,500 people living in Calder by the lake in spring.", "spring."),
    )
    evidence, readings = found(question, told)
    assert retold_otherwise(all_claims(question, evidence, readings)) == []


FALL = "How far have sales in Mill Street fallen?"
DISPUTED = (
    "Sales in Mill Street have fallen by 27 percent. The city disputes the figure."
    " Its own survey of sales in the street found 11 percent."
)


def figures(text: str) -> tuple[str, ...]:
    evidence, readings = found(FALL, [(text, "27 percent.")])
    claims = all_claims(FALL, evidence, readings)
    return tuple(c.value.text for c in disputed(claims, evidence, nobody) or ())


def test_an_article_that_says_a_figure_is_disputed_gives_two_positions() -> None:
    assert figures(DISPUTED) == ("27 percent", "11 percent")


def test_two_figures_that_nobody_disputes_are_none() -> None:
    assert figures(DISPUTED.replace("disputes the figure", "is old").replace("own ", "")) == ()


def test_two_people_of_one_article_who_give_two_figures_are_two_positions() -> None:
    text = (
        "Sales in Mill Street have fallen by 27 percent, said Anna Berg."
        " Sales in Mill Street have fallen by 11 percent, said Olof Dahl."
    )
    evidence, readings = found(FALL, [(text, "27 percent,")])
    claims = all_claims(FALL, evidence, readings)
    told = disputed(claims, evidence, last_words)
    assert told is not None
    assert {claim.value.text for claim in told} == {"27 percent", "11 percent"}
    assert disputed(claims, evidence, lambda _: Attribution("Anna Berg", "statement")) is None


OPENED = "When did the harbour office open the Mill Bridge?"


@pytest.mark.parametrize(
    ("others", "values"),
    [
        (
            "Other accounts place the day on which it opened the bridge in 2019 already.",
            ("May 2021", "2019"),
        ),
        (
            "According to older records it did not wait and opened the bridge in 2019 already.",
            ("May 2021", "2019"),
        ),
        ("The office opened another bridge in 2019 already.", ()),
    ],
)
def test_an_article_that_tells_what_others_say_gives_two_positions(
    others: str, values: tuple[str, ...]
) -> None:
    told = (
        "The harbour office opened the Mill Bridge in May 2021 already."
        " A band played. Sails were set. "
    )
    evidence, readings = found(OPENED, [(told + others, "May 2021")])
    claims = all_claims(OPENED, evidence, readings)
    assert tuple(c.value.text for c in disputed(claims, evidence, nobody) or ()) == values


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("She does not see the Mill Bridge opened before the spring of 2028 at all.", ["2028"]),
        (
            "Nobody was there, not even the mayor, when the bridge was opened in 2028 already.",
            ["2028"],
        ),
        ("The office did not open the bridge in 2028 already.", []),
        ("The office refused to let anybody on the bridge in 2028 already.", []),
    ],
)
def test_a_day_on_which_it_did_not_happen_is_none(sentence: str, times: list[str]) -> None:
    evidence, readings = found(OPENED, [(sentence, "2028")])
    assert [c.value.text for c in all_claims(OPENED, evidence, readings)] == times


def test_one_sentence_can_give_the_figures_of_two_sides() -> None:
    question = "How many people died in the Osk flood?"
    text = "In the Osk flood 12 people died, officials say, while residents speak of 30."
    evidence, readings = found(question, [(text, "12 people")])
    told = told_together(all_claims(question, evidence, readings), evidence)
    assert told is not None
    assert [value.text for value in told[1]] == ["12 people", "30"]
    cost = "How much does the Osk tunnel cost?"
    text = "For the Osk tunnel the cost is 412 million, the office speaks of 468."
    evidence, readings = found(cost, [(text, "412 million")])
    told = told_together(all_claims(cost, evidence, readings), evidence)
    assert told is not None
    assert [value.text for value in told[1]] == ["412 million", "468 million"]
    plain = "In the Osk flood 12 people died and 30 people lost their homes."
    assert told_together([], evidence_of(question, plain)) is None


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Did Mayor Berg resign?", "Mayor Berg resigned then.", "Mayor Berg has not resigned."),
        ("Did Norland join the League?", "Norland joined the League.", "Norland left the League."),
        ("Has Berg won the vote?", "Berg won the vote.", "Berg lost the vote."),
        (
            "Did Norland join the League?",
            "Norland joined the League.",
            "Norland refused to join the League.",
        ),
    ],
)
def test_yes_and_no_stand_against_each_other(question: str, yes: str, no: str) -> None:
    told = both_said(question, evidence_of(question, no, yes))
    assert told is not None
    assert [(said.so, said.evidence.text) for said in told] == [(True, yes), (False, no)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did Berg win the vote?", ("Berg won the vote.", "Dahl did not win the vote.")),
        ("Did Berg win the vote?", ("Berg won the vote.", "Berg did not win the cup.")),
        ("Did Berg win the vote?", ("Berg won the vote.", "Berg could lose the vote.")),
        ("Who won the vote?", ("Berg won the vote.", "Berg lost the vote.")),
        ("Did Berg not win the vote?", ("Berg won the vote.", "Berg lost the vote.")),
    ],
)
def test_no_yes_against_no(question: str, told: Sequence[str]) -> None:
    assert both_said(question, evidence_of(question, *told)) is None


def test_several_people_react_and_each_has_a_position() -> None:
    told = (
        "The tunnel decision was brave, said Berg.",
        "The tunnel decision was a waste, said Dahl.",
        "The tunnel decision surprised all.",
    )
    question = "How did experts react to the tunnel decision?"
    found = reactions(question, evidence_of(question, *told), last_words)
    assert {reaction.speaker for reaction in found} == {"Berg", "Dahl"}
    one = "How did Berg react to the tunnel decision?"
    assert reactions(one, evidence_of(one, *told), last_words) == []


def test_who_holds_an_office_is_none_of_the_experts() -> None:
    told = (
        "The tunnel decision was brave, said Berg.",
        "The tunnel decision was a waste, said Dahl.",
        "Mayor Olof Dahl went home.",
    )
    question = "How did experts react to the tunnel decision?"
    assert reactions(question, evidence_of(question, *told), last_words) == []


def test_what_is_feared_or_not_wanted_is_a_reason() -> None:
    question = "Why did the council stop the tunnel?"
    told = (
        "The council has no interest in this tunnel stop, said Berg.",
        "The tunnel would harm the council, said Dahl.",
    )
    found = different_reasons(question, evidence_of(question, *told), last_words)
    assert {reason.speaker for reason in found} == {"Berg", "Dahl"}


def test_for_why_the_beginning_of_an_article_is_looked_at_too() -> None:
    first, other = candidate("It begins here.", 1), candidate("It goes on.", 2)
    assert with_leads("Why did it stop?", [other], [other, first]) == [other]
    lead = candidate("It begins here.", 2)
    assert with_leads("When did it stop?", [other], [other, lead]) == [other]


def test_reports_far_apart_are_of_two_times() -> None:
    spring, autumn, later = (
        Metadata(published_at=Field(day, "given"))
        for day in ("2023-04-01", "2023-10-01", "2024-04-01")
    )
    assert of_one_time(spring, autumn)
    assert not of_one_time(spring, later)
    assert of_one_time(spring, Metadata())


def test_a_part_of_a_name_is_enough_to_be_about_it() -> None:
    question = "What does Richard Leach play?"
    assert may_be_one_thing(question, "Richard Leach plays golf.", "Leach and Tom play.", "golf")
    assert not may_be_one_thing(question, "Richard Leach plays golf.", "Tom plays.", "golf")


WORTH = "Is the tunnel in the interest of Osk?"
FOR = "The tunnel is in the interest of Osk, said Berg."
AGAINST = "Osk has no need of the tunnel, said Dahl."


@pytest.mark.parametrize(
    "against",
    [
        AGAINST,
        "The tunnel would harm Osk, said Dahl.",
        "The tunnel is a costly mistake of Osk, said Dahl.",
    ],
)
def test_one_judges_for_it_and_another_against_it(against: str) -> None:
    told = judged(WORTH, evidence_of(WORTH, against, FOR), last_words)
    assert [e.text for e in told] == [FOR, against]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (WORTH, (FOR, AGAINST.replace("Dahl", "Berg"))),
        (WORTH, (FOR, "Osk has no need of the tunnel.")),
        (WORTH, (FOR, "It is worth noting that Osk has a tunnel, said Dahl.")),
        ("Is the tunnel in Osk open?", (FOR, AGAINST)),
    ],
)
def test_what_one_alone_judges_is_no_disagreement(question: str, told: Sequence[str]) -> None:
    assert judged(question, evidence_of(question, *told), last_words) == ()
