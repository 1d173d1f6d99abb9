"""Whom one sentence names as the one who says it: by a reporting verb, or "according to".

It is given the sentence with what stands in quotation marks masked (quoted.masked), so that a
name inside a quotation is never taken for its speaker. Only a verb of the main clause counts:
"after the minister said he would" reports no words of the minister's. What this module does not
know: the sentences around; who "he" or "the expert" is, speech.py finds out.
"""

import re
from collections.abc import Iterator

from rag.speakers.named_after import party
from rag.speakers.parties import ADVERBS, subject
from rag.speakers.reporting_verbs import (
    ACCORDING,
    HOLDS,
    INVERTED,
    NAMING,
    NOUNS_TOO,
    OPINION,
    PLAIN_VERB,
    RELAYED,
    REPORTS,
    SAYING,
    UTTERANCE_BY,
    VIEW,
)
from rag.speakers.roles import NAME, role_in, split_title
from rag.speakers.source import Source, pronoun

MAX_SENTENCE = 1500
"""A longer one is no sentence, and would take long."""
_OTHER_CLAUSE = re.compile(r"\b(?:who|which|that|when|while|as|if)\b|[;:]")
_AT_START = re.compile(rf"^(?:[a-z][\w-]* ){{0,4}}?(?P<run>{NAME}|[Hh]e|[Ss]he)(?=[ ,]|$)")


def sources(sentence: str) -> list[Source]:
    """Return those whom a masked sentence names, the one that governs it first.

    >>> sources("The line is late, said auditor Helga Strand.")
    [Source(sort='name', words='Helga Strand', opinion=False, needs_person=False)]
    >>> sources("The line is late.")
    []
    """
    if len(sentence) > MAX_SENTENCE:
        return []
    return [source for part in sentence.split("; ") for source in _of_clause(part)]


def _of_clause(sentence: str) -> list[Source]:
    main = [*_after_verb(sentence), *_before_verb(sentence)]
    # "the states," is a noun more often than a verb.
    main = [s for s in main if not (s.needs_person and s.sort in {"phrase", "document"})] or (
        [] if ACCORDING.search(sentence) else main
    )
    if len(main) > 1 and RELAYED.search(sentence):
        main = main[:-1]
    other = [*_according(sentence), *_saying(sentence), *_holding(sentence)]
    return main or other or [*_naming(sentence)]


def _after_verb(sentence: str) -> Iterator[Source]:
    """`"…," said Helga Strand, the auditor`."""
    for match in INVERTED.finditer(sentence):
        if match.group().rstrip().endswith(("told", "tells")):
            continue
        found = party(sentence[match.end() : match.end() + 160])
        # "…, acknowledges the long way": what follows is no subject.
        quoted = match.group()[0] in '”"’»“' or PLAIN_VERB.search(match.group())
        if found is not None and (found.sort != "phrase" or quoted or role_in(found.words)):
            yield found


def _before_verb(sentence: str) -> Iterator[Source]:
    """`Helga Strand, the auditor, later said`."""
    for match in REPORTS.finditer(sentence):
        verb, that = match.group(), sentence.startswith(" that", match.end())
        opinion = OPINION.match(verb) is not None
        doubtful = opinion or (verb in NOUNS_TOO and not that)
        found = subject(sentence[max(0, match.start() - 300) : match.start()]) or _also(
            sentence, match
        )
        if found is not None and (
            found.sort != "phrase" or that or PLAIN_VERB.match(verb) or _ends(sentence, match)
        ):
            yield Source(found.sort, found.words, opinion, doubtful or found.needs_person)


def _also(sentence: str, verb: re.Match[str]) -> Source | None:
    """`Ferrante rose and said`: the subject of the verb before is the subject of this one."""
    before = ADVERBS.sub("", sentence[: verb.start()].rstrip())
    if not before.endswith(" and") or _OTHER_CLAUSE.search(before):
        return None
    found = _first(before)
    return found and Source(found.sort, found.words, needs_person=True)


def _ends(sentence: str, verb: re.Match[str]) -> bool:
    """Tell whether a verb ends its clause, as in `the office reports, three weeks sooner`."""
    return verb.end() == len(sentence) or sentence[verb.end()] in ',.“"'


def _according(sentence: str) -> Iterator[Source]:
    for match in ACCORDING.finditer(sentence):
        found = party(sentence[match.end() : match.end() + 160])
        if found is not None:
            yield found


def _saying(sentence: str) -> Iterator[Source]:
    """`Tokayev thanked them, noting that`: whoever the sentence begins with."""
    for match in SAYING.finditer(sentence):
        by = [m.end() for m in UTTERANCE_BY.finditer(sentence, 0, match.start())]
        found = party(sentence[by[-1] :]) if by else _first(sentence[: match.start()])
        if found is not None:
            yield found


def _holding(sentence: str) -> Iterator[Source]:
    """`Ferrante expects 38,000 passengers`, `In his view`."""
    view = VIEW.search(sentence)
    if view is not None:
        yield Source("he" if view["whose"] == "his" else "she", view["whose"], True, True)
    for match in HOLDS.finditer(sentence):
        found = subject(sentence[max(0, match.start() - 300) : match.start()])
        if found is not None and found.sort not in {"document", "several"}:
            sure = match["act"] is not None or sentence.startswith(" that", match.end())
            doubtful = match["belief"] is not None or not sure
            yield Source(found.sort, found.words, match["belief"] is not None, doubtful)


def _naming(sentence: str) -> Iterator[Source]:
    """`an offer that Mayor Ilse Brandvik called "…".`: the words at the end are those of hers."""
    match = NAMING.search(sentence)
    found = subject(match["who"]) if match else None
    if found is not None and found.sort == "name":
        yield Source(found.sort, found.words, needs_person=True)


def _first(sentence: str) -> Source | None:
    match = _AT_START.match(sentence)
    if match is None:
        return None
    if match["run"].casefold() in {"he", "she"}:
        return pronoun(match["run"])
    named = split_title(match["run"])
    verb = re.match(
        r"(?:, [^,]{1,90},)? (?:\w+ly )?(?:\w+ed|has|had|was|is|gave|met|took)\b",
        sentence[match.end() :],
    )
    return Source("name", named.name) if named and verb else None
