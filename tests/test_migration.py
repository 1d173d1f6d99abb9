"""A database of version 1 is opened, brought up to date, and has lost nothing."""

import sqlite3
from pathlib import Path

from store_fakes import CountingEmbeddings, article, body, directories, finds, open_store, published

from vectorstore.catalog.database import SCHEMA_VERSION

VERSION_1 = """
CREATE TABLE meta ("key" VARCHAR NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE articles (
 id VARCHAR(16) NOT NULL, location TEXT NOT NULL, source TEXT NOT NULL,
 load_sha256 VARCHAR(64) NOT NULL, loaded_metadata JSON NOT NULL, raw TEXT NOT NULL,
 text TEXT NOT NULL, text_sha256 VARCHAR(64) NOT NULL, metadata JSON NOT NULL,
 ledger JSON NOT NULL, cleaned BOOLEAN NOT NULL, outlet_key TEXT, published_day INTEGER,
 added_at FLOAT NOT NULL, PRIMARY KEY (id), UNIQUE (location));
CREATE TABLE vectors (
 embedded_sha256 VARCHAR(64) NOT NULL, model VARCHAR NOT NULL, vector BLOB NOT NULL,
 PRIMARY KEY (embedded_sha256, model));
CREATE TABLE chunks (
 id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, article_id VARCHAR(16) NOT NULL,
 start INTEGER NOT NULL, "end" INTEGER NOT NULL, embedded_sha256 VARCHAR(64) NOT NULL,
 FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE);
CREATE INDEX chunks_by_article ON chunks (article_id);
CREATE VIRTUAL TABLE chunks_fts USING fts5(
 title, body, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE chunks_vocabulary USING fts5vocab(chunks_fts, row);
INSERT INTO meta VALUES ('generation', '3'), ('writing', '1'), ('unsealed', '17');
PRAGMA user_version = 1;
"""
"""What version 1 made, and the mark of a writer that died."""

COPIED = ("articles", "vectors", "chunks", "sqlite_sequence")


def as_version_1(new: Path, old: Path) -> None:
    """Copy what version 1 kept into a database that is made with its statements."""
    with sqlite3.connect(old) as connection:
        connection.executescript(VERSION_1)
        connection.execute("ATTACH ? AS new", (str(new),))
        for table in COPIED:
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
        connection.execute(
            "INSERT INTO main.chunks_fts (rowid, title, body)"
            " SELECT rowid, title, body FROM new.chunks_fts"
        )
        connection.execute(
            "INSERT INTO main.meta SELECT * FROM new.meta"
            " WHERE key IN ('name', 'fingerprint', 'epoch')"
        )


def test_a_collection_of_version_1_is_taken_over_and_embeds_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "new")
    list(store.add([article(f"n{i}", body(i, 60), outlet="One") for i in range(30)]))
    list(store.add([article("named", "They met Anna Berg in Kazan.")]))
    counts, articles = store.catalog.counts(), list(store.articles())
    store.close()
    home = tmp_path / "old"
    (home / "index" / "gen-000003").mkdir(parents=True)
    as_version_1(tmp_path / "new" / "citewire.sqlite", home / "citewire.sqlite")

    embeddings = CountingEmbeddings()
    old = open_store(home, embeddings)
    assert finds(old, "n0") and finds(old, "n29")
    assert old.vocabulary().frequency("about") == counts["chunks"]
    assert old.catalog.counts() == counts
    assert list(old.articles()) == articles
    assert old.catalog.outlets() == {"one": "One"}
    assert old.names().neighbours("<ana") == {">berg": 1}
    assert not {"generation", "writing", "unsealed"} & set(old.catalog.get_meta())
    assert old.verify() == []
    assert embeddings.texts == 0
    # Chunks of before and of now are in one segment, and the former index is gone.
    list(old.add([article("more")]))
    assert old.index_size() == {"segments": 1, "tail": 0}
    assert directories(home) == published(old)
    assert finds(old, "n7") and finds(old, "more") and old.verify() == []
    old.close()
    with sqlite3.connect(home / "citewire.sqlite") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
