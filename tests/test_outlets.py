"""Which outlets a question makes its source, in which writing, and which it only speaks of."""

import pytest

from rag.asking.outlets import Outlets
from rag.asking.sources import sources

NAMES = [
    "Harbour Post",
    "The Steppe Courier",
    "Caspian.kz",
    "News.Az",
    "The Sun",
    "Time",
    "Riverline",
]
KNOWN = Outlets({name.casefold(): name for name in NAMES})


def read(question: str) -> list[str]:
    return [name for mention in sources(question, KNOWN) for name in mention.names]


@pytest.mark.parametrize(
    ("question", "outlets"),
    [
        ("What did the Harbour Post report about the tram?", ["Harbour Post"]),
        ("what did the harbour post write about the tram?", ["Harbour Post"]),
        ("What did HarbourPost.com first say about the tram?", ["Harbour Post"]),
        ("According to the Steppe Courier, why was it late?", ["The Steppe Courier"]),
        ("Why was it late, according to Steppe Courier?", ["The Steppe Courier"]),
        ("What did Caspian.kz say?", ["Caspian.kz"]),
        ("What did caspiankz say?", ["Caspian.kz"]),
        ("What did Caspian say?", ["Caspian.kz"]),
        ("What did News Az report on trade?", ["News.Az"]),
        ("What damage does Riverline's reporter describe?", ["Riverline"]),
        ("How much is it in the Harbour Post?", ["Harbour Post"]),
        ("What reasons are given in the Harbour Post’s article?", ["Harbour Post"]),
        ("Caspian.kz: why was the tram late?", ["Caspian.kz"]),
        ("Why was the tram late (Harbour Post)?", ["Harbour Post"]),
        ("What did The Sun say about the flood?", ["The Sun"]),
        ("According to Time, who won?", ["Time"]),
        ("What do the Harbour Post and Caspian.kz say about it?", ["Harbour Post", "Caspian.kz"]),
        (
            "Did the Harbour Post report the price, and does the Steppe Courier differ?",
            ["Harbour Post", "The Steppe Courier"],
        ),
    ],
)
def test_an_outlet_that_is_asked_is_read_in_any_writing(question: str, outlets: list[str]) -> None:
    assert read(question) == outlets


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the Harbour Post?",
        "How many supporters does the Steppe Courier want?",
        "Did the sun report for duty?",
        "What did the sun say to the moon?",
        "Was the tram in time?",
        "What does time tell us?",
        "Time reports are due when?",
        "Which news said so?",
        "According to news reports, who won?",
        "Who lives in Riverline?",
        "Where does the Riverline flow?",
        "How did the Harbour Post building burn?",
        "According to a Harbour Post Office clerk, who paid?",
        "What did the New Harbour Post say?",
        "What do outlets other than the Harbour Post say?",
        "According to the Harbour Post spokesman, who pays?",
    ],
)
def test_an_outlet_that_is_the_subject_or_an_ordinary_word_narrows_nothing(question: str) -> None:
    assert read(question) == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did the Unknown Gazette say about it?", "Unknown Gazette"),
        ("According to nowhere.com, who won?", "nowhere.com"),
        ("What did Reuters report?", "Reuters"),
        ("What did the New Harbour Post say?", "New Harbour Post"),
    ],
)
def test_an_outlet_that_is_not_there_is_noticed(question: str, words: str) -> None:
    assert [(m.words, m.names) for m in sources(question, KNOWN)] == [(words, ())]


@pytest.mark.parametrize(
    "question",
    [
        "According to Maren Osei, what failed?",
        "What did the mayor say?",
        "Who reads the Unknown Gazette?",
        "What does St. Mary's say?",
    ],
)
def test_people_and_subjects_are_no_outlets(question: str) -> None:
    assert sources(question, KNOWN) == []


def test_outlets_that_share_a_short_name_are_all_meant() -> None:
    both = Outlets({"bell.com": "Bell.com", "bell.co.uk": "Bell.co.uk"})
    (mention,) = sources("What did Bell report?", both)
    assert mention.names == ("Bell.co.uk", "Bell.com")


def test_a_collection_without_outlets_has_none() -> None:
    assert sources("What did the harbour say?", Outlets({})) == []


def test_the_last_word_after_the_is_each_outlet_that_has_it() -> None:
    known = {"velmora gazette": "Velmora Gazette", "city ledger weekly": "City Ledger Weekly"}
    outlets = Outlets(known | {"kazan daily ledger": "Kazan Daily Ledger"})
    (gazette,) = outlets.mentions("What did the Gazette say about the siren?")
    assert gazette.names == ("Velmora Gazette",)
    (ledger,) = outlets.mentions("What did the Ledger's reporter write?")
    assert ledger.names == ("City Ledger Weekly", "Kazan Daily Ledger")
    assert outlets.mentions("What did Gazette say about the gazette?") == []
    assert all(not m.names for m in outlets.mentions("What did the Gazette Herald say?"))
