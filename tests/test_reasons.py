"""Reasons that several people give, for what is asked about and nothing else."""

from answer_fakes import WordCounts, candidate
from test_disagreement import weights_of

from rag.draft import Attribution, Quote
from rag.evidence import Evidence, score_sentences
from rag.positions.reactions import reactions
from rag.positions.reasons import different_reasons


def evidence_of(question: str, *texts: str) -> list[Evidence]:
    candidates = [candidate(text, number) for number, text in enumerate(texts, start=1)]
    return score_sentences(question, candidates, WordCounts(), weights_of(question))


def last_words(quote: Quote) -> Attribution:
    """Who is named after "said" says it."""
    speaker = quote.text.rstrip(".").partition(" said ")[2] or None
    return Attribution(speaker, "statement")


def speakers(question: str, *texts: str) -> set[str | None]:
    found = different_reasons(question, evidence_of(question, *texts), last_words)
    return {reason.speaker for reason in found}


TOLD = (
    "Norway has rejected the tunnel below the fjord because of its price, said Berg.",
    "Norway has rejected the tunnel below the fjord because of the rock, said Dahl.",
)


def test_reasons_of_one_state_are_not_those_of_another() -> None:
    assert speakers("Why has Norway rejected the tunnel?", *TOLD) == {"Berg", "Dahl"}
    assert speakers("Why has Oslo rejected the tunnel below the fjord?", *TOLD) == {"Berg", "Dahl"}
    assert speakers("Why has Finland rejected the tunnel below the fjord?", *TOLD) == set()


def test_the_reasons_that_one_source_gives_are_no_disagreement() -> None:
    question = "According to Tagblatt, why has Norway rejected the tunnel?"
    assert speakers(question, *TOLD) == set()


def test_who_lists_reasons_gives_the_one_that_follows() -> None:
    listed = "Olof Dahl has published a list of reasons why Norway rejected the tunnel: its rock."
    found = speakers("Why has Norway rejected the tunnel?", TOLD[0], listed)
    assert found == {"Berg", "Olof Dahl"}


def test_announced_reasons_stand_after_what_they_are_for() -> None:
    question = "Why has Norway rejected the tunnel?"
    after = " He gave two grounds: a price and delays, said Dahl."
    assert speakers(question, TOLD[0], f"Norway rejected the tunnel.{after}") == {"Berg", "Dahl"}
    assert speakers(question, TOLD[0], f"Finland closed a harbour.{after}") <= {"Berg"}


def test_what_leaders_of_one_group_say_is_not_what_others_say() -> None:
    told = ("The tunnel plan is brave, said Berg.", "The tunnel plan was waste, said Dahl.")
    asked = "What did leaders say about the tunnel plan?"
    assert len(reactions(asked, evidence_of(asked, *told), last_words)) == 2
    of_a_group = "What did Union leaders say about the tunnel plan?"
    assert reactions(of_a_group, evidence_of(of_a_group, *told), last_words) == []
