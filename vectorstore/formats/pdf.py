"""A PDF in, its text with whole paragraphs out.

What this module does not know: how to read the letters in a picture (a scan is refused).
"""

import io
import re
import zlib
from typing import TYPE_CHECKING

from vectorstore.article import Metadata
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.characters import MAX_ARTICLE_CHARACTERS, checked, sanitise
from vectorstore.formats.given import stated

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 2000
"""The longest PDF, in pages."""

_BROKEN_WORD = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"(?:[-–—•*▪‣]|\d{1,3}[.)])\s")
# Titles that a word processor made up.
_NO_TITLE = re.compile(
    r"^(?:microsoft |untitled|slide \d)|\.(?:docx?|pdf|indd|rtf|odt|qxp|pptx?)$", re.I
)


def read_pdf(data: bytes) -> tuple[str, Metadata]:
    """Return the reflowed text of a PDF and its stated title; raise UnreadableArticle."""
    if not data.strip():
        raise UnreadableArticle("is empty")
    text, title = _extract(data)
    if not text.strip():
        raise UnreadableArticle("holds no text (a scan?): run text recognition on it first")
    title = "" if _NO_TITLE.search(title) else title
    return checked(reflow(sanitise(text))), Metadata(title=stated(title, "page"))


def _extract(data: bytes) -> tuple[str, str]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        # An empty password opens files that are only protected against changes.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableArticle("is encrypted: save it without a password")
        return _page_texts(reader), _title(reader)
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableArticle("is encrypted: save it without a password") from error
    except (
        PyPdfError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
        RecursionError,
        AssertionError,
        NotImplementedError,
        OSError,
        zlib.error,
    ) as error:
        raise UnreadableArticle("is damaged or not a PDF") from error


def _page_texts(reader: "PdfReader") -> str:
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableArticle(f"has {len(reader.pages):,} pages and may have {MAX_PAGES:,}")
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        texts.append(page.extract_text())
        length += len(texts[-1])
        if length > MAX_ARTICLE_CHARACTERS:
            break  # refused by the caller with the limit told
    return "\n\n".join(texts)


def _title(reader: "PdfReader") -> str:
    title = reader.metadata.title if reader.metadata else None
    return title if isinstance(title, str) else ""


def reflow(text: str) -> str:
    """Join the lines of each paragraph and the words that were broken at line ends.

    A paragraph ends at an empty line, or at a line that ends a sentence well before the margin.
    """
    lines = [" ".join(line.split()) for line in _mend_words(text).split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    margin = lengths[len(lengths) * 9 // 10] if lengths else 0
    out: list[str] = []
    width = 0
    for line in lines:
        if out and _continues(out[-1], line, width, margin):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
        width = len(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out))


def _mend_words(text: str) -> str:
    def mend(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        # A hyphen that the text also has inside a line belongs to the word.
        keep = f"{first}-{second}" in text or not second[0].islower()
        return f"{first}-{second}" if keep else first + second

    return _BROKEN_WORD.sub(mend, text)


def _continues(before: str, line: str, width: int, margin: int) -> bool:
    if not before or not line or _LIST_ITEM.match(line):
        return False
    if line[0].islower():
        return True
    short = width < 0.75 * margin
    return not short and not (_SENTENCE_END.search(before) and width < 0.9 * margin)
