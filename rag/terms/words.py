"""The words of a text that carry its meaning, stemmed the way the full-text index stems them.

What this module does not know: synonyms.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from rag.terms.families import relatives
from rag.terms.stems import stem
from rag.terms.verb_forms import base_form
from vectorstore.names import Words, name_key

STOP_WORDS = frozenset(
    "a about above after again against all also am an and any are as at be because been before"
    " being below between both but by can could did do does doing down during each few for from"
    " further had has have having he her here hers him his how i if in into is it its itself just"
    " many may me might more most much must my no nor not now of off on once only or other our out"
    " over own same shall she should so some such than that the their them then there these they"
    " this those through to too under until up upon us very was we were what when where which"
    " while who whom whose why will with would you your yet whether within without via per"
    " according tell say said says told name called latest".split()
)
"""Words that occur everywhere or only shape a question."""

READ = 30_000
"""Entries of the full-text index that a question may read. BM25 reads those of all its words, at
about a millionth of a second each; nine in ten questions asked of 34,000 chunks stay below."""

LIGHT = 0.33
"""Share that a word counts which shapes questions everywhere, or was read as a filter."""

_LONG_NAME = re.compile(r"\b[A-Z][a-z]+(?: (?:(?:of|and|for|the) )*[A-Z][a-z]+){1,5}")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


def fold(text: str) -> str:
    """Return `text` without case and diacritics, as the full-text index sees it."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


WEAK_STEMS = frozenset(
    "want take place happen start begin end hold go come get make give plan think believ need like"
    " see know call use mean thing way reason caus day week month year time new old first last"
    " recent current reaction respond react comment express explain describ happen occur involv"
    " includ expect intend decid announc report accord state person peopl man woman countri"
    " compani larg big high long far old deep wide tall fast often expens heavi"
    " articl news stori much number amount kind type sort part exactli actual"
    " associ affili belong date explan outlet newspap".split()
)
"""Stems of words that are frequent in questions and say little about their subject."""


def tokens(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    found = []
    for word in _WORD.findall(fold(text).replace("’", "'")):
        found += word.removesuffix("'s").replace("'", " ").replace(".", " ").split()
    return found


def content_stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, each once, in order.

    >>> content_stems("Why did the leaders of Kazakhstan's neighbours meet?")
    ['leader', 'kazakhstan', 'neighbour', 'meet']
    """
    return list(dict.fromkeys(stem(word) for word in tokens(text) if word not in STOP_WORDS))


def keys(text: str) -> set[str]:
    """Return the keys of the words that carry meaning: spellings of one name, and the forms of an
    irregular verb, made equal."""
    found = (word for word in tokens(text) if word not in STOP_WORDS)
    return {key_of(word) for word in found} | _initials(text)


def key_of(word: str) -> str:
    """Return the key under which the forms and spellings of a folded word meet.

    >>> key_of("led") == key_of("leads"), key_of("tokayev") == key_of("toqayev")
    (True, True)
    """
    return name_key(stem(base_form(word)))


def _initials(text: str) -> set[str]:
    """Return the abbreviations that names in a text stand for: "European Union" for "EU"."""
    names = (re.findall(r"\b[A-Z]", name) for name in _LONG_NAME.findall(text))
    return {"".join(initials).casefold() for initials in names}


def full_text_query(stems: Sequence[str], vocabulary: Words) -> str:
    """Return an FTS5 query for any spelling of any of the stems; empty when none occurs.

    Of many or frequent words the rarest are asked for: as many as occur in `READ` chunks together,
    and always one.
    """
    spellings = (
        spelling for word in _rarest(stems, vocabulary) for spelling in vocabulary.spellings(word)
    )
    return " OR ".join(f'"{spelling}"' for spelling in dict.fromkeys(spellings))


def _rarest(stems: Sequence[str], vocabulary: Words) -> list[str]:
    """Return the stems that are looked for, in their order."""
    frequency = {word: vocabulary.frequency(word) for word in stems}
    occurring = sorted((word for word in frequency if frequency[word]), key=frequency.__getitem__)
    total, kept = 0, set(occurring[:1])
    for word in occurring:
        total += frequency[word]
        if total > READ:
            break
        kept.add(word)
    return [word for word in frequency if word in kept]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each content word of a question counts, by its key."""

    by_key: Mapping[str, float]
    variants: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """Keys of other spellings of a word, by its key."""
    families: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """Keys of other words of its root, by its key."""

    def coverage(self, found: AbstractSet[str], of_a_family: bool = False) -> float:
        """Return the weighted share of the question's words among `found`, 0 to 1.

        With `of_a_family` other words of one root count too: "suspended" for "suspension". A
        question without words that carry meaning is covered by nothing: 0.
        """
        total = sum(self.by_key.values())
        unsaid = sum(self.by_key[key] for key in self.unsaid(found, of_a_family))
        return (total - unsaid) / total if total else 0.0

    def unsaid(self, found: AbstractSet[str], of_a_family: bool = True) -> list[str]:
        """Return the keys of the words that are not among `found`."""
        return [
            key
            for key in self.by_key
            if key not in found
            and found.isdisjoint(self.variants.get(key, ()))
            and not (of_a_family and not found.isdisjoint(self.families.get(key, ())))
        ]

    def lightened(self, words: AbstractSet[str]) -> "Weights":
        """Return the weights with these words counting as little as those of any question.

        What was read as a filter is honoured already.
        """
        light = {key_of(word) for word in words}
        return replace(
            self, by_key={k: w * (LIGHT if k in light else 1.0) for k, w in self.by_key.items()}
        )

    def without(self, words: AbstractSet[str]) -> "Weights":
        """Return the weights of the other words."""
        gone = {key_of(word) for word in words}
        return replace(self, by_key={k: w for k, w in self.by_key.items() if k not in gone})


def _is_weak(word: str) -> bool:
    return stem(word) in WEAK_STEMS or stem(base_form(word)) in WEAK_STEMS


def weigh(question: str, vocabulary: Words, chunks: int) -> Weights:
    """Return the weights of a question's words: BM25's inverse document frequency.

    Words that shape questions everywhere ("want", "place") count a third: in a small collection
    they are rare without meaning much. Source of the frequency: Robertson and Zaragoza, The
    Probabilistic Relevance Framework, 2009.
    """
    weights: dict[str, float] = {}
    variants: dict[str, AbstractSet[str]] = {}
    families: dict[str, AbstractSet[str]] = {}
    for token in dict.fromkeys(tokens(question)):
        if token in STOP_WORDS:
            continue
        word, key = stem(token), key_of(token)
        count = min(vocabulary.frequency(word), chunks)
        rarity = math.log(1 + (chunks - count + 0.5) / (count + 0.5))
        weights[key] = (0.5 + rarity) * (LIGHT if _is_weak(token) else 1.0)
        families[key] = frozenset(map(name_key, relatives(stem(base_form(token)))))
        others = {name_key(other) for other in vocabulary.spellings(word)} - {name_key(word)}
        if others:
            variants[key] = others
    return Weights(weights, variants, families)
