"""Steps in turn: invoked or streamed they find the same, and who stops them is not waited for."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from rag.flow.in_turn import InTurn


def chain(ran: list[str]) -> InTurn:
    """Three steps that note when they run; the second tells its value in parts."""

    def doubled(state: dict[str, Any]) -> int:
        ran.append("doubled")
        return 2 * int(state["given"])

    def parts(state: dict[str, Any]) -> Iterator[list[int]]:
        try:
            for number in range(state["doubled"]):
                ran.append(f"part {number}")
                yield [number]
        finally:
            ran.append("parts ended")

    def last(state: dict[str, Any]) -> list[int]:
        ran.append("last")
        return list(state.get("parts", ()))

    return InTurn({"doubled": doubled, "parts": parts, "last": last})


def test_each_step_sees_what_those_before_it_found() -> None:
    whole = {"given": 1, "doubled": 2, "parts": [0, 1], "last": [0, 1]}
    assert chain([]).invoke({"given": 1}) == whole
    streamed = list(chain([]).stream({"given": 1}))
    assert streamed == [
        {"given": 1},
        {"doubled": 2},
        {"parts": [0]},
        {"parts": [1]},
        {"last": [0, 1]},
    ]
    assert chain([]).batch([{"given": 1}, {"given": 0}])[1]["last"] == []


async def test_it_can_be_awaited() -> None:
    assert (await chain([]).ainvoke({"given": 2}))["last"] == [0, 1, 2, 3]


def test_a_step_runs_when_its_value_is_wanted_and_none_runs_after_the_end() -> None:
    ran: list[str] = []
    threads = threading.active_count()
    steps = chain(ran).stream({"given": 2})
    assert next(steps) == {"given": 2}
    assert ran == []
    assert [next(steps), next(steps)] == [{"doubled": 4}, {"parts": [0]}]
    assert threading.active_count() == threads
    steps.close()  # type: ignore[attr-defined]
    assert ran == ["doubled", "part 0", "parts ended"]


def test_an_error_of_a_step_ends_the_others() -> None:
    ran: list[str] = []

    def failing(_: dict[str, Any]) -> int:
        raise ZeroDivisionError

    broken = InTurn({"failing": failing, "after": lambda _: ran.append("after")})
    for run in (broken.invoke, lambda given: list(broken.stream(given))):
        with pytest.raises(ZeroDivisionError):
            run({"given": 1})
    assert ran == []
