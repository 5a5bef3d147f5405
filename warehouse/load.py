"""The load: everything a run read goes into the lake in one transaction, or nothing does.

Takes batches of tables as ``transforms.tables.tabulate`` makes them, gives a `LoadResult`. Unchanged articles
write nothing, changed ones replace all their rows, and a run that changes nothing leaves no trace at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

import duckdb

from transforms.articles.source import Source
from transforms.indicators_registry import Registry
from transforms.records import Article
from transforms.rows import Row
from transforms.tables import Provenance, Tables, duplicate, source_row
from warehouse.address import LAKE
from warehouse.correcting import correct_staged
from warehouse.corrections import Correction, Outcome
from warehouse.errors import LakeError
from warehouse.labelling import label_staged, stage_registry
from warehouse.lake import Lake, telling
from warehouse.schema.checks import Violation
from warehouse.schema.statements import identifier
from warehouse.sql import script
from warehouse.staging import Staging, article_tables
from warehouse.stories import join_copies


class CountError(LakeError):
    """Inputs went missing between discovery and load; nothing was written."""


@dataclass(frozen=True)
class Run:
    """The run that loads.

    Attributes:
        provenance: its id, when it started, the extractor's version.
        code_version: release (and commit) of the program.
        flow_run_id: the Prefect flow run, or "".
        state: ``completed``, or ``partial`` where it was stopped before its end or left a source out.
        corrections: all that people put right (``seeds/corrections.csv``); None leaves the lake's as they are.
        registry: the indicators (``seeds/indicators.toml``); None leaves the ids of all rows as they are.
    """

    provenance: Provenance
    code_version: str
    flow_run_id: str = ""
    state: str = "completed"
    corrections: Sequence[Correction] | None = None
    registry: Registry | None = None


@dataclass(frozen=True)
class Skipped:
    """Inputs of a source that were known already (`warehouse.known`) and not read again."""

    unchanged: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Ledger:
    """What a run must account for, source by source: a load refuses to lose an input.

    Attributes:
        inputs: how many inputs were discovered.
        skipped: those of them that were passed over.
    """

    inputs: Mapping[str, int]
    skipped: Mapping[str, Skipped] = field(default_factory=dict)


@dataclass(frozen=True)
class SourceLoad:
    """What became of the inputs of one source; inputs = added + changed + unchanged + rejected."""

    source_id: str
    inputs: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    observations: int = 0


@dataclass(frozen=True)
class LoadResult:
    """What a load did.

    Attributes:
        sources: one entry a source, in the order of their ids.
        violations: what the checks on load found; its articles are among the rejected.
        corrections: what became of each correction.
        snapshot: the snapshot that the load committed, None where it had nothing to write.
    """

    sources: list[SourceLoad]
    violations: list[Violation] = field(default_factory=list)
    corrections: list[Outcome] = field(default_factory=list)
    snapshot: int | None = None

    @property
    def added(self) -> int:
        """Articles that the lake did not have."""
        return sum(source.added for source in self.sources)

    @property
    def changed(self) -> int:
        """Articles whose rows were replaced."""
        return sum(source.changed for source in self.sources)

    @property
    def unchanged(self) -> int:
        """Articles that the lake had just so."""
        return sum(source.unchanged for source in self.sources)

    @property
    def rejected(self) -> int:
        """Inputs that could not become an article."""
        return sum(source.rejected for source in self.sources)

    @property
    def observations(self) -> int:
        """Observations written."""
        return sum(source.observations for source in self.sources)


def load(
    lake: Lake,
    run: Run,
    sources: Iterable[Source | Row],
    batches: Iterable[Tables],
    ledger: Ledger | None = None,
) -> LoadResult:
    """Store what a run read, in one transaction.

    Args:
        lake: opened for writing.
        run: the run.
        sources: the declarations of the sources that were read whole (a source that broke is left out), or
            their rows as stored.
        batches: the tables of what was read, in any order and cut.
        ledger: what the batches and the skipped inputs must add up to; None does not count.

    Raises:
        CountError: inputs went missing on the way.
        CheckError: rows that belong to no article fail a check.
        LakeError: the lake cannot be written to. In each case the lake is as it was.
    """
    with telling(lake.address):
        staging = Staging(lake.connection, run.provenance)
        staging.add_rows(
            "sources", [source_row(source) if isinstance(source, Source) else source for source in sources]
        )
        staging.add_rows("runs", [_run_row(run, [])])
        lake.connection.execute(script("small_tables"))
        stage_registry(lake.connection, staging, run.registry)
        for batch in batches:
            staging.add(batch)
        found = staging.quarantine()
        lake.connection.execute(script("verdicts"))
        _settle_stored_doubles(lake.connection, staging)
        lake.connection.execute(script("reject_changes"))
        counts = _count(lake.connection, staging, ledger)
        outcomes = correct_staged(lake.connection, staging, run.corrections)
        label_staged(lake.connection, run.registry)
        join_copies(lake.connection)
        snapshot = _commit(lake, run, counts)
    return LoadResult(counts, found, outcomes, snapshot)


def _settle_stored_doubles(connection: duckdb.DuckDBPyConnection, staging: Staging) -> None:
    """Rejects for inputs that hold an article which the lake has, or now gets, under another locator."""
    for article_id, source_id, locator, sha256 in connection.execute(script("stored_doubles")).fetchall():
        loser = Article("", article_id=article_id, source_id=source_id, locator=locator, content_sha256=sha256)
        staging.note([duplicate(loser)])


def _count(connection: duckdb.DuckDBPyConnection, staging: Staging, ledger: Ledger | None) -> list[SourceLoad]:
    """What became of the inputs, source by source; raises `CountError` where they do not add up."""
    counts = []
    rows = connection.execute(script("count_inputs")).fetchall()
    for source_id, added, changed, same, doubled, observations in rows:
        passed = ledger.skipped.get(source_id, Skipped()) if ledger else Skipped()
        unchanged = same + passed.unchanged
        rejected = doubled + staging.rejected[source_id] + passed.rejected
        total = added + changed + unchanged + rejected
        if ledger is not None and ledger.inputs.get(source_id, 0) != total:
            message = f"source {source_id}: {ledger.inputs.get(source_id, 0)} inputs found, {total} accounted for"
            raise CountError(f"{message} (articles + rejects must be inputs); nothing was written")
        counts.append(SourceLoad(source_id, total, added, changed, unchanged, rejected, observations))
    return counts


def _commit(lake: Lake, run: Run, counts: list[SourceLoad]) -> int | None:
    """Write what differs, in one transaction; gives the snapshot, or None where nothing differs."""
    lake.connection.execute(script("source_changes"))
    if lake.connection.execute(script("count_changes")).fetchall() == [(0,)]:
        return None
    lake.connection.execute("BEGIN")
    try:
        _write(lake.connection, _run_row(run, counts))
        if lake.lock is not None:
            lake.lock.check()
        lake.connection.execute("COMMIT")
    except BaseException:
        lake.connection.execute("ROLLBACK")
        raise
    (snapshot,) = lake.connection.execute(f"FROM ducklake_last_committed_snapshot('{LAKE}')").fetchall()[0]
    return int(snapshot)


def _write(connection: duckdb.DuckDBPyConnection, run_row: dict[str, Any]) -> None:
    if _holds(connection, "leaving"):
        for declared in article_tables():
            leaving = "article_id IN (SELECT article_id FROM leaving)"
            connection.execute(f"DELETE FROM {LAKE}.{identifier(declared.name)} WHERE {leaving}")
    if _holds(connection, "arriving_articles"):
        for declared in article_tables():
            name, arriving = identifier(declared.name), "article_id IN (SELECT article_id FROM arriving_articles)"
            connection.execute(f"INSERT INTO {LAKE}.{name} BY NAME FROM {name} WHERE {arriving}")
    for name in ("rejects", "sources", "corrections", "indicators"):
        key = identifier(f"{name.removesuffix('s')}_id")
        if _holds(connection, f"{name}_leaving"):
            connection.execute(f"DELETE FROM {LAKE}.{name} WHERE {key} IN (SELECT {key} FROM {name}_leaving)")
        if _holds(connection, f"{name}_arriving"):
            connection.execute(f"INSERT INTO {LAKE}.{name} BY NAME FROM {name}_arriving")
    _update_stored(connection)
    values = ", ".join(f"${name} AS {name}" for name in run_row)
    connection.execute(f"INSERT INTO {LAKE}.runs BY NAME SELECT {values}", run_row)
    message = [f"run {run_row['run_id']}", json.dumps({"run_id": run_row["run_id"]})]
    connection.execute(f"CALL {LAKE}.set_commit_message('shushuo', ?, extra_info => ?)", message)


def _update_stored(connection: duckdb.DuckDBPyConnection) -> None:
    """What changes on rows that stay: ids of indicators and of stories."""
    if connection.execute("SELECT observations FROM label_changes").fetchall() != [(0,)]:
        connection.execute(script("write_labels"))
    if _holds(connection, "story_changes"):
        connection.execute(script("write_stories"))


def _holds(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Has that table of changes a row? Where it has none, the lake's table, which is dearer to ask, is left alone."""
    return bool(connection.execute(f"FROM {identifier(name)} LIMIT 1").fetchall())


def _run_row(run: Run, counts: list[SourceLoad]) -> dict[str, Any]:
    return {
        "run_id": run.provenance.run_id,
        "flow_run_id": run.flow_run_id or None,
        "started_at": run.provenance.started_at,
        "ended_at": datetime.now(UTC),
        "state": run.state,
        "code_version": run.code_version,
        "extractor_version": run.provenance.extractor_version,
        "counts": [asdict(count) for count in counts],
    }
