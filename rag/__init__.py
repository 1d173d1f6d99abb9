"""Question to answer: every sentence of an answer is a checked, cited quotation.

`chain.py` shows the whole flow, `flow/` its stages, `answer.py` what comes out. Around them:

    question.py follow_up.py filters.py  what was typed, made one question with its filters
    asking/ dialogue/                    how a question is put, and what it leaves to the one before
    retriever.py reranker.py reading/    the passages that are looked at, and who reads them
    evidence.py fitting/ terms/          their sentences, scored; which are of the kind asked for
    abstention.py premises/ suggesting/  answer or decline; what is denied; what could be asked
    compose.py model.py support.py       the sentences of the answer, written by nobody or a model
    attribution.py speakers/ days/       who says a sentence, and when
    disagreement.py positions/ opposites/  what cannot both hold
    short_answer.py short/               the few words that answer
    conversations/ feedback.py trace.py  what is kept of it

What this package does not know: how a page or a terminal looks.
"""
