"""Reads files of JSON lines, and says which line is not what it should be.

What this module does not know: what the records are.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from vectorstore.errors import UsageError

Record = TypeVar("Record", bound=BaseModel)


def read_json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield line number and value; blank lines and a byte-order mark are allowed.

    Raises UsageError naming the first line that is not JSON, or a file that cannot be read.
    """
    try:
        # Not splitlines(): it also cuts at U+2028, which JSON allows inside a text.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path} cannot be read ({reason}): check the path.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UsageError(f"{path.name}, line {number}: not JSON ({error}).") from error


def read_records(path: Path, kind: type[Record], called: str) -> Iterator[tuple[int, Record]]:
    """Yield line number and record of a JSON-lines file.

    Raises UsageError naming the first line that is none, as "not a" and what it is `called`.
    """
    for number, value in read_json_lines(path):
        try:
            yield number, kind.model_validate(value)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            reason = f"{where}: {first['msg']}" if where else first["msg"]
            raise UsageError(f"{path.name}, line {number}: not a {called} ({reason}).") from error
