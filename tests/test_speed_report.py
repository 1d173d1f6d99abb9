from pathlib import Path

import pytest
from speed_fakes import PARTS

from eval.benchmarks.speed.measures import Measured
from eval.benchmarks.speed.report import BEGIN, END, text, write_page
from vectorstore.errors import UsageError

ALL = Measured(*PARTS)  # type: ignore[arg-type]


def test_the_page_tells_figure_spread_and_what_is_reached() -> None:
    page = text(ALL)
    assert "| ≥ 3.5× | ≥ 6× | **5.00×** (4.00–6.00, 3 rounds); 10.0 against 2.0" in page
    assert "| ≤ 12 s | ≤ 6 s | **13.0 s**; first answer after 15.0 s | no |" in page
    assert "| 1 | 10.0 s, 1,500 chunks | 60.0 s, 2,000 chunks | 6.00× | 1.00 s |" in page
    assert "| 30,000 articles | 410,000 |" in page
    assert page.index("| 34,000 | 34,010 |") < page.index("| 1,000,000 | 1,000,500 |")
    assert page.count("Fast 3000, 2 cores, 24 GB, Linux 6, Python 3.11.9; torch 2.13.0") == 1
    assert "takes 7.5 s longer" in page


def test_the_page_without_figures_says_so() -> None:
    page = text(Measured())
    assert "not measured | – |" in page
    assert "## What it was measured on" not in page


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    path = write_page(Measured(), tmp_path / "docs")
    own = path.read_text(encoding="utf-8").replace("Not written yet.", "In the tokenizer.")
    path.write_text(f"Mine.\n{own}", encoding="utf-8")
    write_page(ALL, tmp_path / "docs")
    once = path.read_text(encoding="utf-8")
    assert once.startswith("Mine.\n# Performance")
    assert once.endswith("In the tokenizer.\n")
    write_page(ALL, tmp_path / "docs")
    assert path.read_text(encoding="utf-8") == once
    assert once.count(BEGIN) == once.count(END) == 1


@pytest.mark.parametrize("content", ["", "# Performance\n", f"{END}\n{BEGIN}\n"])
def test_a_page_without_marks_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "PERFORMANCE.md"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="no place"):
        write_page(ALL, tmp_path)
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("measured", [ALL, Measured(), Measured(comparison=ALL.comparison)])
def test_the_same_figures_give_the_same_picture(tmp_path: Path, measured: Measured) -> None:
    pytest.importorskip("matplotlib")
    from eval.benchmarks.speed.plot import draw

    for name in ("a.svg", "b.svg"):
        draw(measured, tmp_path / "images" / name)
    first, second = ((tmp_path / "images" / name).read_bytes() for name in ("a.svg", "b.svg"))
    assert first == second
    assert b"<svg" in first
