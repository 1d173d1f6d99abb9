"""The web chat as a module: `demo` for a Gradio host, `python app.py` to open it here.

What this module does not know: anything about answering; it only puts the real parts together.
"""

import sys
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from eval.workplace import Workplace, open_workplace
from rag.settings import Settings, open_conversations, open_feedback, open_store, read_settings
from rag.suggesting.examples import examples
from ui.ask.asking import Chain, chain_input
from ui.ask.chat import EXAMPLES
from ui.once import Once, OncePer
from ui.parts import Limits, Parts
from ui.reader.page import StoredText
from ui.serving import launch
from ui.shell import build_demo
from vectorstore.catalog import Filter
from vectorstore.errors import CitewireError

if TYPE_CHECKING:
    from rag.reading.readers import Readers

SAMPLE = "steppe-courier-no-application.txt"
"""An article of the sample collection; where it is, the example questions have answers."""

HEADLINES = 200
"""Headlines of a collection that its own example questions are made of."""

store = Once(lambda: open_store(read_settings()))


class _Library:
    """The store as the pages see it."""

    def get(self, article_id: str) -> StoredText:
        return store().get(article_id)

    def count(self) -> int:
        return store().catalog.counts()["articles"]

    def examples(self) -> Sequence[str]:
        return EXAMPLES if store().catalog.has_source(SAMPLE) else own_examples()


def _load_readers() -> "Readers":
    from rag.chain import load_readers

    return load_readers(read_settings())


readers = Once(_load_readers)


def _load_chain() -> Chain:
    from rag.chain import load_chain

    chain = load_chain(read_settings(), store(), readers())
    # Loads the models and Chroma: better while the page is opened than at the first question.
    store().dense(store().embeddings.embed_query("ready"), 1, Filter())
    readers().warm_up()
    return chain


def _settings() -> Settings:
    try:
        return read_settings()
    except CitewireError as error:
        # Read before `main` runs: who starts this file gets a sentence, who imports it the error.
        if __name__ != "__main__":
            raise
        sys.exit(str(error))


def _own_examples() -> Sequence[str]:
    from rag.chain import load_chain

    titles = (article.metadata.title.value for article in store().catalog.iterate_articles())
    # Without a language model: nobody asked these questions, so nobody should pay for them.
    settings = read_settings().model_copy(update={"model": None})
    chain = load_chain(settings, store(), readers())
    return examples(
        [title for title in islice(titles, HEADLINES) if title],
        store().catalog.outlets(),
        lambda question: chain.invoke(chain_input(question, ()))["answer"],
    )


def _load_evaluation() -> Workplace:
    return open_workplace(read_settings(), store, parts.chain, readers)


own_examples = OncePer(_own_examples, lambda: store().catalog.epoch())
settings = _settings()
limits = Limits(read_only=settings.read_only, upload_mb=settings.upload_limit)
parts = Parts(
    chain=Once(_load_chain),
    library=Once(_Library),
    collection=store,
    limits=limits,
    conversations=(
        Once(lambda: open_conversations(read_settings())) if settings.keep_conversations else None
    ),
    # A run takes minutes of everybody's machine, and samples are written: not for visitors.
    evaluation=None if limits.read_only else Once(_load_evaluation),
    # An opinion is kept with the question and its answer: the same promise.
    feedback=Once(lambda: open_feedback(read_settings())) if settings.keep_conversations else None,
)
demo = build_demo(parts)


def main(announce: Callable[[str], object]) -> None:
    """Open the chat and serve it until it is interrupted; `announce` is told its address."""
    settings = read_settings()
    parts.load_early()
    parts.renew_examples()
    launch(demo, settings, announce)


if __name__ == "__main__":
    try:
        main(announce=lambda line: sys.stderr.write(f"{line}\n"))
    except CitewireError as error:
        sys.exit(str(error))
