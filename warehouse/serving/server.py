"""The server: takes an application's parts, answers on 127.0.0.1 until Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from warehouse.errors import LakeError
from warehouse.query import Limits
from warehouse.serving.application import LIMITS, application

HOST = "127.0.0.1"
_GRACE_SECONDS = 3


class PortError(LakeError):
    """The port cannot be had."""


def serve(
    url: str, report: Path, port: int, *, limits: Limits = LIMITS, telling: Callable[[str], None] = print
) -> None:
    """Serve a lake and its pages on this machine only; comes back when interrupted.

    Args:
        url: the lake's place.
        report: the folder of the built pages.
        port: where to listen; 0 for any free port.
        limits: what one SQL query may cost.
        telling: told the address once the server listens, and when the search index is built.

    Raises:
        PortError: somebody else listens there, or it is not allowed.
    """
    _ = limits.memory_bytes  # refuses a wrong amount before anything is opened
    with _listening(port) as listener:
        app = application(url, report, limits=limits, telling=telling)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        telling(f"http://{HOST}:{listener.getsockname()[1]}/  (Ctrl-C ends)")
        with suppress(KeyboardInterrupt):  # raised again by the server after it has ended in order
            _Server(config, app).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that stops running queries as soon as it is told to end, and not when they are done."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Hear Ctrl-C."""
        self._app.state.live.interrupt()
        super().handle_exit(sig, frame)


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(64)
    except OSError as error:
        listener.close()
        reason = (error.strerror or str(error)).lower()
        raise PortError(f"port {port} of {HOST}: {reason}; choose another with --port") from error
    return listener
