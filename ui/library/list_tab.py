"""The articles of the collection: filters, the list, and what is done with those picked.

What this module does not know: how the list is read, and how articles get there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from ui.events import PRIVATE, event_data
from ui.library.articles import A_PAGE, ANY, ORDERS, ArticleList, Filters
from ui.library.picked import Ids, Picked, read_ids
from ui.library.said import articles, safely
from ui.library.table import LOADING
from ui.parts import Parts

MORE = "Filters"


@dataclass(frozen=True, slots=True)
class ListTab:
    """The components."""

    filters: list[Any]
    """Words, outlet, first day, last day, order, undated."""
    more: gr.Button
    """Shows the filters where they are hidden, and says how many are set."""
    at: gr.State
    """Number of the first article that is shown."""
    position: gr.HTML
    before: gr.Button
    after: gr.Button
    table: gr.HTML
    picked: gr.State
    """Ids of the articles whose boxes are checked."""
    bar: gr.Row
    many: gr.HTML
    remove: gr.Button
    clean: gr.Button
    keep: gr.Button
    confirm: gr.Column
    question: gr.HTML
    asked: gr.State
    """Ids of the articles that the question names; no others are removed."""
    sure: gr.Button
    cancel: gr.Button
    said: gr.HTML

    @property
    def shown(self) -> list[Any]:
        """What changes when another part of the list is shown."""
        return [self.table, self.position, self.at, self.before, self.after, self.more]


def lay_out() -> ListTab:
    """Lay the list out in the Blocks that are being built."""
    with gr.Row(elem_id="cw-filters"):
        filters, more = _filters()
    at, picked, asked = gr.State(0), gr.State(()), gr.State(())
    with gr.Row(elem_id="cw-above"):
        position = gr.HTML("", elem_id="cw-position", padding=False)
        with gr.Row(visible=False, elem_id="cw-picked") as bar:
            many = gr.HTML("", padding=False)
            keep = gr.Button("Cleaning off", size="sm")
            clean = gr.Button("Cleaning on", size="sm")
            remove = gr.Button("Remove…", size="sm", variant="stop")
        before = gr.Button("‹ Previous", size="sm", interactive=False)
        after = gr.Button("Next ›", size="sm", interactive=False)
    with gr.Column(visible=False, elem_id="cw-confirm") as confirm:
        question = gr.HTML("")
        with gr.Row():
            cancel = gr.Button("Keep them", size="sm")
            sure = gr.Button("Remove", size="sm", variant="stop")
    said = gr.HTML("", padding=False, elem_id="cw-said")
    table = gr.HTML(LOADING, js_on_load=_script(), padding=False, elem_id="cw-articles")
    return ListTab(
        filters, more, at, position, before, after, table,
        picked, bar, many, remove, clean, keep, confirm, question, asked, sure, cancel, said,
    )  # fmt: skip


def _script() -> str:
    return files("ui.library").joinpath("list.js").read_text(encoding="utf-8")


def _filters() -> tuple[list[Any], gr.Button]:
    when: dict[str, Any] = {"max_length": 10, "min_width": 120, "scale": 1}
    words = gr.Textbox(
        label="Words", placeholder="in title, outlet or source", max_length=200, scale=3
    )
    more = gr.Button(MORE, size="sm", elem_id="cw-more-filters")
    others = [
        gr.Dropdown([ANY], value=ANY[1], label="Outlet", scale=2, min_width=150),
        gr.Textbox(label="From", placeholder="e.g. 2024-10-22", **when),
        gr.Textbox(label="To", placeholder="e.g. 2024-10", **when),
        gr.Dropdown(list(ORDERS), value=ORDERS[0][1], label="Order", scale=1, min_width=160),
        gr.Checkbox(label="Only undated", scale=1, min_width=120, elem_id="cw-undated"),
    ]
    return [words, *others], more


class ListPage:
    """What happens on the page of the list."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._list, self._picked = ArticleList(parts), Picked(parts)

    def begin(self, *filters: Any) -> tuple[Any, ...]:
        """Return the first part of the list."""
        return self._from(filters, 0)

    def again(self, *filters_and_at: Any) -> tuple[Any, ...]:
        """Return the same part of the list as it is now, and the outlets there are."""
        *filters, at = filters_and_at
        return *self._from(filters, at), self._list.outlets(filters[1])

    def back(self, *filters_and_at: Any) -> tuple[Any, ...]:
        """Return the part before."""
        *filters, at = filters_and_at
        return self._from(filters, at - A_PAGE)

    def on(self, *filters_and_at: Any) -> tuple[Any, ...]:
        """Return the part after."""
        *filters, at = filters_and_at
        return self._from(filters, at + A_PAGE)

    def _from(self, filters: Any, first: int) -> tuple[Any, ...]:
        words, outlet, first_day, last_day, order, undated = filters
        wanted = Filters(words, outlet, first_day, last_day, undated, order)
        table, position, at, before, after = self._list.show(wanted, first)
        turn = gr.update(interactive=before), gr.update(interactive=after)
        number = sum((bool(outlet), bool(first_day), bool(last_day), bool(undated)))
        more = gr.update(value=f"{MORE} ({number})" if number else MORE)
        return table, position, at, *turn, more

    def pick(self, before: Ids, event: gr.EventData) -> tuple[Any, ...]:
        """Return which articles are picked now, and what can be done with them.

        A list that is shown anew tells it too; what is asked of the same articles stays.
        """
        ids = read_ids(event_data(event).get("ids"))
        many = f"<strong>{articles(len(ids))}</strong>"
        asked = gr.skip() if ids and ids == before else gr.update(visible=False)
        return ids, gr.update(visible=bool(ids)), many, asked

    def question(self, ids: Ids) -> tuple[Any, ...]:
        """Return the question before a removal."""
        *_, question = safely(self._picked.question(ids))
        sure = gr.update(value=f"Remove {articles(len(ids))}")
        return question, ids, sure, gr.update(visible=True)

    def remove(self, ids: Ids) -> Iterator[str]:
        """Remove the picked articles."""
        yield from safely(self._picked.remove(ids))

    def clean(self, ids: Ids) -> Iterator[str]:
        """Take furniture out of the picked articles."""
        yield from safely(self._picked.clean(ids, True))

    def keep(self, ids: Ids) -> Iterator[str]:
        """Leave furniture in the picked articles."""
        yield from safely(self._picked.clean(ids, False))


def wire(parts: Parts, tab: ListTab, selects: list[Any]) -> None:
    """Connect the components with what happens; `selects` are the events that show the list."""
    page = ListPage(parts)
    words, outlet, first, last, order, undated = tab.filters
    here = [*tab.filters, tab.at]
    # `input` of a Textbox hears keys only, not what is pasted; a day is read when it is whole.
    changed = [words.change, outlet.input, order.input, undated.input]
    changed += [event for box in (first, last) for event in (box.submit, box.blur)]
    gr.on(changed, page.begin, tab.filters, tab.shown, trigger_mode="always_last", **PRIVATE)
    # Not once: who comes back while the list is still read would be shown what was there before.
    gr.on(selects, page.again, here, [*tab.shown, outlet], trigger_mode="always_last", **PRIVATE)
    tab.before.click(page.back, here, tab.shown, **PRIVATE)
    tab.after.click(page.on, here, tab.shown, **PRIVATE)
    picking = [tab.picked, tab.bar, tab.many, tab.confirm]
    # The last event of many is the one that counts: ticks come faster than answers.
    tab.table.pick(page.pick, [tab.picked], picking, trigger_mode="always_last", **PRIVATE)
    asking = [tab.question, tab.asked, tab.sure, tab.confirm]
    tab.remove.click(page.question, [tab.picked], asking, **PRIVATE)
    tab.cancel.click(lambda: gr.update(visible=False), None, [tab.confirm], **PRIVATE)
    for button, act, ids in (
        (tab.sure, page.remove, tab.asked),
        (tab.clean, page.clean, tab.picked),
        (tab.keep, page.keep, tab.picked),
    ):
        done = button.click(act, [ids], [tab.said], trigger_mode="once", **PRIVATE)
        done.then(page.again, here, [*tab.shown, outlet], **PRIVATE)
