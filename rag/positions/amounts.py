"""The numbers that a text names, with their units, as values that can be compared.

What this module does not know: what is counted, beyond the word or two after the number; and
languages other than English.
"""

import re

from rag.positions.days import times
from rag.positions.values import Value, overlap
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, tokens

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_SMALL_WORDS = {word: float(value) for value, word in enumerate(_SMALL.split(), start=1)}
_TENS = {
    word: 10.0 * ten
    for ten, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
_WORDS = _SMALL_WORDS | _TENS | {"dozen": 12.0}
_TIMES_MORE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AMOUNT = re.compile(
    rf"(?P<about>(?:\b(?:about|around|nearly|almost|some|over|more than|at least|roughly|up to"
    rf"|approximately|an estimated|fewer than|less than) )?)"
    rf"(?P<money>[$€£])?(?:(?<![\w.,:/-])(?P<digits>\d+(?:[,.]\d+)*)(?![\w:]|[.,/]\d|-\d)"
    rf"|\b(?P<word>{'|'.join(w for w in _WORDS if w != 'one')})\b)"
    rf"(?:[ -](?P<more>{'|'.join(_TIMES_MORE)}))?"
    r"(?P<unit> ?%|(?:[ -](?-i:[a-z])[\w-]+){1,2})?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|per ?cent")
_NEAR = 0.05
"""Share by which an "about" may miss."""
PEOPLE = frozenset("peopl person resid inhabit citizen villag townspeopl".split())
"""Stems of words for people, who are counted alike."""
_LITTLE = STOP_WORDS | {"the", "old", "year", "total", "new"}


def amounts(text: str) -> list[Value]:
    """Return the numbers of a text with their units, in order; dates are none.

    >>> [(value.amount, value.text) for value in amounts("In 2019 it cost 1.5 million euros.")]
    [(1500000.0, '1.5 million euros')]
    """
    dates = [value.span for value in times(text)]
    found = (_amount(match) for match in _AMOUNT.finditer(text))
    return [value for value in found if not any(overlap(value.span, date) for date in dates)]


def _amount(match: re.Match[str]) -> Value:
    digits, word = match["digits"], match["word"]
    more = _TIMES_MORE[match["more"].casefold()] if match["more"] else 1.0
    number = _number(digits) if digits else _WORDS[word.casefold()]
    decimals = len(digits.rpartition(".")[2]) if digits and "." in digits else 0
    amount = number * more
    step = more * 10.0**-decimals / 2 if decimals or more > 1 else 0.0
    unit = match["unit"] or ""
    if match["about"]:
        step = max(step, _NEAR * amount)
    start = match.start() + len(match["about"])
    return Value(
        "number",
        (start, _end(match)),
        match.string[start : _end(match)],
        amount=amount,
        step=step,
        unit=_unit(match["money"], unit),
    )


def _end(match: re.Match[str]) -> int:
    """Return where the number ends with its unit, which is one word, or two with "per"."""
    unit = match["unit"] or ""
    if not unit or "%" in unit:
        return match.end()
    first = unit.split()[0] if unit[0] == " " else unit
    second = unit.split()[1:2]
    if _PERCENT.search(" ".join([first, *second])) and first.casefold() == "per":
        return match.end()
    known = first.casefold().strip("-") not in STOP_WORDS
    return match.start("unit") + (len(first) + (unit[0] == " ") if known else 0)


def _number(digits: str) -> float:
    """Return the number that digits stand for: "1,340", "1.340.000" and "6.12"."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        return float(digits.replace(".", ""))
    head, _, rest = digits.replace(",", ".").partition(".")
    return float(f"{head}.{rest.replace('.', '')}") if rest else float(head)


def _unit(money: str | None, words: str) -> frozenset[str]:
    if money:
        return frozenset({"$": ["dollar"], "€": ["euro"], "£": ["pound"]}[money])
    if _PERCENT.search(words.casefold()):
        return frozenset(["%"])
    found = frozenset(stem(word) for word in tokens(words) if word not in _LITTLE)
    return found | PEOPLE if found & PEOPLE else found
