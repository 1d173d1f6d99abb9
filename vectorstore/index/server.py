"""A Chroma server, and what Chroma raises as errors that say what to do.

What this module does not know: what is kept there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vectorstore.errors import CitewireError, IndexBroken

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


class ChromaUnreachable(CitewireError):
    """The Chroma server that the settings name does not answer."""


def server_client(url: str) -> "ClientAPI":
    """Return a client of the server at an address. Raises ChromaUnreachable."""
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    except ValueError as error:
        raise _unreachable(url) from error


@contextmanager
def explained(url: str | None) -> Iterator[None]:
    """Turn what Chroma raises into errors that say what to do.

    Its Rust side raises ChromaError; a damaged directory also surfaces as OSError, as ValueError
    or KeyError from the client's start, or as RuntimeError.
    """
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except httpx.HTTPError as error:
        raise _unreachable(url) from error
    except (ChromaError, OSError, ValueError, RuntimeError, KeyError) as error:
        raise _broken(error) from error


def _unreachable(url: str | None) -> ChromaUnreachable:
    return ChromaUnreachable(
        f"No Chroma server answers at {url}. Start it, or unset CITEWIRE_CHROMA_URL to keep"
        " the index on this machine."
    )


def _broken(error: Exception) -> IndexBroken:
    reason = (str(error) or type(error).__name__).splitlines()[0][:200]
    return IndexBroken(
        f"The search index cannot be read ({reason}). Run `citewire verify --repair` to rebuild"
        " it from the stored vectors; nothing is embedded again."
    )
