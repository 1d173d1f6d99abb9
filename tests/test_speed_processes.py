import subprocess
import sys
from pathlib import Path

import pytest

from eval.benchmarks.speed.chat import _outcome, started
from eval.benchmarks.speed.inputs import Asked
from eval.benchmarks.speed.processes import (
    citewire,
    directory_mb,
    environment,
    peak_and_present,
    read_status,
    run,
)
from vectorstore.errors import CitewireError

SERVER = """
import json, os
from http.server import BaseHTTPRequestHandler, HTTPServer
class Page(BaseHTTPRequestHandler):
    def _say(self, body):
        self.send_response(200); self.end_headers(); self.wfile.write(body)
    def do_GET(self):
        call = self.path.startswith("/gradio_api/call/ask/")
        self._say(b"event: EVENT\\ndata: []\\n\\n" if call else b"<i id=cw-ask>")
    def do_POST(self):
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert given == {"data": ["Who?", [], None]}
        self._say(b'{"event_id": "e1"}')
HTTPServer(("127.0.0.1", int(os.environ["CITEWIRE_PORT"])), Page).serve_forever()
"""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_process_is_measured_from_start_to_exit(tmp_path: Path) -> None:
    ran = run(python("import os; x = b'x' * 200_000_000; print(os.environ['A'])"), tmp_path, A="7")
    assert ran.json == 7
    assert ran.process.peak_mb > 200
    assert ran.process.seconds > 0


def test_a_process_that_fails_is_told_by_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(CitewireError, match="exit code 3: it is late"):
        run(python("import sys; sys.stderr.write('x\\nit is late\\n'); sys.exit(3)"), tmp_path)
    with pytest.raises(CitewireError, match="it said nothing"):
        run(python("raise SystemExit(1)"), tmp_path)


def test_settings_from_outside_do_not_reach_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEWIRE_MODEL", "some:model")
    env = environment(tmp_path, CITEWIRE_PORT="1")
    ours = {key: value for key, value in env.items() if key.startswith("CITEWIRE_")}
    assert ours == {"CITEWIRE_HOME": str(tmp_path), "CITEWIRE_PORT": "1"}


def test_the_command_is_the_one_of_this_python() -> None:
    assert Path(citewire("add", Path("a"))[0]).parent == Path(sys.executable).parent


def test_the_size_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x" * 500_000)
    assert directory_mb(tmp_path) == 0.5


def test_no_memory_of_a_process_that_is_gone() -> None:
    process = subprocess.Popen(python(""))
    process.wait()
    with pytest.raises(CitewireError, match="memory"):
        read_status(process.pid)


@pytest.mark.parametrize("event", ["complete", "error"])
def test_a_chat_is_waited_for_asked_and_stopped(tmp_path: Path, event: str) -> None:
    command = python(SERVER.replace("EVENT", event))
    with started(command, tmp_path, tmp_path / "log") as chat:
        served = chat.wait()
        if event == "complete":
            assert chat.ask(Asked("Who?")) > served
        else:
            with pytest.raises(CitewireError, match="did not answer"):
                chat.ask(Asked("Who?"))
        if sys.platform == "linux":
            peak, now = peak_and_present(read_status(chat.process.pid))
            assert peak >= now > 0
        assert chat.process.poll() is None
    assert chat.process.returncode is not None


def test_a_chat_that_ends_is_not_waited_for(tmp_path: Path) -> None:
    with (
        started(python("raise SystemExit(4)"), tmp_path, tmp_path / "log") as chat,
        pytest.raises(CitewireError, match="exit code 4"),
    ):
        chat.wait()


def test_a_stream_that_breaks_off_is_no_answer() -> None:
    assert _outcome(iter([b"event: heartbeat\n", b"data: null\n"])) == "no answer"
