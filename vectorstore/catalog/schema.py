"""The tables of the one database, with the indexes and triggers beside them.

Articles, chunks, vectors, the full-text index and the list of Chroma's segments stand in one
SQLite file so that one transaction covers them all. What this module does not know: how the file
is opened (database.py), and how an older one is brought up to date (migration.py).
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Name of the Chroma collections, fingerprint, epoch, number of segments made so far, what the last
verification found."""

articles = Table(
    "articles",
    tables,
    Column("id", String(16), primary_key=True),
    Column("location", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("load_sha256", String(64), nullable=False),
    Column("loaded_metadata", JSON, nullable=False),
    Column("raw", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("ledger", JSON, nullable=False),
    Column("cleaned", Boolean, nullable=False),
    Column("outlet_key", Text),
    Column("published_day", Integer),
    Column("added_at", Float, nullable=False),
)
"""`load_sha256` covers the raw text and the metadata as loaded; `published_day` is YYYYMMDD.
What stands behind `raw` and `text` is slow to reach in a long article; see the indexes below."""

chunks = Table(
    "chunks",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("embedded_sha256", String(64), nullable=False),
    Index("chunks_by_article", "article_id"),
    # Ids are never used twice, so they only grow: a segment covers a range of them.
    sqlite_autoincrement=True,
)

vectors = Table(
    "vectors",
    tables,
    Column("embedded_sha256", String(64), primary_key=True),
    Column("model", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""Little-endian float32 by the hash of the embedded text; outlives the chunk it was made for."""

counts = Table(
    "counts",
    tables,
    Column("name", String, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How many rows a table has: triggers keep it, because counting reads all of them."""

terms = Table(
    "terms",
    tables,
    Column("term", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("chunks", Integer, nullable=False),
    Index("terms_by_key", "key"),
    sqlite_with_rowid=False,
)
"""The stemmed words of the full-text index, the key of their spellings, and in how many chunks
each occurs."""

names = Table(
    "names",
    tables,
    Column("word", String, primary_key=True),
    Column("beside", String, primary_key=True),
    Column("skeleton", String, nullable=False),
    Column("chunks", Integer, nullable=False),
    Index("names_by_skeleton", "skeleton"),
    sqlite_with_rowid=False,
)
"""The names as they are written, each with what it stands beside ("" for the name by itself), the
consonants its variants share, and in how many chunks it stands so."""

segments = Table(
    "segments",
    tables,
    Column("number", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("dead", Integer, nullable=False),
)
"""The Chroma collections there are: which chunk ids they cover, how many chunks they were made
with, and how many of those have been removed since."""

TOKENIZER = "porter unicode61 remove_diacritics 2"
COUNTED = ("articles", "chunks", "vectors")
FULL_TEXT = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS chunks_fts USING fts5(title, body, tokenize='{TOKENIZER}')"
)

WITHOUT_TEXTS = (
    "CREATE INDEX IF NOT EXISTS articles_without_texts ON articles"
    " (id, outlet_key, source, text_sha256, metadata, added_at)"
)
"""What a question and a list need of an article, so that no texts have to be passed over."""

BESIDE_TABLES = (
    FULL_TEXT,
    "CREATE VIRTUAL TABLE IF NOT EXISTS chunks_vocabulary USING fts5vocab(chunks_fts, row)",
    WITHOUT_TEXTS,
    # What outlets there are is answered from the index alone.
    "CREATE INDEX IF NOT EXISTS articles_by_outlet ON articles"
    " (outlet_key, json_extract(metadata, '$.outlet.value'))",
    "CREATE INDEX IF NOT EXISTS articles_by_source ON articles (source, id)",
    *(
        f"CREATE TRIGGER IF NOT EXISTS {name}_{what} AFTER {event_} ON {name}"
        f" BEGIN UPDATE counts SET number = number {change} WHERE name = '{name}'; END"
        for name in COUNTED
        for what, event_, change in (("came", "INSERT", "+ 1"), ("went", "DELETE", "- 1"))
    ),
    "CREATE TRIGGER IF NOT EXISTS chunks_died AFTER DELETE ON chunks"
    " BEGIN UPDATE segments SET dead = dead + 1 WHERE old.id BETWEEN first AND last; END",
)
