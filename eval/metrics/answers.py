"""What an answer's text tells: the facts that were expected, and what must not be told.

What this module does not know: where in the answer a text stands, and whether it is denied there.
"""

from collections.abc import Iterable, Sequence

from eval.metrics.matching import normalise, occurs, strip_markers


def fact_recall(text: str, facts: Sequence[Sequence[str]]) -> float | None:
    """Share of the facts of which one alias stands in the text.

    >>> fact_recall("Nine states joined in 2024 [1].", [("9", "nine"), ("Astana",)])
    0.5
    >>> fact_recall("Nine states joined.", []) is None
    True
    """
    if not facts:
        return None
    return 1 - len(missing_facts(text, facts)) / len(facts)


def short_answer_recall(short: str | None, facts: Sequence[Sequence[str]]) -> float | None:
    """Share of the facts that the short answer tells; None where none is shown or expected.

    It tells a fact also where it is what an alias begins with: "13" tells "13 stops".

    >>> short_answer_recall("wheat", [("wheat",), ("tomatoes",), ("peppers",), ("melons",)])
    0.25
    >>> short_answer_recall("13", [("13 stops",)]), short_answer_recall("stops", [("13 stops",)])
    (1.0, 0.0)
    >>> short_answer_recall(None, [("wheat",)]) is None
    True
    """
    if not short or not facts:
        return None
    told = [any(occurs(a, short) or _begins(a, short) for a in aliases) for aliases in facts]
    return sum(told) / len(told)


def _begins(alias: str, short: str) -> bool:
    return normalise(alias).startswith(normalise(short)) and occurs(short, alias)


def missing_facts(text: str, facts: Sequence[Sequence[str]]) -> list[str]:
    """Return the first alias of every fact that the text lacks; a marker is not a fact.

    >>> missing_facts("Nine states joined [9].", [("nine",), ("9",)])
    ['9']
    """
    bare = strip_markers(text)
    return [fact[0] for fact in facts if not any(occurs(alias, bare) for alias in fact)]


def found_forbidden(texts: Iterable[str], forbidden: Sequence[str]) -> list[str]:
    """Return the forbidden texts that stand in any of `texts`.

    >>> found_forbidden(["Subscribe now [1]."], ["subscribe", "donate"])
    ['subscribe']
    """
    bare = [strip_markers(text) for text in texts]
    return [wrong for wrong in forbidden if any(occurs(wrong, text) for text in bare)]


def forbidden_rate(texts: Iterable[str], forbidden: Sequence[str]) -> float | None:
    """Share of the forbidden texts that are told all the same.

    >>> forbidden_rate(["Subscribe now."], ["subscribe", "donate"])
    0.5
    >>> forbidden_rate(["Subscribe now."], []) is None
    True
    """
    if not forbidden:
        return None
    return len(found_forbidden(texts, forbidden)) / len(forbidden)
