"""Scheduled runs: one deployment of the main flow for each source that has a ``schedule``.

Takes declared sources, gives Prefect deployments and serves them on this machine; ``prefect.yaml`` says the
same for a work pool. A deployment without schedule (``all``) is there to be triggered by hand or by the API.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from flows.messages import MistakeError
from flows.orchestration import prefect_ready
from flows.settings import Settings
from flows.sources.declarations import DeclaredSource

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

    from transforms.articles.source import Source

ALL_SOURCES = "all"


def scheduled(sources: Sequence[DeclaredSource]) -> list[DeclaredSource]:
    """The sources that are read on a schedule; disabled ones are not."""
    return [declared for declared in sources if declared.source.schedule and not declared.source.disabled]


def deployments(sources: Sequence[DeclaredSource]) -> list[RunnerDeployment]:
    """A deployment for every scheduled source, named as the source is, and ``all`` for runs by hand.

    Raises:
        MistakeError: a source is called ``all``.
    """
    from flows.pipeline import pipeline

    made = [_deployment(pipeline, ALL_SOURCES)]
    for declared in scheduled(sources):
        if declared.source_id == ALL_SOURCES:
            raise MistakeError(f"{declared.folder}: a scheduled source cannot be called {ALL_SOURCES!r}; rename it")
        made.append(_deployment(pipeline, declared.source_id, declared.source))
    return made


def _deployment(flow: Flow[..., Any], name: str, source: Source | None = None) -> RunnerDeployment:
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    # By module, so that a run finds the flow wherever the package is installed.
    options: dict[str, Any] = {"entrypoint_type": EntrypointType.MODULE_PATH}
    if source is not None:
        options["schedule"] = Cron(source.schedule or "", timezone=source.timezone)
        options["parameters"] = {"sources": [source.source_id]}
        options["description"] = f"{source.title}, {source.publisher}"
    return cast("RunnerDeployment", flow.to_deployment(name, **options))


def serve(settings: Settings, sources: Sequence[DeclaredSource], port: int, say: Callable[[str], None]) -> None:
    """Serve the deployments on this machine until interrupted.

    Args:
        settings: where Prefect's home and the logs are.
        sources: the declared sources.
        port: port of our own server, where ``PREFECT_API_URL`` names none.
        say: shows a line to the user.
    """
    with prefect_ready(settings, say, light=False, port=port):
        # One run at a time: runs on one lake would only queue on its lock.
        runner = _runner(limit=1)
        for deployment in deployments(sources):
            runner.add_deployment(deployment)
        say(f"Prefect: {os.environ['PREFECT_API_URL'].removesuffix('/api')}; Ctrl-C ends")
        with suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(runner.start())


def _runner(limit: int) -> Runner:
    """Prefect's runner, which ends on SIGTERM just as on Ctrl-C.

    Its own handler calls a coroutine that it never awaits, and leaves the warning behind. Ctrl-C itself cannot be sent
    on: a process that a script starts in the background ignores it.
    """
    from prefect.runner import Runner

    class QuietRunner(Runner):
        _serving: asyncio.Task[None]

        async def start(self, run_once: bool = False, webserver: bool | None = None) -> None:
            self._serving = cast("asyncio.Task[None]", asyncio.current_task())
            await super().start(run_once, webserver)

        def handle_sigterm(self, *_: object, **__: object) -> None:
            self._serving.get_loop().call_soon_threadsafe(self._serving.cancel)

    return QuietRunner(limit=limit)
