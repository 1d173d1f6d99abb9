"""The machine that is measured on: processor, memory, versions.

What this module does not know: what any of it does to a figure.
"""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.benchmarks.speed.records import Machine

PACKAGES = (
    "torch",
    "openvino",
    "onnxruntime",
    "sentence-transformers",
    "transformers",
    "chromadb",
    "langchain",
    "langchain-core",
    "langchain-chroma",
    "langchain-huggingface",
    "langchain-text-splitters",
    "gradio",
    "numpy",
    "sqlalchemy",
)


def this_machine() -> Machine:
    """Return the facts of this machine; what the system does not tell is "unknown" or 0."""
    return Machine(
        processor=_processor(),
        cores=_cores(),
        memory_gb=round(_memory() / 1e9, 1),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        packages={name: found for name in PACKAGES if (found := _version(name))},
    )


def load_average() -> float:
    """Return the load average of the last minute; 0 where the system has none."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0


def processor_name(cpuinfo: str) -> str | None:
    """Return the model named in the text of /proc/cpuinfo.

    >>> processor_name("processor : 0\\nmodel name : Fast 3000 @ 2 GHz\\n")
    'Fast 3000 @ 2 GHz'
    """
    for line in cpuinfo.splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return None


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    named = processor_name(path.read_text(encoding="utf-8")) if path.exists() else None
    return named or platform.processor() or "unknown"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 0


def _memory() -> int:
    names = os.sysconf_names if hasattr(os, "sysconf_names") else {}
    if "SC_PHYS_PAGES" not in names:
        return 0
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
