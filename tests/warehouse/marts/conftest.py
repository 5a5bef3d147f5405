"""Observations as rows, of which a test says only what matters to it, and the marts over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from transforms.language.units import describe
from transforms.rows import period_days
from warehouse import marts
from warehouse.schema import table, tables
from warehouse.schema.statements import create

Ask = Callable[[str], list[dict[str, Any]]]

BLANKS = {"text": "", "integer": 0, "number": 0.0, "boolean": False, "texts": [], "spans": [], "sections": []}


class Rows:
    """Tables of the lake in a connection; `add` fills what a test leaves out."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        for declared in tables():
            connection.execute(create(declared, "memory").replace(" NOT NULL", ""))

    def add(self, table_name: str, /, **given: Any) -> None:
        declared = table(table_name)
        row = {column.name: None if column.nullable else BLANKS.get(column.type) for column in declared.columns}
        row |= given
        marks = ", ".join(f"${column}" for column in row)
        self.connection.execute(f"INSERT INTO {table_name} ({', '.join(row)}) VALUES ({marks})", row)

    def article(self, article_id: str, published_on: str = "2024-01-20", **given: Any) -> None:
        self.add(
            "articles",
            article_id=article_id,
            source_id="qingchuan",
            published_on=date.fromisoformat(published_on),
            **given,
        )

    def observation(self, quote: str, value: float, unit: str, **given: Any) -> None:
        """An observation of 青川县 in 2023 in the article ``a``, unless said otherwise."""
        filled: dict[str, Any] = {"article_id": "a", "subject": "四川省青川县", "period": "2023", "confidence": 0.9}
        filled |= {"indicator": "地区生产总值", "modifier": "exact", "measure": "level", "status": "actual"} | given
        (count,) = self.connection.execute("SELECT count(*) FROM observations").fetchall()[0]
        unit_id, dimension, factor = describe(unit)
        start, end = period_days(filled["period"] or "")
        self.add(
            "observations",
            **{"observation_id": f"o{count}", "seq": count, "quote": quote, "sentence": f"……{quote}。", "value": value}
            | {"unit": unit or None, "unit_id": unit_id or None, "dimension": dimension or None}
            | {"value_si": None if factor is None else value * factor, "period_start": start, "period_end": end}
            | filled,
        )

    def indicator(self, indicator_id: str, name: str, better: str | None = "higher", **given: Any) -> None:
        filled = {"name_en": name, "topic": "all", "dimension": "currency", "source": "某局", "aliases": []} | given
        self.add("indicators", indicator_id=indicator_id, name=name, better=better, **filled)

    def ask(self, sql: str) -> list[dict[str, Any]]:
        marts.create(self.connection)
        found: list[dict[str, Any]] = self.connection.execute(sql).to_arrow_table().to_pylist()
        return found


@pytest.fixture
def rows() -> Iterator[Rows]:
    with duckdb.connect() as connection:
        made = Rows(connection)
        made.article("a")
        made.indicator("gdp", "地区生产总值")
        yield made
