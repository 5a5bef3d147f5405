"""Scheduled runs: one deployment of the main flow for each source that has a ``schedule``.

Takes declared sources, gives Prefect deployments and serves them on this machine; ``prefect.yaml`` says the
same for a work pool. A deployment without schedule (``all``) is there to be triggered by hand or by the API.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flows.messages import MistakeError
from flows.orchestration import prefect_ready
from flows.settings import Settings
from flows.sources.declarations import DeclaredSource

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

ALL_SOURCES = "all"


def scheduled(sources: Sequence[DeclaredSource]) -> list[DeclaredSource]:
    """The sources that are read on a schedule; disabled ones are not."""
    return [declared for declared in sources if declared.source.schedule and not declared.source.disabled]


def deployments(sources: Sequence[DeclaredSource]) -> list[RunnerDeployment]:
    """A deployment for every scheduled source, named as the source is, and ``all`` for runs by hand.

    Raises:
        MistakeError: a source is called ``all``.
    """
    from prefect.deployments.runner import EntrypointType
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.pipeline import pipeline

    made = [pipeline.to_deployment(ALL_SOURCES, entrypoint_type=EntrypointType.MODULE_PATH)]
    for declared in scheduled(sources):
        source = declared.source
        if declared.source_id == ALL_SOURCES:
            raise MistakeError(f"{declared.folder}: a scheduled source cannot be called {ALL_SOURCES!r}; rename it")
        made.append(
            pipeline.to_deployment(
                declared.source_id,
                parameters={"sources": [declared.source_id]},
                schedule=Cron(source.schedule or "", timezone=source.timezone),
                description=f"{source.title}: {source.publisher}",
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
        )
    return made


def serve(settings: Settings, sources: Sequence[DeclaredSource], port: int, say: Callable[[str], None]) -> None:
    """Serve the deployments on this machine until interrupted.

    Args:
        settings: where Prefect's home and the logs are.
        sources: the declared sources.
        port: port of our own server, where ``PREFECT_API_URL`` names none.
        say: shows a line to the user.
    """
    with prefect_ready(settings, say, light=False, port=port):
        from prefect import serve as serve_deployments

        say(f"Prefect: {os.environ['PREFECT_API_URL'].removesuffix('/api')}; Ctrl-C ends")
        # One run at a time: runs on one lake would only queue on its lock.
        serve_deployments(*deployments(sources), limit=1, print_starting_message=False)
