"""Words that furniture of several kinds is made of, as patterns.

Every pattern of this package is tried on one stripped line or one sentence of bounded length, so
none of them can become slow on a strange page. What this module does not know: what a line with
such a word is; that takes a rule.
"""

import re

LINE_LIMIT = 800
"""Longer lines are body text that may have furniture glued in, never furniture as a whole."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
NETWORK = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|instagram|reddit|pinterest|flipboard"
    r"|e-?mail|tumblr|vk|youtube|tiktok|threads|bluesky|messenger|viber|copy link|print|link|rss)"
)
AGENCY = (
    r"(?:getty images(?: [a-z]+)?|reuters|ap(?: photo)?|afp|epa(?:-efe)?|shutterstock|bloomberg"
    r"|anadolu(?: agency)?|xinhua|tass|istock|alamy|unsplash|wikimedia(?: commons)?|sipa usa"
    r"|usa today(?: sports| network)?|imagn images|zuma(?: press)?|press association"
    r"|associated press"
    r"|abaca|nurphoto|redux|sputnik|ria novosti|dpa|ukrinform|pixabay|depositphotos)"
)

CREDIT_ONLY = r"(?:pa(?: images| wire| media)?|cnn|nbc|cbs|abc|bbc|upi|pool|icon sportswire|ctk)"
"""Names that stand at the end of many sentences; a credit only after a stroke or `via`."""

REPORTED = re.compile(
    r"\b(?:said|says|told|wrote|writes|asked|according|announced|he|she|they|his|her|users"
    r"|customers)\b",
    re.IGNORECASE,
)
"""Words of reporting: a sentence that tells about a newsletter is no invitation to one."""
