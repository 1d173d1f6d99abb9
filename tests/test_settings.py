"""Settings come from CITEWIRE_* and .env; what is wrong is told by its name."""

from pathlib import Path

import pytest

from rag.settings import Settings, read_settings
from vectorstore.errors import UsageError


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CITEWIRE_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()
    assert settings.home == Path(".citewire")
    assert settings.model is None
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_bytes(b"CITEWIRE_PORT=1111\r\nCITEWIRE_PASSAGES=5\r\nOTHER=x\r\n")
    monkeypatch.setenv("CITEWIRE_PORT", "2222")
    settings = read_settings()
    assert (settings.port, settings.passages) == (2222, 5)


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    # `CITEWIRE_MODEL= citewire ask` was answered with a notice about the model ''.
    for name in ("MODEL", "HOME", "PORT"):
        monkeypatch.setenv(f"CITEWIRE_{name}", "")
    settings = read_settings()
    assert (settings.model, settings.home, settings.port) == (None, Path(".citewire"), 7860)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PASSAGES", "0"),
        ("PASSAGES", "51"),
        ("MODEL_TIMEOUT", "-1"),
        ("MODEL_TIMEOUT", "soon"),
    ],
)
def test_a_wrong_value_is_told_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"CITEWIRE_{name}", value)
    with pytest.raises(UsageError, match=f"^CITEWIRE_{name} is not usable"):
        read_settings()


def test_a_file_of_junk_is_told_and_lines_of_junk_are_passed_over() -> None:
    Path(".env").write_text("no equals sign\n=\n\nCITEWIRE_PORT=1111\n'''\n")
    assert read_settings().port == 1111
    Path(".env").write_bytes(b"\xff\xfe\x00CITEWIRE_PORT=1")
    with pytest.raises(UsageError, match=r"\.env"):
        read_settings()


def test_the_example_file_names_every_setting() -> None:
    example = (Path(__file__).parent.parent / ".env.example").read_text(encoding="utf-8")
    named = {
        line.removeprefix("# CITEWIRE_").split("=")[0]
        for line in example.split("\n")
        if "=" in line
    }
    assert named == {name.upper() for name in Settings.model_fields}
