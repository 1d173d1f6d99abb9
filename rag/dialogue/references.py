"""Words of a question that refer to something said before, and are not explained in it.

Word patterns and order: a pronoun is explained by what stands before it in the same question, but
not by the subject of its own verb ("Why did Russia restrict it?"). Words that only look like
references ("Is it true that", "those who", "there is") are masked first. What this module does not
know: what a word refers to; follow_up.py looks for that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.dialogue.mentions import AUXILIARY, NAME, mentions
from rag.terms.words import WEAK_STEMS, content_stems

Kind = Literal["person", "it", "they", "place", "pointer"]

MOST_WORDS = 8
"""A question with more words of its own explains itself."""

_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_OPENING = rf"^(?:(?:and|but|so|or),?\ )?(?:(?:[a-z]+\ )?{_WH}(?:\ [\w-]+){{0,2}}?\ )?"
_BE = r"(?:is|are|was|were|isn['’]t|wasn['’]t|aren['’]t|weren['’]t)"

_HOW_IT_IS = (
    r"(?:possible|impossible|necessary|legal|illegal|allowed|forbidden|safe|dangerous|easy|hard"
    r"|difficult|better|best|right|wrong|fair|important|worth|useful|common|normal|usual|late"
    r"|early|cheaper|true|time)"
)
_NAMED = NAME.replace(" ", r"\ ")
_LOOK_LIKE = re.compile(
    rf"""
      ["“«][^"”»]*["”»]  # what is quoted speaks for itself
    | \b{_BE}\ it\ (?:\w+\ ){{0,2}}?\w+\ (?:that|whether)\b
    | \b{_BE}\ it\ (?:\w+\ )?{_HOW_IT_IS}\ (?:(?:for\ (?:\w+\ ){{1,4}}?)?to\ \w+\ \w+|if\ )
    | \b(?:would|will|could)\ it\ be\ (?:\w+\ ){{1,3}}?(?:that|to|for|if|whether)\b
    | \b{_BE}\ it\ (?:the\ |(?:in|on|at|from|under)\ )?(?-i:{_NAMED})
    | \bit\ (?:true|possible|likely|legal|safe|worth|important|clear|certain|known)\ (?=\w)
    | \bit\ (?:cost|costs|take|takes|took|taken)\ (?:[\w-]+\ ){{0,6}}?(?:to\ \w+\ \w+
      |for\ (?:an?|the)\ )
    | \bit\ (?:matters?|means?|seems?|appears?|turns?\ out|happens?|emerged|follows)
      \ (?:\w+\ ){{0,2}}?(?:that|to|if|whether|like|as)\b
    | \bit\ (?:is|was|has\ been)\ (?:said|reported|claimed|announced|known|believed|thought)\b
    | \bit\ (?:rain|snow|freeze|mean|matter)\w*\b
    | \b(?:how|why)\ (?:is|was|come)\ it\ (?:that|possible)\b
    | \bthose\ (?:who|of|in|which|that|from|with|without|affected|involved|responsible|\w+ed)\b
    | \b(?:that|those)\ of\b
    | \bthere\ (?:is|are|was|were|be|been|has|have|had|will|would|might|may|could|should)\b
    | \b{AUXILIARY}(?:n['’]t)?\ there\b(?!\s*[?.!]*$)
    | \bthis\ (?:time|morning|century|decade)\b
    | \b(?:no|any|every|some|each)\ ones?\b | \bone\ another\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words that look as if they referred to something said before, and do not."""

_PRONOUN = re.compile(
    r"\b(?P<person>he|she|him|her|hers|his|himself|herself)\b"
    r"|\b(?P<they>they|them|their|theirs)\b|\b(?P<it>it|its)\b(?!['’])"
)
_FIRST = re.compile(r"^(?:He|She|His|Her|They|Their|It|Its)\b")
_SUBJECTS = frozenset("he she they it".split())
_POSSESSIVES = frozenset("his hers its their theirs".split())
_OBJECT_FOLLOWS = re.compile(
    r"\s*(?:[?.!,;]|$|(?:in|on|at|to|for|from|with|about|of|by|as|and|or|but|when|after|before|that"
    r"|if|because|during|until|since|so|too|again|then|there|not|first|instead|yet|\w+ly)\b)"
)
_NOUNS = (
    r"(?:decisions?|plans?|statements?|moves?|claims?|steps?|law|proposals?|offers?|meetings?"
    r"|summit|figures?|numbers?|reasons?|events?|incident|cases?|announcement|arguments?"
    r"|explanation|criticism|projects?|deals?|agreements?|changes?|countr(?:y|ies)|group|company"
    r"|speech|interview|ban|measures?|allegations?|view|position|promises?|mistakes?|policy|city"
    r"|place|town|period|states?|conditions?|grounds|points?)"
)
_POINTER = re.compile(
    rf"""
      (?<!\bsay\ )\b(?:this|that|these|those)\s*[?.!]*$
    | {_OPENING}{AUXILIARY}\ (?:this|that)\b(?!\ (?:week|month|year|spring|summer|autumn|winter)\b)
    | \b(?:this|these|those)\ {_NOUNS}\b
    | \b(?:that|those)\ (?:times?|days?|weeks?|months?|years?)(?=\s*[?.!,]|$)
    | \bthat\ {_NOUNS}(?=\s*[?.!,]|$|\ (?:in|on|at|for|with|about|by)\b)
    | \b(?:before|after|since|by|until|despite|about|like|of|than)\ (?:this|that)(?=\s*[?.!,]|$)
    | \b(?:which|other|first|second|third|last|next|previous|new|old|older|newer)\ ones?\b
      (?!\ (?:of|in)\b)
    | \bthe\ others?(?=\s*[?.!]|$|\ (?:{AUXILIARY}|say|said|think)\b)
    | \bthe\ other\ (?:one|two|three|four)\b
    | \bthe\ (?:former|latter)(?=\s*[?.!,]|$|\ (?:do|did|say|said|think)\b)
    | \b(?:do|does|did|done|say|said|think|thought)\ so(?=\s*[?.!,]|$|\ (?:in|by|too|as|now)\b)
    | \b(?:do|does|did|done)\ (?:the\ same|likewise)\b | \bthe\ same\s*[?.!]*$
    | \b(?:since|until|by|before)\ then\b | \b(?<!back\ )then\s*[?.!]*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_THERE = re.compile(r"\bthere(?=\s*[?.!,]|$| (?:in|on|at|now|today|after|before|during|then)\b)")
_AFTER_AUXILIARY = re.compile(rf"(?:^|\b{AUXILIARY}(?:n['’]t)? )$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    rf"[,.;:?!–—](?= )|\b(?:and|or|but)(?= (?:{_WH}|{AUXILIARY})\b)"
    rf"|\b(?:that|who|which)(?= {AUXILIARY}\b)",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"\b(?:that|who|which|when|while|if|because|after|before|although|though|and|but|as|since)\b"
)
_FRONTED = re.compile(
    r"^(?:in|on|at|with|after|before|during|despite|when|while|if|since|by|for|as)\b[^?]*?,(?P<rest>.*)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:the|an?|every|each|some|any|one|no|my|our|\w+['’]s) (?!\w*ing\b)\w+", re.IGNORECASE
)
_WHO_DOES = re.compile(
    rf"^(?:(?:and|but|so),? )?(?:who (?!{AUXILIARY}\b)"
    rf"|(?:which|what) (?!of\b|{AUXILIARY}\b)[\w-]+ )",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\b(?:any|some|every|no)(?:body|one|thing|where)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"[?!] \w|[a-zà-ÿ]{4,}\. [A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that refers back, at its place."""

    word: str
    start: int
    end: int
    kind: Kind


def references(question: str) -> list[Reference]:
    """Return the words of a question that refer to what was said before, in order.

    >>> [r.word for r in references("Why did Russia restrict it?")]
    ['it']
    >>> references("Is it true that Russia restricted its imports of those who sell there?")
    []
    """
    if _SENTENCES.search(question):
        return []
    text = _LOOK_LIKE.sub(lambda match: "·" * len(match.group()), question)
    found = [r for r in _candidates(text) if not _is_explained(question, text, r)]
    if len(content_stems(question)) > MOST_WORDS:
        return []
    return sorted(found, key=lambda reference: reference.start)


def _candidates(text: str) -> Iterator[Reference]:
    lowered = _FIRST.sub(lambda match: match.group().lower(), text)
    for match in _PRONOUN.finditer(lowered):
        kind: Kind = "person" if match["person"] else "it" if match["it"] else "they"
        yield Reference(match.group(), match.start(), match.end(), kind)
    for match in _THERE.finditer(text):
        yield Reference(match.group(), match.start(), match.end(), "place")
    for match in _POINTER.finditer(text):
        yield Reference(match.group(), match.start(), match.end(), "pointer")


def _is_explained(question: str, text: str, reference: Reference) -> bool:
    """Tell whether the question itself says what a reference stands for."""
    before = text[: reference.start]
    if _is_fronted(question, reference):
        return True
    if _AFTER_AUXILIARY.search(before):
        ends = [match.end() for match in _CLAUSE_END.finditer(before)]
        return bool(ends) and _units(question[: ends[-1]]) > 0
    if reference.kind == "pointer":
        return _CLAUSE_END.search(before) is not None and _units(before) > 1
    if reference.kind == "place":
        return bool({m.kind for m in mentions(question[: reference.start])} & {"place"})
    if reference.kind == "person":
        own = is_object(question, reference) and not _in_another_clause(before)
        people = _people(question[: reference.start]) + _who_is_subject(before)
        return people > (1 if own else 0)
    units = _units(question[: reference.start])
    if is_object(question, reference) and not _in_another_clause(before):
        verb = len(content_stems(before.rsplit(maxsplit=1)[-1])) if before else 0
        return units - verb > 1  # the subject of its own verb explains nothing
    return units > 0 or _who_is_subject(before)


def is_object(question: str, reference: Reference) -> bool:
    """Tell whether a pronoun is neither subject nor possessive where it stands."""
    if reference.word in _SUBJECTS - {"it"} or reference.word in _POSSESSIVES:
        return False
    can_be_more = reference.word in ("it", "her")
    return not can_be_more or _OBJECT_FOLLOWS.match(question[reference.end :]) is not None


def _units(before: str) -> int:
    """Return how many names and other meaningful words could be what is referred to."""
    named = mentions(before)
    rest, end = [], 0
    for mention in named:
        rest.append(before[end : mention.start])
        end = mention.end
    rest.append(before[end:])
    text = _INDEFINITE.sub(" ", " ".join(rest))
    words = [word for word in content_stems(text) if word not in WEAK_STEMS]
    return len([m for m in named if m.kind != "time"]) + len(words)


def _people(before: str) -> int:
    """Return how many people stand there: names, and nouns with an article."""
    named = [mention for mention in mentions(before) if mention.kind in ("person", "name")]
    others = [m for m in _SOMEBODY.finditer(before) if all(m.start() != n.start for n in named)]
    return len(named) + len(others)


def _who_is_subject(before: str) -> bool:
    """Tell whether "who" or "which …" is the subject that a pronoun can mean: "Who sold his"."""
    return _WHO_DOES.match(before) is not None


def _in_another_clause(before: str) -> bool:
    """Tell whether a clause begins between the opening and the word right before a pronoun."""
    inside = re.sub(rf"^(?:(?:and|but|so|or),? )?(?:{_WH} )?", "", before, flags=re.IGNORECASE)
    return _CLAUSE_START.search(inside.rstrip().rpartition(" ")[0]) is not None


def _is_fronted(question: str, reference: Reference) -> bool:
    """Tell whether the name comes after the pronoun: "In his speech, what did Tokayev say?"."""
    fronted = _FRONTED.match(question)
    if fronted is None or reference.start > fronted.start("rest"):
        return False
    return bool(mentions(fronted["rest"]))
