"""Prefect made ready for one command: settings, a server to report to, logs in a file, and a quiet end.

Everything that imports Prefect is imported through here or after :func:`prefect_ready` has been entered,
because Prefect reads its environment when it is imported.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flows.local_server import QUIET, LocalServer
from flows.messages import RunFailedError
from flows.settings import Settings

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

DRAIN_SECONDS = 10.0
# A server that is gone is asked for a quarter of a minute at each call, not for a whole one.
PATIENCE = {"PREFECT_CLIENT_MAX_RETRIES": "3"}
# The terminal is the progress bar's; what Prefect has to say, tracebacks too, stands in the log file.
BAR_IN_TERMINAL = {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
}


@contextmanager
def prefect_ready(
    settings: Settings,
    say: Callable[[str], None],
    preload: Callable[[], object] = lambda: None,
    *,
    light: bool = True,
    port: int = 0,
) -> Iterator[None]:
    """Set Prefect up, and give it a server unless ``PREFECT_API_URL`` names one.

    Args:
        settings: where Prefect's home and the logs are.
        say: shows a line to the user while they wait.
        preload: imports done while the server starts, to use the second core.
        light: for one run: our own server has no user interface and no scheduler, the terminal no log lines.
        port: of our own server; 0 takes any free one.

    Raises:
        RunFailedError: no server could be started or reached.
    """
    for name, value in (QUIET | PATIENCE | (BAR_IN_TERMINAL if light else {})).items():
        os.environ.setdefault(name, value)
    if light:
        logging.raiseExceptions = False  # that a line did not reach Prefect's server is no news for the terminal
    # A user's own ~/.prefect (keys of a server, profiles) is theirs to keep, and used where it exists.
    if os.environ.get("PREFECT_API_URL") is None or not (Path.home() / ".prefect").is_dir():
        os.environ.setdefault("PREFECT_HOME", str(settings.prefect_home))
        settings.prefect_home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if not os.environ.get("PREFECT_API_URL"):
            server = stack.enter_context(_local_server(settings, say, light=light, port=port))
            stack.enter_context(_environment(PREFECT_API_URL=server.api_url))
            preload()
            if light:
                _without_heartbeat(stack)
            server.wait_until_ready()
            mark_set_up(settings)
        else:
            preload()
        _check_reachable()
        try:
            yield
        finally:  # after a Ctrl-C too: what is still queued would wait for a server that is gone
            drain_queues()


@contextmanager
def _local_server(settings: Settings, say: Callable[[str], None], *, light: bool, port: int) -> Iterator[LocalServer]:
    """Our own server; only one run at a time sets its database up."""
    from filelock import FileLock

    with ExitStack() as stack:
        if not is_set_up(settings):
            stack.enter_context(FileLock(settings.prefect_home / "set-up.lock"))
            if not is_set_up(settings):
                say(f"First start: Prefect sets up its database in {settings.prefect_home} (about 15 seconds, once) …")
        log_file = settings.logs / "prefect-server.log"
        with LocalServer(settings.prefect_home, log_file, light=light, port=port) as server:
            yield server


def is_set_up(settings: Settings) -> bool:
    """Whether a server of the installed Prefect has started in this home before."""
    stamp = settings.prefect_home / "set-up-by"
    return stamp.exists() and stamp.read_text("utf-8").strip() == version("prefect")


def mark_set_up(settings: Settings) -> None:
    """Note that a server of the installed Prefect has started in this home."""
    (settings.prefect_home / "set-up-by").write_text(version("prefect") + "\n", "utf-8")


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _without_heartbeat(stack: ExitStack) -> None:
    """Nobody watches a run beside its own server for a crash, and the heart takes up to a second to stop."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    stack.enter_context(temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}))


def log_to_file(settings: Settings) -> None:
    """Send all that Prefect logs to the log file as well, each line with its flow and task run."""
    import prefect.logging  # noqa: F401  # sets its handlers up

    root = logging.getLogger()
    if any(isinstance(handler, logging.FileHandler) for handler in root.handlers):
        return
    settings.logs.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(settings.log_file, encoding="utf-8")
    form = "%(asctime)s %(levelname)-7s %(flow_run_name)s %(task_run_name)s  %(message)s"
    handler.setFormatter(logging.Formatter(form, defaults={"flow_run_name": "-", "task_run_name": "-"}))
    root.addHandler(handler)


def _client() -> SyncPrefectClient:
    from prefect.client.orchestration import get_client

    return get_client(sync_client=True)


def _check_reachable() -> None:
    """Fail now, in one line, rather than after the retries of the first call."""
    if (problem := health_problem()) is not None:
        raise RunFailedError(
            f"no Prefect server answers at {os.environ['PREFECT_API_URL']} ({type(problem).__name__}); "
            "start it, or unset PREFECT_API_URL to run with one of our own"
        )


def health_problem() -> Exception | None:
    """Why the server does not answer, asked once and at once; None where it does."""
    with _client() as client:
        return client.api_healthcheck()


def drain_queues() -> None:
    """Send what is queued: Prefect sends logs and events from threads of its own, which outlive a run."""
    if health_problem() is not None:
        return  # nobody to send it to
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(timeout=DRAIN_SECONDS)
    APILogWorker.drain_all(timeout=DRAIN_SECONDS)


def wait_until_recorded(flow_run_id: UUID) -> None:
    """Wait until the server has the final state of every task run of a flow run.

    States travel as events; a server that stops before they are through leaves task runs ``Pending`` for ever.
    """
    import httpx

    drain_queues()
    deadline = time.monotonic() + DRAIN_SECONDS
    # A server that is gone by now has what it has; the run is done.
    with suppress(httpx.HTTPError), _client() as client:
        while time.monotonic() < deadline and _has_open_task_runs(client, flow_run_id):
            time.sleep(0.05)


def _has_open_task_runs(client: SyncPrefectClient, flow_run_id: UUID) -> bool:
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    wanted: Any = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
    return any(run.state is None or not run.state.is_final() for run in client.read_task_runs(flow_run_filter=wanted))
