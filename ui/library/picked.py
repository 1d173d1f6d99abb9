"""What is done with the articles that are picked in the list: removed, cleaned or not.

What this module does not know: how they are picked; ids come from the browser, where anyone can
write them, and are matched strictly.
"""

import re
from collections.abc import Iterator
from typing import Any

from ui.library.said import articles, bar, note, require_writing
from ui.parts import Parts
from ui.plain import shortened, shown
from vectorstore.catalog.listing import Listing

ARTICLE_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)

MOST_NAMED = 8
"""Titles that are named before a removal; of the others it is said how many they are."""

Ids = tuple[str, ...]


def read_ids(given: Any) -> Ids:
    """Return the ids in what the browser sent; empty where it is anything else."""
    ids = given if isinstance(given, list) else []
    return tuple(i for i in ids[:1000] if isinstance(i, str) and ARTICLE_ID.fullmatch(i))


class Picked:
    """What happens to picked articles; each function yields what the page says meanwhile."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    def question(self, ids: Ids) -> Iterator[str]:
        """Yield what is asked before articles are removed: it names them."""
        titles = Listing(self._parts.collection().catalog.engine).titles(ids)
        named = [f"<li><bdi>{shown(shortened(t, 160))}</bdi></li>" for t in titles.values()]
        more = len(named) - MOST_NAMED
        others = f"<li>and {articles(more)} more</li>" if more > 0 else ""
        yield (
            f"<p><strong>Remove {articles(len(named))} from the collection?</strong> "
            "The files they were added from are not touched.</p>"
            f"<ul>{''.join(named[:MOST_NAMED])}{others}</ul>"
        )

    def remove(self, ids: Ids) -> Iterator[str]:
        """Remove the articles; none where one of them is gone already."""
        require_writing(self._parts)
        self._parts.collection().remove(ids)
        self._parts.renew_examples()
        yield note(f"Removed {articles(len(ids))}.")

    def clean(self, ids: Ids, cleaned: bool) -> Iterator[str]:
        """Switch the cleaning of the articles on or off, and yield how far it is."""
        require_writing(self._parts)
        for done, article_id in enumerate(ids):
            yield bar(done, len(ids), f"Indexing {articles(len(ids))} anew…")
            self._parts.collection().set_cleaning(article_id, cleaned)
        self._parts.renew_examples()
        yield note(f"Cleaning is {'on' if cleaned else 'off'} for {articles(len(ids))}.")
