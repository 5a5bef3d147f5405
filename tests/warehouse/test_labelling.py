"""The registry in the lake: table and ids follow what seeds/indicators.toml says, in the transaction of the run."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from transforms.articles.source import Source
from transforms.indicators_registry import Registry, parse
from transforms.records import Reading
from transforms.tables import Provenance, tabulate
from warehouse.lake import Lake, open_for_writing
from warehouse.load import LoadResult, Run, load
from warehouse.schema.arrow import arrow_schemas
from warehouse.staging import CheckError

Loaded = Callable[..., LoadResult]

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])


def registry(**indicators: dict[str, Any]) -> Registry:
    common = {"en": "In English", "source": "a"}
    return parse(
        {"sources": {"a": {"name": "某局"}}, "all": {name: common | said for name, said in indicators.items()}}
    )


ROADS = {"name": "新修农村公路", "unit": "公里", "dimension": "length", "aliases": ["修路"]}
SERVED = {"name": "服务群众", "unit": "人次", "dimension": "count"}


@pytest.fixture
def lake(lake_url: str) -> Iterator[Lake]:
    with open_for_writing(lake_url) as opened:
        yield opened


@pytest.fixture
def run(lake: Lake, make_reading: Callable[..., Reading]) -> Callable[..., LoadResult]:
    """Loads one article, of so many kilometres of road, with a registry."""

    def loaded(indicators: Registry | None, roads: int = 120) -> LoadResult:
        provenance = Provenance(f"run-{len(snapshots(lake))}", datetime(2026, 1, 2, tzinfo=UTC), "1")
        batch = tabulate([make_reading(roads=roads)], arrow_schemas(), provenance)
        return load(lake, Run(provenance, "0.1.0", registry=indicators), [SOURCE], [batch])

    return loaded


def labels(lake: Lake) -> list[tuple[Any, ...]]:
    query = "SELECT indicator, indicator_id FROM lake.observations ORDER BY seq"
    return lake.connection.execute(query).fetchall()


def snapshots(lake: Lake) -> list[tuple[Any, ...]]:
    return lake.connection.execute("SELECT snapshot_id FROM ducklake_snapshots('lake')").fetchall()


def test_observations_arrive_with_the_ids_of_their_indicators_in_one_snapshot(lake: Lake, run: Loaded) -> None:
    before = len(snapshots(lake))
    run(registry(roads=ROADS))
    assert labels(lake)[:4] == [("修路", "roads"), ("新修农村公路", "roads"), ("办理时限", None), ("办理时限", None)]
    assert lake.connection.execute("SELECT indicator_id, aliases FROM lake.indicators").fetchall() == [
        ("roads", ["修路"])
    ]
    assert len(snapshots(lake)) == before + 1


def test_the_same_registry_writes_nothing(lake: Lake, run: Loaded) -> None:
    run(registry(roads=ROADS))
    before = snapshots(lake)
    assert run(registry(roads=ROADS)).snapshot is None
    assert snapshots(lake) == before


def test_a_grown_registry_reaches_rows_that_are_stored(lake: Lake, run: Loaded) -> None:
    run(registry(roads=ROADS))
    result = run(registry(roads=ROADS, served=SERVED))
    assert (result.unchanged, result.snapshot is not None) == (1, True)
    assert ("服务群众", "served") in labels(lake)


def test_stored_and_arriving_rows_follow_a_new_registry_together(
    lake: Lake, run: Loaded, make_reading: Callable[..., Reading]
) -> None:
    """One file of the lake loses rows, keeps rows and has rows changed, all in one transaction."""
    provenance = Provenance("both", datetime(2026, 1, 2, tzinfo=UTC), "1")
    batch = tabulate([make_reading(), make_reading("b.txt", 80)], arrow_schemas(), provenance)
    load(lake, Run(provenance, "0.1.0", registry=registry(roads=ROADS)), [SOURCE], [batch])
    run(registry(served=SERVED), roads=121)
    query = "SELECT indicator_id, count(*), count(DISTINCT article_id) FROM lake.observations GROUP BY ALL ORDER BY ALL"
    assert lake.connection.execute(query).fetchall() == [("served", 2, 2), (None, 10, 2)]


def test_an_indicator_that_is_gone_takes_its_ids_along(lake: Lake, run: Loaded) -> None:
    run(registry(roads=ROADS, served=SERVED))
    run(registry(served=SERVED))
    assert [label for _, label in labels(lake) if label] == ["served"]
    assert lake.connection.execute("SELECT indicator_id FROM lake.indicators").fetchall() == [("served",)]


def test_a_correction_of_the_english_name_writes_the_table_alone(lake: Lake, run: Loaded) -> None:
    run(registry(roads=ROADS))
    assert run(registry(roads=ROADS | {"en": "Rural roads built"})).unchanged == 1
    assert lake.connection.execute("SELECT name_en FROM lake.indicators").fetchall() == [("Rural roads built",)]


def test_a_load_without_a_registry_leaves_all_ids_as_they_are(lake: Lake, run: Loaded) -> None:
    run(registry(roads=ROADS))
    before = labels(lake)
    assert run(None).snapshot is None
    assert labels(lake) == before


def test_a_registry_that_fails_a_check_stops_the_load(lake: Lake, run: Loaded) -> None:
    doubled = registry(roads=ROADS)
    with pytest.raises(CheckError, match="indicators"):
        run(Registry(doubled.indicators * 2))
    assert labels(lake) == []
