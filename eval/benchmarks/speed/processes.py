"""Runs a command as a process of its own: its seconds, its peak memory, its output.

The peak is what the system counted for the process when it ended. It cannot be lower than that
of the process which started it, so this package imports nothing heavy.
What this module does not know: what a command does.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.benchmarks.speed.records import Process
from vectorstore.errors import CitewireError, UsageError

MEGABYTE = 1_000_000
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that ended well."""

    process: Process
    out: str
    """What it wrote to stdout."""

    @property
    def json(self) -> Any:
        """Return stdout read as JSON."""
        return json.loads(self.out)


def run(command: Sequence[str], home: Path, *, quiet: bool = True, **variables: str) -> Ran:
    """Run a command with `home` as its data directory, and wait for it.

    With `quiet` its stderr is shown only when it fails. Raises CitewireError then.
    """
    env = environment(home, **variables)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=said if quiet else None
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said.seek(0)
        if process.returncode:
            raise _failed(command, process.returncode, said.read().decode(errors="replace"))
        peak = usage.ru_maxrss * _MAXRSS_UNIT / MEGABYTE
        return Ran(Process(seconds=seconds, peak_mb=peak), out.read().decode(errors="replace"))


def environment(home: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a measured process: default settings, nothing from outside."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CITEWIRE_")}
    # Neither side may wait for a network that is not there.
    quiet = {"ANONYMIZED_TELEMETRY": "False", "HF_HUB_OFFLINE": "1"}
    return {**kept, **quiet, "CITEWIRE_HOME": str(home), **variables}


def citewire(*arguments: str | Path) -> list[str]:
    """Return the command line of `citewire`, the one that is installed with this Python."""
    command = Path(sys.executable).parent / "citewire"
    if not command.exists():
        raise UsageError(f"There is no {command}: install Citewire with `pip install`.")
    return [str(command), *map(str, arguments)]


def module(name: str, *arguments: str | Path) -> list[str]:
    """Return the command line of a module of this package."""
    return [sys.executable, "-m", f"eval.benchmarks.speed.{name}", *map(str, arguments)]


def directory_mb(directory: Path) -> float:
    """Return the size of all files in a folder, in millions of bytes."""
    return sum(size for size in _sizes(directory)) / MEGABYTE


def _sizes(directory: Path) -> Iterator[int]:
    for path in directory.rglob("*"):
        if path.is_file():
            yield path.stat().st_size


def _failed(command: Sequence[str], code: int, said: str) -> CitewireError:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    shown = " ".join(Path(word).name if "/" in word else word for word in command)
    last = lines[-1][:300] if lines else "it said nothing"
    return CitewireError(f"`{shown[:200]}` ended with exit code {code}: {last}")


def peak_and_present(status: Mapping[str, str]) -> tuple[float, float]:
    """Return highest and present resident memory in millions of bytes, from /proc/PID/status.

    >>> peak_and_present({"VmHWM": "2000 kB", "VmRSS": "1000 kB"})
    (2.048, 1.024)
    """
    high, now = (int(status[key].split()[0]) * 1024 / MEGABYTE for key in ("VmHWM", "VmRSS"))
    return high, now


def read_status(pid: int) -> dict[str, str]:
    """Return /proc/PID/status. Raises CitewireError where the system has none."""
    path = Path(f"/proc/{pid}/status")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CitewireError(f"{path} cannot be read: memory is measured on Linux only.") from error
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
