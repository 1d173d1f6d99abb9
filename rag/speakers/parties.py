"""The people and organisations that stand before a reporting verb, as its subject.

What this module does not know: what stands after a verb (named_after.py), and who is meant by "he"
or "the expert" (antecedents.py).
"""

import re

from rag.speakers.given_names import is_given_name
from rag.speakers.roles import (
    NAME,
    is_group,
    is_person_noun,
    is_title,
    may_be_person,
    role_in,
    split_title,
    without_field,
)
from rag.speakers.source import Source, named, phrase, pronoun

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
_BODY = re.compile(rf"(?:[Tt]he )?(?P<body>(?P<head>{NAME}) (?:of|for)(?: the)? {NAME})")
_JOINED = re.compile(
    rf"\b[Tt]he (?P<whole>(?:{NAME} (?:of|for) (?:the )?)?(?:U\.?S\.? )?[A-Z][a-z]+"
    rf"(?: [A-Z][a-z]+)? and (?P<tail>{NAME}))$"
)
"""`the Food and Drug Administration`."""
_GENERAL = re.compile(r"(?:[\w’'.-]+ ){0,7}[\w’'-]+$")
_SOME = re.compile(r"(?:Many|Some|Most|Several|Few|Fewer|Both|Other|No|Neither|Two|Three)\b")
_STATE_BODY = re.compile(
    rf"{NAME}[’']s (?:(?:Ministry|Department|Office) of {NAME}"
    r"|(?:[a-z]+ ){0,2}(?:ministry|department|embassy|government|military|parliament"
    r"|central bank|weather service))"
)
"""`Kazakhstan's foreign ministry`."""
_PREPOSITIONS = frozenset(
    "of for by with to from like against about on in at under over than as behind near".split()
)


def subject(left: str) -> Source | None:
    """The subject of the verb before which `left` stands."""
    left = ADVERBS.sub("", f" {left.rstrip()}").rstrip()
    if _UNSAID.search(left):
        return None
    left = _AFFILIATION.sub("", left)
    dashed = _DASHED.match(left)
    found = [_appositive(dashed["head"], dashed["aside"])] if dashed else []
    for number in range(1, ASIDES + 1) if left.endswith((",", "”", '"')) else ():
        parts = left.removesuffix(",").rsplit(", ", number)
        if len(parts) == number + 1:
            found.append(_appositive(_AFFILIATION.sub("", parts[0]), ", ".join(parts[1:])))
    subjects = [source for source in found if source]
    first = next((s for s in subjects if s.sort == "name"), subjects[0] if subjects else None)
    return first or _plain_subject(left)


def _appositive(head: str, aside: str) -> Source | None:
    """`Helga Strand, the auditor,`; `The auditor, Helga Strand,`."""
    if re.fullmatch(NAME, aside) and _role_before(head):
        inside = named(aside)
        return inside and Source(inside.sort, inside.words, needs_person=" " not in inside.words)
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
    clause = left[cut.end() if cut else 0 :].strip(" ∎•■▪●’'")
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
        return named(bare) if bare != whole else _run_subject(before.split(), whole)
    return phrase(clause) if _GENERAL.match(clause) else None


def _belonging(clause: str) -> Source | None:
    """`Helga Strand of the city council`."""
    first = re.fullmatch(
        rf"(?:[a-z][\w-]* ){{0,3}}?({NAME}) (?:of|from|at|with)"
        rf" (?:(?:the )?{NAME}(?: (?:of|for|at|in)(?: the)? {NAME})?"
        r"|the (?:[a-z]+ )?[a-z]+(?<!ed))",
        clause,
    )
    split = split_title(first[1]) if first else None
    if split is not None:
        sure = " " in split.name and may_be_person(split.name)
        return Source("name", split.name, needs_person=not sure)
    return None


def _of_office(clause: str) -> Source | None:
    """`Calder Department of Labour Deputy Director Anna Berg`: the name behind the office."""
    run = _AT_END.search(clause)
    split = split_title(run["run"]) if run else None
    if run is None or split is None or not split.title or " " not in split.name:
        return None
    before = clause[: run.start()].split()
    office = is_title(split.title.split()[-1]) and may_be_person(split.name)
    led = before[-1:] == ["of"] or before[-2:] == ["of", "the"] or before[-1:] == ["for"]
    own = len(before) > 1 and before[-2][0].isupper()
    return Source("name", split.name) if office and led and own else None


def _run_subject(before: list[str], run: str) -> Source | None:
    source = named(run)
    if not before and (is_group(run) or _SOME.match(run)):
        return Source("phrase", run)
    titled = None if before[-1:] and before[-1] in _PREPOSITIONS else split_title(run)
    if titled and titled.title and " " in titled.name and is_title(titled.title.split()[-1]):
        return source
    if [word.casefold() for word in before] in ([], ["the"]):
        return source
    if is_person_noun(before[-1]) or (source and _is_noun(before[-1]) and _is_full(source.words)):
        return source
    if len(before) == 1 and before[0].endswith(("’s", "'s")) and not may_be_person(run):
        return Source("name", f"{before[0]} {run}")
    opened = _OPENER.match(before[0]) or before[-1] in {"ago", "later", "earlier"}
    if opened and source is not None and source.sort == "name":
        return Source("name", source.words, needs_person=True)
    return phrase(" ".join([*before, run]))


def _is_noun(word: str) -> bool:
    """Tell whether a word before a name may say what somebody is: "promoter"."""
    return word.islower() and word not in _PREPOSITIONS and word.endswith(("er", "or", "nt", "an"))


def _is_full(name: str) -> bool:
    return " " in name and is_given_name(name.split()[0]) and may_be_person(name)
