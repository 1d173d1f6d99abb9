"""Who has a role that a question names: "Who is the mayor of Osk?".

What this module does not know: who had it before, or has it now.
"""

import re

from rag.short.asked import Asked
from rag.short.described import name_keys
from rag.short.wholes import WHOLE
from rag.speakers.beside import role_after
from rag.speakers.roles import is_person_noun, split_title
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, keys, tokens
from vectorstore.names import name_key

Span = tuple[int, int]

_BEING = re.compile(r"(?: (?:is|was|became|remains)|, who) [^,;:.]*")
_LEADS = {
    "heads": "head",
    "headed": "head",
    "runs": "head",
    "ran": "head",
    "leads": "leader",
    "led": "leader",
    "chairs": "chairman",
    "chaired": "chairman",
}
"""What somebody is of whom this is said."""
BEGINNING, LEAST_LETTERS = 5, 4
"""Letters in which the name of a country and that of its people are alike."""


def has_role(asked: Asked, sentence: str, span: Span, passage: str) -> bool:
    """Tell whether the sentence says of a name that he or she is what a question asks for.

    >>> from rag.short.asked import asked_of
    >>> asked = asked_of("Who is the mayor of Osk?")
    >>> has_role(asked, "The mayor of Osk, Ada Holm, spoke.", (18, 26), "")
    True
    >>> has_role(asked, "The mayor of Sund, Ada Holm, went to Osk.", (19, 27), "")
    False
    """
    wanted = {stem(word) for word in tokens(_role_words(asked.about)) if word not in STOP_WORDS}
    beside = _beside(sentence, span)
    told = {stem(word) for word in tokens(beside)}
    if not any(_alike(role, told) for role in wanted):
        return False
    owners = [keys(m.group()) for m in WHOLE.finditer(_without_who(asked.about))]
    others = _owners_told(beside, sentence[slice(*span)], wanted)
    near = keys(f"{passage} {sentence}")
    return all(
        any(_alike(key, others) for key in owner)
        or (not others and any(_alike(key, near) for key in owner))
        for owner in owners
    )


def _owners_told(beside: str, name: str, wanted: set[str]) -> set[str]:
    """Return the keys of what else is named beside a name: "Russian" of a president."""
    split = split_title(name)
    bare = name_keys(split.name if split else name)
    found = (word for m in WHOLE.finditer(beside) for word in tokens(m.group()))
    return {
        name_key(word)
        for word in found
        if word not in STOP_WORDS
        and name_key(word) not in bare
        and stem(word) not in wanted
        and not (is_person_noun(word) or word.endswith("ing"))
    }


def _without_who(question: str) -> str:
    return re.sub(r"^\W*(?:and |but )?who\b", "", question, flags=re.IGNORECASE).strip()


def leads(question: str) -> bool:
    """Tell whether a question asks by a verb who has a role: "who runs the dam"."""
    return _without_who(question).split(" ")[0].casefold() in _LEADS


def _role_words(question: str) -> str:
    """Return what somebody is to be: "auditor" of "Who is the city auditor of Osk?"."""
    words = _without_who(question).split()
    if words and words[0].casefold() in _LEADS:
        return _LEADS[words[0].casefold()]
    phrase = re.split(r" (?:of|in|at|for|to|on|who|that)\b|\?", " ".join(words))[0]
    return next((word for word in reversed(phrase.split()) if word[:1].islower()), "")


def _beside(sentence: str, span: Span) -> str:
    """Return the name with its titles and what stands beside it, up to the next comma but one."""
    before = re.split(r"[;:.!?“”\"]|\b(?:said|says|told|that|and)\b", sentence[: span[0]])[-1]
    parts = before.split(",")
    near = ",".join(parts[-2:]) if before.endswith((", ", "(")) else parts[-1]
    after = sentence[span[1] :]
    being = _BEING.match(after)
    return f"{near}{sentence[slice(*span)]} {role_after(after) or (being.group() if being else '')}"


def _alike(word: str, told: set[str]) -> bool:
    """Tell whether a word is among others, or begins like one of them: Kazakh, Kazakhstan."""
    return word in told or any(_begins_like(word, other) for other in told)


def _begins_like(one: str, other: str) -> bool:
    length = min(len(one), len(other), BEGINNING)
    return length >= LEAST_LETTERS and one[:length] == other[:length]
