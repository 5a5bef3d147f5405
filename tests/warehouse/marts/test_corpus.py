"""What the marts answer over the shared corpus, against answers read by hand."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from transforms.indicators_registry import parse
from transforms.reading import read
from transforms.records import Article, Reading
from transforms.tables import Provenance, tabulate
from warehouse import marts
from warehouse.schema import tables
from warehouse.schema.arrow import arrow_schemas
from warehouse.schema.statements import create

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
ANSWERS: dict[str, Any] = tomllib.loads((HERE / "corpus_answers.toml").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not on this machine")

GROWTH = """
SELECT period, value FROM series
WHERE indicator_id = 'retail_sales' AND subject = '中国' AND measure = 'change' AND yardstick = 'year' AND unit = '%'
    AND grain IN ({grains}) AND is_latest
ORDER BY period_end
"""
PROVINCES = """
SELECT subject, value, coalesce(value_high, value) AS value_high, modifier FROM metrics
WHERE source_id = 'gov-work-reports-2026' AND indicator_id = 'gdp' AND measure = 'change' AND unit = '%'
    AND status = '{status}' AND period = '{period}'
ORDER BY value_high DESC, value DESC, subject
"""


def articles(source_id: str, words: str) -> Iterator[Reading]:
    """Readings of the source's items that hold the words."""
    with gzip.open(CORPUS / f"{source_id}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if words not in item["text"]:
                continue
            yield read(
                Article(
                    text=item["text"],
                    title=item["title"],
                    source_id=source_id,
                    locator=item["id"],
                    published_on=date.fromisoformat(item["published"][:10]),
                    published_basis="metadata",
                    default_place=item.get("place", ""),
                    content_sha256="0" * 64,
                )
            )


@pytest.fixture(scope="module")
def lake() -> Iterator[duckdb.DuckDBPyConnection]:
    registry = parse(tomllib.loads((ROOT / "seeds" / "indicators.toml").read_text("utf-8")))
    readings = [*articles("cctv-2022-2024h1", "社会消费品零售"), *articles("gov-work-reports-2026", "生产总值")]
    found = tabulate(readings, arrow_schemas(), Provenance("run-1", datetime(2026, 4, 1, tzinfo=UTC), "1"))
    found["observations"] = registry.label(found["observations"])
    with duckdb.connect() as connection:
        for table in tables():
            connection.execute(create(table, "memory").replace(" NOT NULL", ""))
            if table.name in found:
                connection.register("given", found[table.name])
                connection.execute(f"INSERT INTO {table.name} BY NAME FROM given")
                connection.unregister("given")
        marts.create(connection)
        yield connection


@pytest.mark.parametrize(
    ("grains", "answers"),
    [("'month'", "retail_sales_by_month"), ("'to_date', 'year'", "retail_sales_to_date")],
    ids=["by month", "from January on"],
)
def test_retail_sales_grow_as_the_articles_say(lake: duckdb.DuckDBPyConnection, grains: str, answers: str) -> None:
    found = dict(lake.execute(GROWTH.format(grains=grains)).fetchall())
    assert found == ANSWERS[answers]


def test_one_query_ranks_the_provinces_by_their_growth_target(lake: duckdb.DuckDBPyConnection) -> None:
    ranked = lake.execute(PROVINCES.format(status="target", period="2026")).fetchall()
    assert len(ranked) == len(ANSWERS["growth_targets"]) == 16
    assert {subject: list(said) for subject, *said in ranked} == ANSWERS["growth_targets"]


def test_one_query_ranks_the_provinces_by_last_years_growth(lake: duckdb.DuckDBPyConnection) -> None:
    ranked = lake.execute(PROVINCES.format(status="actual", period="2025")).fetchall()
    assert len(ranked) == 16
    assert {subject: value for subject, value, *_ in ranked} == ANSWERS["growth_reported"]
