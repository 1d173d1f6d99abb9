"""Events that a text cannot tell of without certain words: a resignation, a death, an arrest.

A closed set of English words, by rules of our own. What this module does not know: to whom it
happened; it is handed words.
"""

import re
from dataclasses import dataclass


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
DEEDS = tuple(
    Event(frozenset(verbs.split()), re.compile(rf"\b(?:{told})\b", re.IGNORECASE))
    for verbs, told in (
        (
            "leave quit exit withdraw",
            r"leav(?:e|es|ing)|left|quit\w*|exit\w*|withdr\w+|pull(?:s|ed|ing)? out|secede\w*"
            r"|no longer|former member",
        ),
        (
            "cancel scrap abandon",
            r"cancel\w*|scrapp\w+|to scrap|abandon\w*|call(?:s|ed|ing)? off|gave up|given up"
            r"|drops?|dropped|shelv\w+|(?:leaves?|left|leaving) out",
        ),
        (
            "nationalise nationalize privatise privatize",
            r"nationali[sz]\w+|privati[sz]\w+|state[- ]owned|took over|take over",
        ),
    )
)
"""What somebody does to something: both are named where it is told."""
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
