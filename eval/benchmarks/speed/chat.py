"""The web chat as a process: started, waited for, asked, and stopped.

What this module does not know: what the page looks like, beyond the name of its question box.
"""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.benchmarks.speed.inputs import Asked
from eval.benchmarks.speed.processes import environment
from vectorstore.errors import CitewireError

QUESTION_BOX = b"cw-ask"
"""Stands in the page that can be used, and in no notice that it is being prepared."""

PATIENCE = 300.0
"""Seconds to wait for a page or an answer."""

_STEP = 0.02

# Whatever proxy is set for the web: the chat is on this machine.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that was started."""

    process: subprocess.Popen[bytes]
    url: str
    begun: float
    """`time.perf_counter()` at its start."""
    log: Path
    """What it says."""

    def wait(self) -> float:
        """Wait until the page is there; return the seconds since the start."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            if self.process.poll() is not None:
                code = self.process.returncode
                raise CitewireError(f"The chat ended with exit code {code}; see {self.log}.")
            if self._is_there():
                return time.perf_counter() - self.begun
            time.sleep(_STEP)
        raise CitewireError(f"The chat was not there within {PATIENCE:.0f} s; see {self.log}.")

    def ask(self, asked: Asked) -> float:
        """Ask a question as a program would; return the seconds from start to answer.

        Raises CitewireError when the answer is an error.
        """
        call = f"{self.url}/gradio_api/call/ask"
        body = json.dumps({"data": [asked.question, [], asked.as_of]}).encode()
        request = urllib.request.Request(call, body, {"Content-Type": "application/json"})
        with _opener.open(request, timeout=PATIENCE) as response:
            event = json.load(response)["event_id"]
        with _opener.open(f"{call}/{event}", timeout=PATIENCE) as response:
            outcome = _outcome(response)
        if outcome != "complete":
            raise CitewireError(
                f"The chat did not answer {asked.question!r} ({outcome}); see {self.log}."
            )
        return time.perf_counter() - self.begun

    def _is_there(self) -> bool:
        try:
            with _opener.open(self.url, timeout=PATIENCE) as response:
                return response.status == 200 and QUESTION_BOX in response.read()
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def started(command: Sequence[str], home: Path, log: Path) -> Iterator[Chat]:
    """Start a chat on a free port with `home` as its data directory; stop it at the end.

    What it says goes to the file `log`.
    """
    port = _free_port()
    env = environment(home, CITEWIRE_PORT=str(port), CITEWIRE_HOST="127.0.0.1")
    with log.open("wb") as said:
        begun = time.perf_counter()
        # A session of its own, so that what the command starts can be ended with it.
        process = subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            yield Chat(process, f"http://127.0.0.1:{port}", begun, log)
        finally:
            _stop(process)


def _outcome(lines: Iterator[bytes]) -> str:
    """Return the name of the event that ends a stream of events."""
    for line in lines:
        name, _, value = line.decode().partition(":")
        if name == "event" and value.strip() in {"complete", "error"}:
            return value.strip()
    return "no answer"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(process: "subprocess.Popen[bytes]") -> None:
    for ending in (signal.SIGINT, signal.SIGKILL):
        # The group is gone when all that the command started is.
        try:
            os.killpg(process.pid, ending)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
