"""Reports of one interview count as one source, where they name the outlet it was given to."""

import pytest
from answer_fakes import candidate
from test_near_copies import cited

from rag.origins import origins


def told(*quotes: str, outlets: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    citations = [
        cited(quote, number).model_copy(update={"number": number})
        for number, quote in enumerate(quotes, start=1)
    ]
    return [(found.outlet, len(found.articles)) for found in origins(citations, [], outlets)]


@pytest.mark.parametrize(
    ("one", "other", "outlet"),
    [
        ("He told the news site Steppe.kz.", "He told the news site Steppe then.", "Steppe.kz"),
        ("He told Steppenews that he would.", "She told Steppenews.kz so.", "Steppenews"),
        ("He told the Harbour Post.", "As he said in an interview with the Harbour Post.",
         "Harbour Post"),
        ("He told the newspaper Valley.", "This was first reported by the daily Valley.",
         "Valley"),
    ],
)  # fmt: skip
def test_articles_that_name_one_outlet_have_one_original(one: str, other: str, outlet: str) -> None:
    assert told(one, other) == [(outlet, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He told Anna Berg.", "She told Anna Berg."),
        ("He told the council.", "She told the council."),
        ("He told the news site Steppe.", "She told the news site Valley."),
        ("He told President Tokayev.", "He told President Tokayev."),
        ("He told the news site Steppe.", "The news site Steppe is blocked."),
    ],
)
def test_others_are_told_things_too(one: str, other: str) -> None:
    assert told(one, other) == []


def test_an_outlet_of_the_collection_is_known() -> None:
    quotes = ("He told Valley on Friday.", "She told Valley on Sunday.")
    assert told(*quotes) == []
    assert told(*quotes, outlets=("Valley",)) == [("Valley", 2)]


def test_an_article_that_has_the_same_sentence_counts_too() -> None:
    quote = cited("He told the news site Steppe.").model_copy(update={"copies": ("b" * 16,)})
    (found,) = origins([quote], [])
    assert found.articles == (f"{1:016x}", "b" * 16)
    assert found.citations == (1,)
    assert origins([quote.model_copy(update={"copies": ()})], []) == ()
    assert origins([], []) == ()


def test_only_cited_articles_count_and_they_are_named() -> None:
    quote = cited("No request is planned now, Uali told the news site Steppe on Friday.")
    same = "The spokesman told Steppe.kz that no request is planned. He went home."
    passages = [candidate(same, 2)]
    assert origins([quote], passages) == ()
    also = cited("He went home.", 2).model_copy(update={"number": 2, "outlet": "Harbour Post"})
    (found,) = origins([quote, also], passages)
    assert found.articles == (f"{1:016x}", f"{2:016x}")
    assert found.names[1] == "Harbour Post"
    assert len(found.names) == 2


def test_a_cited_article_with_another_sentence_of_its_outlet_does_not_count() -> None:
    quote = cited("No request is planned now, Uali told the news site Steppe on Friday.")
    other = candidate("The spokesman told Steppe.kz that the hockey team won its match.", 2)
    silent = candidate("No request is planned now, the spokesman said.", 3)
    also = [cited("He went home.", n).model_copy(update={"number": n}) for n in (2, 3)]
    assert origins([quote, *also], [other, silent]) == ()
