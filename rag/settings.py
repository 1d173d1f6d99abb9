"""Every setting, from `CITEWIRE_*` in the environment or a `.env` file, and the store they name.

The environment wins. What this module does not know: whether a value works. A model that cannot
be loaded is reported by the part that loads it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from vectorstore.store import Store


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

    model: str | None = None
    """`provider:model` of a chat model for LangChain's `init_chat_model`; None: no model."""

    model_timeout: float = Field(default=60.0, gt=0)
    """Seconds to wait for the chat model."""

    passages: int = Field(default=12, ge=1, le=50)
    """How many passages are read for an answer."""

    host: str = "127.0.0.1"
    """Address the web chat listens on."""

    port: int = Field(default=7860, ge=1, le=65535)
    """Port of the web chat."""

    read_only: bool = False
    """The pages show the collection and answer from it, but nothing can be added, removed or
    indexed anew there or over HTTP; for a server that is open to others."""

    upload_limit: int = Field(default=50, ge=1, le=2000)
    """Megabytes that one uploaded file may have."""


def read_settings() -> Settings:
    """Return the settings. Raises UsageError naming the first that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "CITEWIRE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{name} is not usable: {first['msg']}.") from error
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
