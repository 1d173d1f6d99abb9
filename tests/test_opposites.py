"""What says the opposite of what, in any form, and the processes that rest and go on."""

import pytest
from test_positions import evidence_of

from rag.opposites.inflection import all_forms, told_forms
from rag.opposites.processes import process_in
from rag.opposites.table import opposed, opposite_of
from rag.positions.polarity import both_said
from rag.positions.stances import opposed_reports

AFTER = frozenset({"the", "of"})


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("apply", {"apply", "applies", "applied", "applying"}),
        ("ban", {"ban", "bans", "banned", "banning"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("open", {"open", "opens", "opened", "opening"}),
        ("refuse", {"refuse", "refuses", "refused", "refusing"}),
        ("withdraw", {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("publish", {"publish", "publishes", "published", "publishing"}),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: set[str]) -> None:
    assert set(all_forms(verb)) == forms
    assert verb not in told_forms(verb)


@pytest.mark.parametrize(
    ("question", "opposite"),
    [
        ("Has the council approved the plan?", "The council turned down the plan."),
        ("Did the council reject the plan?", "The council agreed to the plan."),
        ("Is the mayor alive?", "The mayor died in May."),
        ("Is the bridge open?", "The bridge was closed."),
        ("Were the sanctions lifted?", "The sanctions were imposed."),
        ("Did the harbour office hire Berg?", "The harbour office sacked Berg."),
        ("Did the concert take place?", "The concert was called off."),
    ],
)
def test_the_opposite_of_what_a_question_asks(question: str, opposite: str) -> None:
    same, other = opposed(question, AFTER)
    assert other.anyhow.search(opposite)
    assert not same.anyhow.search(opposite)


@pytest.mark.parametrize("text", ["Berg grew up in Osk.", "Berg has beaten all others."])
def test_a_verb_with_another_particle_or_in_another_voice_says_something_else(text: str) -> None:
    _, less = opposed("Did prices fall?", AFTER)
    _, lost = opposed("Did Berg win?", AFTER)
    assert not less.anyhow.search(text)
    assert not lost.anyhow.search(text)


def test_a_word_that_names_a_thing_asks_nothing() -> None:
    same, other = opposed("Is the ban on scooters long?", AFTER)
    assert not same.expressions | other.expressions


def test_who_joined_may_have_left_before_but_did_not_stay_a_member() -> None:
    told = opposite_of("leave")
    assert told is not None
    assert told.search("Norland remains a member.")
    assert not told.search("Norland joined the league.")
    assert opposite_of("suspend") is None


def test_who_wants_another_to_join_does_not_oppose_it() -> None:
    told = opposite_of("oppose")
    assert told is not None
    assert told.search("Berg wants the island to join.")
    assert told.search("Dahl would have the whole island take part.")
    assert not told.search("Berg would have the flu.")


@pytest.mark.parametrize(
    ("question", "rests", "moves"),
    [
        (
            "Has Norland suspended its wheat exports?",
            "Norland suspended its wheat exports.",
            "Norland exported more wheat than ever, the harbour says.",
        ),
        (
            "Are flights from Norland to Osk on hold?",
            "All flights from Norland to Osk are on hold.",
            "Two planes from Norland landed in Osk at noon.",
        ),
        (
            "Is the construction of the Osk tunnel going on?",
            "Norland halted construction of the Osk tunnel.",
            "Norland goes on with the construction of the Osk tunnel.",
        ),
        (
            "What is the status of deliveries to Norland?",
            "The mine stopped all deliveries to Norland.",
            "The mine has not stopped its deliveries to Norland.",
        ),
    ],
)
def test_what_is_on_hold_by_one_report_goes_on_by_another(
    question: str, rests: str, moves: str
) -> None:
    told = opposed_reports(question, evidence_of(question, moves, rests))
    assert told is not None
    assert [stance.evidence.text for stance in told] == [rests, moves]


@pytest.mark.parametrize(
    "moves",
    [
        "Norland may export more wheat than ever.",
        "Norland exported no wheat; Norland has not exported wheat since spring.",
        "Norland suspended its wheat exports too late, for it had exported all its wheat.",
    ],
)
def test_what_may_be_or_is_not_does_not_go_on(moves: str) -> None:
    question = "Has Norland suspended its wheat exports?"
    rests = "Norland suspended its wheat exports."
    assert opposed_reports(question, evidence_of(question, moves, rests)) is None


def test_no_process_no_status() -> None:
    assert process_in("Is the mayor of Osk alive?") is None


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Is Mayor Berg alive?", "Mayor Berg is alive.", "Mayor Berg is dead."),
        ("Has Norland lifted the ban?", "Norland lifted the ban.", "Norland tightened the ban."),
        ("Did Berg approve the plan?", "Berg approved the plan.", "Berg turned down the plan."),
        ("Did Osk obey the order?", "Osk obeyed the order.", "Osk defied the order."),
    ],
)
def test_yes_and_no_by_verbs_and_states_of_the_table(question: str, yes: str, no: str) -> None:
    told = both_said(question, evidence_of(question, no, yes))
    assert told is not None
    assert [said.evidence.text for said in told] == [yes, no]


def test_members_of_another_number_are_not_what_a_question_asks_about() -> None:
    question = "Is Norland a member of the League?"
    told = ("Norland is not a member of the League.", "Three members of the League met Norland.")
    assert both_said(question, evidence_of(question, *told)) is None
