"""The verbs and phrases by which a sentence reports what somebody says or holds.

What this module does not know: who says it; reporting.py reads the words around the verb.
"""

import re

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
RELAYED = re.compile(r", [^,]{2,60} report(?:s|ed)(?: \w+)?\.$")
"""A paper that passes on what somebody said."""
NOUNS_TOO = frozenset(
    "notes states claims reports estimates answers comments replies remarks promises".split()
)
"""Without "that", as likely a noun: "the BRICS states,"."""
_COMPLEMENT = (
    r"(?= that\b|[,.:;!?]|$| ?[\"“„«‘]| (?:on|last|this|in an?) | [A-Z][a-z]+day\b"
    r"| (?:in|to|at|via|during|through) [^,.;:]{1,40}?(?: that\b|[,:]? ?[“\"«]))"
)
_BELIEF = (
    r"(?:believes?|believed|thinks?|thought|expects?|expected|doubts?|doubted|suspects?|suspected"
    r"|argues?|argued(?! with\b)|considers?|considered|fears?|feared|hopes?(?! to\b)|hoped(?! to\b)"
    r"|(?:calls?|called)(?! (?:for|on|off|up|in)\b)"
    r"|sees(?= (?:no|an?|in)\b)|(?:does|did) not (?:believe|expect|think|see))"
)
_UTTERS = (
    r"(?:voices?|voiced|spoke of|speaks of|promised|promises|demanded|demands|describes?"
    r"|announce[sd]|(?:gave|gives|named|names|lists|listed|cites|cited)(?=[^.;]{0,40}\b(?:grounds|reasons|causes)\b)"
    r"|puts?(?= [^.;]{3,60} at )|present(?:s|ed)(?= [^.;]{3,60} as )"
    r"|described|expresse[sd]|vow(?:s|ed)|calls for|called for|criticized|criticised|urged|urges"
    r"|implore[ds])"
)
REPORTS = re.compile(rf"\b(?:{_PLAIN}\b|{_FORMAL}\b{_COMPLEMENT})")
PLAIN_VERB = re.compile(rf"{_PLAIN}\b")
_ACTS = (
    r"(?:(?:encourage|laud|praise|accuse|blame|condemn|denounce|hail|caution|lament)(?:d|ed|s)"
    r"|slam(?:med|s)|warn(?:ed|s)|blast(?:ed|s)|appeal(?:ed|s)(?= (?:to|for)\b))"
)
"""What only somebody who speaks can do, a country or a company too."""
HOLDS = re.compile(
    rf"\b(?:(?P<belief>{_BELIEF})|(?P<act>{_ACTS})|{_UTTERS})\b(?! to (?:be|have)\b)"
)
OPINION = re.compile(rf"{_BELIEF}\b")
INVERTED = re.compile(rf"(?:^|[,”\"’»“?!…*] ?)(?:{_PLAIN}|{_FORMAL}) ")
ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to(?: (?:an?|the) (?:[\w-]+ ){0,2}?(?:statement|letter|post|release"
    r"|tweet|memo|email)s? (?:from|by|of))?|(?:announced|declared|confirmed) by"
    r"|[Ii]n the (?:view|opinion|words) of) "
)
SAYING = re.compile(
    r", (?:noting|saying|adding|stressing|stating|explaining|arguing|warning|claiming)"
    r"(?= that\b|,|:| ?[\"“„«]| (?:it|he|she|they|the|there|this)\b)"
)
UTTERANCE_BY = re.compile(
    r"\b(?:announcement|statement|remarks?|comments?|interview|post) (?:by|with) "
)
NAMING = re.compile(
    r"\b(?:what|that|which) (?P<who>[^,;.:]{3,80} )(?:calls|called|describe[sd] as|dubbed|termed)"
    r" (?:an? |the )?[\"“„«][^\"“”„«»]{10,}[\"”»][.,]?[\"”]?$"
)
"""`what Mayor Ilse Brandvik called "…".`, at the end."""
VIEW = re.compile(r"\b[Ii]n (?P<whose>his|her) (?:view|opinion)\b")
