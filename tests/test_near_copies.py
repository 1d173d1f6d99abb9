"""A text that was copied fills one place, and a quotation says where else it stands."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, candidate, loaded

from rag.answer import Answer, Citation
from rag.chain import build_chain
from rag.near_copies import first_told, with_copies
from vectorstore.store import Store

WIRE = (
    "The council of Velmora has bought a second siren for the fire station, the mayor said on"
    " Friday. It costs 14,000 crowns and runs on a battery of its own. Nobody will have to climb"
    " on the roof again, President Tokayev's envoy was told by the proud mayor of the town."
)
EDITED = WIRE.replace("Tokayev", "Tokaev").replace("the proud mayor", "the happy mayor")
SENTENCE = "It costs 14,000 crowns and runs on a battery of its own."
OTHER = (
    "The choir of Velmora still looks for tenors and will sing in the new hall on Sunday evening,"
    " where the tickets are sold at the door for a few crowns."
)


def kept(*texts: str, limit: int = 12) -> list[int]:
    candidates = [candidate(text, number) for number, text in enumerate(texts, start=1)]
    return [found.chunk.id for found in first_told(candidates, limit)]


def test_copies_of_a_better_passage_are_left_out() -> None:
    assert kept(WIRE, OTHER, WIRE, EDITED) == [1, 2]
    assert kept(WIRE, EDITED, OTHER, limit=2) == [1, 3]


def test_a_part_of_a_better_passage_is_a_copy_and_a_longer_text_is_none() -> None:
    assert kept(WIRE, SENTENCE) == [1]
    assert kept(SENTENCE, WIRE) == [1, 2]


def test_a_copy_with_another_number_is_kept() -> None:
    assert kept(WIRE, WIRE.replace("14,000", "19,000")) == [1, 2]


def test_a_report_in_other_words_is_kept() -> None:
    other = (
        "On Friday the mayor announced that Velmora's firemen get another siren. The price is"
        " 14,000 crowns, and because it has a battery nobody has to climb on the roof any more."
    )
    assert kept(WIRE, other) == [1, 2]


def test_passages_of_one_article_are_no_copies_of_each_other() -> None:
    one, two = candidate(WIRE, 1), candidate(WIRE, 1)
    assert first_told([one, two], 12) == [one, two]


def test_there_may_be_nothing_to_compare() -> None:
    assert kept() == []
    assert kept("Yes.", "Yes.", "No no no.") == [1, 2, 3]


def cited(quote: str, article: int = 1) -> Citation:
    return Citation(
        number=1, article_id=f"{article:016x}", source="a.txt", title=None, outlet=None, url=None,
        published_at=None, quote=quote, start=0, end=len(quote), text_sha256="0" * 64,
    )  # fmt: skip


def copies(quote: str, *texts: str) -> list[int]:
    candidates = [candidate(text, number) for number, text in enumerate(texts, start=1)]
    (found,) = with_copies([cited(quote)], candidates)
    return [int(article, 16) for article in found.copies]


def test_a_quotation_tells_the_other_articles_that_have_it() -> None:
    assert copies(SENTENCE, WIRE, OTHER, EDITED) == [3]
    last = WIRE[WIRE.index("Nobody") :]
    assert copies(last, WIRE, EDITED, OTHER) == [2]
    assert copies(f"{SENTENCE} {last}", WIRE, EDITED) == [2]


@pytest.mark.parametrize(
    "other",
    [
        "It costs 19,000 crowns and runs on a battery of its own.",
        "It never costs 14,000 crowns and runs on a battery of its own.",
        "It costs 14,000 crowns.",
        "It costs 14,000 crowns and runs on a battery of its own, but the mayor of the town had"
        " wanted one that runs on the steam of the old mill at the bridge.",
        "A battery of its own runs on and costs crowns: 14,000 it is.",
    ],
)
def test_a_sentence_that_says_something_else_is_no_copy(other: str) -> None:
    assert copies(SENTENCE, WIRE, other) == []


def test_a_short_sentence_stands_in_two_articles_by_chance() -> None:
    assert copies("Nobody was killed.", "Nobody was killed.", "Nobody was killed.") == []


def test_an_answer_reads_a_copied_text_once_and_lists_both_passages(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    texts = {"gazette": WIRE, "post": EDITED, "choir": OTHER}
    list(store.add([loaded(t, f"{n}.txt", outlet=n.title()) for n, t in texts.items()]))
    result = build_chain(store).invoke({"question": "What does the second siren of Velmora cost?"})
    answer: Answer = result["answer"]
    assert len(answer.passages) == 3
    assert len(result["passages"]) == 2
    (citation,) = (c for c in answer.citations if SENTENCE in c.quote)
    assert len({p.article_id for p in answer.passages} & {*citation.copies}) == 1
    assert citation.article_id not in citation.copies
    store.close()


def test_a_passage_with_another_name_in_it_is_no_copy() -> None:
    assert kept(WIRE, WIRE.replace("Velmora", "Calder")) == [1]
    assert kept(WIRE, WIRE.replace("Tokayev", "Lindqvaist")) == [1, 2]
