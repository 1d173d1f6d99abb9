"""The other forms of a word that a stemmer keeps apart: suspension and suspended, pay and paid.

Nouns and verbs of one root differ in English by a small set of regular changes at the end of the
stem, most of them from Latin. Two stems are of one family where they share their beginning and
differ by one of these pairs of endings, as in the derivational families of Gaussier (Unsupervised
Learning of Derivational Morphology from Inflectional Lexicons, 1999). Irregular forms are listed.
What this module does not know: what a word means; pairs that only look alike are listed too.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from rag.stems import stem

MIN_LETTERS = 5
"""A shorter stem has only the irregular forms that are listed: too many short words look alike."""
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
_FORMS = """
beat beaten; begin began begun; birth born; blow blew blown; break broke broken; bring brought;
build built; buy bought; catch caught; choose choice chose chosen; come came; deal dealt;
death die died dead; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten;
fall fell fallen; feel felt; fight fought; find found; flee fled; flight fly flies flew flown;
freeze froze frozen; give gave given; grow grew grown growth; hear heard; hide hid hidden;
hold held; keep kept; know knew known; lay laid; lead led; leave left; lose lost loss losses;
meet met meeting;
pay paid payment; prove proof proven; publish publication; ride rode ridden; ring rang rung;
rise rose risen; rob robbery; run ran; seek sought; sell sold sale; send sent; shake shook shaken;
shoot shot; sing sang sung; sink sank sunk; speak spoke spoken speech; spend spent; stand stood;
steal stole stolen theft; strike struck; swear swore sworn; swim swam; take took taken;
teach taught; tear tore torn; think thought; throw threw thrown; try tried trial; believe belief;
wear wore worn; win won; withdraw withdrew withdrawn; write wrote written; destroy destruction;
deny denial; bomb bombing; strong strength strengthen
"""


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
    if len(word) < MIN_LETTERS:
        return
    for pair in _ENDINGS:
        for ending, other in (pair, pair[::-1]):
            shared = word.removesuffix(ending)
            if shared != word and len(shared) >= MIN_SHARED:
                found = shared + other
                if frozenset((word, found)) not in _APART:
                    yield found


@cache
def _listed() -> dict[str, frozenset[str]]:
    """Return the irregular forms, as stems, each with the others of its word."""
    forms = [frozenset(stem(word) for word in line.split()) for line in _FORMS.split(";")]
    return {word: family for family in forms for word in family}
