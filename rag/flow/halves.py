"""Two questions that were asked as one are answered one after the other, in one chain.

What this module does not know: how a question is answered; it is handed the chain that does.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda

from rag.answer import Answer
from rag.asking.two_questions import Half, two_questions
from rag.flow.joining import joined
from rag.question import MAX_HISTORY, read_question
from vectorstore.errors import UsageError

Chain = Runnable[Any, Any]
Ask = Mapping[str, Any]


def answering_both(one: Chain) -> Chain:
    """Return a chain that asks `one` twice where two questions were asked in one."""
    return RunnableBranch((_are_two, RunnableLambda(_both(one))), one)


def _are_two(ask: Ask) -> bool:
    try:
        return bool(_halves(ask))
    except UsageError:
        # The chain itself says what is wrong with the question.
        return False


def _halves(ask: Ask) -> tuple[Half, ...]:
    history = list(ask.get("history") or ())[-MAX_HISTORY:]
    return two_questions(read_question(ask).question, history) or ()


def _both(one: Chain) -> Callable[[Ask], Iterator[dict[str, Any]]]:
    def answered(ask: Ask) -> Iterator[dict[str, Any]]:
        halves, answers = _halves(ask), []
        for half in halves:
            given = {**ask, "question": half.understood, "history": ()}
            for step in one.stream(given):
                if isinstance(step.get("answer"), Answer):
                    answers.append(step["answer"])
                else:
                    yield step
        if all(answer.status == "abstained" for answer in answers):
            # As a whole it may be answered; nothing is lost by having taken it apart.
            yield from one.stream(ask)
        else:
            asked = read_question(ask).question
            yield {"answer": joined(asked, [half.text for half in halves], answers)}

    return answered
