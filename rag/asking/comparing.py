"""Does a question ask what each outlet says? The outlets it names, and the topic without the rest.

Wordings only, and few of them: a question that compares anything but reports ("the reasons of A and
B") is none of ours, nor is one about "Western media", which nobody can pick out. What this module
does not know: whether any outlet says something on the topic.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rag.asking.outlets import Outlets
from rag.question import Query
from rag.terms.words import WEAK_STEMS, content_stems
from vectorstore.names import outlet_key

FIRST_MARK = 0xE000
MARKS = 0xF8FF - FIRST_MARK
"""Letters for private use: each stands for one outlet named in the question."""

_MARK = re.compile("[\ue000-\uf8ff]")
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_MAYBE = re.compile(
    r"\b(?:compar|contrast|differ|disagree|diverge|var(?:y|ies)|outlet|newspaper|papers|magazine"
    r"|media|press|site|publication|source|report|article|account|writ|wrote|say|sa(?:id|ys)"
    r"|cover|describe|tell|told|news)",
    re.IGNORECASE,
)
"""No frame below without one of these: the outlets need not be read for other questions."""

_NAME = r"[\ue000-\uf8ff](?:['’]s)?"
_NAMES = rf"(?:both )?{_NAME}(?:, {_NAME})*,? (?:and|or|versus|vs\.?|with|against|&) {_NAME}"
_SEVERAL = r"(?:different|various|several|individual|other|multiple)"
_ANY = r"(?:(?:all|each|most|some) (?:of )?)?(?:(?:the|these|those|our|my|your) )?"
_ONE = r"(?:each|every) (?:individual )?(?:news )?(?:outlet|newspaper|paper|magazine|source|site)"
_PLURAL = (
    r"(?:(?:news|media|press) )?outlets|news ?papers|news ?sites|magazines|media|press"
    r"|news agencies|(?:news|media|press) (?:organi[sz]ations|reports|articles|sources|sites)"
)
_REPORTS = r"papers|publications|sources|articles|reports|accounts|stories|sites"
"""What may be something else than news, unless it is said that there are several of them."""
_GENERAL = (
    rf"(?:{_ONE}|{_ANY}(?:{_SEVERAL} )?(?:{_PLURAL})['’]?|{_ANY}{_SEVERAL} (?:{_REPORTS})['’]?)"
)
_OUTLETS = rf"(?:{_NAMES}|{_GENERAL})"
_DO = r"(?:do|did|does|have|has|had)"
_REPORT = (
    r"(?:report(?:ed|s)?(?: (?:on|about))?|cover(?:ed|s)?|describe[sd]?|present(?:ed|s)?"
    r"|portray(?:ed|s)?|depict(?:ed|s)?|frame[sd]?|explain(?:ed|s)?|interpret(?:ed|s)?"
    r"|view(?:ed|s)?|see|sees|saw|seen|treat(?:ed|s)?|characteri[sz]e[sd]?|discuss(?:ed|es)?"
    r"|(?:comment(?:ed|s)?|write|writes) on|(?:write|writes|wrote|written|talk|talked|talks) about)"
)
_SAY = (
    r"(?:say|says|said|write|writes|wrote|written|report|reports|reported|tell us|tell|told"
    r"|think|claim|claimed) (?:about|on|of|regarding|concerning)"
)
_COVERAGE = r"(?:coverage|reporting|reports?|accounts?|articles?|stories|story|versions?|framing)"
_ABOUT = (
    rf"(?:on|about|over|regarding|concerning|when it comes to|in (?:their|its|the) {_COVERAGE}"
    rf" (?:of|on|about))"
)
_DIFFER = r"(?:differ|disagree|diverge|vary|compare|contradict each other)"
_LEAD = (
    r"(?:and |so |but )?(?:please |can you |could you |would you |i want to |i would like to"
    r"|i['’]d like to )*(?:please )?(?:show me |tell me |give me )?"
)
_COMPARE = (
    r"(?:compare(?: and contrast)?|contrast|(?:a |the )?comparison of"
    r"|(?:what are )?(?:the )?differences? (?:in|between))"
)
_TOLD = (
    r"(?:reported|covered|described|presented|portrayed|depicted|framed|explained|interpreted"
    r"|viewed|seen|treated|discussed)(?: on)?(?: differently)? (?:by|in|across|among|between)"
)
_AMOUNTS = r"reasons?|explanations?|causes?|grounds|arguments?|figures?|numbers?|dates?|details?"

_FRAMES = tuple(
    re.compile(f"{_LEAD}{frame}", re.IGNORECASE)
    for frame in (
        rf"how {_DO} {_OUTLETS} {_COVERAGE} (?:of|on|about) (?P<topic>.+?) {_DIFFER}",
        rf"{_COMPARE} {_NAME} {_COVERAGE} (?:of|on|about) (?P<topic>.+?)"
        rf" (?:with|and|to|versus) (?:that of )?{_NAME}(?: {_COVERAGE})?",
        rf"(?:{_COMPARE} )?how (?:differently )?(?:{_DO} )?{_OUTLETS} (?:each |all |have |has )?"
        rf"{_REPORT} (?P<topic>.+)",
        rf"(?:{_COMPARE} )?what (?:{_DO} )?{_OUTLETS} (?:each |all |have |has )?{_SAY}"
        r" (?P<topic>.+)",
        rf"(?:how|where|what) {_DO} (?:{_OUTLETS}|(?:the )?(?:{_REPORTS}))"
        rf"(?: {_COVERAGE})? {_DIFFER} {_ABOUT} (?P<topic>.+)",
        rf"how {_DO} (?:the )?{_COVERAGE} (?:of|on|about) (?P<topic>.+?) {_DIFFER}"
        rf" (?:between|among|across|in|from) {_OUTLETS}",
        rf"{_COMPARE} (?:the )?{_COVERAGE} (?:of|on|about) (?P<topic>.+?)"
        rf" (?:by|in|across|between|among|from) {_OUTLETS}",
        rf"{_COMPARE} (?:the )?{_COVERAGE} (?:by|in|across|between|among|from|of) {_OUTLETS}"
        r" (?:of|on|about) (?P<topic>.+)",
        rf"{_COMPARE} {_OUTLETS} {_COVERAGE} (?:of|on|about) (?P<topic>.+)",
        rf"{_COMPARE} {_NAMES} {_ABOUT} (?P<topic>.+)",
        rf"{_COMPARE} (?:the )?(?:news|media|press) {_COVERAGE} (?:of|on|about) (?P<topic>.+)",
        rf"(?:{_COMPARE} )?how (?:is|was|are|were|has|have|had) (?P<topic>.+?) (?:been )?{_TOLD}"
        rf" {_OUTLETS}",
        rf"{_COMPARE} how (?P<topic>.+?) (?:is|was|are|were|has been|have been) {_TOLD} {_OUTLETS}",
        rf"(?:which|what) (?:of (?:the|these|our|my) )?(?:{_PLURAL}) (?:have |has )?"
        r"(?:report on|reported (?:on|about)|covered|write about|wrote about|written about)"
        r" (?P<topic>.+?)(?:,? and (?:what|how)\b.*)?",
        rf"how {_DO} {_NAME} (?:{_COVERAGE} (?:of|on|about) )?(?P<topic>.+?) {_DIFFER} from"
        rf" (?:that of |the one (?:of|in) )?{_NAME}",
        rf"how {_DO} {_NAME} (?:{_COVERAGE} )?{_DIFFER} from (?:that of )?{_NAME}"
        rf" (?:{_ABOUT}|of) (?P<topic>.+)",
        rf"(?:what|which) (?P<topic>(?:{_AMOUNTS})) {_DO} {_OUTLETS} (?:give|gave|given|name|named"
        r"|report|reported|mention|cite|state|see|offer)(?P<rest> (?:for|of|about|on) .+)",
        rf"(?P<topic>(?:when|where|why|how (?:many|much|high|large|long|far)\b.*?)) (?:do|did)"
        rf" {_OUTLETS} (?:say|report|state|claim|write)(?: that)?(?P<rest> .+)",
        rf"according to (?:{_NAMES}|{_ONE}|(?:the )?{_SEVERAL} (?:{_PLURAL}|{_REPORTS})),?"
        r" (?P<topic>.+)",
    )
)
"""A question is one of these from its first word to its last."""

_EDGE = re.compile(
    r"^(?:that|about|on|of) |(?: (?:differently|each|respectively))+$", re.IGNORECASE
)
_OWN = re.compile(
    r"(?:their|its|themselves|each other|one another|costs|losses|expenses|rent)\b", re.IGNORECASE
)
"""What newspapers "cover" or "describe" without reporting on it."""


def as_comparison(query: Query, outlets: Callable[[], Mapping[str, str]]) -> Query:
    """Return the query with its topic and outlets where it asks for a comparison, else as it is.

    `outlets` gives those of the collection: key to name. An earlier question that a follow-up
    leans on is the topic where the follow-up has none of its own.
    """
    if not _MAYBE.search(query.searched_for):
        return query
    asked, earlier = _parts(query)
    known = outlets()
    read = read_comparison(asked, known)
    if read is None:
        return query
    topic, named = read
    if earlier:
        of_earlier = read_comparison(earlier, known)
        earlier = of_earlier[0] if of_earlier else earlier
        topic = f"{topic} ({earlier})" if _says_something(topic) else earlier
    return replace(query, searched_for=topic, compared=named) if _says_something(topic) else query


def without_days(query: Query) -> Query:
    """Return the query; the topic of a comparison without the days that were read as a filter.

    Where nothing but days was the topic, nothing is compared: what was reported is asked.
    """
    if query.compared is None:
        return query
    topic, filters = query.searched_for, query.filters
    phrases = (*filters.dates, *(found.words for found in filters.applied))
    if any(topic in words for words in phrases):
        return replace(query, searched_for=query.question, compared=None)
    for words in phrases:
        topic = " ".join(topic.replace(words, " ").split())
    return replace(query, searched_for=topic) if _says_something(topic) else query


def read_comparison(
    question: str, outlets: Mapping[str, str]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the topic and the keys of the outlets that are named, or None when it is none.

    >>> read_comparison("How did the outlets report the flood in Velmora?", {})
    ('the flood in Velmora', ())
    >>> read_comparison("Compare Orda and Time on tax", {"time": "Time", "orda": "Orda"})
    ('tax', ('orda', 'time'))
    >>> read_comparison("Compare the population of Oslo and Bergen.", {}) is None
    True
    """
    text, marks = _marked(" ".join(_MARK.sub("", question).split()), outlets)
    text = text.rstrip(" ?.!")
    match = next((m for frame in _FRAMES if (m := frame.fullmatch(text))), None)
    if match is None:
        return None
    topic = _EDGE.sub("", match["topic"] + match.groupdict().get("rest", ""))
    if _OWN.match(topic):
        return None
    named = _MARK.findall(text[: match.start("topic")] + text[match.end("topic") :])
    topic = _MARK.sub(lambda mark: marks[mark.group()][1], topic)
    return topic, tuple(dict.fromkeys(marks[mark][0] for mark in named))


def _parts(query: Query) -> tuple[str, str]:
    """Return what was asked and the earlier question that was added to it."""
    if not query.searched_for.startswith(query.question):
        return query.searched_for, ""
    added = query.searched_for[len(query.question) :].strip()
    return query.question, added.removeprefix("(").removesuffix(")")


def _says_something(topic: str) -> bool:
    return any(stem not in WEAK_STEMS for stem in content_stems(topic))


def _marked(question: str, outlets: Mapping[str, str]) -> tuple[str, Mapping[str, tuple[str, str]]]:
    """Return the question with a letter in place of each outlet, and (key, text) by letter."""
    marks: dict[str, tuple[str, str]] = {}
    text, place = "", 0
    for start, end, key in _outlets_in(question, outlets):
        gap = question[place:start]
        before = _THE.sub("", gap)
        mark = chr(FIRST_MARK + len(marks) % MARKS)
        marks[mark] = key, gap[len(before) :] + question[start:end]
        text += before + mark
        place = end
    return text + question[place:], marks


def _outlets_in(question: str, outlets: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and key of each outlet of the collection that a question names."""
    for mention in sorted(Outlets(outlets).mentions(question), key=lambda m: m.start):
        if mention.names:
            yield mention.start, mention.end, outlet_key(mention.names[0])
