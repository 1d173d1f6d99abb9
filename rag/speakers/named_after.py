"""Who is named after a reporting verb, or after "according to": `said its head, Oren Talbot.`

What this module does not know: what stands before the verb; parties.py reads that.
"""

import re

from rag.speakers.roles import (
    NAME,
    is_title,
    may_be_person,
    role_in,
    split_title,
    without_field,
)
from rag.speakers.source import Source, named, phrase, pronoun

_STOPS = (
    r"(?=$|[,.;:!?()”\"“„«»—–]| (?:who|on|in|at|of|as|after|before|when|while|during|last|this"
    r"|about|to|with|late|early|from|for|and|by|told|earlier|yesterday|via|through|into|over"
    r"|under|near|outside|inside|between|among|amid|against|since|until|following|upon|because"
    r"|although|though|if|then|later|recently|today|again|just|also|here|there|\w+ing"
    r"|\w+ly)\b)"
)
_AND_ANOTHER = re.compile(r",? and (?:(?:the|his|her) )?(?:[a-z]+ ){0,2}[A-Z]")
_NAMED = re.compile(
    r"(?P<pre>(?:(?:the|an?|his|her|its|their|our) )?(?:[\w’'.-]+,? ){0,8}?)"
    rf"(?P<run>{NAME})(?<!\b[A-Z]){_STOPS}"
)
_OF = re.compile(rf"(?: (?:of|for|and)(?: the)? {NAME})+")
_JOINS = re.compile(rf"(?:U\.?S\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)? and (?P<tail>{NAME})")
_PHRASE = re.compile(
    rf"(?:the|an?|his|her|its|their|our|some) [\w’'-]+(?: [\w’'-]+){{0,3}}?{_STOPS}"
)
_BY = re.compile(r"\b(?:by|from|with|to|in|on|that|who|\w+ed)\b")


def party(right: str) -> Source | None:
    """Who is named at the start of `right`: `its head, Oren Talbot.`"""
    if re.match(r"(?:he|she)\b", right):
        return pronoun(right.split()[0])
    match = _NAMED.match(right)
    if match is not None and _leads(match["pre"].strip(), match["run"]):
        joined = _JOINS.match(right, match.start("run"))
        if joined is not None and not may_be_person(joined["tail"]):
            return Source("name", joined.group())
        if _AND_ANOTHER.match(right, match.end("run")) and may_be_person(match["run"]):
            return Source("several", match["run"])
        return named(without_field(match["pre"], _whole(right, match)))
    words = _PHRASE.match(right)
    if words is None or re.match(r" (?:of|for)(?: the)? [A-Z]", right[words.end() :]):
        return phrase(right.split(",")[0].rstrip(".")) if words else None
    return phrase(words.group())


def _leads(pre: str, run: str) -> bool:
    """Tell whether the words before a name only say what the named one is."""
    pre = pre.removesuffix(" and")
    if not pre or pre in {"the", "the U.S."} or (role_in(pre) and len(pre.split(",")) <= 2):
        return True
    split = split_title(run)
    if split is None or "," in pre or " " not in split.name or _BY.search(pre):
        return False
    return bool(split.title and is_title(split.title.split()[-1])) or (
        without_field(f"{pre} ", run) != run
    )


def _whole(right: str, match: re.Match[str]) -> str:
    """An organisation's name with its "for Disease Control and Prevention"."""
    rest = _OF.match(right, match.end("run"))
    if rest is None or may_be_person(match["run"]):
        return match["run"]
    tail = split_title(rest.group().split(" of ")[-1].strip())
    if tail is not None and tail.title and may_be_person(tail.name):
        return tail.name
    return match["run"] + rest.group()
