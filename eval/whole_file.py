"""Writes a file so that it is there whole or not at all, whenever the process dies.

What this module does not know: what is in the file.
"""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from vectorstore.errors import CitewireError


def write_whole(path: Path, text: str) -> None:
    """Write `text` beside `path` and put it in its place; CitewireError when that fails."""
    beside = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise CitewireError(
            f"{path} cannot be written ({error.strerror}): free some space, or set CITEWIRE_HOME"
            " to a directory that can be written."
        ) from error
    finally:
        # Not there any more where all went well; where the folder is none, there is nothing.
        with suppress(OSError):
            beside.unlink()
