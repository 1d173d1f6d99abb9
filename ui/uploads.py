"""How many files one request may upload: Gradio limits the size of each, not their number.

Files are counted while they arrive, so that what is too much is refused before all of it lies on
the disk; Gradio then deletes what had arrived. What this module does not know: how large a file may
be, and what becomes of one.
"""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_FILES = 200
"""The most files of a request."""

ADDRESS = "/gradio_api/upload"


class FewFiles:
    """Refuses uploads of more than `most` files; everything else passes through untouched."""

    def __init__(self, app: ASGIApp, most: int = MOST_FILES) -> None:
        """Wrap `app`; with `most` 0 nothing can be uploaded."""
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as `app` does."""
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith(ADDRESS):
            receive = self._counted(scope, receive)
        await self._app(scope, receive, send)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        count = _counter(_boundary(scope))

        async def counted() -> Message:
            message = await receive()
            # The last boundary ends the request and begins no file.
            if count(message.get("body", b"")) > self._most + 1:
                raise MultiPartException(self._refusal())
            return message

        return counted

    def _refusal(self) -> str:
        if self._most == 0:
            return "Nothing can be uploaded here: the collection is read-only."
        return f"Up to {self._most} files are taken at once: pack them into a zip, or send fewer."


def _boundary(scope: Scope) -> bytes:
    """Return what stands before each file; empty where the request says nothing of the kind."""
    _, _, given = Headers(scope=scope).get("content-type", "").partition("boundary=")
    name = given.split(";")[0].strip().strip('"')
    return f"--{name}".encode("latin-1") if name else b""


def _counter(boundary: bytes) -> Callable[[bytes], int]:
    """Return a function that is given the parts of a stream and tells how often `boundary` came."""
    total, tail = 0, b""

    def count(part: bytes) -> int:
        nonlocal total, tail
        if boundary:
            # A boundary can begin in one part and end in the next.
            seen = tail + part
            total += seen.count(boundary)
            tail = seen[-(len(boundary) - 1) :]
        return total

    return count
