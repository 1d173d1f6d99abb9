"""Names of a question are searched for as the collection writes them; other words stay."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, loaded

from rag.answer import Answer, NameMatch
from rag.chain import build_chain
from rag.question import Query
from rag.terms.spelling import Respelled, respell
from vectorstore.store import Store

TEXTS = (
    "The guests in Kazan met President Kassym-Jomart Tokayev. Some called Tokayev a friend.",
    "In Astana, the office of Qasym-Jomart Toqayev said nothing about it.",
    "Then Petro Poroshenko spoke in Kiev about Türkiye.",
    "A year later Petro Poroschenko was asked about birds.",
    "Only Marie Curie and Mary Shelley were missing, and the mayor Gaziz Abishev.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("spelling"), WordCounts(), "word counts")
    list(store.add([loaded(text, f"{n}.txt") for n, text in enumerate(TEXTS)]))
    return store


def ask(store: Store, question: str) -> Respelled:
    return respell(Query(question, question), store.names(), store.vocabulary())


@pytest.mark.parametrize(
    ("question", "searched_for"),
    [
        ("What did Tokaev say?", "What did Tokayev say?"),
        ("What did Toqayev say?", "What did Tokayev say?"),
        ("What did Токаев say?", "What did Tokayev say?"),
        ("What is Tokaev's plan?", "What is Tokayev's plan?"),
        ("What is Tokaev’s plan?", "What is Tokayev’s plan?"),
        ("Tokaev said what?", "Tokayev said what?"),
        ("Where is Kasym-Zhomart Tokaev?", "Where is Kassym-Jomart Tokayev?"),
        ("What is told of Kyiv?", "What is told of Kiev?"),
        ("What is told of Turkey?", "What is told of Türkiye?"),
        ("What is told of Turkiye?", "What is told of Türkiye?"),
        ("What did Gasis Abischew want?", "What did Gaziz Abishev want?"),
        ("What did Mary Curie write?", "What did Marie Curie write?"),
        ("What did Abischew want?", "What did Abishev want?"),
    ],
)
def test_a_name_is_searched_for_as_it_is_written(
    store: Store, question: str, searched_for: str
) -> None:
    found = ask(store, question)
    assert found.query.searched_for == searched_for
    assert found.query.question == question
    assert found.matched


@pytest.mark.parametrize(
    "question",
    [
        "How do I roast a turkey?",
        "Who is Prince Turki al-Faisal?",
        "What did Mary write?",
        "What did Marie Berg write?",
        "What did Wladimir Poroschenko say?",
        "What did Abisheva want?",
        "Who is in KIEV?",
        "What did Uali say?",
    ],
)
def test_other_words_and_other_people_stay_as_they_were_asked(store: Store, question: str) -> None:
    assert ask(store, question) == Respelled(Query(question, question))


def test_it_says_which_spellings_were_found(store: Store) -> None:
    matched = ask(store, "What did Tokaev say in Kyiv?").matched
    assert matched == (
        NameMatch(asked="Tokaev", found=("Tokayev", "Toqayev")),
        NameMatch(asked="Kyiv", found=("Kiev",)),
    )
    assert ask(store, "What did Tokayev say?").matched == (
        NameMatch(asked="Tokayev", found=("Toqayev",)),
    )


def test_spellings_the_index_keeps_apart_are_searched_for_too(store: Store) -> None:
    for asked in ("Poroshenko", "Poroschenko"):
        found = ask(store, f"What did {asked} say?")
        assert found.query.searched_for == "What did Poroschenko say?"
        words = found.words(store.vocabulary())
        assert words.spellings("poroschenko") == ["poroschenko", "poroshenko"]
        assert words.frequency("poroschenko") == 2
    assert words.spellings("kazan") == ["kazan"]


def test_every_spelling_finds_the_same(store: Store) -> None:
    chain = build_chain(store)

    def answer(question: str) -> Answer:
        found: Answer = chain.invoke({"question": question})["answer"]
        return found

    asked = [answer(f"What did {n} say?") for n in ("Tokayev", "Toqayev", "Tokaev", "Токаев")]
    assert asked[0].status == "answered"
    assert len({(a.text, a.searched_for, a.passages) for a in asked}) == 1
    assert asked[2].matched == (NameMatch(asked="Tokaev", found=("Tokayev", "Toqayev")),)
    both = answer("What did Petro Poroshenko say?")
    assert {"2.txt", "3.txt"} <= {passage.source for passage in both.passages}


def test_a_collection_without_names_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    assert ask(store, "Who is Tokaev?").query.searched_for == "Who is Tokaev?"
    store.close()
