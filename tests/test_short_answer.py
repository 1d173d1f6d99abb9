"""The few words that answer: of the kind that is asked for, told of it, whole, or none."""

from dataclasses import replace

import pytest
from answer_fakes import chunk, evidence_of

from rag.draft import Attribution, DraftStatement
from rag.evidence import Evidence
from rag.short.wholes import MOST_WORDS
from rag.short_answer import short_answer

TEXT = "The council gave the Anna Berg Prize to a tram driver of 41 years on Sunday."
ASKED = "Who was honoured?"


def read(text: str, words: str, score: float = 1.0, **metadata: str) -> Evidence:
    (found,) = evidence_of(text, [score])
    start = text.index(words)
    known = chunk(text, **metadata)
    return replace(found, chunk=known, answer=(start, start + len(words)), reading=3.0)


def asked(question: str, *told: tuple[str, str], by: Attribution | None = None) -> str | None:
    """What is answered from sentences, each with the words in which a reader sees the answer."""
    statements = [DraftStatement(text, (), by=by) for text, _ in told]
    return short_answer(question, statements, [read(text, words) for text, words in told])


@pytest.mark.parametrize(
    ("question", "words", "whole"),
    [
        (ASKED, "Berg", "Anna Berg Prize"),
        ("How old is the driver?", "41", "41 years"),
        (ASKED, "a tram driver", "a tram driver"),
        ("When was the prize given?", "Sunday.", "Sunday"),
    ],
)
def test_names_and_numbers_are_whole(question: str, words: str, whole: str) -> None:
    assert asked(question, (TEXT, words)) == whole


def test_it_stands_in_a_statement() -> None:
    other = "The prize went to a tailor, the paper wrote."
    assert short_answer(ASKED, [DraftStatement(other, ())], [read(TEXT, "Berg")]) is None
    best_first = [read(TEXT, "Berg"), read(other, "a tailor")]
    assert short_answer("Who got it?", [DraftStatement(other, ())], best_first) is None
    named = "The prize went to the painter, the paper wrote."
    assert asked(ASKED, (named, "the painter")) == "the painter"


def test_without_a_reader_there_is_none() -> None:
    assert short_answer(ASKED, [DraftStatement(TEXT, ())], evidence_of(TEXT, [1.0])) is None


def test_it_is_short_or_there_is_none() -> None:
    text = "They " + "often " * 30 + "met."
    assert asked("What happens?", (text, "often " * 29 + "often")) is None
    name = "The Old Mill Choir won by one voice in the town hall of Osk on a Sunday in May."
    found = asked("Which choir won?", (name, name.removesuffix(".")))
    assert found == "Old Mill Choir"
    assert len(found.split()) <= MOST_WORDS


ROW = "In May the club took in Ada Berg, the Norden Choir, Tomas Lind and Eva Roos."
GOODS = "Sund restricted the import of wheat, tomatoes, melons and other farm goods from Osk."


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        (
            "Which new members did the club take in?",
            ROW,
            "Norden",
            "Ada Berg, the Norden Choir, Tomas Lind and Eva Roos",
        ),
        ("Which choir did the club take in?", ROW, "Norden", "Norden Choir"),
        (
            "Which farm products did Sund restrict?",
            GOODS,
            "wheat",
            "wheat, tomatoes, melons and other farm goods",
        ),
        (
            "What did Sund restrict?",
            GOODS,
            "melons",
            "wheat, tomatoes, melons and other farm goods",
        ),
    ],
)
def test_all_of_a_row_are_given_where_several_are_asked_for(
    question: str, text: str, words: str, answer: str
) -> None:
    assert asked(question, (text, words)) == answer


def test_of_a_row_that_is_too_long_nothing_is_given() -> None:
    row = ", ".join(f"the Choir of {name}" for name in ("Osk", "Sund", "Aral", "Norden", "Tolm"))
    text = f"The festival invited {row} and the Choir of Velmora."
    assert asked("Which choirs did the festival invite?", (text, "Norden")) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who disputes the figure of the council?", None),
        ("Was it the council or the mayor?", "council"),
    ],
)
def test_an_echo_of_the_question_is_no_answer(question: str, answer: str | None) -> None:
    assert asked(question, (TEXT, "council")) == answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [("the mayors", None), ("36 states", "36 states"), ("one guest", "one guest")],
)
def test_how_many_asks_for_a_number(words: str, answer: str | None) -> None:
    text = "The fair was visited by the mayors of 36 states and one guest of the town."
    assert asked("How many came to the fair?", (text, words)) == answer


LEFT = "According to the town hall, 1,340 people had to leave their homes."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many people had to leave their homes?", "1,340 people"),
        ("How many people were killed?", None),
        ("How many people left their homes in 1974?", None),
    ],
)
def test_a_number_counts_what_is_asked_about(question: str, answer: str | None) -> None:
    statements = [DraftStatement(LEFT, ())]
    found = read(LEFT, "1,340", published_at="2023-03-20")
    assert short_answer(question, statements, [found]) == answer


TRADE = "Trade between Osk and Sund came to $17.2 billion."
GREW = "Trade between Osk and Sund grew by 4 percent to $17.2 billion."


@pytest.mark.parametrize(
    ("text", "words", "answer"),
    [(TRADE, "$17.2 billion", None), (GREW, "4 percent", "4 percent")],
)
def test_how_much_something_grew_is_a_change(text: str, words: str, answer: str | None) -> None:
    assert asked("How much did trade between Osk and Sund grow?", (text, words)) == answer


def test_a_share_is_no_sum() -> None:
    text = "The share of grain in the exports of Osk, $3 billion, is a fifth."
    question = "What share of the exports of Osk is grain?"
    assert asked(question, (text, "$3 billion")) is None
    assert asked(question, (text, "a fifth")) == "a fifth"


OPENED = "The gates were opened at 2:40 and in three steps, as the rule book of 1998 demands."
APPLIED = "At the end of August this year, Osk applied for it, and in September, Sund did the same."


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        ("When were the gates opened?", OPENED, "2:40", "2:40"),
        ("When were the gates opened?", OPENED, "1998", "2:40"),
        ("When did Osk apply?", APPLIED, "August", "the end of August this year"),
        ("When did Sund apply?", APPLIED, "September", "September"),
        ("When did Osk sign the treaty?", "In 2010 Sund became a member.", "2010", None),
        (
            "When will the line open?",
            "The opening is put off to the spring of 2027.",
            "spring",
            "the spring of 2027",
        ),
    ],
)
def test_a_date_stands_with_what_happened(
    question: str, text: str, words: str, answer: str | None
) -> None:
    assert asked(question, (text, words)) == answer


def test_when_is_never_answered_by_a_name() -> None:
    text = "From October 22 to 24, the Osk Summit was held in Sund."
    assert asked("When was the summit?", (text, "Osk Summit")) == "October 22 to 24"
    assert asked("When was the summit?", ("The Osk Summit was in Sund.", "Osk Summit")) is None


NOTE = "It was announced by the spokeswoman Ada Holm (T. Lind, Osk Waits, Osk Review, May 4, 2023)."


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        ("Who is Ada Holm?", NOTE, "Lind", "spokeswoman"),
        ("Who is T. Lind?", NOTE, "Ada Holm", None),
        ("Who announced it?", NOTE, "Lind", None),
        ("Who announced it?", NOTE, "Ada Holm", "Ada Holm"),
        ("When was it announced?", NOTE, "2023", None),
        ("Who is Ada Holm?", "Ada Holm does not raise her voice.", "raise", None),
        ("Who is Holm?", "The mayor's lawyer, Ada Holm, spoke.", "mayor", "mayor's lawyer"),
    ],
)
def test_who_somebody_is_and_who_is_nobody(
    question: str, text: str, words: str, answer: str | None
) -> None:
    assert asked(question, (text, words)) == answer


def test_of_two_people_of_one_surname_it_tells_neither() -> None:
    both = ("The auditor Helga Strand spoke.", "auditor"), ("The baker Emil Strand sells.", "baker")
    assert asked("Who is Strand?", *both) is None
    assert asked("Who is Emil Strand?", *both) == "baker"


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        ("Who is the mayor of Osk?", "Osk's mayor, Ada Holm, spoke.", "Ada Holm", "Ada Holm"),
        ("Who is the mayor of Sund?", "The mayor of Osk, Ada Holm, spoke.", "Ada Holm", None),
        ("Who leads the office?", "The leader of the office, Ada Holm, left.", "Holm", "Ada Holm"),
        ("Who is the author of the plan?", "The mayor Ada Holm has a plan.", "Ada Holm", None),
    ],
)
def test_who_has_a_role(question: str, text: str, words: str, answer: str | None) -> None:
    assert asked(question, (text, words)) == answer


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        ("Who joined the club?", "The wish of Osk to join was voiced by Ada Holm.", "Holm", None),
        ("Who won?", "The cup that Osk's mayor gave was won by Ada Holm.", "Osk", None),
        ("Who won?", "The cup that Osk's mayor gave was won by Ada Holm.", "Holm", "Ada Holm"),
        ("Who announced it?", "Osk wrote to Tom Lind; Ada Holm announced it.", "Lind", None),
        ("Who criticised the plan?", "The plan was told by Ada Holm.", "Holm", None),
    ],
)
def test_who_does_something(question: str, text: str, words: str, answer: str | None) -> None:
    assert asked(question, (text, words)) == answer


HOLM = Attribution("Ada Holm", "opinion")
ASKS = Attribution(None, "question", "interviewer")


@pytest.mark.parametrize(
    ("question", "text", "by", "answer"),
    [
        (
            "Who said the plan was a mistake?",
            "The plan is a mistake, Ada Holm said.",
            HOLM,
            "Ada Holm",
        ),
        ("Who said the plan was a mistake?", "I think the plan is a mistake.", HOLM, None),
        ("Who thinks the plan is a mistake?", "The plan was told by Tom Lind.", HOLM, None),
        ("Who said it cost $3 million?", "The line cost $3 million.", ASKS, None),
        ("Who said it cost $3 million?", "The line cost $3 million.", None, None),
        ("Who said that it was open at 0:50?", "It was open at 2:40, it was said.", HOLM, None),
        ("Who said Osk is poor?", "Analysts say that Osk is poor.", ASKS, None),
    ],
)
def test_who_says_something_is_who_speaks(
    question: str, text: str, by: Attribution | None, answer: str | None
) -> None:
    assert asked(question, (text, text.split()[0]), by=by) == answer


@pytest.mark.parametrize(
    "question",
    [
        "Which outlets reported the plan?",
        "What is Holm's opinion on the plan?",
        "What was announced on Friday?",
        "What is the Anna Berg Prize?",
        "Who is to blame for the flood?",
    ],
)
def test_what_no_few_words_tell(question: str) -> None:
    assert asked(question, (TEXT, "a tram driver")) is None


def test_a_state_is_a_state_and_no_owner() -> None:
    text = "Kenya's parliament sent Ada Holm to the choir of the Old Mill."
    assert asked("Which country sent her?", (text, "Kenya's")) == "Kenya"
    assert asked("Which country sent her?", (text, "Old Mill")) is None


def test_a_surname_is_given_in_full_where_the_answer_has_it() -> None:
    told = ("Holm won the cup.", "Holm"), ("The singer Ada Holm, 20, came late.", "Ada")
    assert asked("Which singer won the cup?", *told) == "Ada Holm"


def test_what_something_is_called_is_its_name() -> None:
    text = "Osk Works' first lander, named Odila, is on its way."
    assert asked("What is the name of the lander?", (text, "Osk Works")) == "Odila"


@pytest.mark.parametrize(
    ("question", "text", "words", "short"),
    [
        ("Who led it?", "The commission blamed the Harne Dam.", "Harne Dam", None),
        ("What was blamed?", "The commission blamed the Harne Dam.", "Harne Dam", "Harne Dam"),
        ("What is the population of Osk?", "Osk is run by three powers.", "powers", None),
        ("How old is the pilot?", "The pilot, 41, was calm.", "41", "41"),
        ("Who attended the fair in Osk?", "Ada Lind attended the fair in Sund.", "Ada Lind", None),
        ("Who attended the fair in Osk?", "Ada Lind attended it in Osk.", "Ada Lind", "Ada Lind"),
    ],
)
def test_what_cannot_be_the_answer_is_none(
    question: str, text: str, words: str, short: str | None
) -> None:
    assert asked(question, (text, words)) == short


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        (
            "Who called it a towel after a shipwreck?",
            "The shop gave an offer that Mayor Ada Holm called a towel after a shipwreck.",
            "shop",
            "Mayor Ada Holm",
        ),
        (
            "Who invited Lind?",
            "Lind came at the invitation of Ada Holm.",
            "Ada Holm",
            "Ada Holm",
        ),
        ("Who runs the dam?", "Oskwater, which runs the dam, spoke.", "Oskwater", "Oskwater"),
        ("When was Osk invaded?", "After the invasion in 2022 it was so.", "2022", "2022"),
    ],
)
def test_a_noun_tells_what_a_verb_tells(question: str, text: str, words: str, answer: str) -> None:
    assert asked(question, (text, words)) == answer
