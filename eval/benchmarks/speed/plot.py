"""The picture of the figures: ingest, questions, additions and memory, in one SVG.

What this module does not know: what the figures are held to.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.benchmarks.speed.goals import Spread
from eval.benchmarks.speed.measures import Measured, add_ratios, p50, p95
from eval.benchmarks.speed.records import Grown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

OURS, THEIRS, OTHER = "#0f766e", "#a8a29e", "#b45309"


def draw(measured: Measured, path: Path) -> None:
    """Write the picture; a panel without figures says so."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    # The same figures give the same file.
    pyplot.rcParams.update({"svg.hashsalt": "citewire", "font.size": 9})
    figure, axes = pyplot.subplots(2, 2, figsize=(10, 7), layout="constrained")
    panels: list[Callable[[Axes, Measured], bool]] = [_ingest, _asking, _adding, _memory]
    for panel, ax in zip(panels, axes.flat, strict=True):
        ax.spines[["top", "right"]].set_visible(False)
        if not panel(ax, measured):
            ax.text(0.5, 0.5, "not measured", ha="center", transform=ax.transAxes)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def _ingest(ax: "Axes", measured: Measured) -> bool:
    ax.set_title("Ingest, articles/s (whole process)")
    part = measured.comparison
    if part is None or not part.rounds:
        return False
    sides = {
        "tutorial": [part.articles / one.tutorial.seconds for one in part.rounds],
        "Citewire": [part.articles / one.citewire.seconds for one in part.rounds],
    }
    for (name, values), colour in zip(sides.items(), (THEIRS, OURS), strict=True):
        spread = Spread.of(values)
        assert spread is not None
        down, up = spread.median - spread.low, spread.high - spread.median
        ax.barh(name, spread.median, color=colour, xerr=[[down], [up]], capsize=3)
        ax.annotate(f" {spread.median:.1f}", (spread.high, name), va="center")
    ax.margins(x=0.15)
    return True


def _asking(ax: "Axes", measured: Measured) -> bool:
    ax.set_title("Question to answer in a warm process, seconds")
    sizes = measured.grown()
    _curve(ax, sizes, p50, "median", OURS)
    _curve(ax, sizes, p95, "95th percentile", OTHER)
    return _finish(ax, sizes)


def _adding(ax: "Axes", measured: Measured) -> bool:
    ax.set_title("Adding 100 articles, against an empty index")
    sizes = [grown for grown in measured.grown() if grown.added]
    spreads = [(grown.chunks, Spread.of(add_ratios(grown))) for grown in sizes]
    for chunks, spread in spreads:
        if spread is not None:
            low, high = spread.median - spread.low, spread.high - spread.median
            ax.errorbar(
                chunks, spread.median, yerr=[[low], [high]], color=OURS, marker="o", capsize=3
            )
    ax.axhline(1, color=THEIRS, linestyle="--", linewidth=1)
    return _finish(ax, sizes)


def _memory(ax: "Axes", measured: Measured) -> bool:
    ax.set_title("Peak memory of the answering process, GB")
    sizes = measured.grown()
    _curve(ax, sizes, lambda grown: grown.warm.peak_mb / 1000, "asking", OURS)
    return _finish(ax, sizes)


def _curve(
    ax: "Axes",
    sizes: Sequence[Grown],
    value: Callable[[Grown], float],
    label: str,
    colour: str,
) -> None:
    if sizes:
        chunks = [grown.chunks for grown in sizes]
        ax.plot(chunks, [value(one) for one in sizes], "o-", color=colour, label=label)


def _finish(ax: "Axes", sizes: Sequence[Grown]) -> bool:
    if not sizes:
        return False
    ax.set_xscale("log")
    ax.set_xlabel("chunks")
    ax.set_ylim(0, ax.get_ylim()[1] * 1.1)
    if ax.get_legend_handles_labels()[0]:
        ax.legend(frameon=False)
    return True
