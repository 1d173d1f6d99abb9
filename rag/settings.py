"""Every setting, from `CITEWIRE_*` in the environment or a `.env` file, and the store they name.

The environment wins. What this module does not know: whether a value works. A model that cannot
be loaded is reported by the part that loads it.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from rag.conversations.kept import Conversations
    from rag.conversations.tables import Database
    from rag.feedback import Feedback
    from vectorstore.store import Store


SITE = re.compile(r"\*|https?://(?:\*\.)?[a-z0-9.-]+(?::(?:\d{1,5}|\*))?", re.I | re.ASCII)
"""A source as a browser's content policy names it; nothing else may get into the header."""

YES_OR_NO = "write true or false"

SPACES = ("https://huggingface.co", "https://*.hf.space")
"""Who shows a Hugging Face Space in a frame."""


class Settings(BaseSettings):
    """The settings of one run; every field is `CITEWIRE_` + its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="CITEWIRE_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = Path(".citewire")
    """The data directory."""

    embedding_model: str = "all-MiniLM-L6-v2"
    """A sentence-transformers name or directory. The default ships as a package."""

    embedding_backend: Literal["auto", "openvino", "torch"] = "auto"
    """What runs it: OpenVINO where it gives the model's own vectors, or PyTorch."""

    reader: str = "citewire"
    """What finds the answers in passages: "citewire" (it ships), "off", or the name or directory
    of another question-answering model for transformers."""

    reranker: str | None = None
    """A cross-encoder for sentence-transformers, which orders the passages in the reader's place;
    None: the reader does."""

    chroma_url: str | None = None
    """`http://host:port` of a Chroma server; without it Chroma runs inside this process."""

    conversations_url: str | None = None
    """The database that conversations and feedback are kept in: `sqlite:///FILE`, or
    `postgresql://USER:PASSWORD@HOST/NAME`; None: `conversations.sqlite` in the data directory."""

    model: str | None = None
    """`provider:model` of a chat model for LangChain's `init_chat_model`; None: no model."""

    model_timeout: float = Field(default=60.0, gt=0)
    """Seconds to wait for the chat model."""

    passages: int = Field(default=12, ge=1, le=50)
    """How many passages are read for an answer."""

    host: str = Field(default_factory=lambda: os.environ.get("GRADIO_SERVER_NAME") or "127.0.0.1")
    """Address the web chat listens on; without it the one that a Gradio host names."""

    port: int = Field(
        default_factory=lambda: os.environ.get("GRADIO_SERVER_PORT") or 7860,
        ge=1,
        le=65535,
        validate_default=True,
    )
    """Port of the web chat; without it the one that a Gradio host names."""

    root_path: str = Field(default_factory=lambda: os.environ.get("GRADIO_ROOT_PATH", ""))
    """Path, or whole address, at which a proxy serves the web chat: `/news`."""

    embed_in: Annotated[tuple[str, ...], NoDecode] = Field(
        default_factory=lambda: SPACES if os.environ.get("SPACE_ID") else ()
    )
    """Sites that may show the web chat in a frame, by spaces or commas: `https://example.org`."""

    @field_validator("root_path")
    @classmethod
    def _rooted(cls, path: str) -> str:
        if path and not path.startswith(("/", "http://", "https://")):
            raise ValueError("it begins with a / or is a whole address, as in /news")
        return path.rstrip("/")

    @field_validator("embed_in", mode="before")
    @classmethod
    def _origins(cls, sites: object) -> object:
        if isinstance(sites, str):
            sites = tuple(sites.replace(",", " ").split())
        if isinstance(sites, tuple) and not all(SITE.fullmatch(site) for site in sites):
            raise ValueError("each is a site like https://example.org, without a path")
        return sites

    read_only: bool = False
    """The pages show the collection and answer from it, but nothing can be added, removed or
    indexed anew there or over HTTP; for a server that is open to others."""

    keep_conversations: bool = Field(
        default_factory=lambda earlier: not (earlier.get("read_only") or os.environ.get("SPACE_ID"))
    )
    """Conversations, and opinions on answers, are kept; without a word on it they are, but not
    where strangers visit: on a read-only server and on a Hugging Face Space."""

    upload_limit: int = Field(default=50, ge=1, le=2000)
    """Megabytes that one uploaded file may have."""


def read_settings() -> Settings:
    """Return the settings. Raises UsageError naming the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "CITEWIRE_" + "_".join(str(part) for part in first["loc"]).upper()
        reason = YES_OR_NO if first["type"] == "bool_parsing" else first["msg"]
        raise UsageError(f"{name} is not usable: {reason}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The file .env cannot be read as text: {error}.") from error


def open_store(settings: Settings) -> "Store":
    """Return the collection that the settings name."""
    from vectorstore.store import Store

    return Store.open(
        settings.home,
        settings.embedding_model,
        chroma_url=settings.chroma_url,
        backend=settings.embedding_backend,
    )


def open_conversations(settings: Settings) -> "Conversations":
    """Return the kept conversations of the database that the settings name."""
    from rag.conversations.kept import Conversations

    return Conversations(_database(settings))


def open_feedback(settings: Settings) -> "Feedback":
    """Return what people think of answers, kept in the same database."""
    from rag.feedback import Feedback

    return Feedback(_database(settings))


def _database(settings: Settings) -> "Database":
    from rag.conversations.tables import Database

    return Database(settings.conversations_url or settings.home / "conversations.sqlite")
