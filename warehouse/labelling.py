"""The indicator registry in the lake: takes the registry as it reads now, brings table and ids in step with it.

Rows are labelled before they are loaded (`Registry.label`); what is mended here is the rest: rows that were
loaded under another registry, or whose indicator was corrected. Nothing is written where nothing differs.
"""

from __future__ import annotations

import pyarrow as pa

from transforms.indicators_registry import Registry
from warehouse.address import LAKE
from warehouse.lake import Lake, telling
from warehouse.schema.arrow import arrow_schemas
from warehouse.sql import script

_LABELS = pa.schema(
    [("indicator", pa.string()), ("dimension", pa.string()), ("was", pa.string()), ("indicator_id", pa.string())]
)


def relabel(lake: Lake, registry: Registry) -> int:
    """Store the registry, and give every observation the id that it has for its indicator.

    Args:
        lake: opened for writing.
        registry: as ``seeds/indicators.toml`` declares it.

    Returns:
        How many observations got another id than they had.

    Raises:
        LakeError: the lake cannot be written to; it is as it was.
    """
    connection = lake.connection
    with telling(lake.address):
        connection.register("registry_rows", pa.Table.from_pylist(registry.rows(), arrow_schemas()["indicators"]))
        connection.register("labels", _labels(lake, registry))
        (listed,) = connection.execute(script("registry_changes")).fetchall()[0]
        (moved,) = connection.execute(script("label_changes")).fetchall()[0]
        if listed or moved:
            _write(lake)
        connection.unregister("registry_rows")
        connection.unregister("labels")
    return int(moved)


def _labels(lake: Lake, registry: Registry) -> pa.Table:
    """Every pair of indicator and dimension whose id is another one now."""
    query = f"SELECT DISTINCT indicator, dimension, indicator_id FROM {LAKE}.observations"
    found = []
    for indicator, dimension, was in lake.connection.execute(query).fetchall():
        now = registry.identify(indicator, dimension)
        if now != was:
            found.append({"indicator": indicator, "dimension": dimension, "was": was, "indicator_id": now})
    return pa.Table.from_pylist(found, schema=_LABELS)


def _write(lake: Lake) -> None:
    lake.connection.execute("BEGIN")
    try:
        lake.connection.execute(script("write_registry"))
        if lake.lock is not None:
            lake.lock.check()
        lake.connection.execute("COMMIT")
    except BaseException:
        lake.connection.execute("ROLLBACK")
        raise
