"""`/add`: what programs can add to the collection over HTTP, within the limits of the pages.

What this module does not know: how articles are added.
"""

import logging
from typing import Any

import gradio as gr

from ui.guarded import UNEXPECTED
from ui.library.adding import added, read_sent
from ui.parts import Parts
from vectorstore.errors import CitewireError
from vectorstore.store.plan import AddResult, report

log = logging.getLogger(__name__)


class AddEndpoint:
    """The function behind the address; Gradio documents it by its docstring."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    def add(
        self,
        files: list[dict[str, Any]] | None = None,
        text: str | None = None,
        url: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        published_at: str | None = None,
        cleaned: bool = True,
    ) -> dict[str, Any]:
        """Add articles: uploaded files, or a text, or the page at a web address.

        Parameters:
            files: uploaded files, each {"path": what /upload returned}; gradio_client's handle_file
            text: the text of one article
            url: the address of that text; without a text, the page that is fetched
            title: its title, where there is a text
            outlet: its outlet, where there is a text
            published_at: its date as YYYY-MM-DD, where there is a text
            cleaned: false leaves menus, banners and forms in the text
        """
        given = [files, text, title, outlet, published_at, url, cleaned]
        results: tuple[AddResult, ...] = ()
        problem = None
        try:
            for state in added(self._parts, read_sent(*given)):
                results = state.results
        except CitewireError as error:
            problem = str(error)
        # As for a question: a program gets a sentence, the log gets the rest.
        except Exception:
            log.exception("Adding failed")
            problem = UNEXPECTED
        if results:
            self._parts.renew_examples()
        if problem and not results:
            raise gr.Error(problem, print_exception=False)
        return {**report(results), "problem": problem}


def offer_add(parts: Parts) -> None:
    """Offer the address in the Blocks that are being built."""
    gr.events.api(
        AddEndpoint(parts).add,
        api_name="add",
        api_description="Add articles; what came of each is the answer.",
        concurrency_limit=1,
    )
