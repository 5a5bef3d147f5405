"""What the lake has of each declared source: joins ``seeds/`` with the tables, gives rows for ``source list``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flows.settings import Settings
from flows.sources.declarations import DeclarationError, read_source, source_ids
from warehouse.errors import LakeError
from warehouse.query import open_session
from warehouse.sql import script


def source_rows(settings: Settings) -> list[dict[str, Any]]:
    """One row a source, declared or only in the lake, sorted by id.

    Returns:
        Rows with source_id, title, kind, articles, rejects, newest, last_run and note; the numbers are None where the
        lake has nothing of a source or there is no lake yet.
    """
    known = {row["source_id"]: row for row in _status(settings)}
    declared = source_ids(settings.seeds)
    rows = [_row(settings, source_id, known.get(source_id, {})) for source_id in declared]
    gone = [{**_EMPTY, **known[source_id], "note": "no longer in seeds/"} for source_id in known.keys() - set(declared)]
    return sorted([*rows, *gone], key=lambda row: str(row["source_id"]))


_EMPTY: dict[str, Any] = {
    "title": "", "kind": "", "articles": None, "rejects": None, "newest": None, "last_run": None, "note": "",
}  # fmt: skip


def _row(settings: Settings, source_id: str, known: dict[str, Any]) -> dict[str, Any]:
    try:
        source = read_source(settings.seeds / source_id).source
    except DeclarationError as error:
        return {**_EMPTY, **known, "source_id": source_id, "note": str(error)}
    note = (
        f"disabled: {source.disabled}" if source.disabled else f"schedule {source.schedule}" if source.schedule else ""
    )
    return {**_EMPTY, **known, "source_id": source_id, "title": source.title, "kind": source.kind, "note": note}


def _status(settings: Settings) -> list[dict[str, Any]]:
    """What the lake has, by source; nothing where there is no lake yet."""
    try:
        with open_session(settings.lake) as session:
            rows: list[dict[str, Any]] = session.ask(script("source_status")).to_pylist()
    except LakeError:
        return []
    for row in rows:
        moment = row["last_run"]
        row["last_run"] = moment if isinstance(moment, datetime) else None
    return rows
