"""Other words of one root, which a stemmer keeps apart: suspension and suspend, sale and sell.

Nouns and verbs of one root differ in English by a small set of regular changes at the end of the
stem, most of them from Latin. Two stems are of one family where they share their beginning and
differ by one of these pairs of endings, as in the derivational families of Gaussier (Unsupervised
Learning of Derivational Morphology from Inflectional Lexicons, 1999). Some are listed.
What this module does not know: what a word means; pairs that only look alike are listed too.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from rag.terms.stems import stem

MIN_LETTERS = 5
"""Of the longer of two stems. Shorter ones have only the words that are listed: too many short
words look alike."""
MIN_SHARED = 2

_ENDINGS = (
    ("ns", "nd"),  # suspension, suspend
    ("nc", "nd"),  # defence, defend
    ("is", "id"),  # decision, decide
    ("us", "ud"),  # conclusion, conclude
    ("os", "od"),  # explosion, explode
    ("as", "ad"),  # invasion, invade
    ("ction", "ct"),  # reaction, react
    ("uct", "uc"),  # production, produce
    ("ript", "rib"),  # description, describe
    ("miss", "mit"),  # admission, admit
    ("plic", "pli"),  # application, apply
    ("cept", "ceiv"),  # reception, receive
    ("isit", "ir"),  # acquisition, acquire
    ("lan", "lain"),  # explanation, explain
    ("lam", "laim"),  # proclamation, proclaim
    ("ilur", "il"),  # failure, fail
    ("rtur", "rt"),  # departure, depart
    ("osur", "ose"),  # closure, close
    ("osur", "os"),  # exposure, expose
    ("izur", "iz"),  # seizure, seize
    ("overi", "ov"),  # discovery, discover
    ("iveri", "iv"),  # delivery, deliver
    ("oy", "oi"),  # deployment, deploy
    ("oye", "oi"),  # employee, employ
    ("oye", "oy"),
    ("tment", "t"),  # treatment, treat
    ("lement", "l"),  # settlement, settle
    ("vement", "ve"),  # movement, move
    ("eement", "e"),  # agreement, agree
    ("owth", "ow"),  # growth, grow
    ("itician", "it"),  # politician, politics
    ("icis", "ic"),  # criticise, criticism
)
_APART = (frozenset(("commiss", "commit")), frozenset(("intens", "intend")))
"""Stems that differ like forms of one word and are not."""
_LISTED = (
    "birth born; choice choose; death die dead; flight fly; loss lose; sale sell; growth grow;"
    " payment pay; proof prove; publication publish; robbery rob; theft steal;"
    " trial try; belief believe; destruction destroy; denial deny; strength strong strengthen"
)
"""Verbs in the form that has no ending, with their nouns."""


@lru_cache(maxsize=50_000)
def relatives(word: str) -> frozenset[str]:
    """Return the stems that would be of one family with a stem; not all of them are words.

    >>> "decid" in relatives("decis"), "decis" in relatives("decid"), relatives("brics")
    (True, True, frozenset())
    """
    near = set(_differing(word))
    further = {other for one in near for other in _differing(one)}
    return frozenset(near | further | set(_listed().get(word, ()))) - {word}


def _differing(word: str) -> Iterator[str]:
    for pair in _ENDINGS:
        for ending, other in (pair, pair[::-1]):
            shared = word.removesuffix(ending)
            if shared != word and len(shared) >= MIN_SHARED:
                found = shared + other
                long = max(len(word), len(found)) >= MIN_LETTERS
                if long and frozenset((word, found)) not in _APART:
                    yield found


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Return the listed words, as stems, each with the others of its root."""
    roots = [frozenset(stem(word) for word in line.split()) for line in _LISTED.split(";")]
    return {word: family for family in roots for word in family}
