"""What is done once to a database of an earlier version of Citewire when it is opened.

New tables, indexes and triggers are made by schema.py; here is what fills and clears. Nothing
that was stored is lost and nothing is embedded again. What this module does not know: the files
of the former index; the next writer removes them when it seals.
"""

FILL_TERMS = (
    "INSERT INTO terms (term, key, chunks)"
    " SELECT term, name_key(term), doc FROM chunks_vocabulary WHERE doc > 0"
)
"""Reads the whole full-text index."""

FROM_VERSION_1 = (
    FILL_TERMS,
    # One generation of Chroma that followed every write, and the mark of that write.
    "DELETE FROM meta WHERE key IN ('generation', 'writing', 'unsealed')",
)
"""Version 1 had no terms, counts and segments. Without segments every chunk is searched exactly
until the next writer seals them."""
