"""The lake, read for the pages: takes a connection, gives rows as dictionaries and articles batch by batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import duckdb

Row = dict[str, Any]

OF_ARTICLES = ("observations", "people", "organisations", "places", "initiatives", "quotations")


@cache
def query(name: str) -> str:
    """The SQL of ``queries/<name>.sql``."""
    return (resources.files("warehouse.pages") / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def rows(connection: duckdb.DuckDBPyConnection, name: str, parameters: Row | None = None) -> list[Row]:
    """What a kept query answers."""
    table: list[Row] = connection.execute(query(name), parameters or {}).to_arrow_table().to_pylist()
    return table


def batches(connection: duckdb.DuckDBPyConnection, size: int = 2000) -> Iterator[list[Row]]:
    """All articles by id, `size` at a time; each row holds its rows of the other tables under their names."""
    ids = [row["article_id"] for row in rows(connection, "article_ids")]
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        span = {"first": part[0], "last": part[-1]}
        found: dict[str, dict[str, list[Row]]] = {}
        for name in OF_ARTICLES:
            grouped: dict[str, list[Row]] = defaultdict(list)
            for row in rows(connection, name, span):
                grouped[row["article_id"]].append(row)
            found[name] = grouped
        articles = rows(connection, "articles", span)
        for article in articles:
            article |= {name: found[name].get(article["article_id"], []) for name in OF_ARTICLES}
        yield articles
