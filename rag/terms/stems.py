"""The stem of a word, as the full-text index makes it: Porter's algorithm of 1980.

What this module does not know: irregular forms, and nouns that differ from their verb in more than
an ending; families.py does.
"""

import threading
from collections.abc import Callable
from functools import cache, lru_cache


@cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("porter").stemWord
    return stem


# The stemmer keeps the word it works on in itself: two threads in it at once mix their words.
_ONE_AT_A_TIME = threading.Lock()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Porter stem of a folded word."""
    with _ONE_AT_A_TIME:
        return _stemmer()(word)
