"""The same question of another outlet: "And the Gazette?" after what one or several reported.

A follow-up that names nothing but an outlet of the collection takes the place of the one outlet
that the earlier question asks as its source, or asks it for the topic of an earlier comparison.
What this module does not know: what any outlet reported.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from rag.asking.comparing import read_comparison
from rag.asking.outlets import Outlets
from rag.asking.sources import sources
from rag.question import Query
from rag.terms.words import fold

_ONLY = re.compile(
    r"^(?:and |but |so |or )?(?:(?:what|how) about |(?:in|according to|by|from) )?(?P<the>the )?"
    r"(?P<name>(?-i:[A-ZÀ-Þ]|[a-z]+\.[a-z])[\w.’' -]*?)[?.! ]*$",
    re.IGNORECASE,
)
"""A question that is no more than a name."""
_ADDED = re.compile(r"^(?P<asked>.+?) \((?P<earlier>.+)\)$")
"""A follow-up with the earlier question that it leans on (rag/follow_up.py)."""


def of_next_outlet(query: Query, outlets: Callable[[], Mapping[str, str]]) -> Query:
    """Return the query as a whole question of the outlet it names, where it names nothing else.

    `outlets` gives those of the collection: key to name.
    """
    match = _ONLY.match(query.question)
    if match is None or query.searched_for == query.question:
        return query
    known = outlets()
    name = _outlet(match["name"], known)
    if name is None:
        return query
    told = f"the {name}" if match["the"] else name
    added = _ADDED.match(query.searched_for)
    if added is None or added["asked"] != query.question:
        # Completed already, with the name as it was typed.
        whole = query.searched_for.replace(f"{match['the'] or ''}{match['name']}", told)
        return replace(query, searched_for=whole)
    compared = read_comparison(added["earlier"], known)
    if compared is not None:
        return replace(query, searched_for=f"What did {told} report about {compared[0]}?")
    asked = [source for source in sources(added["earlier"], Outlets(known)) if source.names]
    if len(asked) != 1:
        return query
    before, after = added["earlier"][: asked[0].start], added["earlier"][asked[0].end :]
    return replace(query, searched_for=f"{before.removesuffix('the ')}{told}{after}")


def _outlet(words: str, known: Mapping[str, str]) -> str | None:
    """Return the one outlet that is written so, or whose last word it is: the Gazette."""
    names = Outlets(known).named(words)
    last = [name for name in known.values() if fold(name.split()[-1]) == fold(words)]
    found = names or tuple(last)
    return found[0] if len(found) == 1 else None
