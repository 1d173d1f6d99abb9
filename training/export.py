"""Writes a trained reader as the model directory that Citewire ships: OpenVINO, 8-bit weights.

What this module does not know: how good the model is.
"""

import json
import warnings
from pathlib import Path
from typing import Any

from rag.reading.reader_model import INPUTS, MODEL, TOKENIZER
from vectorstore.embedding.openvino_model import openvino

CONFIG, TOKENIZER_CONFIG = "config.json", "tokenizer_config.json"


def export(trained: Path, out: Path) -> int:
    """Convert the reader in `trained` into `out`; return the bytes of that directory.

    Weights become 8-bit integers with a scale for each row (`nncf.compress_weights`), which
    OpenVINO turns back into floating point when it loads them.
    """
    ov = openvino()  # first: it keeps nncf, too, from telling its makers of every use
    import nncf

    graph = nncf.compress_weights(_graph(trained), mode=nncf.CompressWeightsMode.INT8_ASYM)
    out.mkdir(parents=True, exist_ok=True)
    ov.save_model(graph, out / MODEL)
    for name in (TOKENIZER, CONFIG):
        (out / name).write_text((trained / name).read_text(encoding="utf-8"), encoding="utf-8")
    settings = {"tokenizer_class": "BertTokenizerFast", "do_lower_case": True}
    (out / TOKENIZER_CONFIG).write_text(json.dumps(settings, indent=1), encoding="utf-8")
    return sum(path.stat().st_size for path in out.iterdir())


def _graph(trained: Path) -> Any:
    """Return the model for any number of rows and tokens: start scores, then end scores."""
    import torch
    from transformers import BertForQuestionAnswering

    model = BertForQuestionAnswering.from_pretrained(trained).eval()

    class Scores(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            output = self.model(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            )
            return {"start_logits": output.start_logits, "end_logits": output.end_logits}

    ov = openvino()
    any_size = ov.PartialShape([-1, -1])
    example = {name: torch.ones(2, 16, dtype=torch.long) for name in INPUTS}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # tracing warns of every branch it takes
        return ov.convert_model(Scores().eval(), example_input=example, input=[any_size] * 3)
