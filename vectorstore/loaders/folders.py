"""The files of a folder and its subfolders, in order, each once.

Hidden files are left out. What this module does not know: which files can be read as articles.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from vectorstore.article import Rejected
from vectorstore.formats.characters import one_line
from vectorstore.formats.documents import unreadable


def shown(path: str) -> str:
    """Return a file name as text that can be shown and stored, whatever its bytes are."""
    return one_line(path.encode("utf-8", "backslashreplace").decode(), 4000)


def refusal(path: Path) -> str | None:
    """Return why `path` is not a file that can be opened, None where it is one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "is a broken link" if path.is_symlink() else "is not there any more"
    except OSError as error:  # permissions, or links in a circle
        return unreadable(error)
    return None if stat.S_ISREG(mode) else "is not a regular file"


def walk(folder: Path) -> Iterator[Path | Rejected]:
    """Yield the files below `folder`, sorted; what is no file or cannot be opened as Rejected."""
    read: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        name = shown(str(folder if path == folder else path.relative_to(folder)))
        if not os.path.isdir(path):  # unlike Path.is_dir it never raises
            reason = refusal(path)
            yield Rejected(name, reason) if reason else path
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) in read:
                yield Rejected(name, "is a link to a folder that is read already")
                continue
            read.add((status.st_dev, status.st_ino))
            inside = [entry for entry in os.listdir(path) if not entry.startswith(".")]
        except OSError as error:
            yield Rejected(name, unreadable(error))
            continue
        waiting += [path / entry for entry in sorted(inside, reverse=True)]
