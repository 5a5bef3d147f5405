"""A Prefect server of our own, beside a run, where ``PREFECT_API_URL`` names none.

Prefect can start one itself, but only after importing the whole server into the client, one after the
other (4 s each); here both start at once, the server's output goes to a log file, and the server leaves
with its parent, also when that is killed. Run as ``python -m flows.local_server FD`` this module *is* the server.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from flows.messages import RunFailedError

if TYPE_CHECKING:
    import uvicorn

# Prefect's telemetry asks the network for leave and complains at exit where there is none.
QUIET = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
# Read by Prefect's server: only the services that a run beside it needs, and no user interface.
LIGHT = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}
START_SECONDS = 120
STOP_SECONDS = 5


class LocalServer:
    """A server process on 127.0.0.1; a context manager that stops it."""

    def __init__(self, home: Path, log_file: Path, *, light: bool = True, port: int = 0) -> None:
        """Start the process at once; it answers a few seconds later.

        Args:
            home: folder of Prefect's database; made if missing.
            log_file: where the server writes.
            light: without user interface and scheduler, as a single run needs it.
            port: 0 takes any free one.

        Raises:
            RunFailedError: the port is taken.
        """
        self.is_first_start = not (home / "prefect.db").exists()
        self.log_file = log_file
        home.mkdir(parents=True, exist_ok=True)
        log_file.parent.mkdir(parents=True, exist_ok=True)
        # Bound here and handed down, so that nobody takes the port before the server listens on it.
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                raise RunFailedError(f"port {port} is taken; name another one, or 0 for any") from None
            self.api_url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            with log_file.open("ab") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "flows.local_server", str(listener.fileno())],
                    stdin=subprocess.PIPE,  # its end tells the server that we are gone
                    stdout=log,
                    stderr=log,
                    pass_fds=[listener.fileno()],
                    env=server_environment(os.environ, home, light=light),
                    start_new_session=True,  # Ctrl-C reaches the run first, which then stops the server
                )

    def wait_until_ready(self, on_wait: Callable[[], None] = lambda: None) -> None:
        """Wait until the server answers.

        Args:
            on_wait: called about ten times a second while waiting.

        Raises:
            RunFailedError: the server ended, or did not answer in time.
        """
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RunFailedError(f"the Prefect server ended while starting; see the end of {self.log_file}")
            if self._answers():
                return
            on_wait()
            time.sleep(0.05)
        self.stop()
        raise RunFailedError(f"the Prefect server did not answer in {START_SECONDS} s; see {self.log_file}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.api_url}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def stop(self) -> None:
        """End the server, gently if it lets itself be."""
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        """Give the server, started."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.stop()


def server_environment(environ: Mapping[str, str], home: Path, *, light: bool) -> dict[str, str]:
    """The variables that the server process gets."""
    kept = {name: value for name, value in environ.items() if name not in {"PREFECT_API_URL", *LIGHT}}
    return {**kept, **QUIET, **(LIGHT if light else {}), "PREFECT_HOME": str(home)}


def _leave_with_parent(server: uvicorn.Server) -> None:
    """Wait for the end of standard input, which the parent holds open, then stop."""
    sys.stdin.buffer.read()
    server.should_exit = True
    time.sleep(STOP_SECONDS - 1)
    os._exit(0)


def main(descriptor: int) -> None:
    """Be the server, on the socket handed down as `descriptor`, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listener = socket.socket(fileno=descriptor)
    import uvicorn  # here only: the module is imported by every run, uvicorn is needed by the server alone
    from prefect.server.api.server import create_app

    configuration = uvicorn.Config(
        create_app, factory=True, lifespan="on", log_level="error", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(configuration)
    threading.Thread(target=_leave_with_parent, args=(server,), daemon=True).start()
    server.run(sockets=[listener])
    os._exit(0)  # all is written; tearing down the modules one by one would take a second more


if __name__ == "__main__":
    main(int(sys.argv[1]))
