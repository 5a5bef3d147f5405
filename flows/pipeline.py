"""The main flow: discover → read → extract → load → report, for some or all sources.

Tasks work on batches, never on single articles (a task run costs about 10 ms). What reads or writes outside
is tried again, but only for failures that pass by themselves; extraction is pure and never tried again.
All tables of a run are committed in one transaction; a source that broke is left out of it and named.
"""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import Any, TypeVar, cast

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.utilities.annotations import quote

from flows import health, loading, reporting
from flows.batches import Found, InputReader
from flows.extraction import Extracted, Extractor
from flows.kept_pages import KeptPages, keep_raw, kept_pages
from flows.loading import SourceReading
from flows.messages import in_one_line
from flows.orchestration import log_to_file
from flows.progress import watcher
from flows.retries import when_transient
from flows.settings import Settings, load_settings
from flows.sources.declarations import DeclaredSource, chosen_sources
from flows.sources.discover import discover as discover_inputs
from flows.summary import RunSummary, SourceCounts
from warehouse.corrections import Outcome
from warehouse.known import Known
from warehouse.load import Run

# Arguments and results of tasks are inputs and tables: never hashed for a cache, never written to disk.
_PLAIN: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False}
_OUTSIDE: dict[str, Any] = {
    **_PLAIN,
    "retries": 3,
    "retry_delay_seconds": [2, 10, 30],
    "retry_condition_fn": when_transient,
}

Value = TypeVar("Value")


def opaque(value: Value) -> Value:
    """An argument that Prefect hands on as it is, without looking through it for futures, row by row."""
    return cast(Value, quote(value))


@flow(name="shushuo", persist_result=False)
def pipeline(sources: list[str] | None = None) -> RunSummary:
    """Read sources into the lake and write the report.

    Args:
        sources: ids of the sources to read; all that are not disabled where None or empty.

    Returns:
        What was done, as the result of a state ``Completed``, or ``Failed`` where a source broke or the counts
        do not add up; the state's message says articles + rejects + unchanged = inputs.
    """
    begun = time.monotonic()
    settings = load_settings()
    log_to_file(settings)
    run = loading.begin(settings, flow_run.get_id())
    declared, known = discover(opaque(settings), sources or [])
    with Extractor(run.provenance) as extractor:
        pages = kept_pages(settings, known)
        readings = [_read_source(source, known, extractor, pages) for source in declared]
    counts, corrections = load(opaque(settings), opaque(run), opaque(readings))
    summary = RunSummary(run.provenance.run_id, counts, lost_corrections=loading.lost(corrections))
    report(opaque(settings), opaque(summary))
    summary.seconds = time.monotonic() - begun
    get_run_logger().info("%s", summary.message())
    state = Completed if summary.succeeded else Failed
    return cast(RunSummary, state(message=summary.message(), data=summary))


def _read_source(declared: DeclaredSource, known: Known, extractor: Extractor, pages: KeptPages) -> SourceReading:
    """Read a source to its end; whatever breaks it ends here, so that the other sources go on."""
    reading = SourceReading(declared)
    watcher().step(f"reading {declared.source_id}")
    reader = InputReader(declared, partial(discover_inputs, memory=pages))
    try:
        while batch := read(declared.source_id, opaque(reader)):
            if fresh := reading.fresh(batch, known):
                keep(declared.source_id, opaque(pages), opaque(fresh))
                extracted = extract(declared.source_id, opaque(fresh), opaque(declared), opaque(extractor))
                reading.batches.append(extracted)
            watcher().advance(len(batch))
    except Exception as error:
        get_run_logger().exception("source %s broke; nothing of it is published", declared.source_id)
        reading.failure, reading.batches = in_one_line(error), []
        return reading
    return _judged(reading)


def _judged(reading: SourceReading) -> SourceReading:
    """A source that is outside of its bounds is broken: nothing of it is published."""
    breaches = health.judge(reading)
    if said := health.warning(breaches):
        get_run_logger().warning("%s: %s", reading.declared.source_id, said)
    if said := health.failure(breaches):
        said = "; ".join(filter(None, [said, health.refused(reading)]))
        get_run_logger().error(
            "%s is outside of its bounds; nothing of it is published: %s", reading.declared.source_id, said
        )
        reading.failure, reading.batches = said, []
    return reading


@task(task_run_name="discover", **_OUTSIDE)
def discover(settings: Settings, sources: list[str]) -> tuple[list[DeclaredSource], Known]:
    """Read the declarations of the sources, and what the lake has of them already."""
    declared = chosen_sources(settings.seeds, sources)
    known = loading.known(settings, declared, _waiting)
    get_run_logger().info("%d sources in %s; %d inputs known", len(declared), settings.seeds, len(known))
    return declared, known


@task(task_run_name="read-{source_id}", **_OUTSIDE)
def read(source_id: str, reader: InputReader) -> list[Found]:
    """The next batch of inputs of a source; empty at its end."""
    batch = reader.next_batch()
    get_run_logger().debug("%s: %d inputs", source_id, len(batch))
    return batch


@task(task_run_name="keep-{source_id}", **_OUTSIDE)
def keep(source_id: str, pages: KeptPages, batch: list[Found]) -> None:
    """Keep the bytes of a batch, before anything is read from them."""
    keep_raw(pages.store, batch)
    get_run_logger().debug("%s: %d inputs kept", source_id, len(batch))


@task(task_run_name="extract-{source_id}", **_PLAIN)
def extract(source_id: str, batch: list[Found], declared: DeclaredSource, extractor: Extractor) -> Extracted:
    """Everything that a batch states, as rows of the tables."""
    extracted = extractor.extract(batch, declared.source)
    for reject in extracted.rejects:
        # A defect of ours is shown in the terminal too; what is wrong with an input stands in the log.
        level = logging.WARNING if reject.reason == "internal" else logging.INFO
        said = (reject.source_id, reject.locator, reject.stage, reject.reason, reject.detail)
        get_run_logger().log(level, "rejected %s %s (%s): %s: %s", *said)
    return extracted


@task(task_run_name="load", **_OUTSIDE)
def load(settings: Settings, run: Run, readings: list[SourceReading]) -> tuple[list[SourceCounts], list[Outcome]]:
    """Write the rows of all sources that did not break, in one transaction."""
    watcher().step("loading")
    counts, corrections = loading.load(settings, run, readings, _waiting)
    for line in loading.lost(corrections):
        get_run_logger().warning("%s", line)
    return counts, corrections


def _waiting(message: str) -> None:
    """Say who holds the lake, to the log and to whoever watches."""
    get_run_logger().info("%s", message)
    watcher().say(message)


@task(task_run_name="report", **_OUTSIDE)
def report(settings: Settings, summary: RunSummary) -> None:
    """Write the pages, and leave a table and a link on the flow run."""
    watcher().step("writing the report")
    reporting.report(settings, summary)
