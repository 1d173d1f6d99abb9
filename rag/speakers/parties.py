"""The people and organisations that stand beside a reporting verb, as grammar shows them.

`subject` reads what stands before a verb, `party` what stands after one or after "according to".
What this module does not know: who is meant by "he" or "the expert"; speech.py finds out.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.speakers.given_names import is_given_name
from rag.speakers.roles import (
    NAME,
    is_group,
    is_person_noun,
    is_plural,
    is_title,
    may_be_person,
    role_in,
    split_title,
    without_field,
)

ADVERBS = re.compile(
    r"(?:[ ,](?:later|also|then|earlier|previously|had|has|have|however|himself|herself|still|again"
    r"|already|often|once|recently|too|first|further|now|would|did|does|never|even|only|[a-z]+ly"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+,?$"
)
_BOUNDARY = re.compile(
    r"[,;:!?—–“”\"„«»()·*]|(?<![A-Z])(?<!\b(?:St|Dr|Mr|Ms|Jr|Sr|Lt))(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Col"
    r"|Sgt|Rev|Det))(?<!\b(?:Capt|Prof|Supt))\.|(?:^|(?<=\s))(?:and|but|that|as|when|while|because|although|though|if"
    r"|since|after|before|whether|where|which|who|than|whom|whose|until|what|how|why)(?= |$)",
    re.IGNORECASE,
)
_SUBORDINATE = frozenset(
    "that when while because although though if since after before whether where which who than"
    " whom whose until what how why".split()
)
_DASHED = re.compile(r"^(?P<head>.*[^\s,]) [–—] (?P<aside>[^–—]{1,160}) ?[–—]$")
_ASIDE_OPENS = re.compile(
    r"(?:an?|the|his|her|its|their|who|whose|which|of|from|in|at|one|now|then|\d\d|formerly|also"
    r"|former|[JS]r\.|\d\d, [a-z]+)\b"
)
_AFFILIATION = re.compile(r"(?:, [RDI]-[A-Z][\w.’' -]{1,30},?| ?\([^()]{1,60}\),?)$")
"""`Jane Doe, R-Calder,`, `Jane Doe (R)`, `the World Food Programme (WFP)`."""
ASIDES = 3
"""Commas that may stand between a name and its verb."""
_UNSAID = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|not|never|to|cannot|could|might|may|must)|n?[’'][st])$"
)
"""What turns a verb into words that were not said, or not by its subject."""
_OPENER = re.compile(
    r"(?:In|On|At|After|Before|During|Since|By|Last|This|For|With|From|Two|\w+ly)\b"
)
_AT_END = re.compile(rf"(?:^|(?<=[\s(]))(?P<run>{NAME})$")
_STOPS = (
    r"(?=$|[,.;:!?()”\"“„«»—–]| (?:who|on|in|at|of|as|after|before|when|while|during|last|this"
    r"|about|to|with|late|early|from|for|and|by|told|earlier|yesterday|via|through|into|over"
    r"|under|near|outside|inside|between|among|amid|against|since|until|following|upon|because"
    r"|although|though|if|then|later|recently|today|again|just|also|here|there|\w+ing"
    r"|\w+ly)\b)"
)
_AND_ANOTHER = re.compile(r",? and (?:(?:the|his|her) )?(?:[a-z]+ ){0,2}[A-Z]")
_NAMED = re.compile(
    r"(?P<pre>(?:(?:the|an?|his|her|its|their|our) )?(?:[\w’'.-]+,? ){0,8}?)"
    rf"(?P<run>{NAME})(?<!\b[A-Z]){_STOPS}"
)
_OF = re.compile(rf"(?: (?:of|for|and)(?: the)? {NAME})+")
_BODY = re.compile(rf"(?:[Tt]he )?(?P<body>(?P<head>{NAME}) (?:of|for)(?: the)? {NAME})")
_JOINED = re.compile(
    rf"\b[Tt]he (?P<whole>(?:{NAME} (?:of|for) (?:the )?)?(?:U\.?S\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)? and (?P<tail>{NAME}))$"
)
"""`the Food and Drug Administration`."""
_JOINS = re.compile(rf"(?:U\.?S\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)? and (?P<tail>{NAME})")
_PHRASE = re.compile(
    rf"(?:the|an?|his|her|its|their|our|some) [\w’'-]+(?: [\w’'-]+){{0,3}}?{_STOPS}"
)
_GENERAL = re.compile(r"(?:[\w’'.-]+ ){0,7}[\w’'-]+$")
_DOCUMENTS = frozenset(
    "report log contract data statement study survey law document documents figures rules book"
    " sign paper record records statistics numbers poll research treaty article post text"
    " budget".split()
)
_BY = re.compile(r"\b(?:by|from|with|to|in|on|that|who|\w+ed)\b")
_SOME = re.compile(r"(?:Many|Some|Most|Several|Few|Fewer|Both|Other|No|Neither|Two|Three)\b")
_STATE_BODY = re.compile(
    rf"{NAME}[’']s (?:(?:Ministry|Department|Office) of {NAME}|(?:[a-z]+ ){{0,2}}(?:ministry|department|embassy|government|military|parliament"
    r"|central bank|weather service))"
)
"""`Kazakhstan's foreign ministry`."""
_PREPOSITIONS = frozenset(
    "of for by with to from like against about on in at under over than as behind near".split()
)
MAX_NAME = 4
"""A longer name of a person has titles in it that nobody knows."""
Sort = Literal["name", "he", "she", "phrase", "document", "several"]


@dataclass(frozen=True, slots=True)
class Source:
    """The one who says a sentence, as the sentence refers to him, her or it."""

    sort: Sort
    words: str
    """The name without titles, or the words that stand for one."""
    opinion: bool = False
    """True when the verb says that it is a view: believes, doubts, expects."""
    needs_person: bool = False
    """True when the verb is one that countries and markets have as well."""


def subject(left: str) -> Source | None:
    """The subject of the verb before which `left` stands."""
    left = ADVERBS.sub("", f" {left.rstrip()}").rstrip()
    if _UNSAID.search(left):
        return None
    left = _AFFILIATION.sub("", left)
    dashed = _DASHED.match(left)
    found = _appositive(dashed["head"], dashed["aside"]) if dashed else None
    for number in range(1, ASIDES + 1) if left.endswith((",", "”", '"')) else ():
        parts = left.removesuffix(",").rsplit(", ", number)
        if found is None and len(parts) == number + 1:
            found = _appositive(_AFFILIATION.sub("", parts[0]), ", ".join(parts[1:]))
    return found or _plain_subject(left)


def _appositive(head: str, aside: str) -> Source | None:
    """`Helga Strand, the auditor,`; `The auditor, Helga Strand,`."""
    if re.fullmatch(NAME, aside) and _role_before(head):
        named = _name(aside)
        return named and Source(named.sort, named.words, needs_person=" " not in named.words)
    parts = aside.split(", ")
    known = [_ASIDE_OPENS.match(part) or role_in(part) for part in parts]
    places = [re.fullmatch(rf"{NAME}(?:-based [a-z]+)?", part) for part in parts[1:]]
    if not all(known[:1]) and not (len(parts) == 1 and aside[:1].islower()):
        return None
    if not all(a or b for a, b in zip(known[1:], places, strict=True)):
        return None
    found = _plain_subject(head)
    return found if len(parts) == 1 or (found and found.sort == "name") else None


def _plain_subject(left: str) -> Source | None:
    cuts = list(_BOUNDARY.finditer(left))
    cut = cuts[-1] if cuts else None
    if cut is not None and cut.group().casefold() in _SUBORDINATE:
        return None
    clause = left[cut.end() if cut else 0 :].strip(" ∎•■▪●")
    if cut is not None and cut.group() == "and":
        joined = _JOINED.search(left)
        if joined is not None and not may_be_person(joined["tail"]):
            return _of_office(joined["tail"]) or Source("name", joined["whole"])
        if _AT_END.search(left[: cut.start()].rstrip(" ,)")):
            return Source("several", clause)
    return _clause_subject(clause)


def _role_before(head: str) -> bool:
    """`The head of the transport office`, before the name it belongs to."""
    clause = re.split(r"[,;:.“”\"]", head)[-1]
    if re.fullmatch(r"(?:The|Its|A|An) [\w’' -]+", head):
        return True
    phrases = re.finditer(
        r"(?:^|\s)((?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Aa]n?|[\w-]+[’']s) .*)$", clause
    )
    return any(role_in(m[1]) for m in phrases)


def _clause_subject(clause: str) -> Source | None:
    last = clause.rpartition(" ")[2]
    if last.casefold() in {"he", "she"}:
        return pronoun(last)
    titled = _of_office(clause)
    if titled is not None:
        return titled
    body = _BODY.fullmatch(clause)
    if body is not None and not may_be_person(body["head"]):
        return Source("name", body["body"])
    if _STATE_BODY.fullmatch(clause):
        return Source("name", clause)
    belonging = _belonging(clause)
    if belonging is not None:
        return belonging
    run = _AT_END.search(clause)
    if run is not None:
        before, whole = clause[: run.start()], run["run"]
        bare = without_field(before, whole)
        return _name(bare) if bare != whole else _run_subject(before.split(), whole)
    return _phrase(clause) if _GENERAL.match(clause) else None


def _belonging(clause: str) -> Source | None:
    """`Helga Strand of the city council`."""
    first = re.fullmatch(
        rf"(?:[a-z][\w-]* ){{0,3}}?({NAME}) (?:of|from|at|with)"
        rf" (?:(?:the )?{NAME}(?: (?:of|for|at|in)(?: the)? {NAME})?|the (?:[a-z]+ )?[a-z]+(?<!ed))",
        clause,
    )
    named = split_title(first[1]) if first else None
    if named is not None:
        sure = " " in named.name and may_be_person(named.name)
        return Source("name", named.name, needs_person=not sure)
    return None


def _of_office(clause: str) -> Source | None:
    """`Calder Department of Labour Deputy Director Anna Berg`: the name behind the office."""
    run = _AT_END.search(clause)
    named = split_title(run["run"]) if run else None
    if run is None or named is None or not named.title or " " not in named.name:
        return None
    before = clause[: run.start()].split()
    office = is_title(named.title.split()[-1]) and may_be_person(named.name)
    led = before[-1:] == ["of"] or before[-2:] == ["of", "the"] or before[-1:] == ["for"]
    own = len(before) > 1 and before[-2][0].isupper()
    return Source("name", named.name) if office and led and own else None


def _run_subject(before: list[str], run: str) -> Source | None:
    named = _name(run)
    if not before and (is_group(run) or _SOME.match(run)):
        return Source("phrase", run)
    titled = None if before[-1:] and before[-1] in _PREPOSITIONS else split_title(run)
    if titled and titled.title and " " in titled.name and is_title(titled.title.split()[-1]):
        return named
    if [word.casefold() for word in before] in ([], ["the"]):
        return named
    if is_person_noun(before[-1]) or (named and _is_noun(before[-1]) and _is_full(named.words)):
        return named
    if len(before) == 1 and before[0].endswith(("’s", "'s")) and not may_be_person(run):
        return Source("name", f"{before[0]} {run}")
    opened = _OPENER.match(before[0]) or before[-1] in {"ago", "later", "earlier"}
    if opened and named is not None and named.sort == "name":
        return Source("name", named.words, needs_person=True)
    return _phrase(" ".join([*before, run]))


def _is_noun(word: str) -> bool:
    """Tell whether a word before a name may say what somebody is: "promoter"."""
    return word.islower() and word not in _PREPOSITIONS and word.endswith(("er", "or", "nt", "an"))


def _is_full(name: str) -> bool:
    return " " in name and is_given_name(name.split()[0]) and may_be_person(name)


def party(right: str) -> Source | None:
    """Who is named at the start of `right`: `its head, Oren Talbot.`"""
    if re.match(r"(?:he|she)\b", right):
        return pronoun(right.split()[0])
    match = _NAMED.match(right)
    if match is not None and _leads(match["pre"].strip(), match["run"]):
        joined = _JOINS.match(right, match.start("run"))
        if joined is not None and not may_be_person(joined["tail"]):
            return Source("name", joined.group())
        if _AND_ANOTHER.match(right, match.end("run")) and may_be_person(match["run"]):
            return Source("several", match["run"])
        return _name(without_field(match["pre"], _whole(right, match)))
    phrase = _PHRASE.match(right)
    if phrase is None or re.match(r" (?:of|for)(?: the)? [A-Z]", right[phrase.end() :]):
        return _phrase(right.split(",")[0].rstrip(".")) if phrase else None
    return _phrase(phrase.group())


def _leads(pre: str, run: str) -> bool:
    """Tell whether the words before a name only say what the named one is."""
    pre = pre.removesuffix(" and")
    if not pre or pre in {"the", "the U.S."} or (role_in(pre) and len(pre.split(",")) <= 2):
        return True
    named = split_title(run)
    if named is None or "," in pre or " " not in named.name or _BY.search(pre):
        return False
    return bool(named.title and is_title(named.title.split()[-1])) or (
        without_field(f"{pre} ", run) != run
    )


def _whole(right: str, match: re.Match[str]) -> str:
    """An organisation's name with its "for Disease Control and Prevention"."""
    rest = _OF.match(right, match.end("run"))
    if rest is None or may_be_person(match["run"]):
        return match["run"]
    tail = split_title(rest.group().split(" of ")[-1].strip())
    if tail is not None and tail.title and may_be_person(tail.name):
        return tail.name
    return match["run"] + rest.group()


def _name(run: str) -> Source | None:
    named = split_title(run)
    if named is None:
        return Source("phrase", run) if is_title(run.split()[-1]) else None
    if named.title and is_plural(named.title.split()[-1]):
        return Source("several", run)
    if len(named.name.split()) > MAX_NAME and may_be_person(named.name.split()[-1]):
        return Source("phrase", run)
    return Source("name", named.name)


def pronoun(word: str) -> Source:
    """Return "he" or "she" as a source."""
    return Source("he" if word.casefold() == "he" else "she", word)


def _phrase(words: str) -> Source | None:
    head = re.split(r" (?:of|for|at|in|from|on|by|with|into|to)\b", words)[0].split()
    if not head or words.split()[0].casefold() in {"it", "this", "they", "we", "i", "you", "there"}:
        return None
    return Source("document" if head[-1].casefold() in _DOCUMENTS else "phrase", words)
