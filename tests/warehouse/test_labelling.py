"""The registry in the lake: table and ids follow what seeds/indicators.toml says."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from transforms.articles.source import Source
from transforms.indicators_registry import Registry, parse
from transforms.records import Reading
from transforms.tables import Provenance, tabulate
from warehouse.labelling import relabel
from warehouse.lake import Lake, open_for_writing
from warehouse.load import Run, load
from warehouse.schema.arrow import arrow_schemas

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])


def registry(**indicators: dict[str, Any]) -> Registry:
    common = {"en": "In English", "source": "a"}
    return parse(
        {"sources": {"a": {"name": "某局"}}, "all": {name: common | said for name, said in indicators.items()}}
    )


ROADS = {"name": "新修农村公路", "unit": "公里", "dimension": "length", "aliases": ["修路"]}
SERVED = {"name": "服务群众", "unit": "人次", "dimension": "count"}


@pytest.fixture
def lake(lake_url: str, make_reading: Callable[..., Reading]) -> Iterator[Lake]:
    provenance = Provenance("run-1", datetime(2026, 1, 2, tzinfo=UTC), "1")
    with open_for_writing(lake_url) as opened:
        load(opened, Run(provenance, "0.1.0"), [SOURCE], [tabulate([make_reading()], arrow_schemas(), provenance)])
        yield opened


def labels(lake: Lake) -> list[tuple[Any, ...]]:
    query = "SELECT indicator, indicator_id FROM lake.observations ORDER BY seq"
    return lake.connection.execute(query).fetchall()


def snapshots(lake: Lake) -> int:
    (count,) = lake.connection.execute("SELECT count(*) FROM ducklake_snapshots('lake')").fetchall()[0]
    return int(count)


def test_observations_get_the_ids_of_their_indicators(lake: Lake) -> None:
    assert relabel(lake, registry(roads=ROADS)) == 2
    assert labels(lake)[:4] == [("修路", "roads"), ("新修农村公路", "roads"), ("办理时限", None), ("办理时限", None)]
    assert lake.connection.execute("SELECT indicator_id, aliases FROM lake.indicators").fetchall() == [
        ("roads", ["修路"])
    ]


def test_the_same_registry_writes_nothing(lake: Lake) -> None:
    relabel(lake, registry(roads=ROADS))
    before = snapshots(lake)
    assert relabel(lake, registry(roads=ROADS)) == 0
    assert snapshots(lake) == before


def test_a_grown_registry_reaches_rows_that_are_stored(lake: Lake) -> None:
    relabel(lake, registry(roads=ROADS))
    assert relabel(lake, registry(roads=ROADS, served=SERVED)) == 1
    assert ("服务群众", "served") in labels(lake)


def test_an_indicator_that_is_gone_takes_its_ids_along(lake: Lake) -> None:
    relabel(lake, registry(roads=ROADS, served=SERVED))
    assert relabel(lake, registry(served=SERVED)) == 2
    assert [label for _, label in labels(lake) if label] == ["served"]


def test_a_correction_of_the_english_name_writes_the_table_alone(lake: Lake) -> None:
    relabel(lake, registry(roads=ROADS))
    assert relabel(lake, registry(roads=ROADS | {"en": "Rural roads built"})) == 0
    assert lake.connection.execute("SELECT name_en FROM lake.indicators").fetchall() == [("Rural roads built",)]
