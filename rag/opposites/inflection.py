"""The forms of English verbs: "join" is "joins", "joined", "joining"; "leave" is "left".

Regular forms by the rules of spelling, irregular ones from a list of the usual verbs of news. What
this module does not know: which tense a form is in where two are written the same.
"""

import re
from functools import cache

from rag.dialogue.frame import gerund

_IRREGULAR = {
    base: tuple(forms.split())
    for base, forms in (
        ("be", "was were been"),
        ("beat", "beat beaten"),
        ("break", "broke broken"),
        ("bring", "brought"),
        ("broadcast", "broadcast"),
        ("build", "built"),
        ("burst", "burst"),
        ("buy", "bought"),
        ("cut", "cut"),
        ("fall", "fell fallen"),
        ("fight", "fought"),
        ("find", "found"),
        ("fly", "flew flown"),
        ("forbid", "forbade forbidden"),
        ("freeze", "froze frozen"),
        ("give", "gave given"),
        ("go", "went gone"),
        ("grow", "grew grown"),
        ("have", "had"),
        ("hold", "held"),
        ("keep", "kept"),
        ("lay", "laid"),
        ("leave", "left"),
        ("let", "let"),
        ("lose", "lost"),
        ("pay", "paid"),
        ("put", "put"),
        ("quit", "quit"),
        ("rise", "rose risen"),
        ("sell", "sold"),
        ("send", "sent"),
        ("shrink", "shrank shrunk"),
        ("shut", "shut"),
        ("sink", "sank sunk"),
        ("speak", "spoke spoken"),
        ("strike", "struck"),
        ("take", "took taken"),
        ("teach", "taught"),
        ("tear", "tore torn"),
        ("throw", "threw thrown"),
        ("win", "won"),
        ("would", "would"),
        ("withdraw", "withdrew withdrawn"),
        ("withhold", "withheld"),
        ("withstand", "withstood"),
    )
}
_ES = re.compile(r"(?:s|x|z|ch|sh|o)$")
_Y = re.compile(r"(?<=[^aeiou])y$")


@cache
def told_forms(verb: str) -> tuple[str, ...]:
    """Return the forms of a verb that tell what is or was: not the one that stands after "to".

    >>> told_forms("admit"), told_forms("leave"), told_forms("be")
    (('admits', 'admitted'), ('leaves', 'left'), ('is', 'are', 'was', 'were', 'been'))
    """
    third = ("is", "are") if verb == "be" else (_third(verb),)
    return third + _IRREGULAR.get(verb, (_past(verb),))


@cache
def all_forms(verb: str) -> tuple[str, ...]:
    """Return every form of a verb, each once.

    >>> all_forms("freeze")
    ('freeze', 'freezes', 'froze', 'frozen', 'freezing')
    """
    return tuple(dict.fromkeys((verb, *told_forms(verb), gerund(verb))))


def _third(verb: str) -> str:
    if _Y.search(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if _ES.search(verb) else f"{verb}s"


def _past(verb: str) -> str:
    if _Y.search(verb):
        return f"{verb[:-1]}ied"
    stem = gerund(verb).removesuffix("ing")
    return f"{verb}d" if verb.endswith("e") else f"{stem}ed"
