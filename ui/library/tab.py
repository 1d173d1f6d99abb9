"""The Library tab: its four pages, and the links that lead to them from elsewhere.

What this module does not know: what happens on a page.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.events import UNQUEUED, event_data
from ui.library import add_tab, health_tab, list_tab, overview_tab
from ui.parts import Limits, Parts


@dataclass(frozen=True, slots=True)
class Shelf:
    """The components."""

    pages: gr.Tabs
    articles: gr.Tab
    add: gr.Tab
    overview: gr.Tab
    health: gr.Tab
    listed: list_tab.ListTab
    adding: add_tab.AddTab
    charts: overview_tab.OverviewTab
    condition: health_tab.HealthTab


def lay_out(limits: Limits) -> Shelf:
    """Lay the tab out in the Blocks that are being built."""
    with gr.Tabs(elem_id="cw-library") as pages:
        with gr.Tab("Articles", id="articles") as articles:
            listed = list_tab.lay_out()
        with gr.Tab("Add", id="add", visible=not limits.read_only) as add:
            adding = add_tab.lay_out(limits)
        with gr.Tab("Overview", id="overview") as overview:
            charts = overview_tab.lay_out()
        with gr.Tab("Health", id="health") as health:
            condition = health_tab.lay_out(limits)
    return Shelf(pages, articles, add, overview, health, listed, adding, charts, condition)


def wire(parts: Parts, shelf: Shelf, tab: gr.Tab, tabs: gr.Tabs, panel: gr.HTML) -> None:
    """Connect the components with what happens; `tab` of `tabs` is the one this is laid out in."""
    list_tab.wire(parts, shelf.listed, [tab.select, shelf.articles.select])
    add_tab.wire(parts, shelf.adding, [tab.select, shelf.add.select])
    overview_tab.wire(parts, shelf.charts, shelf.overview.select)
    health_tab.wire(parts, shelf.condition, shelf.health.select)
    # An event of the panel's own: a link of any tab can lead here.
    panel.visit(visited, None, [tabs, shelf.pages], **UNQUEUED)


def visited(event: gr.EventData) -> tuple[Any, Any]:
    """Return the tabs with the page open that a link names."""
    page = "add" if event_data(event).get("id") == "library-add" else "articles"
    return gr.Tabs(selected="library"), gr.Tabs(selected=page)
