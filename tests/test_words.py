"""Words, their weights, and the query made of them."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from answer_fakes import Vocabulary
from hypothesis import given
from hypothesis import strategies as st

from rag.terms.stems import stem
from rag.terms.words import READ, Weights, content_stems, fold, full_text_query, keys, tokens, weigh
from vectorstore.names import name_key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Türkiye’s ÉLITE", ["turkiye", "elite"]),
        ("U.S. trade of 41.8 billion", ["u", "s", "trade", "of", "41", "8", "billion"]),
        ("don't", ["don", "t"]),
        ("snake_case", ["snake", "case"]),
        ("！？ 。", []),
        ("", []),
    ],
)
def test_tokens_are_those_of_the_full_text_index(text: str, found: list[str]) -> None:
    assert tokens(text) == found


def test_folding_takes_case_and_diacritics() -> None:
    assert fold("Ærø ÅNGSTRÖM Straße") == "ærø angstrom strasse"


def test_spellings_of_a_name_have_one_key() -> None:
    assert keys("Toqayev") == keys("Tokayev") == keys("TOKAEV")
    assert keys("the of and") == set()


def test_a_query_holds_every_spelling_that_occurs_and_nothing_else() -> None:
    vocabulary = Vocabulary({"tokayev": 3, "toqayev": 1, "kazan": 2})
    query = full_text_query(["tokayev", "tokayev", "mar"], vocabulary)
    assert query == '"tokayev" OR "toqayev"'
    assert full_text_query(["nothing"], vocabulary) == ""


def test_of_frequent_words_the_rarest_are_asked_for() -> None:
    vocabulary = Vocabulary({"kazan": 5, "summit": READ - 5, "presid": READ, "meet": 2 * READ})
    assert full_text_query(["meet", "summit", "kazan"], vocabulary) == '"summit" OR "kazan"'
    assert full_text_query(["summit", "presid", "kazan"], vocabulary) == '"summit" OR "kazan"'
    # However frequent it is, one is looked for.
    assert full_text_query(["meet"], vocabulary) == '"meet"'


@given(st.text(max_size=80))
def test_no_text_gives_a_query_that_is_more_than_words(text: str) -> None:
    words = content_stems(text)
    query = full_text_query(words, Vocabulary(dict.fromkeys(words, 1)))
    quoted = query.split(" OR ") if query else []
    assert all(part[0] == part[-1] == '"' and part.count('"') == 2 for part in quoted)


def test_rare_words_weigh_more_and_weak_ones_a_third() -> None:
    vocabulary = Vocabulary({"summit": 90, "kazan": 2, "want": 2})
    weights = weigh("Why did the summit in Kazan want tents?", vocabulary, 100).by_key
    kazan, want = weights[name_key("kazan")], weights[name_key("want")]
    assert weights[name_key("summit")] < kazan
    assert want == pytest.approx(0.33 * kazan)
    assert weights[name_key("tent")] > kazan


def test_weights_are_numbers_in_an_empty_collection_too() -> None:
    weights = weigh("Who joined in Kazan?", Vocabulary({}), 0)
    assert all(math.isfinite(weight) and weight > 0 for weight in weights.by_key.values())


def test_coverage_is_a_share_and_nothing_covers_nothing() -> None:
    weights = Weights({"a": 3.0, "b": 1.0})
    assert weights.coverage({"a", "z"}) == 0.75
    assert weights.coverage({"a", "b"}) == 1.0
    assert Weights({}).coverage({"a"}) == 0.0


def test_threads_that_stem_at_once_do_not_mix_their_words() -> None:
    # The stemmer keeps its word in itself; questions of a batch ran in threads and got the
    # stems of each other, and the cache kept them.
    words = [f"{letter}{number}nationalizations" for letter in "bcd" for number in range(700)]
    with ThreadPoolExecutor(8) as pool:
        stems = list(pool.map(stem, words))
    alone = snowballstemmer.stemmer("porter")
    assert stems == [alone.stemWord(word) for word in words]
