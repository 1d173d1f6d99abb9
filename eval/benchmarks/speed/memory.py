"""Memory of the web chat: started over the whole collection, asked some questions, looked at.

The memory of an ingest is counted where the ingest is measured.
What this module does not know: which part of the program takes the memory.
"""

from eval.benchmarks.speed import ingest
from eval.benchmarks.speed.bench import Bench
from eval.benchmarks.speed.processes import citewire, peak_and_present, read_status
from eval.benchmarks.speed.records import Memory

ASKED = 20
"""Questions that are asked before the memory is looked at."""


def measure(bench: Bench) -> None:
    """Measure the chat, unless that is done."""
    collection = ingest.built(bench)
    if bench.kept(Memory) is not None:
        return
    setting, questions = bench.setting(), bench.questions[:ASKED]
    bench.tell(f"the chat's memory after {len(questions)} questions")
    with bench.start(citewire("chat"), bench.home, bench.work / "chat.log") as chat:
        chat.wait()
        for asked in questions:
            chat.ask(asked)
        peak, now = peak_and_present(read_status(chat.process.pid))
    bench.keep(
        Memory(
            setting=setting,
            chunks=collection.chunks,
            questions=len(questions),
            chat_peak_mb=peak,
            chat_mb=now,
        )
    )
