"""Spellings of one name made equal, in the index and in the question alike."""

from vectorstore.names.keys import (
    CALENDAR_WORDS,
    Words,
    name_key,
    outlet_key,
    skeleton,
    sound,
)

__all__ = ["CALENDAR_WORDS", "Words", "name_key", "outlet_key", "skeleton", "sound"]
