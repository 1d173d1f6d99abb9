"""Whom a surname stands for, where an article has several people of that surname.

Three signs are asked: who of them was last named in full, who alone has an office before the name
("President Tomas Lind"), and who is named in full at least twice as often as the others. They must
agree, or the last two outvote the first; else nobody is meant for certain. What this module does
not know: families in which the first name alone tells who is meant.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vectorstore.names import name_key

NEAR, FAR = 1500, 6000
"""Characters within which the last full name stands for its surname, and within which it does so
only if nobody else of that surname is named."""
STEM = 3
"""Letters that a given name shares with its short form: Steve, Steven."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place at which a person is named in full."""

    start: int
    name: str
    office: bool
    """True when an office stands before the name."""


def people_of(names: Sequence[str]) -> list[str]:
    """Return a name for each person, of the spellings of one person the shortest.

    >>> people_of(["Steven Lind", "Steve Lind", "Anna Lind"])
    ['Anna Lind', 'Steve Lind']
    """
    found: list[str] = []
    for name in sorted(set(names), key=lambda n: (len(n), n)):
        if not any(_same_person(name, other) for other in found):
            found.append(name)
    return found


def meant_by(mentions: Sequence[Mention], at: int | None) -> str | None:
    """Return the one whom a surname means at a place of the article, if that is certain."""
    names = {m.name for m in mentions}
    people = people_of(list(names)) if len(names) > 1 else list(names)
    if len(people) < 2 or at is None:
        return people[0] if len(people) == 1 else None
    of = {m.name: next(p for p in people if _same_person(m.name, p)) for m in mentions}
    last, titled, leading = _last(mentions, at, of), _titled(mentions, of), _leading(mentions, of)
    if titled is not None and titled == leading:
        return titled
    named = {vote for vote in (last, titled, leading) if vote}
    return named.pop() if len(named) == 1 else None


def _same_person(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    if first[-1] != second[-1]:
        return False
    given, short = (name_key(words[0])[:STEM] for words in (first, second))
    return given == short


def _last(mentions: Sequence[Mention], at: int, of: dict[str, str]) -> str | None:
    near = {of[m.name] for m in mentions if at - NEAR <= m.start < at}
    far = {of[m.name] for m in mentions if at - FAR <= m.start < at}
    return near.pop() if near and len(far) == 1 else None


def _titled(mentions: Sequence[Mention], of: dict[str, str]) -> str | None:
    titled = {of[m.name] for m in mentions if m.office}
    return titled.pop() if len(titled) == 1 else None


def _leading(mentions: Sequence[Mention], of: dict[str, str]) -> str | None:
    (first, most), (_, next_most) = Counter(of[m.name] for m in mentions).most_common(2)
    return first if most >= 2 * next_most else None
