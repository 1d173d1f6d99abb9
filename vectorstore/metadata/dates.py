"""Dates as pages write them, and lines that are nothing but a date.

Only where it is certain which number is the day. What this module does not know: whether a date
is the one of publication.
"""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE_PATTERN = (
    r"(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?:T[\d:.+Z-]*)?"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.format('m3')},? (?P<y3>(?:19|20)\d\d)"
    # Dots, or a number above twelve, show which of the numbers is the day.
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>(?:19|20)\d\d)"
    r"|(?P<d5>1[3-9]|2\d|3[01])[/-](?P<m5>\d{1,2})[/-](?P<y5>(?:19|20)\d\d)"
    r"|(?P<m6>0?[1-9]|1[0-2])/(?P<d6>1[3-9]|2\d|3[01])/(?P<y6>(?:19|20)\d\d))"
)
_TIME = (
    r"(?:,? ?(?:at |- |\| )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?(?:gmt|utc|et|est|edt|cet|bst"
    r"|pt)\b)?"
    r"(?: ?[+-]\d\d:?\d\d)?)?"
)
MIN_READ = r"(?:[ ,|•·]*\d+[ -]min(?:ute)?s?(?: read)?)?"
DATE_TAIL = (
    rf"(?:(?:published|posted|updated)(?: on)?|on)?:? ?(?:(?:mon|tue|wed|thu|fri|sat"
    rf"|sun)[a-z]*\.?,? )?(?P<date>{DATE_PATTERN}){_TIME}"
)
DATE_ANYWHERE = re.compile(DATE_PATTERN, re.IGNORECASE)
DATE_LINE = re.compile(rf"(?:last )?{DATE_TAIL}{MIN_READ}[\s.|•·]*", re.IGNORECASE)
UPDATED = re.compile(r"(?:last )?updated\b", re.IGNORECASE)


def is_date_line(line: str) -> bool:
    """Return whether a stripped line is nothing but a date, perhaps with a time."""
    return len(line) <= 80 and DATE_LINE.fullmatch(line) is not None


def iso(match: re.Match[str]) -> str | None:
    """Return the day that `DATE_PATTERN` found as `YYYY-MM-DD`; None when there is no such day."""
    for form in "123456":
        year, month, day = match[f"y{form}"], match[f"m{form}"], match[f"d{form}"]
        if year is not None:
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
            return _valid_date(int(year), number, int(day))
    return None


def _valid_date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
