"""The overview: articles over time and by outlet, drawn by Gradio.

What this module does not know: how articles are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.events import PRIVATE
from ui.guarded import guarded
from ui.library.charts import begin_of, by_outlet, figures_html, over_time, undated_line
from ui.library.said import articles, note, problem
from ui.parts import Parts
from ui.plain import shown
from vectorstore.catalog.listing import Listing

FEW = 5
"""So many names fit side by side below a chart."""

LEAST_SCALE = 5
"""A shorter scale would have steps of half an article."""

HIDDEN = gr.update(visible=False)


@dataclass(frozen=True, slots=True)
class OverviewTab:
    """The components."""

    said: gr.HTML
    time: gr.BarPlot
    times: gr.HTML
    outlets: gr.BarPlot
    names: gr.HTML


def lay_out() -> OverviewTab:
    """Lay it out in the Blocks that are being built."""
    said = gr.HTML("", padding=False)
    time = gr.BarPlot(
        None, x="Published", y="Articles", label="Articles over time", height=280, visible=False
    )
    times = gr.HTML("", padding=False)
    outlets = gr.BarPlot(
        None, x="Outlet", y="Articles", label="Articles by outlet", height=320, visible=False
    )
    names = gr.HTML("", padding=False)
    return OverviewTab(said, time, times, outlets, names)


def _nothing(said: str) -> tuple[Any, ...]:
    return said, HIDDEN, "", HIDDEN, ""


class OverviewPage:
    """What happens on the page."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    @guarded(lambda reason: _nothing(problem(reason)))
    def show(self) -> tuple[Any, ...]:
        """Return the charts as the collection is now."""
        listing = Listing(self._parts.collection().catalog.engine)
        days, outlets = listing.days(), listing.outlets()
        if not days:
            return _nothing(note("The collection is empty."))
        time, named = over_time(days), by_outlet(outlets)
        total = sum(number for _, number in days)
        line = f"{articles(total)}. {undated_line(time)}".strip()
        return (
            f'<p class="cw-quiet">{shown(line)}</p>',
            _over_time_plot(time.counts, time.unit),
            figures_html(time.unit.capitalize(), time.counts) if time.counts else "",
            _outlets_plot(named),
            figures_html("Outlet", named),
        )


def _over_time_plot(counts: Sequence[tuple[str, int]], unit: str) -> Any:
    if not counts:
        return HIDDEN
    import pandas as pd  # type: ignore[import-untyped]

    days = pd.to_datetime([begin_of(step) for step, _ in counts])
    return gr.BarPlot(_frame("Published", days, counts), label=f"Articles by {unit}", visible=True)


def _outlets_plot(named: Sequence[tuple[str, int]]) -> Any:
    names = [name for name, _ in named]
    return gr.BarPlot(
        _frame("Outlet", names, named),
        sort=names,
        y_lim=_scale(named),
        x_label_angle=0 if len(names) <= FEW else -40,
        visible=True,
    )


def _scale(counts: Sequence[tuple[str, int]]) -> list[float | None]:
    """Return where the scale begins and ends: at nothing, and where its steps are whole."""
    return [0, max(LEAST_SCALE, *(number for _, number in counts))]


def _frame(name: str, values: Any, counts: Sequence[tuple[str, int]]) -> Any:
    import pandas as pd

    return pd.DataFrame({name: values, "Articles": [number for _, number in counts]})


def wire(parts: Parts, tab: OverviewTab, select: Any) -> None:
    """Connect the components with what happens; `select` is the event that shows the page."""
    outputs = [tab.said, tab.time, tab.times, tab.outlets, tab.names]
    select(OverviewPage(parts).show, None, outputs, **PRIVATE)
