"""What programs can call over HTTP: questions in, answers in their JSON form out; and articles in.

What this module does not know: the pages; a program never sees their HTML.
"""

import logging
from typing import Any

import gradio as gr

from ui.ask.asking import UNEXPECTED, chain_input
from ui.library.endpoint import offer_add
from ui.parts import Parts
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)


class Endpoints:
    """The functions behind the addresses; Gradio documents them by these docstrings."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    def ask(
        self, question: str, history: list[str] | None = None, as_of: str | None = None
    ) -> dict[str, Any]:
        """Answer one question from the collection.

        Parameters:
            question: what to ask, as one would ask a person
            history: earlier questions of the conversation, oldest first
            as_of: the day the question is asked about, as YYYY-MM-DD
        """
        return self.ask_within(question, history, as_of)

    def ask_within(
        self,
        question: str,
        history: list[str] | None = None,
        as_of: str | None = None,
        outlets: list[str] | None = None,
        without: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer one question, with a say in where is searched.

        Parameters:
            question: what to ask, as one would ask a person
            history: earlier questions of the conversation, oldest first
            as_of: the day the question is asked about, as YYYY-MM-DD
            outlets: only these outlets, whatever the question says
            without: kinds of filters not to read from the question: outlet, date, published
        """
        given = chain_input(question, history or [], as_of, outlets or [], without or [])
        try:
            answer = self._parts.chain().invoke(given)["answer"]
        except CitewireError as error:
            raise gr.Error(str(error), print_exception=False) from error
        # As in the chat: a program that calls this gets a sentence, the log gets the rest.
        except Exception as error:
            log.exception("An answer failed")
            raise gr.Error(UNEXPECTED, print_exception=False) from error
        result: dict[str, Any] = answer.model_dump(mode="json")
        return result


def offer(parts: Parts, at_once: int) -> None:
    """Offer the addresses of the Blocks that are being built; `at_once` run at the same time."""
    endpoints = Endpoints(parts)
    gr.events.api(
        endpoints.ask,
        api_name="ask",
        api_description="Answer a question from the collection, with citations.",
        concurrency_limit=at_once,
    )
    # Beside it, not in it: who calls `ask` with a bare list must give every parameter.
    gr.events.api(
        endpoints.ask_within,
        api_name="ask_within",
        api_description="The same, with outlets, and with filters that are not to be read.",
        concurrency_limit=at_once,
    )
    offer_add(parts)
