"""Whether the database file is whole and what was counted is what is there; and counting anew.

What this module does not know: the dense index.
"""

from sqlalchemy import Engine, func, select, text

from vectorstore.catalog.database import reading, writing
from vectorstore.catalog.known_names import count_names_anew, wrong_names
from vectorstore.catalog.schema import articles, chunks, counts, vectors
from vectorstore.catalog.state import count_write
from vectorstore.catalog.terms import count_terms_anew, wrong_terms


def integrity_problems(engine: Engine) -> list[str]:
    """Return what SQLite itself finds wrong with the file, and what was counted wrongly."""
    with reading(engine) as connection:
        found = connection.scalars(text("PRAGMA integrity_check")).all()
        rows = {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in (articles, chunks, vectors)
        }
        indexed = connection.scalar(text("SELECT count(*) FROM chunks_fts"))
        words, named = wrong_terms(connection), wrong_names(connection)
        counted = {name: number for name, number in connection.execute(select(counts))}
    problems = [line for line in found if line != "ok"]
    if rows["chunks"] != indexed:
        problems.append(f"full-text index has {indexed} of {rows['chunks']} chunks")
    problems += [
        f"{number} {name} are stored, {counted.get(name)} were counted"
        for name, number in rows.items()
        if counted.get(name) != number
    ]
    if words:
        problems.append(f"{words} words of the full-text index are counted wrongly")
    if named:
        problems.append(f"{named} names are counted wrongly")
    return problems


def count_anew(engine: Engine) -> None:
    """Make what is kept of counts and words what the tables say."""
    with writing(engine) as connection:
        for table in (articles, chunks, vectors):
            rows = f"SELECT '{table.name}', count(*) FROM {table.name}"
            connection.execute(text(f"INSERT OR REPLACE INTO counts {rows}"))
        count_terms_anew(connection)
        count_names_anew(connection)
        count_write(connection)
