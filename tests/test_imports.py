"""Which module may import which, what the command loads, and that examples in docstrings run."""

import ast
import doctest
import importlib
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("vectorstore", "rag", "eval", "ui", "training")
ALLOWED = {
    "vectorstore": {"vectorstore"},
    "rag": {"rag", "vectorstore"},
    "eval": {"eval", "rag", "vectorstore"},
    "ui": {"ui", "eval", "rag", "vectorstore"},
    "training": {"training", "eval", "rag", "vectorstore"},
    "cli": {"app", "eval", "rag", "vectorstore"},
    "app": {"ui", "eval", "rag", "vectorstore"},
}
"""What a package, or a module beside them, may import of this project."""

LAYERS = (
    {"article", "errors", "names", "sentences"},
    {"catalog", "chunking", "embedding", "formats", "metadata"},
    {"cleaning", "index", "loaders"},
    {"store"},
)
"""The parts of `vectorstore`: each imports itself and what stands in the layers before its own."""

HEAVY = {
    "bm25s",
    "chromadb",
    "gradio",
    "nncf",
    "openvino",
    "sentence_transformers",
    "torch",
    "trafilatura",
    "transformers",
}
STEPS = {
    "abstention",
    "attribution",
    "citations",
    "compose",
    "evidence",
    "model",
    "prompt",
    "question",
    "retriever",
    "support",
}
MOST_STEPS = 5
"""As many steps a step or stage may know; `rag.chain` alone sees all the stages."""
STAGES = {"flow.finding", "flow.judging", "flow.telling", "flow.recording"}

ALLOWED_IN_EVAL = {
    "metrics": {"metrics"},
    "samples": {"samples", "json_lines", "whole_file"},
    "runs": {"runs", "samples", "metrics", "whole_file"},
    "baselines": {"baselines", "runs", "samples", "metrics"},
    "report": {"report", "baselines", "runs", "samples", "metrics"},
    "benchmarks": {"benchmarks", "report", "runs", "samples", "metrics", "console", "json_lines"},
}
"""What a package of the evaluation may import of it; the modules beside them are what is run."""

SOURCES = sorted(
    path
    for path in [
        *ROOT.glob("*.py"),
        *(file for name in PACKAGES for file in (ROOT / name).rglob("*.py")),
    ]
)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path: Path, anywhere: bool = True) -> set[str]:
    """Return what a file imports; without `anywhere`, only what is loaded with it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if anywhere else iter(tree.body)
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module or "")
    return found


def tops(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    ours = tops(imported(path)) & {*PACKAGES, "app", "cli", "tests"}
    assert ours <= ALLOWED[name_of(path).split(".")[0]]


VECTORSTORE = [path for path in SOURCES if name_of(path).startswith("vectorstore.")]


@pytest.mark.parametrize("path", VECTORSTORE, ids=name_of)
def test_parts_of_vectorstore_import_the_layers_before_them(path: Path) -> None:
    part = name_of(path).split(".")[1]
    names = {name.split(".")[1] for name in imported(path) if name.startswith("vectorstore.")}
    layer = next(number for number, parts in enumerate(LAYERS) if part in parts)
    assert names <= {part}.union(*LAYERS[:layer])


def test_no_modules_of_vectorstore_import_each_other_in_a_circle() -> None:
    imports = {name_of(path): imported(path) for path in VECTORSTORE}
    TopologicalSorter(imports).prepare()  # raises CycleError with the circle


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    # Type checkers may see them: `if TYPE_CHECKING` is not the top of the file.
    at_the_top = tops(imported(path, anywhere=False)) & HEAVY
    top = name_of(path).split(".")[0]
    assert at_the_top <= ({"gradio"} if top in {"ui", "app"} else set())


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_pages_know_gradio(path: Path) -> None:
    known = {name_of(path).split(".")[0]} & {"ui", "app"}
    assert known or "gradio" not in tops(imported(path))


def test_only_the_chain_sees_all_stages_and_no_module_most_steps() -> None:
    seen = {
        name_of(path): {name.removeprefix("rag.") for name in imported(path)}
        for path in (ROOT / "rag").rglob("*.py")
    }
    assert {name for name, known in seen.items() if known >= STAGES} == {"rag.chain"}
    assert {name for name, known in seen.items() if len(known & STEPS) > MOST_STEPS} == set()


@pytest.mark.parametrize("package", ALLOWED_IN_EVAL)
def test_imports_of_the_evaluation_run_one_way(package: str) -> None:
    files = (ROOT / "eval" / package).rglob("*.py")
    names = {name for path in files for name in imported(path) if name.startswith("eval.")}
    assert {name.split(".")[1] for name in names} <= ALLOWED_IN_EVAL[package]


def test_every_package_of_the_evaluation_has_its_place() -> None:
    there = {path.parent.name for path in (ROOT / "eval").glob("*/__init__.py")}
    assert there == set(ALLOWED_IN_EVAL)


def test_the_command_starts_without_heavy_libraries() -> None:
    code = "import sys, cli, rag.chain, vectorstore.store; print('\\n'.join(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert tops(set(ran.stdout.split())) & HEAVY == set()


def test_every_package_is_installed_but_the_training() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    there = {name_of(path) for path in SOURCES if path.name == "__init__.py"}
    shipped = {name for name in there if not name.startswith("training")}
    assert set(project["tool"]["setuptools"]["packages"]) == shipped


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_what_it_does(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert said
    if path.name != "__init__.py":
        assert "not know" in " ".join(said.split())


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if ">>> " in path.read_text(encoding="utf-8")], ids=name_of
)
def test_examples_in_docstrings_are_true(path: Path) -> None:
    result = doctest.testmod(importlib.import_module(name_of(path)))
    assert result.attempted > 0
    assert result.failed == 0
