"""An event that a question takes for granted and that no passage tells of."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, candidate, loaded

from rag.chain import build_chain
from rag.premises.presupposed import untold
from vectorstore.store import Store

MAYOR = "Mayor Ilse Brandvik counted the flooded houses and left the town hall at noon."


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("Why did Mayor Brandvik resign?", "Mayor Brandvik did resign"),
        ("When was Ilse Brandvik arrested?", "Ilse Brandvik was arrested"),
        ("Why was Brandvik dismissed as mayor?", "Brandvik was dismissed as mayor"),
        ("How did Brandvik die?", "Brandvik did die"),
        ("Why did Brandvik scrap the tram?", "Brandvik did scrap the tram"),
        ("Why did Brandvik cancel the tram?", "Brandvik did cancel the tram"),
    ],
)
def test_what_nobody_tells_is_named(question: str, event: str) -> None:
    assert untold(question, [candidate(MAYOR)]) == event


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did Mayor Brandvik resign?", f"{MAYOR} She stepped down in May."),
        ("Why did Mayor Brandvik resign?", f"{MAYOR} Her successor was elected in May."),
        ("Why did Brandvik resign?", "The former mayor Ilse Brandvik counted the houses."),
        ("Why was Brandvik dismissed?", f"{MAYOR} The council removed her in May."),
        ("Why did Mayor Brandvik resign?", "Nobody knows who counted the houses."),
        ("Why did Mayor Brandvik count houses?", MAYOR),
        ("Why did Brandvik cancel the tram?", f"{MAYOR} The tram was called off in May."),
        ("Did Mayor Brandvik resign?", MAYOR),
        ("Who resigned?", MAYOR),
    ],
)
def test_what_may_be_told_is_left_to_the_answer(question: str, text: str) -> None:
    assert untold(question, [candidate(text)]) is None


def test_such_a_question_is_declined_with_its_reason(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    list(store.add([loaded(MAYOR, "mayor.txt", title="The mayor")]))
    answer = build_chain(store).invoke({"question": "Why did Mayor Brandvik resign?"})["answer"]
    assert answer.abstention is not None
    assert (
        answer.abstention.reason == "No passage that was found says that Mayor Brandvik did resign."
    )
