"""The names of a question in the spelling that the collection uses most.

What is searched for is embedded and read letter by letter, so that a question asked with a rare
spelling finds less. A name is respelled where the collection does not have it as it was asked, or
shows by what stands beside it that both are one. Words without a capital letter stay:
a turkey is a bird. What this module does not know: who is meant; two people of one name stay one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.answer import NameMatch
from rag.question import Query
from rag.terms.words import content_stems, fold
from vectorstore.names import Words, name_key
from vectorstore.names.known import KnownName, Names
from vectorstore.names.uses import NameWord, is_name, name_words, uses
from vectorstore.names.variants import LETTERS_ALONE, Spelled, are_evident, conflict, spellings


@dataclass(frozen=True, slots=True)
class Respelled:
    """A query with its names as the collection writes them."""

    query: Query
    matched: tuple[NameMatch, ...] = ()
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Spellings that the index keeps apart from a name, by the key of the name's stem."""

    def words(self, words: Words) -> Words:
        """Return the words of the collection, those spellings among them."""
        return _WithVariants(words, self.variants) if self.variants else words


@dataclass(frozen=True, slots=True)
class _Found:
    """What the collection has for one name of a question."""

    name: NameWord
    usual: KnownName
    others: tuple[str, ...]
    """All its spellings but the one asked for, the most frequent first."""
    apart: tuple[str, ...]
    """Those that have another key than the usual one."""


def respell(query: Query, names: Names, words: Words) -> Respelled:
    """Return the query with its names as the collection writes them."""
    text = query.searched_for
    used = uses(text)
    found: list[_Found] = []
    for name in name_words(text):
        beside = frozenset(other for word, other in used if word == name.word and other)
        found += _found(name, beside, names, words)
    respelled = text
    for one in reversed(found):
        respelled = respelled[: one.name.start] + one.usual.word + respelled[one.name.end :]
    return Respelled(
        replace(query, searched_for=respelled),
        tuple(dict.fromkeys(NameMatch(asked=f.name.word, found=f.others) for f in found)),
        {_stem_key(f.usual.word): f.apart for f in found if f.apart},
    )


def _found(name: NameWord, beside: frozenset[str], names: Names, words: Words) -> Iterator[_Found]:
    """Yield what there is for a name, if it has another spelling than the one asked for."""
    stems = content_stems(name.word)
    unknown = all(words.frequency(stem) == 0 for stem in stems)
    groups = spellings(name.word, beside, names, unknown)
    all_known = [known for group in groups for known in group.words]
    asked = next((k for k in all_known if _same(k.word, name.word)), KnownName(name.word, 0))
    # At the beginning of a sentence it is not counted among the names.
    written = any(stem in words.spellings(stem) for stem in stems)
    asked = replace(asked, beside=beside or asked.beside, chunks=asked.chunks or int(written))
    kin = [k for k in all_known if _may_be(k, asked, in_full=any(map(is_name, beside)))]
    kin.sort(key=lambda known: (-known.chunks, known.word))
    others = [k for k in kin if not _same(k.word, name.word)]
    usual = kin[0] if others and _is_usual(kin[0], asked, names) else replace(asked, word=name.word)
    respelled = not _same(usual.word, name.word)
    told = [k.word for k in others if respelled or _are_one(k, asked, names)]
    if told:
        there = {asked.word, *told} & {k.word for k in kin}
        apart = sorted(word for word in there if name_key(word) != name_key(usual.word))
        yield _Found(name, usual, tuple(_once(told)), tuple(apart))


def _may_be(known: KnownName, asked: KnownName, in_full: bool) -> bool:
    """Tell whether a name may be the one asked for; one asked for in full has to match in full."""
    if in_full:
        return any(map(is_name, known.beside & asked.beside))
    return not conflict(known.beside, asked.beside)


def _is_usual(known: KnownName, asked: KnownName, names: Names) -> bool:
    """Tell whether a name that was asked for is to be written like this."""
    if fold(known.word) == fold(asked.word):
        return True
    if asked.chunks == 0:
        # Baal is no Ball.
        short = len(asked.word) < LETTERS_ALONE
        return not (short and _undoubled(asked.word) == _undoubled(known.word))
    return _are_one(known, asked, names)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word.casefold())


def _are_one(one: KnownName, other: KnownName, names: Names) -> bool:
    return are_evident(Spelled((one,), one.beside), Spelled((other,), other.beside), names)


def _once(words: Sequence[str]) -> list[str]:
    return list({word.casefold(): word for word in reversed(words)}.values())[::-1]


def _same(word: str, other: str) -> bool:
    return word.casefold() == other.casefold()


def _stem_key(word: str) -> str:
    return name_key("".join(content_stems(word)[:1]))


class _WithVariants:
    """The words of a collection, with spellings of some that have another key."""

    def __init__(self, words: Words, variants: Mapping[str, Sequence[str]]) -> None:
        self._words = words
        self._variants = {
            key: [stem for word in also for stem in content_stems(word)]
            for key, also in variants.items()
        }

    def spellings(self, word: str) -> list[str]:
        """Return the collection's spellings of a word, its variants among them."""
        return [found for one in self._all(word) for found in self._words.spellings(one)]

    def frequency(self, word: str) -> int:
        """Return in how many chunks a word occurs, in any spelling (an upper bound)."""
        return sum(self._words.frequency(one) for one in self._all(word))

    def _all(self, word: str) -> list[str]:
        own = name_key(word)
        stems = {name_key(stem): stem for stem in self._variants.get(own, ())}
        return [word, *(stem for key, stem in stems.items() if key != own)]
