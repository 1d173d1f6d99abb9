"""Articles that are sent to the pages: uploaded, pasted, or named by an address; and what came of
each, as it comes.

The limits are checked here, on the server, before a file is opened: who calls over HTTP meets them
too. What this module does not know: what the page looks like, and how a file is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder

from ui.library.said import require_writing
from ui.parts import Limits, Parts
from vectorstore.article import LoadedArticle, Rejected
from vectorstore.errors import UsageError
from vectorstore.formats.documents import DOCUMENT_KINDS
from vectorstore.formats.json_lines import read_one
from vectorstore.loaders import count, load_upload, load_url
from vectorstore.store.plan import AddResult

MOST_PASTED = 500_000
"""Characters that can be pasted at once; a longer text is uploaded as a file."""

PASTED = "pasted text"
"""Where an article came from that was pasted without an address."""

Loaded = LoadedArticle | Rejected


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent to be added. Anyone can have written it."""

    files: Sequence[Any] = ()
    """Paths of uploaded files."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    published_at: str = ""
    url: str = ""
    """The address of the text; without a text the page that is fetched."""

    cleaned: bool = True
    """False leaves menus, banners and forms in the text."""


def read_sent(
    files: Any = (),
    text: Any = "",
    title: Any = "",
    outlet: Any = "",
    published_at: Any = "",
    url: Any = "",
    cleaned: Any = True,
) -> Sent:
    """Return what was sent, with nothing where something has no use."""
    return Sent(
        files=files if isinstance(files, list) else (),
        text=str(text or ""),
        title=str(title or ""),
        outlet=str(outlet or ""),
        published_at=str(published_at or ""),
        url=str(url or ""),
        cleaned=bool(cleaned),
    )


@dataclass(frozen=True, slots=True)
class State:
    """How far adding is."""

    total: int
    """About how many results there will be."""

    results: tuple[AddResult, ...] = field(default=())
    """What came of the articles so far; what is told here is kept for good."""

    done: bool = False


def kinds_line(limits: Limits) -> str:
    """Return which files can be uploaded, in words."""
    kinds = ", ".join(kind.removeprefix(".") for kind in DOCUMENT_KINDS)
    return f"{kinds} or a zip of them; up to {limits.files} files of {limits.upload_mb} MB each"


def added(parts: Parts, sent: Sent) -> Iterator[State]:
    """Add what was sent and yield how far it is, results as soon as they are kept.

    Raises UsageError where nothing, or too much, was sent or nothing may be added; IndexBusy.
    """
    require_writing(parts)
    total, items = _read(sent, parts.limits)
    state = State(total)
    yield state
    # Closed at once when the reader of these states goes away: the lock must not outlive it.
    with closing(parts.collection().add(items, sent.cleaned)) as results:  # type: ignore[type-var]
        for result in results:
            state = State(max(total, len(state.results) + 1), (*state.results, result))
            yield state
    yield State(len(state.results), state.results, done=True)


def _read(sent: Sent, limits: Limits) -> tuple[int, Iterable[Loaded]]:
    """Return about how many articles there are, and the articles as they are read."""
    if sent.files:
        paths = [_uploaded(given) for given in sent.files]
        if len(paths) > limits.files:
            raise UsageError(
                f"{len(paths):,} files were sent and up to {limits.files} are taken at once:"
                " pack them into a zip, or send fewer."
            )
        ready = [(path, _refusal(path, limits)) for path in paths]
        total = sum(1 if refused else count(path) for path, refused in ready)
        return total, (item for path, refused in ready for item in _file(path, refused))
    if sent.text.strip():
        return 1, [_pasted(sent)]
    if sent.url.strip():
        return 1, load_url(sent.url, public=True)
    raise UsageError("There is nothing to add: send files, a text or a web address.")


def _uploaded(given: Any) -> Path:
    """Return the path of an uploaded file; no other file of this machine can be named."""
    name = given.get("path") if isinstance(given, dict) else given
    if not isinstance(name, str) or "\0" in name:
        raise UsageError("A file must be uploaded first; then it is named by its path.")
    path, folder = Path(name).resolve(), Path(get_upload_folder()).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise UsageError(f"{path.name} was not uploaded here, or long ago: upload it again.")
    return path


def _refusal(path: Path, limits: Limits) -> str | None:
    if path.stat().st_size > limits.upload_mb * 1_000_000:
        return f"is larger than {limits.upload_mb} MB: split it into smaller files"
    return None


def _file(path: Path, refused: str | None) -> Iterator[Loaded]:
    return iter([Rejected(path.name, refused)]) if refused else load_upload(path, path.name)


def _pasted(sent: Sent) -> Loaded:
    if len(sent.text) > MOST_PASTED:
        reason = f"has more than {MOST_PASTED:,} characters: upload it as a file"
        return Rejected(PASTED, reason)
    names = ("text", "title", "outlet", "published_at", "url")
    given = {name: getattr(sent, name) for name in names}
    if given["published_at"].strip() and not _dated(given["published_at"]):
        return Rejected(PASTED, "has a date that cannot be read: write it as 2024-10-22")
    return read_one(given, PASTED)


def _dated(written: str) -> bool:
    from vectorstore.formats.given import calendar_day

    return calendar_day(written) is not None
