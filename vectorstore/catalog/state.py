"""What is known of the collection as a whole: named values, how often it was written, its model.

Read and written within a transaction of the caller. What this module does not know: what the
values mean to those who keep them here.
"""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vectorstore.catalog.schema import meta


def read_epoch(connection: Connection) -> int:
    """Return how many writes there were."""
    return int(connection.scalar(select(meta.c.value).where(meta.c.key == "epoch")) or "0")


def read_model(connection: Connection) -> str:
    """Return the embedding model of the chunks; "" when there is none."""
    stored = connection.scalar(select(meta.c.value).where(meta.c.key == "fingerprint"))
    return str(json.loads(stored)["embedding_model"]) if stored else ""


def count_write(connection: Connection) -> None:
    """Tell readers, in the transaction that changes something, that they must look anew."""
    set_meta(connection, {"epoch": str(read_epoch(connection) + 1)})


def set_meta(connection: Connection, values: Mapping[str, str]) -> None:
    """Write meta values."""
    for key, value in values.items():
        statement = sqlite_insert(meta).values(key=key, value=value)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )
