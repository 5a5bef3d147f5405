"""The indicator registry within a load: takes the registry as it reads now, gives every observation its id.

What arrives is labelled before it is written; stored rows that were labelled by another registry are named in the
temporary table ``labels``, and follow in the same transaction. Nothing is written where nothing differs.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from transforms.indicators_registry import Registry
from warehouse.address import LAKE
from warehouse.sql import script
from warehouse.staging import MEMORY, Staging

_LABELS = pa.schema(
    [("indicator", pa.string()), ("dimension", pa.string()), ("was", pa.string()), ("indicator_id", pa.string())]
)


def stage_registry(connection: duckdb.DuckDBPyConnection, staging: Staging, registry: Registry | None) -> None:
    """Stage the indicators that hold from now on: those of the registry, or where there is none those of the lake."""
    if registry is None:
        connection.execute(f"INSERT INTO {MEMORY}.indicators BY NAME FROM indicators_stored")
    else:
        staging.add_rows("indicators", registry.rows())


def label_staged(connection: duckdb.DuckDBPyConnection, registry: Registry | None) -> None:
    """Give the staged observations their ids, and find the stored ones that must get another.

    Args:
        connection: with the staged tables, and the lake attached.
        registry: as ``seeds/indicators.toml`` declares it; None leaves every id as it is.
    """
    connection.register("labels_found", pa.Table.from_pylist(_moved(connection, registry), schema=_LABELS))
    connection.execute(script("labels"))
    connection.unregister("labels_found")


def _moved(connection: duckdb.DuckDBPyConnection, registry: Registry | None) -> list[dict[str, str | None]]:
    """Every pair of indicator and dimension, stored or staged, whose id is another one now."""
    if registry is None:
        return []
    pairs = "SELECT DISTINCT indicator, dimension, indicator_id FROM {}.observations"
    query = f"{pairs.format(LAKE)} UNION {pairs.format(MEMORY)}"
    found: list[dict[str, str | None]] = []
    for indicator, dimension, was in connection.execute(query).fetchall():
        now = registry.identify(indicator, dimension)
        if now != was:
            found.append({"indicator": indicator, "dimension": dimension, "was": was, "indicator_id": now})
    return found
