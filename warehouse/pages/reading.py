"""The lake, read for the pages: takes a connection, gives rows as dictionaries and articles batch by batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from warehouse import marts
from warehouse.lake import Lake

Row = dict[str, Any]

OF_ARTICLES = ("observations", "people", "organisations", "places", "initiatives", "quotations")


@contextmanager
def opened(lake: Lake | duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of its own in which the lake's tables and the marts stand under their bare names.

    `metrics`, which every other mart asks, is worked out once and kept for the build.
    """
    given = lake.connection if isinstance(lake, Lake) else lake
    cursor = given.cursor()
    try:
        if isinstance(lake, Lake):
            cursor.execute("USE lake")
        marts.create(cursor, ["metrics"])
        cursor.execute("CREATE OR REPLACE TEMP TABLE kept_metrics AS FROM metrics")
        cursor.execute("CREATE OR REPLACE TEMP VIEW metrics AS FROM kept_metrics")
        marts.create(cursor, [name for name in marts.NAMES if name != "metrics"])
        yield cursor
    finally:
        cursor.close()


@cache
def query(name: str) -> str:
    """The SQL of ``queries/<name>.sql``."""
    return (resources.files("warehouse.pages") / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def rows(connection: duckdb.DuckDBPyConnection, name: str, parameters: Row | None = None) -> list[Row]:
    """What a kept query answers."""
    table: list[Row] = connection.execute(query(name), parameters or {}).to_arrow_table().to_pylist()
    return table


def grouped(connection: duckdb.DuckDBPyConnection, name: str, key: str) -> dict[str, list[Row]]:
    """What a kept query answers, by the value of a column that it is ordered by."""
    return {value: list(part) for value, part in groupby(rows(connection, name), key=itemgetter(key))}


def batches(connection: duckdb.DuckDBPyConnection, size: int = 2000) -> Iterator[list[Row]]:
    """All articles by id, `size` at a time; each row holds its rows of the other tables under their names."""
    ids = [row["article_id"] for row in rows(connection, "article_ids")]
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        span = {"first": part[0], "last": part[-1]}
        found: dict[str, dict[str, list[Row]]] = {}
        for name in OF_ARTICLES:
            by_article: dict[str, list[Row]] = defaultdict(list)
            for row in rows(connection, name, span):
                by_article[row["article_id"]].append(row)
            found[name] = by_article
        articles = rows(connection, "articles", span)
        for article in articles:
            article |= {name: found[name].get(article["article_id"], []) for name in OF_ARTICLES}
        yield articles
