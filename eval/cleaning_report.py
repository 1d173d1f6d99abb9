"""What cleaning takes away from a file of articles: by label, with samples to look at.

`python -m eval.cleaning_report ARTICLES [--questions FILE] [--show N] [--sample N]`
What this module does not know: whether a removed span was body text. A person has to look.
"""

import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from vectorstore.article import LedgerEntry
from vectorstore.cleaning import apply_ledger, find_furniture

_Cleaned = tuple[str, str, list[LedgerEntry]]
"""Raw text, cleaned text and ledger of one article."""


def _records(path: Path) -> Iterator[dict[str, Any]]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    for line in text.splitlines():
        yield json.loads(line)


def _clean(raw: str) -> _Cleaned:
    entries = find_furniture(raw)
    return raw, apply_ledger(raw, entries), entries


def removed_by_label(cleaned: list[_Cleaned]) -> Counter[str]:
    """Return how many characters each `label / rule` removed."""
    return Counter(
        {
            key: sum(e.end - e.start for _, _, es in cleaned for e in es if _key(e) == key)
            for key in {_key(e) for _, _, es in cleaned for e in es if not e.kept}
        }
    )


def _key(entry: LedgerEntry) -> str:
    return "" if entry.kept else f"{entry.label} / {entry.rule}"


def lost_answers(cleaned: dict[str, _Cleaned], questions: Path) -> tuple[int, list[str]]:
    """Return how many (question, article) pairs hold the answer, and those that lost it."""
    held, lost = 0, []
    for question in _records(questions):
        for url in question["article_urls"]:
            raw, text, _ = cleaned.get(url, ("", "", []))
            answer = question["answer"].lower()
            if answer and answer in raw.lower():
                held += 1
                if answer not in text.lower():
                    lost.append(f"{question['answer']} | {question['question']} | {url}")
    return held, lost


def _show(cleaned: list[_Cleaned], count: int, seed: int) -> None:
    spans = [(raw, e) for raw, _, es in cleaned for e in es if not e.kept]
    for raw, e in random.Random(seed).sample(spans, min(count, len(spans))):
        typer.echo(f"[{e.label} / {e.rule}] {raw[e.start : e.end].strip()!r}")


def main(
    articles: Path,
    questions: Annotated[Path | None, typer.Option()] = None,
    show: Annotated[int, typer.Option(help="Removed spans to print.")] = 0,
    sample: Annotated[int, typer.Option(help="Articles drawn at random; 0 takes all.")] = 0,
    seed: int = 1,
) -> None:
    """Clean every article of a .jsonl(.gz) file and print what was removed."""
    texts = {str(n): record for n, record in enumerate(_records(articles))}
    chosen = random.Random(seed).sample(sorted(texts), sample) if sample else list(texts)
    began = time.perf_counter()
    by_url = {str(texts[n].get("url", n)): _clean(texts[n]["text"]) for n in chosen}
    seconds = time.perf_counter() - began
    cleaned = list(by_url.values())
    total = sum(len(raw) for raw, _, _ in cleaned) or 1
    removed = removed_by_label(cleaned)
    typer.echo(
        f"{len(cleaned)} articles, {total} characters, {removed.total()} removed "
        f"({removed.total() / total:.2%}), {len(cleaned) / seconds:.0f} articles/s"
    )
    for key, size in removed.most_common():
        typer.echo(f"{size / total:8.3%} {size:8} {key}")
    if questions is not None:
        held, lost = lost_answers(by_url, questions)
        typer.echo(f"{held} pairs of question and article hold the answer, {len(lost)} lost it")
        for line in lost:
            typer.echo(f"  {line}")
    _show(cleaned, show, seed)


if __name__ == "__main__":
    typer.run(main)
