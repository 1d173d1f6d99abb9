"""The words of a text that carry its meaning, stemmed the way the full-text index stems them.

What this module does not know: synonyms.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from rag.families import relatives
from rag.stems import stem as stem
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
    """Return the content stems of a text, spellings of one name made equal."""
    return {name_key(word) for word in content_stems(text)} | _initials(text)


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
    """Keys of other spellings and forms of a word, by its key."""

    def coverage(self, found: AbstractSet[str]) -> float:
        """Return the weighted share of the question's words among `found`, 0 to 1.

        A question without words that carry meaning is covered by nothing: 0.
        """
        total = sum(self.by_key.values())
        unsaid = sum(self.by_key[key] for key in self.unsaid(found))
        return (total - unsaid) / total if total else 0.0

    def unsaid(self, found: AbstractSet[str]) -> list[str]:
        """Return the keys of the words that are not among `found`, in no form of theirs."""
        return [
            key
            for key in self.by_key
            if key not in found and found.isdisjoint(self.variants.get(key, ()))
        ]

    def without(self, stems: AbstractSet[str]) -> "Weights":
        """Return the weights of the other words; all of them where no other is left."""
        left = {name_key(word) for word in stems}
        others = {key: weight for key, weight in self.by_key.items() if key not in left}
        return Weights(others or self.by_key, self.variants)


def weigh(question: str, vocabulary: Words, chunks: int) -> Weights:
    """Return the weights of a question's words: BM25's inverse document frequency.

    Words that shape questions everywhere ("want", "place") count a third: in a small collection
    they are rare without meaning much. Source of the frequency: Robertson and Zaragoza, The
    Probabilistic Relevance Framework, 2009.
    """
    weights, variants = {}, {}
    for word in content_stems(question):
        forms = [form for form in relatives(word) if vocabulary.frequency(form)]
        count = min(sum(vocabulary.frequency(form) for form in (word, *forms)), chunks)
        rarity = math.log(1 + (chunks - count + 0.5) / (count + 0.5))
        weights[name_key(word)] = (0.5 + rarity) * (0.33 if word in WEAK_STEMS else 1.0)
        others = {name_key(other) for other in vocabulary.spellings(word)}
        others = (others | set(map(name_key, forms))) - {name_key(word)}
        if others:
            variants[name_key(word)] = others
    return Weights(weights, variants)
