"""Spellings of one name made equal, in the index and in the question alike."""

from vectorstore.names.keys import (
    CALENDAR_WORDS,
    bare,
    name_key,
    outlet_key,
    skeleton,
    sound,
)
from vectorstore.names.known import Words

__all__ = ["CALENDAR_WORDS", "Words", "bare", "name_key", "outlet_key", "skeleton", "sound"]
