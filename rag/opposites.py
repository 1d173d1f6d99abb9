"""Verbs of questions, with the words by which a text says the opposite of them, or the same.

A closed set of English ones, by rules of our own. What this module does not know: who does what;
it is handed words.
"""

import re
from dataclasses import dataclass

_FOR = (
    r"(?:supports?|supported|backs?|backed|welcom(?:es|ed)|prais(?:es|ed)|respects?|respected"
    r"|approv(?:es|ed)|accepts?|accepted|endors(?:es|ed)|(?:is|are|was|were) in favour"
    r"|speaks? (?:out )?for|spoke (?:out )?for|would have [^.;]{1,40}? (?:take part|join|enter))"
)
_AGAINST = (
    r"(?:oppos(?:es|ed)|condemn(?:s|ed)|criticis(?:es|ed)|criticiz(?:es|ed)|reject(?:s|ed)"
    r"|denounc(?:es|ed)|(?:is|are|was|were|voted|spoke|speaks?) against)"
)
_OPPOSITES = tuple(
    (frozenset(verbs.split()), re.compile(rf"\b(?:{told})\b", re.IGNORECASE))
    for verbs, told in (
        ("condemn criticise criticize denounce oppose", _FOR),
        ("support back endorse praise welcome approve", _AGAINST),
        ("reject refuse", r"accept(?:s|ed)|adopt(?:s|ed)|approv(?:es|ed)|agreed to|voted for"),
        ("accept adopt", r"reject(?:s|ed)|turned down|voted against|threw out"),
        (
            "burst break collapse fail explode",
            r"(?:was|were|is|are) (?:never|not|at no time) in (?:any )?danger|withstood"
            r"|held (?:out|firm)|remained intact|(?:is|are|was|were) (?:intact|undamaged)",
        ),
        ("withdraw leave quit", r"remain(?:s|ed)? a member|stay(?:s|ed)? in|(?:is|are) still in"),
        ("rise increase grow", r"fell|falls|dropped|declined|decreased|shrank"),
        ("fall drop decline decrease shrink", r"rose|rises|grew|grows|increased|climbed"),
        ("win", r"lost|loses|(?:was|were) (?:beaten|defeated)"),
        ("lose", r"won|wins"),
    )
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a text cannot tell of without one of these words."""

    verbs: frozenset[str]
    """As questions have them: "why did she resign", "why was she dismissed"."""
    told: re.Pattern[str]


EVENTS = tuple(
    Event(frozenset(verbs.split()), re.compile(rf"\b(?:{told})\b", re.IGNORECASE))
    for verbs, told in (
        (
            "resign quit",
            r"resign\w*|quit\w*|step(?:s|ped|ping)? (?:down|aside)|(?:left|leav(?:es?|ing)|gave up"
            r"|gives? up) (?:office|(?:his|her|their|the) (?:post|office|job|seat|position|role))"
            r"|successor|no longer",
        ),
        (
            "dismissed fired sacked ousted",
            r"dismiss\w*|fired|firing|sack\w*|oust\w*|remov\w+|replac\w+|suspend\w*"
            r"|successor|no longer|lost (?:her|his|their) (?:job|post|office)",
        ),
        (
            "die killed murdered",
            r"die[sd]?|dying|dead\w*|death\w*|kill\w*|murder\w*|victim\w*|fatal\w*|drown\w*|late"
            r"|passed away|bod(?:y|ies)|lost (?:her|his|their) li(?:fe|ves)",
        ),
        (
            "arrested detained jailed imprisoned",
            r"arrest\w*|detain\w*|detention|jail\w*|prison\w*|imprison\w*|custody|police",
        ),
    )
)
NONE = (
    r"(?:nobody|no one|no-one|none of [\w ]{1,30}"
    r"|no (?:[a-z]+ )?(?:people|persons?|lives|residents?))"
)
"""What is counted, where there was nothing to count."""
COUNTED = tuple(
    re.compile(rf"(?:{told})", re.IGNORECASE)
    for told in (
        r"die|died|killed|dead|drowned|lost their lives|lost his life|lost her life",
        r"injured|hurt|wounded",
        r"arrested|detained",
        r"missing",
    )
)
"""Words that tell the same of people."""


def opposite_of(verb: str) -> re.Pattern[str] | None:
    """Return what a text says instead of a verb of a question, where that is known.

    >>> bool(opposite_of("oppose").search("She supports the plan."))
    True
    """
    return next((told for verbs, told in _OPPOSITES if verb in verbs), None)
