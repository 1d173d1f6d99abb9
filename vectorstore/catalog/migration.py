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

NAMES_OF_CHUNKS = (
    "SELECT used.value ->> 0 AS word, used.value ->> 1 AS beside, used.value ->> 2 AS skeleton,"
    " count(*) AS chunks"
    " FROM chunks_fts_content AS chunk, json_each(name_uses(chunk.c1)) AS used {where}"
    " GROUP BY 1, 2, 3"
)
"""The names that chunks use, told by their texts."""

FILL_NAMES = "INSERT INTO names (word, beside, skeleton, chunks) " + NAMES_OF_CHUNKS.format(
    where=""
)
"""Reads the text of every chunk."""

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
