"""How the collection is: what it holds and was made with, when it was verified; verify, re-index.

What this module does not know: what is checked (the store does it), and how the page is laid out.
"""

from collections.abc import Iterator
from contextlib import closing

from ui.library.said import articles, bar, note, problem, require_writing
from ui.parts import Parts
from ui.plain import shown
from vectorstore.errors import IndexMismatch
from vectorstore.store import Store
from vectorstore.store.health import facts, lines, number_of_problems
from vectorstore.store.verify import last_verified

REPAIR = "Run `citewire verify --repair` to rebuild what is derived; nothing is embedded again."

EVERY = 32
"""Articles after which it is told how far re-indexing is."""


class Condition:
    """What the page says of the collection's health, and what its buttons do."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    def show(self) -> Iterator[str]:
        """Yield the facts: first those that are known at once, then with the names that are
        spelled in several ways, for which all names are compared.
        """
        store = self._parts.collection()
        rest = _mismatch(store) + _told(store)
        yield _facts_html([*lines(facts(store, names=False)), ("names", "comparing…")]) + rest
        yield _facts_html(lines(facts(store))) + rest

    def verify(self) -> Iterator[str]:
        """Check everything against everything, and yield what comes of it."""
        require_writing(self._parts)
        yield bar(0, 1, "Checking every text, chunk and vector…")
        found = self._parts.collection().verify()
        yield note(
            f"{number_of_problems(len(found))} found. {REPAIR}" if found else "No problems found."
        )

    def reindex(self) -> Iterator[str]:
        """Index everything anew by the present settings, and yield how far it is."""
        require_writing(self._parts)
        store = self._parts.collection()
        total, done = store.catalog.counts()["articles"], 0
        yield bar(0, total, "Reading and embedding…")
        # Closed at once when the page goes away: the lock must not outlive it.
        with closing(store.reindex()) as sources:  # type: ignore[type-var]
            for done, _ in enumerate(sources, 1):
                if done % EVERY == 0:
                    yield bar(
                        done,
                        total,
                        f"{done:,} of {total:,} are ready; until all are, the"
                        " collection stays as it was.",
                    )
        self._parts.renew_examples()
        yield note(f"Indexed {articles(done)} anew.")


def _facts_html(rows: list[tuple[str, str]]) -> str:
    # Where the collection lies on its machine is no business of visitors.
    pairs = "".join(
        f"<dt>{shown(name.capitalize())}</dt><dd><bdi>{shown(value)}</bdi></dd>"
        for name, value in rows
        if name != "home"
    )
    return f'<dl class="cw-facts">{pairs}</dl>'


def _told(store: Store) -> str:
    """Return the problems that the last verification told."""
    last = last_verified(store.catalog)
    items = "".join(f"<li><bdi>{shown(line)}</bdi></li>" for line in last.told) if last else ""
    return f'<ul class="cw-told">{items}</ul>' if items else ""


def _mismatch(store: Store) -> str:
    """Return what is to be done where the index was made with other settings."""
    try:
        store.check()
    except IndexMismatch as error:
        return problem(str(error))
    return ""
