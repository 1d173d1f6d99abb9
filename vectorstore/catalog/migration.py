"""What is done once to a database of an earlier version of Citewire when it is opened.

New tables, indexes and triggers are made before; here is what fills and clears. Nothing
that was stored is lost and nothing is embedded again. What this module does not know: the files
of the former index; the next writer removes them when it seals.
"""

from vectorstore.catalog.known_names import FILL_NAMES
from vectorstore.catalog.schema import WITHOUT_TEXTS
from vectorstore.catalog.terms import FILL_TERMS

FROM_VERSION_1 = (
    FILL_TERMS,
    # One generation of Chroma that followed every write, and the mark of that write.
    "DELETE FROM meta WHERE key IN ('generation', 'writing', 'unsealed')",
)
"""Version 1 had no terms, counts and segments. Without segments every chunk is searched exactly
until the next writer seals them."""

FROM_VERSION_2 = (
    FILL_NAMES,
    "UPDATE terms SET key = name_key(term) WHERE key <> name_key(term)",
)
"""Version 2 had no names, and read one Cyrillic letter otherwise."""

FROM_VERSION_3 = ("DROP INDEX articles_without_texts", WITHOUT_TEXTS)
"""Version 3 did not keep there when an article was added."""
