"""Processes that begin with everything imported: one imports it once, and each process is forked off that one.

Half of a ``shushuo run`` over few new articles goes into importing Prefect, DuckDB and the rest, and into reading
lexicons, when nothing can befall the lake yet; runs that are to be killed skip that. What is forked runs the given
code to its end or its death, in a session and an environment of its own. Run as a program this file is the process
that is forked.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

RUN = "from flows.cli import main; main(['run'])"
# What a run imports on its way.
LATE = (
    *("fastapi", "prefect.flow_engine", "prefect.task_engine", "pyarrow.dataset"),
    *(
        "flows.cli",
        "flows.pipeline",
        "flows.progress",
        "flows.sources.tables",
        "warehouse.load",
        "warehouse.pages.site",
    ),
)


class Forked:
    """A process that was forked off: the part of `subprocess.Popen` that these tests need."""

    def __init__(self, forks: "Forks", order: Mapping[str, object]) -> None:
        self._forks, self._said = forks, Path(str(order["output"]))
        self.pid = int(forks.ask(order))
        self.returncode: int | None = None

    def communicate(self, timeout: float = 60.0) -> tuple[str, None]:
        """Wait for its end; gives what it said on both channels."""
        if self.returncode is None:
            ended = self._forks.ask({"wait": self.pid, "seconds": timeout})
            if ended == "null":
                raise subprocess.TimeoutExpired("forked", timeout)
            self.returncode = int(ended)
        return self._said.read_text("utf-8"), None


class Forks:
    """The process that has imported everything, with an environment that Prefect read when it was imported."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="shushuo-forks-")
        self._started = 0
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            [sys.executable, __file__], env=environment, stdin=pipe, stdout=pipe, text=True, start_new_session=True
        )

    def start(self, code: str, arguments: list[str], environment: dict[str, str]) -> Forked:
        """Fork a process that executes `code`, with `arguments` behind the program's name."""
        self._started += 1
        output = str(Path(self._folder.name) / f"{self._started}.txt")
        order = {"code": code, "arguments": arguments, "environment": environment, "output": output}
        return Forked(self, order)

    def ask(self, order: Mapping[str, object]) -> str:
        """Send an order, read the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End it, and whatever it forked with it goes on or has ended."""
        self._process.communicate()
        self._folder.cleanup()


def serve() -> None:
    """Import everything; then fork and wait as told, one order a line."""
    from flows.local_server import QUIET
    from flows.orchestration import BAR_IN_TERMINAL, PATIENCE

    os.environ.update(QUIET | PATIENCE | BAR_IN_TERMINAL)  # which Prefect reads when it is imported
    for name in LATE:
        importlib.import_module(name)
    from transforms.documents import article_of
    from transforms.reading import read
    from transforms.tables import Provenance, tabulate
    from warehouse.extensions import check_signatures
    from warehouse.schema.arrow import arrow_schemas

    article = article_of({"id": "a", "source": "s", "text": "青川县去年修路120公里。县长何远山说：“今年要再修3公里。”"})
    check_signatures("ducklake", "sqlite_scanner", "postgres_scanner", "httpfs")
    tabulate([read(article)], arrow_schemas(), Provenance("r", datetime(2026, 1, 2, tzinfo=UTC), "1"), [])

    for line in sys.stdin:
        order = json.loads(line)
        print(_ended(order["wait"], order["seconds"]) if "wait" in order else _forked(order), flush=True)


def _ended(pid: int, seconds: float) -> str:
    """How a process ended, as `subprocess` tells it, or "null" where it goes on."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return str(os.waitstatus_to_exitcode(status))
        time.sleep(0.01)
    return "null"


def _forked(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(order["environment"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(order["output"], os.O_WRONLY | os.O_CREAT), 1)
    os.dup2(1, 2)
    sys.argv = ["forked", *order["arguments"]]
    return _leave(order["code"])


def _leave(code: str) -> NoReturn:
    """Execute the code and end at once: at its end an interpreter would join Arrow's threads, which were not forked."""
    status: object = 0
    try:
        exec(compile(code, "forked", "exec"), {"__name__": "__main__"})
    except SystemExit as ended:
        status = ended.code
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(int(str(status or 0)))


if __name__ == "__main__":
    serve()
