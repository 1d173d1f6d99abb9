"""The content of one file, of any kind that is read, in; its articles out.

What this module does not know: folders, archives and the network, and how one kind is parsed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vectorstore.article import Field, LoadedArticle, Metadata, Rejected
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.characters import checked, sanitise
from vectorstore.formats.contents import read_all, unpack_gzip
from vectorstore.formats.encodings import decode, refuse_binary
from vectorstore.formats.html import read_html
from vectorstore.formats.json_lines import read_json, read_json_lines
from vectorstore.formats.markdown import read_markdown
from vectorstore.formats.pdf import read_pdf

DOCUMENT_KINDS = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".json",
    ".jsonl",
    ".jsonl.gz",
    ".json.gz",
    ".pdf",
)
"""The file name endings that this module reads."""

KINDS = (*DOCUMENT_KINDS, ".zip")
"""All file name endings that are read."""

UNKNOWN_KIND = f"is of a kind that is not read (read are {', '.join(KINDS)} and folders)"
"""The reason for a file of any other kind."""


def kind_of(name: str) -> str | None:
    """Return the ending of `name` as it stands in `KINDS`, None for a kind that is not read."""
    return next((kind for kind in KINDS if name.lower().endswith(kind)), None)


def read_document(
    kind: str,
    chunks: Iterable[bytes],
    source: str,
    location: str,
    *,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[LoadedArticle | Rejected]:
    """Yield the articles of one document, and what could not be used with its reason.

    `url` is where a fetched document was found, `charset` the encoding its server stated.
    """
    try:
        for outcome in _outcomes(kind, chunks, source, location, charset):
            if isinstance(outcome, Rejected):
                yield outcome
            else:
                # The items of a JSON document are not each found at its address.
                yield _completed(outcome, None if ".json" in kind else url)
    except UnreadableArticle as error:
        yield Rejected(source, str(error))
    except OSError as error:
        yield Rejected(source, unreadable(error))


def unreadable(error: OSError) -> str:
    """Return the reason for a file or folder that the system does not let us read."""
    return f"cannot be read: {error.strerror or error}"


def _outcomes(
    kind: str, chunks: Iterable[bytes], source: str, location: str, charset: str | None
) -> Iterator[LoadedArticle | Rejected]:
    if kind.endswith(".gz"):
        kind, chunks = kind.removesuffix(".gz"), unpack_gzip(chunks)
    if kind == ".jsonl":
        yield from read_json_lines(chunks, source)
        return
    data = read_all(chunks)
    if kind == ".json":
        yield from read_json(data, source, location)
        return
    raw, metadata = _page(kind, data, charset)
    # An address that a page only mentions is not where this copy of it is.
    given = metadata.url.value if metadata.url.origin == "given" else None
    yield LoadedArticle(raw, source, given or location, metadata)


def _page(kind: str, data: bytes, charset: str | None) -> tuple[str, Metadata]:
    if kind == ".pdf":
        return read_pdf(data)
    if kind in (".html", ".htm"):
        return read_html(data, charset)
    refuse_binary(data)
    text = decode(data, charset)
    if kind == ".md":
        text, metadata = read_markdown(sanitise(text))
        return checked(text), metadata
    return checked(text), Metadata()


def _completed(article: LoadedArticle, url: str | None) -> LoadedArticle:
    if not url or article.metadata.url.origin == "given":
        return article
    metadata = replace(article.metadata, url=Field(url, "given"))
    return replace(article, location=url, metadata=metadata)
