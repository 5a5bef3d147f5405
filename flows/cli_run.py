"""``shushuo run`` and ``shushuo serve-flows``: reading the sources now, or on their schedules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from flows.messages import RunFailedError

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.schemas.objects import State

    from flows.settings import Settings
    from flows.summary import RunSummary


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(run)
    app.command("serve-flows")(serve_flows)


def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]…", help="Folders under seeds/; all that are not disabled by default."),
    ] = None,
) -> None:
    """Read sources into the lake and write the report page.

    [bold]Examples[/bold]

      shushuo run

      shushuo run zjfz
    """
    from rich.console import Console

    from flows.orchestration import prefect_ready, wait_until_recorded
    from flows.progress import watched
    from flows.settings import load_settings
    from flows.sources.declarations import chosen_sources

    settings = load_settings()
    chosen_sources(settings.seeds, sources or [])  # a mistake in a declaration is told before Prefect starts
    console = Console(stderr=True)
    with watched(console) as watcher, prefect_ready(settings, watcher.say, _preload):
        from flows.pipeline import pipeline

        watcher.step("starting")
        state = cast("State[Any]", _until_stopped(pipeline, sources or None))
        if state.state_details.flow_run_id is not None:
            wait_until_recorded(state.state_details.flow_run_id)
        outcome: RunSummary | BaseException = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise RunFailedError(f"{type(outcome).__name__}: {outcome} (more in {settings.log_file})") from outcome
    _print_summary(outcome, settings)
    if not outcome.succeeded:
        raise RunFailedError(f"{outcome.message()}; more in {settings.log_file}")


def _until_stopped(pipeline: Flow[..., Any], sources: list[str] | None) -> object:
    """Run the flow; Ctrl-C, SIGTERM and the loss of Prefect's server end it with a line instead of a traceback."""
    import os
    import signal

    from flows.orchestration import health_problem

    status = 128 + signal.SIGINT

    def stop(*_: object) -> None:
        nonlocal status
        status = 128 + signal.SIGTERM
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        return pipeline(sources, return_state=True)
    except Exception as error:  # what breaks within the flow is in its state: this is Prefect, and mostly its server
        if health_problem() is None:
            raise
        raise RunFailedError(
            f"Prefect's server at {os.environ['PREFECT_API_URL']} went away in mid-run ({error}); all of the run "
            "stands in the lake or nothing of it: run again, and what is there already is passed over"
        ) from error
    except KeyboardInterrupt:
        typer.echo("shushuo: stopped; nothing of this run was written, the next one does it all", err=True)
        raise typer.Exit(status) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _preload() -> None:
    """Import what the run will need, while the Prefect server starts on the other core."""
    import warehouse.lake  # noqa: F401  # DuckDB and Arrow


def _print_summary(summary: RunSummary, settings: Settings) -> None:
    """What was read, and where the lake, the log and the report are."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table("source", box=None, pad_edge=False, header_style="bold")
    for name in ("inputs", "articles", "rejects", "unchanged", "observations"):
        table.add_column(name, justify="right")
    table.add_column("")
    for row in summary.rows():
        table.add_row(*(f"{value:,}" if isinstance(value, int) else _short(value) for value in row.values()))
    console.print(table)
    for name, place in (("lake", settings.lake), ("log", settings.log_file), ("report", summary.report)):
        if place:
            # One line each, unbroken and without marks, so that they can be copied.
            console.print(f"{name:7} {_shown(place)}", soft_wrap=True, markup=False, highlight=False)
    for line in summary.lost_corrections:
        console.print(line, soft_wrap=True, markup=False, highlight=False)
    console.print(f"{summary.message()} ({summary.seconds:.1f} s)", soft_wrap=True, markup=False, highlight=False)


def _short(note: str) -> str:
    """A note that leaves the table its shape; why a source failed is said in full at the end."""
    from rich.markup import escape

    return escape(note if len(note) <= 40 else f"{note[:39]}…")


def _shown(place: str | Path) -> str:
    """A place as seen from the folder one stands in."""
    path = Path(place)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(place)


def serve_flows(
    port: Annotated[
        int, typer.Option(help="Port of the server that is started where PREFECT_API_URL names none.")
    ] = 4200,
) -> None:
    """Serve the main flow on the schedules of the sources, until stopped.

    A source with a line such as [bold]schedule = "30 6 * * *"[/bold] in its source.toml is read at 6:30 in its time
    zone. With PREFECT_API_URL set, runs are reported to that server; else one is started, with its pages, on PORT.

    [bold]Examples[/bold]

      shushuo serve-flows

      PREFECT_API_URL=http://prefect.example:4200/api shushuo serve-flows
    """
    from rich.console import Console

    from flows.schedules import scheduled, serve
    from flows.settings import load_settings
    from flows.sources.declarations import find_sources

    settings = load_settings()
    sources = find_sources(settings.seeds)
    console = Console(stderr=True)
    for declared in scheduled(sources):
        said = f"{declared.source_id}: {declared.source.schedule} ({declared.source.timezone})"
        console.print(said, markup=False, highlight=False)
    if not scheduled(sources):
        console.print("no source has a schedule yet; runs can be started by hand", markup=False)
    serve(settings, sources, port, lambda line: console.print(line, markup=False, highlight=False))
