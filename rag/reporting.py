"""Whom one sentence names as the one who says it: by a reporting verb, or "according to".

It is given the sentence with what stands in quotation marks masked (quoted.masked), so that a
name inside a quotation is never taken for its speaker. Only a verb of the main clause counts:
"after the minister said he would" reports no words of the minister's. What this module does not
know: the sentences around; who "he" or "the expert" is, attribution.py finds out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rag.roles import NAME, is_group, is_person_noun, may_be_person, is_title, role_in, split_title, without_field

_PLAIN = r"(?:said|says|say|told|tells)"
_FORMAL = (
    r"(?:add(?:ed|s)|not(?:ed|es)|writes|wrote|writ\w+s|stat(?:ed|es)|explain(?:ed|s)|argue[ds]|claim(?:ed|s)"
    r"|announce[ds]|warn(?:ed|s)|insist(?:ed|s)|recall(?:ed|s)|conclude[ds]|repli(?:ed|es)"
    r"|respond(?:ed|s)|answer(?:ed|s)|stresse[ds]|emphasi[sz]e[ds]|acknowledge[ds]|admit(?:ted|s)"
    r"|confirm(?:ed|s)|deni(?:ed|es)|suggest(?:ed|s)|predict(?:ed|s)|declare[ds]|remark(?:ed|s)"
    r"|observe[ds]|comment(?:ed|s)|continue[ds]|tweet(?:ed|s)|testifi(?:ed|es)|report(?:ed|s)"
    r"|maintain(?:ed|s)|joke[ds]|estimate[ds]|assert(?:ed|s)|reiterate[ds]|reveal(?:ed|s)"
    r"|promise[ds]|vow(?:ed|s)|believe[ds]|thinks|thought|points out|pointed out|sums up|summed up"
    r"|(?:made|makes) (?:it )?(?:known|public|clear)(?=[^,.;]{0,20} that\b)"
    r"|(?:add|argue|claim|insist|maintain|believe|think|report|warn|estimate|fear)(?= that\b))"
)
_RELAYED = re.compile(r", [^,]{2,60} report(?:s|ed)(?: \w+)?\.$")
"""A paper that passes on what somebody said."""
_NOUNS_TOO = frozenset("notes states claims reports estimates answers comments replies remarks promises".split())
"""Without "that", as likely a noun: "the BRICS states,"."""
_COMPLEMENT = (
    r"(?= that\b|[,.:;!?]|$| ?[\"“„«‘]| (?:on|last|this|in an?) "
    r"| (?:in|to|at|via|during|through) [^,.;:]{1,40}?(?: that\b|[,:]? ?[“\"«]))"
)
_BELIEF = (
    r"(?:believes?|believed|thinks?|thought|expects?|expected|doubts?|doubted|suspects?|suspected"
    r"|argues?|argued|considers?|considered|fears?|feared|hopes?|hoped|(?:calls?|called)(?! (?:for|on|off|up|in)\b)"
    r"|sees(?= (?:no|an?|in)\b)|(?:does|did) not (?:believe|expect|think|see))"
)
_UTTERS = (
    r"(?:voices?|voiced|spoke of|speaks of|promised|promises|demanded|demands|describes?"
    r"|announce[sd]|(?:gave|gives|named|names|lists|listed|cites|cited)(?=[^.;]{0,40}\b(?:grounds|reasons|causes)\b)"
    r"|puts?(?= [^.;]{3,60} at )|present(?:s|ed)(?= [^.;]{3,60} as )"
    r"|described|expresse[sd]|vow(?:s|ed)|calls for|called for|criticized|criticised|urged|urges)"
)
_REPORTS = re.compile(rf"\b(?:{_PLAIN}\b|{_FORMAL}\b{_COMPLEMENT})")
_PLAIN_VERB = re.compile(rf"{_PLAIN}\b")
_HOLDS = re.compile(rf"\b(?:(?P<belief>{_BELIEF})|{_UTTERS})\b(?! to (?:be|have)\b)")
_OPINION = re.compile(rf"{_BELIEF}\b")
_INVERTED = re.compile(rf"(?:^|[,”\"’»“?!…*] ?)(?:{_PLAIN}|{_FORMAL}) ")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|(?:announced|declared|confirmed) by|[Ii]n the (?:view|opinion|words) of) ")
_SAYING = re.compile(
    r", (?:noting|saying|adding|stressing|stating|explaining|arguing|warning|claiming)"
    r"(?= that\b|,|:| ?[\"“„«]| (?:it|he|she|they|the|there|this)\b)"
)
_UTTERANCE_BY = re.compile(r"\b(?:announcement|statement|remarks?|comments?|interview|post) (?:by|with) ")
_VIEW = re.compile(r"\b[Ii]n (?P<whose>his|her) (?:view|opinion)\b")

_ADVERBS = re.compile(
    r"(?:[ ,](?:later|also|then|earlier|previously|had|has|have|however|himself|herself|still|again"
    r"|already|often|once|recently|too|first|further|now|would|did|does|never|even|only|\w+ly"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+,?$"
)
_BOUNDARY = re.compile(
    r"[,;:.!?—–“”\"„«»()·*]|(?:^|(?<=\s))(?:and|but|that|as|when|while|because|although|though|if"
    r"|since|after|before|whether|where|which|who|than|whom|whose|until|what|how|why)(?= |$)",
    re.IGNORECASE,
)
_SUBORDINATE = frozenset(
    "that when while because although though if since after before whether where which who than"
    " whom whose until what how why".split()
)
_ASIDE = re.compile(
    r"^(?P<head>.*[^\s,])(?:, (?:\d\d, )?(?P<aside>[^,“”\"]{1,120}),| [–—] (?P<dashed>[^–—]{1,160}) ?[–—])$"
)
_OTHER_CLAUSE = re.compile(r"\b(?:who|which|that|when|while|as|if)\b|[;:]")
_UNSAID = re.compile(r"(?:\b(?:is|are|was|were|be|been|being|not|never|to|cannot|could|might|may|must)|n?[’'][st])$")
"""What turns a verb into words that were not said, or not by its subject."""
_OPENER = re.compile(r"(?:In|On|At|After|Before|During|Since|By|Last|This|For|With|From|Two|\w+ly)\b")
_AT_END = re.compile(rf"(?:^|(?<=[\s(]))(?P<run>{NAME})$")
_AT_START = re.compile(rf"^(?:[a-z][\w-]* ){{0,4}}?(?P<run>{NAME}|[Hh]e|[Ss]he)(?=[ ,]|$)")
_STOPS = (
    r"(?=$|[,.;:!?()”\"“„«»—–]| (?:who|on|in|at|of|as|after|before|when|while|during|last|this|about"
    r"|to|adding|with|late|early|from|for|and|by|told|earlier|yesterday)\b)"
)
_NAMED = re.compile(
    rf"(?P<pre>(?:(?:the|an?|his|her|its|their|our) )?(?:[\w’'.-]+,? ){{0,8}}?)(?P<run>{NAME})(?<!\b[A-Z]){_STOPS}"
)
_OF = re.compile(rf"(?: (?:of|for|and)(?: the)? {NAME})+")
_PHRASE = re.compile(rf"(?:the|an?|his|her|its|their|our|some) [\w’'-]+(?: [\w’'-]+){{0,3}}?{_STOPS}")
_GENERAL = re.compile(r"(?:[\w’'.-]+ ){0,7}[\w’'-]+$")
_DOCUMENTS = frozenset(
    "report log contract data statement study survey law document documents figures rules book sign"
    " paper record records statistics numbers poll research treaty article post text law budget".split()
)
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


def sources(sentence: str) -> list[Source]:
    """Return those whom a masked sentence names, the one that governs it first.

    >>> sources("The line is late, said auditor Helga Strand.")
    [Source(sort='name', words='Helga Strand', opinion=False, needs_person=False)]
    >>> sources("The line is late.")
    []
    """
    main = [*_after_verb(sentence), *_before_verb(sentence)]
    if len(main) > 1 and _RELAYED.search(sentence):
        main = main[:-1]
    return main or [*_according(sentence), *_saying(sentence), *_holding(sentence)]


def _after_verb(sentence: str) -> Iterator[Source]:
    """`"…," said Helga Strand, the auditor`."""
    for match in _INVERTED.finditer(sentence):
        if not match.group().rstrip().endswith(("told", "tells")):
            found = _party(sentence[match.end() : match.end() + 160])
            if found is not None:
                yield found


def _before_verb(sentence: str) -> Iterator[Source]:
    """`Helga Strand, the auditor, later said`."""
    for match in _REPORTS.finditer(sentence):
        verb, that = match.group(), sentence.startswith(" that", match.end())
        opinion = _OPINION.match(verb) is not None
        doubtful = opinion or (verb in _NOUNS_TOO and not that)
        found = _subject(sentence[max(0, match.start() - 300) : match.start()]) or _also(sentence, match)
        if found is not None and (found.sort != "phrase" or that or _PLAIN_VERB.match(verb) or _ends(sentence, match)):
            yield Source(found.sort, found.words, opinion, doubtful or found.needs_person)


def _also(sentence: str, verb: re.Match[str]) -> Source | None:
    """`Ferrante rose and said`: the subject of the verb before is the subject of this one."""
    before = _ADVERBS.sub("", sentence[: verb.start()].rstrip())
    if not before.endswith(" and") or _OTHER_CLAUSE.search(before):
        return None
    found = _first(before)
    return found and Source(found.sort, found.words, needs_person=True)


def _ends(sentence: str, verb: re.Match[str]) -> bool:
    """Tell whether a verb ends its clause, as in `the office reports, three weeks sooner`."""
    return verb.end() == len(sentence) or sentence[verb.end()] in ',.“"'


def _according(sentence: str) -> Iterator[Source]:
    for match in _ACCORDING.finditer(sentence):
        found = _party(sentence[match.end() : match.end() + 160])
        if found is not None:
            yield found


def _saying(sentence: str) -> Iterator[Source]:
    """`Tokayev thanked them, noting that`: whoever the sentence begins with."""
    for match in _SAYING.finditer(sentence):
        by = [m.end() for m in _UTTERANCE_BY.finditer(sentence, 0, match.start())]
        found = _party(sentence[by[-1] :]) if by else _first(sentence[: match.start()])
        if found is not None:
            yield found


def _holding(sentence: str) -> Iterator[Source]:
    """`Ferrante expects 38,000 passengers`, `In his view`."""
    view = _VIEW.search(sentence)
    if view is not None:
        yield Source("he" if view["whose"] == "his" else "she", view["whose"], True, True)
    for match in _HOLDS.finditer(sentence):
        found = _subject(sentence[max(0, match.start() - 300) : match.start()])
        if found is not None and found.sort not in {"document", "several"}:
            doubtful = match["belief"] is not None or not sentence.startswith(" that", match.end())
            yield Source(found.sort, found.words, match["belief"] is not None, doubtful)


def _first(sentence: str) -> Source | None:
    match = _AT_START.match(sentence)
    if match is None:
        return None
    if match["run"].casefold() in {"he", "she"}:
        return _pronoun(match["run"])
    named = split_title(match["run"])
    verb = re.match(r" (?:\w+ly )?(?:\w+ed|has|had|was|is|gave|met|took)\b", sentence[match.end() :])
    return Source("name", named.name) if named and verb else None


def _subject(left: str) -> Source | None:
    """The subject of the verb before which `left` stands."""
    left = _ADVERBS.sub("", f" {left.rstrip()}").rstrip()
    if _UNSAID.search(left):
        return None
    aside = _ASIDE.match(left) if left.endswith((",", "–", "—")) else None
    if aside is not None:
        inside = aside["aside"] or aside["dashed"]
        if re.fullmatch(NAME, inside) and _role_before(aside["head"]):
            return _name(inside)
        if not inside[0].isupper():
            left = aside["head"]
    cuts = list(_BOUNDARY.finditer(left))
    cut = cuts[-1] if cuts else None
    if cut is not None and cut.group().casefold() in _SUBORDINATE:
        return None
    clause = left[cut.end() if cut else 0 :].strip()
    if cut is not None and cut.group() == "and" and _AT_END.search(left[: cut.start()].rstrip()):
        return Source("several", clause)
    return _clause_subject(clause)


def _role_before(head: str) -> bool:
    """`The head of the transport office`, before the name it belongs to."""
    clause = re.split(r"[,;:.“”\"]", head)[-1]
    if re.fullmatch(r"(?:The|Its|A|An) [\w’' -]+", head):
        return True
    phrases = re.finditer(r"(?:^|\s)((?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Aa]n?|[\w-]+[’']s) .*)$", clause)
    return any(role_in(m[1]) for m in phrases)


def _clause_subject(clause: str) -> Source | None:
    last = clause.rpartition(" ")[2]
    if last.casefold() in {"he", "she"}:
        return _pronoun(last)
    run = _AT_END.search(clause)
    if run is not None:
        return _run_subject(clause[: run.start()].split(), without_field(clause[: run.start()], run["run"]))
    first = re.match(rf"(?:[a-z][\w-]* ){{0,3}}?({NAME}) (?:of|from|at|with) ", clause)
    named = split_title(first[1]) if first else None
    if named is not None:
        sure = " " in named.name and may_be_person(named.name)
        return Source("name", named.name, needs_person=not sure)
    return _phrase(clause) if _GENERAL.match(clause) else None


def _run_subject(before: list[str], run: str) -> Source | None:
    named = _name(run)
    if not before and is_group(run):
        return Source("phrase", run)
    if not before or (len(before) == 1 and before[0].casefold() in {"the", "political"}):
        return named
    if is_person_noun(before[-1]) or (before[-1] in {"of", "for"} and is_person_noun(before[-2:][0])):
        return named
    if (_OPENER.match(before[0]) or before[-1] in {"ago", "later", "earlier"}) and named is not None and named.sort == "name":
        return Source("name", named.words, needs_person=True)
    return _phrase(" ".join([*before, run]))


def _party(right: str) -> Source | None:
    """Who is named at the start of `right`: `its head, Oren Talbot.`"""
    if re.match(r"(?:he|she)\b", right):
        return _pronoun(right.split()[0])
    match = _NAMED.match(right)
    if match is not None:
        pre = match["pre"].strip()
        if not pre or pre in {"the", "the U.S."} or (role_in(pre) and len(pre.split(",")) <= 2):
            return _name(_whole(right, match))
    phrase = _PHRASE.match(right)
    return _phrase(phrase.group()) if phrase else None


def _whole(right: str, match: re.Match[str]) -> str:
    """An organisation's name with its "for Disease Control and Prevention"."""
    rest = _OF.match(right, match.end("run"))
    if rest is None or may_be_person(match["run"]):
        return match["run"]
    return match["run"] + rest.group()


def _name(run: str) -> Source | None:
    named = split_title(run)
    if named is None:
        return Source("phrase", run) if is_title(run.split()[-1]) else None
    return Source("name", named.name)


def _pronoun(word: str) -> Source:
    return Source("he" if word.casefold() == "he" else "she", word)


def _phrase(words: str) -> Source | None:
    head = re.split(r" (?:of|for|at|in|from|on|by|with|into|to)\b", words)[0].split()
    if not head or words.split()[0].casefold() in {"it", "this", "they", "we", "i", "you", "there"}:
        return None
    return Source("document" if head[-1].casefold() in _DOCUMENTS else "phrase", words)
