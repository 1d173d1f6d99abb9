"""What "they" can be: the groups that a question speaks of, and whether there are others.

Plural and collective nouns for people and those who act, and two names joined by "and". What this
module does not know: who belongs to a group; "which states" stays a question.
"""

import re

from rag.dialogue.mentions import NAME, mentions
from rag.terms.words import STOP_WORDS

_PEOPLE = (
    r"(?:residents|inhabitants|citizens|tenants|neighbours|neighbors|families|households|people"
    r"|parents|children|women|men|students|pupils|teachers|voters|workers|employees|farmers"
    r"|fishermen|miners|soldiers|troops|doctors|nurses|patients|drivers|passengers|commuters"
    r"|tourists|visitors|guests|fans|players|shopkeepers|shops|traders|owners|investors|companies"
    r"|firms|banks|unions|parties|outlets|newspapers|journalists|experts|observers|critics"
    r"|scientists|researchers|engineers|analysts|economists|leaders|ministers|officials|councillors"
    r"|lawmakers|politicians|protesters|protestors|demonstrators|migrants|refugees|survivors"
    r"|victims|firefighters|rescuers|delegations|delegates|judges|lawyers|prosecutors)"
)
_COLLECTIVE = (
    r"(?:council|government|commission|committee|parliament|police|company|operator|board|ministry"
    r"|party|union|team|club|court|jury|army|opposition|fire brigade)"
)
_OF = rf"(?: (?:of|in|from|at) (?:the )?{NAME})?"
_GROUP = re.compile(
    rf"\b(?:(?P<asked>[Ww]hich|[Ww]hat) )?(?P<the>[Tt]he )?(?P<noun>(?:{NAME} )?{_PEOPLE}{_OF}"
    rf"|(?<=[Tt]he )(?:{NAME} )?{_COLLECTIVE}{_OF})(?![\w'’-])"
)
_PAIR = re.compile(rf"\b{NAME} and {NAME}(?! {_PEOPLE}\b)(?=\b)")
_PLURAL = re.compile(r"(?<!their )(?<!his )(?<!her )(?<!its )\b[a-z]{3,}(?<![ius])s\b(?!['’])")
_VERB = re.compile(r"^(?:does|says|was|has|means|wants|plans|supports|opposes|goes|takes|gets)$")

_ONE_GROUP = re.compile(rf"^the {_COLLECTIVE}{_OF}$", re.IGNORECASE)


def is_collective(phrase: str) -> bool:
    """Tell whether a phrase names people who act as one: "the council".

    >>> is_collective("the fire brigade"), is_collective("the damage")
    (True, False)
    """
    return _ONE_GROUP.match(phrase) is not None


def groups(question: str) -> list[str | None]:
    """Return who can be "they"; None stands for something whose words are not certain.

    >>> groups("How many residents of Velmora had to leave their homes?")
    ['the residents of Velmora']
    >>> groups("Which states joined?")
    [None]
    """
    found: list[str | None] = []
    rest = question
    names = [m for m in mentions(question) if m.kind not in ("time", "thing")]
    for match in _GROUP.finditer(question):
        # "The leaders" alone would lose where they met.
        told = not names or any(match.start() <= m.start < match.end() for m in names)
        found.append(f"the {match['noun']}" if told and not match["asked"] else None)
        rest = rest.replace(match.group(), " ", 1)
    for match in _PAIR.finditer(rest):
        named = [m for m in mentions(question) if m.text in match.group()]
        found.append(match.group() if len(named) > 1 else None)
    others = (word for word in _PLURAL.findall(rest) if word not in STOP_WORDS)
    return [*found, *(None for word in others if not _VERB.match(word))]
