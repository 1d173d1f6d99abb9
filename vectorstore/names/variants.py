"""Which words of the collection are spellings of one name: by sound, and by what they stand beside.

Words with one key (keys.py) are one word in the index. Here words of other keys join them, where
the collection itself gives evidence: they sound alike and stand beside one given name, surname or
high office, or they are given names of one surname and differ in a vowel or two. A name that
stands beside many others (John, Smith) is no evidence, and neither is a text that writes both.
What this module does not know: the people. Two brothers of one surname stay one name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from vectorstore.names.keys import name_key, sound
from vectorstore.names.known import KnownName, Names
from vectorstore.names.uses import AFTER, BEFORE, ROLE, is_name

LETTERS_ALONE = 5
"""A shorter word needs a name or role beside it to be taken for another spelling."""
LETTERS_FOR_TWO = 7
"""A shorter word may differ in one vowel only."""
OFFICES = frozenset(ROLE + office for office in "president chancellor king queen premier".split())
"""Held by one person at a time; there are many judges."""
_NEAR_VOWELS = frozenset(
    frozenset(pair) for pair in (("a", "e"), ("o", "u"), ("e", "i"), ("e", ""), ("i", ""))
)
"""Vowels that romanisations take for each other, or leave out."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """The spellings of one key, with all that they stand beside."""

    words: tuple[KnownName, ...]
    """The most frequent first."""
    beside: frozenset[str] = field(default_factory=frozenset)

    @property
    def name(self) -> str:
        """The spelling that is used most."""
        return self.words[0].word


def conflict(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether what two names stand beside says that they are two: Marie Curie, Mary Shelley.

    >>> conflict({"<ana"}, {"<ana", "@judge"}), conflict({"<ana"}, {"<eva"})
    (False, True)
    """
    for side in (BEFORE, AFTER):
        here, there = _on(side, one), _on(side, other)
        if here and there and not here & there:
            return True
    return False


def are_variants(one: Spelled, other: Spelled, names: Names) -> bool:
    """Tell whether the collection shows that the spellings of two keys are one name."""
    if conflict(one.beside, other.beside) or not are_evident(one, other, names):
        return False
    return not any(names.together(a.word, b.word) for a in one.words for b in other.words)


def spellings(
    word: str, beside: frozenset[str], names: Names, unknown: bool = False
) -> list[Spelled]:
    """Return the collection's spellings of a name, those of its own key first.

    `beside` is what the name stands beside where it is asked for. A word that is `unknown` to the
    collection may be the only name there is that sounds like it.
    """
    groups = by_key(names.like(word))
    own = [g for g in groups if name_key(g.name) == name_key(word)]
    asked = Spelled((KnownName(word, 0),), beside or frozenset().union(*(g.beside for g in own)))
    others = [g for g in groups if g not in own]
    found = [g for g in others if are_variants(asked, g, names)]
    if not (own or found or beside) and unknown:
        found = _only_one(word, others)
    return own + found


def by_key(known: Iterable[KnownName]) -> list[Spelled]:
    """Return names grouped by their key, each group with its most frequent spelling first."""
    groups: dict[str, list[KnownName]] = {}
    for name in known:
        groups.setdefault(name_key(name.word), []).append(name)
    return [
        Spelled(
            tuple(sorted(group, key=lambda name: (-name.chunks, name.word))),
            frozenset().union(*(name.beside for name in group)),
        )
        for group in groups.values()
    ]


def clusters(names: Names) -> list[tuple[str, ...]]:
    """Return the names that the collection spells in several ways, the most frequent first."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for alike in names.alike():
        for joined in _joined(by_key(alike), names):
            known = sorted((k for g in joined for k in g.words), key=lambda k: (-k.chunks, k.word))
            words = _belonging(known, names)
            if len(words) > 1:
                found.append((sum(k.chunks for k in known), tuple(words)))
    return [words for _, words in sorted(found, key=lambda item: (-item[0], item[1]))]


def _joined(groups: Sequence[Spelled], names: Names) -> list[list[Spelled]]:
    """Return the groups, those together that are spellings of one name."""
    joined: list[list[Spelled]] = []
    for group in groups:
        home = next((j for j in joined if any(are_variants(group, g, names) for g in j)), None)
        if home is None:
            joined.append([group])
        else:
            home.append(group)
    return joined


def _belonging(known: Sequence[KnownName], names: Names) -> list[str]:
    """Return the spellings of which something tells that they belong to the first of them."""
    first = known[0]
    own = name_key(first.word)
    kin = [k for k in known if k is first or name_key(k.word) != own or _is_kin(k, first, names)]
    return list({k.word.casefold(): k.word for k in reversed(kin)}.values())[::-1]


def _is_kin(one: KnownName, other: KnownName, names: Names) -> bool:
    return are_evident(Spelled((one,), one.beside), Spelled((other,), other.beside), names)


def are_evident(one: Spelled, other: Spelled, names: Names) -> bool:
    """Tell whether what two names stand beside is evidence enough for how far they are apart."""
    a, b = sound(one.name), sound(other.name)
    common = one.beside & other.beside
    if a == b and len(a) >= LETTERS_ALONE and common & OFFICES:
        return True
    if a != b:
        common = frozenset(_on(AFTER, common)) if _vowels_apart(a, b) else frozenset()
    return any(_is_telling(beside, {a, b}, names) for beside in common)


def _vowels_apart(one: str, other: str) -> bool:
    """Tell whether two sounds differ only in vowels that are taken for each other.

    The last letter tells Maria from Mario and Abishev from Abisheva.
    """
    if min(len(one), len(other)) < LETTERS_ALONE or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    apart = [
        frozenset((one[op.src_start : op.src_end], other[op.dest_start : op.dest_end]))
        for op in Levenshtein.opcodes(one, other)
        if op.tag != "equal"
    ]
    allowed = 2 if min(len(one), len(other)) >= LETTERS_FOR_TWO else 1
    return len(apart) <= allowed and all(pair in _NEAR_VOWELS for pair in apart)


def _is_telling(beside: str, sounds: set[str], names: Names) -> bool:
    """Tell whether a neighbour stands mostly beside these names: Volodymyr does, John does not."""
    if not is_name(beside):
        return False
    found = names.neighbours(beside)
    theirs = sum(number for other, number in found.items() if other[1:] in sounds)
    return 2 * theirs > sum(found.values())


def _only_one(word: str, others: Sequence[Spelled]) -> list[Spelled]:
    """Return the one name that sounds like a word, if it is one and the word is long enough."""
    alike = [g for g in others if sound(g.name) == sound(word)]
    return alike if len(alike) == 1 and len(sound(word)) >= LETTERS_ALONE else []


def _on(side: str, beside: Iterable[str]) -> set[str]:
    return {other for other in beside if other.startswith(side)}
