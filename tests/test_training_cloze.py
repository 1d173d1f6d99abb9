"""Questions made of sentences: their form, their passages, and the same ones for the same seed."""

import pytest
from training_fakes import make_chunks

from rag.terms.words import content_stems
from training.cloze import SAME, SHARED_STEMS, WINDOW, asked, make_cloze_groups
from training.corpus import Chunk, Corpus
from training.entities import Entity
from training.groups import Group
from training.spans import find_answer
from vectorstore.sentences import sentence_spans

pytest.importorskip("bm25s", reason="bm25s comes with the extra `train`")

SEEDS = range(1, 6)
WORDS = ("who", "where", "what", "how many", "how much", "what percentage")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(make_chunks())


@pytest.fixture(scope="module")
def groups(corpus: Corpus) -> list[Group]:
    return [group for seed in SEEDS for group in make_cloze_groups(corpus, 3, seed)]


def question(statement: str, name: str, word: str, fronted: bool = False) -> str:
    start = statement.index(name)
    return asked(statement, Entity(name, start, start + len(name), word), fronted)


@pytest.mark.parametrize(
    ("statement", "name", "word", "expected"),
    [
        ("Ilsa Brandt signed it on Friday.", "Ilsa Brandt", "who", "Who signed it on Friday?"),
        ("Boats left Saltmere at six…", "Saltmere", "where", "Boats left where at six?"),
        ("The crossing takes nine minutes.", "nine", "how many",
         "The crossing takes how many minutes?"),
        ("It will cost $2.5 million!", "$2.5 million", "how much", "It will cost how much?"),
        # The possessive goes with the name, quotes with the title.
        ("Brandt’s plan was praised.", "Brandt", "who", "Who plan was praised?"),
        ("Critics liked “Dry Wells”, her second film.", "Dry Wells", "what",
         "Critics liked what her second film?"),
        # Spaces and marks at the end are one space, and none.
        ("They met\nTomas  Weil  there ?!", "Tomas  Weil", "who", "They met who there?"),
    ],
)  # fmt: skip
def test_the_question_word_takes_the_place_of_the_answer(
    statement: str, name: str, word: str, expected: str
) -> None:
    assert question(statement, name, word) == expected


@pytest.mark.parametrize(
    ("statement", "name", "word", "expected"),
    [
        ("Boats left Saltmere at six.", "Saltmere", "where", "Where at six Boats left?"),
        ("The town, they said, paid $300.", "$300", "how much",
         "How much The town, they said, paid?"),
        ("Ilsa Brandt signed it.", "Ilsa Brandt", "who", "Who signed it?"),
    ],
)  # fmt: skip
def test_the_question_word_may_come_first(
    statement: str, name: str, word: str, expected: str
) -> None:
    assert question(statement, name, word, fronted=True) == expected


def statements(corpus: Corpus) -> set[str]:
    """Return every headline and sentence."""
    found = {chunk.title for chunk in corpus.chunks}
    for chunk in corpus.chunks:
        found |= {chunk.text[start:end] for start, end in sentence_spans(chunk.text)}
    return found


def made_of(group: Group, corpus: Corpus) -> list[str]:
    """Return the statements that give a group's question."""
    return [
        statement
        for statement in statements(corpus)
        if group.answer in statement
        for word in WORDS
        for fronted in (True, False)
        if question(statement, group.answer, word, fronted) == group.question
    ]


def test_the_sentence_of_a_question_is_in_no_passage(corpus: Corpus, groups: list[Group]) -> None:
    whole_sentences = 0
    for group in groups:
        sources = made_of(group, corpus)
        assert sources, group.question
        texts = [passage.text for passage in (*group.positives, *group.negatives)]
        assert not [text for source in sources for text in texts if source in text]
        whole_sentences += any(source.endswith(".") for source in sources)
    assert whole_sentences > len(groups) / 4


def test_positives_hold_the_answer_and_negatives_do_not(groups: list[Group]) -> None:
    for group in groups:
        assert group.positives
        assert group.negatives
        for passage in group.positives:
            told = {passage.text[start:end] for start, end in passage.spans}
            assert {text.casefold() for text in told} == {
                group.answer.removeprefix("The ").casefold()
            }
        for passage in group.negatives:
            assert passage.spans == ()
            assert find_answer(group.answer, passage.text) == []


def test_positives_share_words_with_the_question_but_few(groups: list[Group]) -> None:
    for group in groups:
        wanted = set(content_stems(group.question)) - set(content_stems(group.answer))
        shares = [len(wanted & set(content_stems(p.text))) for p in group.positives]
        assert shares == sorted(shares, reverse=True)
        assert min(shares) >= SHARED_STEMS
        assert max(shares) < SAME * len(wanted)


def test_the_answer_is_not_asked_with_its_own_words(groups: list[Group]) -> None:
    assert not [group for group in groups if find_answer(group.answer, group.question)]


def test_a_passage_has_no_title(groups: list[Group]) -> None:
    passages = [p for group in groups for p in (*group.positives, *group.negatives)]
    assert {passage.title for passage in passages} == {""}


def test_a_passage_is_the_sentences_about_the_answer_that_there_is_room_for() -> None:
    between = "It was a grey and windy day by the sea. " * 16
    texts = (
        "In the morning the fishermen of the coast meet Ilsa Brandt.",
        f"{between}Later the fishermen saw Ilsa Brandt on a coast. {between}".strip(),
        "Fishermen of the coast slept. " * 30,
    )
    corpus = Corpus([Chunk(at, "", None, text, 0) for at, text in enumerate(texts)])
    groups = [group for seed in SEEDS for group in make_cloze_groups(corpus, 1, seed)]
    found = [p for group in groups for p in (*group.positives, *group.negatives)]
    assert {passage.text in text for text in texts[1:] for passage in found} == {True, False}
    for passage in found:
        assert WINDOW - 41 < len(passage.text) <= WINDOW
        assert passage.text.endswith(".")
    assert {found.spans != () for group in groups for found in group.positives} == {True}


HEADLINE = "Ferry company Norvik Lines wins the contract for the harbour crossing"
COPY = "The ferry company Norvik Lines wins the contract for the harbour crossing, it says."
OTHER = "The crossing of the harbour will be run by Norvik Lines, the town of Ruen said."
LEAD = "It was a long night. They waited for Norvik Lines at the quay until the morning came."


def headline_groups(*texts: str) -> list[Group]:
    """Return what is asked of the headline, with other articles of these texts to find."""
    filler = ("A contract of Ruen with its company ended.", "No crossing is like another.")
    others = [Chunk(at, "", None, text, 0) for at, text in enumerate((*texts, *filler), start=1)]
    corpus = Corpus([Chunk(0, HEADLINE, None, LEAD, 0), *others])
    made = [group for seed in SEEDS for group in make_cloze_groups(corpus, 9, seed)]
    return [group for group in made if HEADLINE in made_of(group, corpus)]


def test_copies_of_the_statement_are_left_out() -> None:
    groups = headline_groups(OTHER, COPY)
    assert groups
    for group in groups:
        assert [passage.text for passage in group.positives] == [OTHER]
        assert COPY not in [passage.text for passage in group.negatives]


def test_nothing_is_asked_that_only_a_copy_answers() -> None:
    assert headline_groups(OTHER)
    assert headline_groups(COPY) == []


def test_the_chunk_of_the_sentence_is_left_out_where_it_answers_again() -> None:
    # Its other end would be a passage of its own: as long as one is, and without the sentence.
    lead = "In the morning the fishermen of the coast meet Ilsa Brandt."
    between = "It was a grey and windy day by the sea. " * 16
    again = "Later the fishermen saw Ilsa Brandt on the coast."
    texts = (f"{lead} {between}{again}", "Few fishermen on a coast like Ilsa Brandt.", "A meeting.")
    corpus = Corpus([Chunk(at, "", None, text, 0) for at, text in enumerate(texts)])
    groups = [group for seed in SEEDS for group in make_cloze_groups(corpus, 1, seed)]
    groups = [group for group in groups if lead in made_of(group, corpus)]
    assert groups
    for group in groups:
        assert {passage.text for passage in group.positives} == {texts[1]}


@pytest.mark.parametrize(
    ("headline", "is_asked"),
    [
        ("The fishermen of the coast meet in Ruen again", True),
        ("Ruen Harbour calls the fishermen of the coast again", False),
        ("The fishermen of the coast meet in Old Ruen again", False),
        ("The fishermen of the coast meet in Ruen-by-sea again", False),
        ("The fishermen of the coast meet the St Ruen again", False),
    ],
)
def test_a_name_within_a_longer_one_is_not_asked_for(headline: str, is_asked: bool) -> None:
    texts = (
        "They meet in Ruen. They talk about Ruen all day.",
        "Nobody goes out at night; the fishermen of the coast near Ruen sleep.",
        "The fishermen of the coast meet nobody again.",
    )
    corpus = Corpus(
        [Chunk(at, "" if at else headline, None, text, 0) for at, text in enumerate(texts)]
    )
    made = [group for seed in SEEDS for group in make_cloze_groups(corpus, 9, seed)]
    asked_for = {group.answer for group in made if headline in made_of(group, corpus)}
    assert asked_for == ({"Ruen"} if is_asked else set())


@pytest.mark.parametrize("most", [1, 2, 3])
def test_so_many_of_an_article(corpus: Corpus, most: int) -> None:
    made: dict[str, list[str]] = {}
    for group in make_cloze_groups(corpus, most, seed=1):
        article, number = group.id.split("_")
        made.setdefault(article, []).append(number)
    assert all(numbers == [*"012"][: len(numbers)] for numbers in made.values())
    assert max(len(numbers) for numbers in made.values()) == most


def test_the_groups_of_a_seed_stay_the_same(corpus: Corpus) -> None:
    # The packaged reader was trained on what seed 1 gives: no draw may be added or moved.
    made = list(make_cloze_groups(corpus, 3, seed=1))
    assert [(group.id, group.question) for group in made] == [
        ("00000002_0", "Who on Monday Shopkeepers by the harbour met the mayor?"),
        ("00000002_1", "They asked for twice the how much that the council of Port Ellery has"
                       " promised?"),
        ("00000003_0", "What takes the top prize at the Saltmere film festival?"),
        ("00000003_1", "What by the director Anouk Ferrand The jury in Saltmere gave its first"
                       " prize to?"),
        ("00000005_0", "What stayed at the quay for two days, and no boats left Saltmere The ferry"
                       " of?"),
        ("00000000_0", "Where to close for 14 months of repairs Harbour bridge in?"),
        ("00000000_1", "The old harbour bridge in Port Ellery will close for how many months of"
                       " repairs?"),
        ("00000000_2", "Who said the work could not wait The council voted on Tuesday, and mayor?"),
        ("00000001_0", "Where contract Ferry company Norvik Lines wins the?"),
        ("00000001_1", "A ferry run by Norvik Lines will carry passengers in where while the bridge"
                       " is under repair?"),
        ("00000001_2", "The contract is worth $2.5 million, and the mayor who signed it on"
                       " Friday?"),
    ]  # fmt: skip
    again = make_cloze_groups(Corpus(make_chunks()), 3, seed=1)
    assert list(again) == made
    assert list(make_cloze_groups(corpus, 3, seed=2)) != made
