"""The one who says a sentence, as the sentence itself calls him, her or it.

What this module does not know: who that is; antecedents.py and people.py find out.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.speakers.roles import is_plural, is_title, may_be_person, split_title

_DOCUMENTS = frozenset(
    "report log contract data statement study survey law document documents figures rules book"
    " sign paper record records statistics numbers poll research treaty article post text"
    " budget".split()
)
MAX_NAME = 4
"""A longer name of a person has titles in it that nobody knows."""
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


def named(run: str) -> Source | None:
    """Return a run of capitalised words as a source, without its titles."""
    split = split_title(run)
    if split is None:
        return Source("phrase", run) if is_title(run.split()[-1]) else None
    if split.title and is_plural(split.title.split()[-1]):
        return Source("several", run)
    if len(split.name.split()) > MAX_NAME and may_be_person(split.name.split()[-1]):
        return Source("phrase", run)
    return Source("name", split.name)


def pronoun(word: str) -> Source:
    """Return "he" or "she" as a source."""
    return Source("he" if word.casefold() == "he" else "she", word)


def phrase(words: str) -> Source | None:
    """Return words that stand for a name as a source; None for "it" and its like."""
    head = re.split(r" (?:of|for|at|in|from|on|by|with|into|to)\b", words)[0].split()
    if not head or words.split()[0].casefold() in {"it", "this", "they", "we", "i", "you", "there"}:
        return None
    return Source("document" if head[-1].casefold() in _DOCUMENTS else "phrase", words)
