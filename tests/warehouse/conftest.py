"""Readings to store: short articles written for these tests, and what stands in them."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from transforms.articles.source import Source
from transforms.records import (
    Article,
    Initiative,
    Observation,
    Organisation,
    Person,
    Place,
    Quotation,
    Reading,
    Section,
)
from transforms.tables import Provenance, Reject, source_row, tabulate
from warehouse.address import parse
from warehouse.lake import open_for_writing
from warehouse.schema import table, tables
from warehouse.schema.arrow import arrow_schemas, empty

# Test folders are no packages: what stands beside this file is loaded by its place.
_spec = importlib.util.spec_from_file_location("lake_services", Path(__file__).with_name("services.py"))
assert _spec is not None and _spec.loader is not None
services = importlib.util.module_from_spec(_spec)
sys.modules["lake_services"] = services
_spec.loader.exec_module(services)

TEXT = (
    "青川县去年修路{roads}公里\n"
    "一、主要成绩\n"
    "全县去年新修农村公路{roads}公里,办理时限从20天缩短到6.5天。“青川一码通”平台服务群众1.2万人次。\n"
    "县交通局局长何远山说:“今年要再修{roads}公里。”"
)


def reading_of(name: str = "a.txt", roads: int = 120, source_id: str = "qingchuan") -> Reading:
    """A reading of a short article; another number of kilometres makes another content."""
    text = TEXT.format(roads=roads)
    article = Article(
        text=text,
        title=text.split("\n", 1)[0],
        source_id=source_id,
        locator=name,
        authors=["周小满"],
        published_on=date(2024, 1, 15),
        published_basis="body",
        default_place="四川省青川县",
        sections=[Section("一、主要成绩", text.index("一、"), len(text))],
        content_sha256=f"{name}{roads}".encode().hex(),
    )

    def quantity(quote: str, value: float, unit: str, after: int = 0, **fields: object) -> Observation:
        start = text.index(quote, after)
        made = Observation(start, start + len(quote), value, unit, confidence=0.9, rule="number_unit")
        for field, field_value in fields.items():
            setattr(made, field, field_value)
        return made

    body = text.index("全县")
    speech = text.index("今年要")
    return Reading(
        article=article,
        observations=[
            quantity(f"{roads}公里", roads, "公里", indicator="修路", subject="四川省青川县", period="2023"),
            quantity(
                f"{roads}公里", roads, "公里", body, indicator="新修农村公路", subject="四川省青川县", period="2023"
            ),
            quantity("20天", 20, "天", indicator="办理时限"),
            quantity("6.5天", 6.5, "天", indicator="办理时限", before=2),
            quantity("1.2万人次", 12000, "人次", indicator="服务群众", period="/2024-01-15"),
            quantity(f"{roads}公里", roads, "公里", speech, status="target", period="2024", speaker="何远山"),
        ],
        people=[Person("何远山", ["青川县交通局局长"], spans=[_span(text, "何远山")], speaks=True)],
        organisations=[Organisation("县交通局", "青川县交通局", spans=[_span(text, "县交通局")])],
        places=[Place("青川县", "四川省青川县", "510822", [_span(text, "青川县")])],
        initiatives=[Initiative("青川一码通", "platform", spans=[_span(text, "青川一码通")], observations=[4])],
        quotations=[Quotation("何远山", "青川县交通局局长", "说", speech, len(text) - 1, True)],
    )


def _span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def make_provenance(run_id: str = "run-1", extractor_version: str = "1") -> Provenance:
    """A run of a fixed hour."""
    return Provenance(run_id, datetime(2024, 1, 16, 6, tzinfo=UTC), extractor_version)


def make_source(source_id: str = "qingchuan") -> dict[str, object]:
    """A source as it is declared."""
    return source_row(
        Source(source_id=source_id, title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])
    )


@pytest.fixture(scope="session")
def make_reading() -> Callable[..., Reading]:
    """Makes readings of short articles."""
    return reading_of


@pytest.fixture
def stored() -> dict[str, pa.Table]:
    """Every table of a load of two articles, none of which any check refuses."""
    found = {declared.name: empty(declared) for declared in tables()}
    readings = [reading_of(), reading_of("b.txt", 80)]
    rejects = [Reject("qingchuan", "c.pdf", "read", "no text layer")]
    found |= tabulate(readings, arrow_schemas(), make_provenance(), rejects)
    found["sources"] = pa.Table.from_pylist([make_source()], schema=arrow_schemas()["sources"])
    run: dict[str, object] = {
        "run_id": "run-1",
        "flow_run_id": None,
        "started_at": make_provenance().started_at,
        "ended_at": make_provenance().started_at,
        "state": "completed",
        "code_version": "0.1.0",
        "extractor_version": "1",
        "counts": [],
    }
    found["runs"] = pa.Table.from_pylist([run], schema=arrow_schemas()["runs"])
    version = {"version": 1, "applied_at": make_provenance().started_at, "release": "0.1.0"}
    found["lake_schema"] = pa.Table.from_pylist([version], schema=arrow_schemas()["lake_schema"])
    for name in ("corrections", "indicators"):  # plain rows: every text column says its own name
        declared = {column.name: column for column in table(name).columns}
        cells = {key: list(column.values)[:1] or [key] for key, column in declared.items()}
        row = {key: cell if declared[key].type == "texts" else cell[0] for key, cell in cells.items()}
        found[name] = pa.Table.from_pylist([row], schema=arrow_schemas()[name])
    return found


@pytest.fixture
def stage() -> Callable[[dict[str, pa.Table]], duckdb.DuckDBPyConnection]:
    """Puts tables into a connection the way a load does before it checks them."""

    def staged(found: dict[str, pa.Table]) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        for name, rows in found.items():
            connection.register("given", rows)
            connection.execute(f"CREATE TABLE {name} AS FROM given")
            connection.unregister("given")
        return connection

    return staged


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server."""
    programs = services.postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    server = services.Postgres(programs)
    yield server
    server.close()


@pytest.fixture(scope="session")
def storage() -> Iterator[Any]:
    """An S3 server; its credentials stand in the environment meanwhile."""
    server = services.Storage()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        yield server
    server.close()


@pytest.fixture(scope="session")
def make_lake_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Places for lakes that are not there yet, of a kind: folder, postgres or s3."""

    def made(kind: str) -> str:
        folder = tmp_path_factory.mktemp("lake") / "lake"
        if kind == "folder":
            return str(folder)
        database = request.getfixturevalue("postgres").new_database()
        return f"{database}?data={folder if kind == 'postgres' else request.getfixturevalue('storage').new_bucket()}"

    return made


@pytest.fixture(scope="session")
def new_lake_url(make_lake_url: Callable[[str], str]) -> Callable[[], str]:
    """Places for lakes of the kind that SHUSHUO_TEST_LAKE names (folder by default): the whole suite runs on each."""
    return lambda: make_lake_url(os.environ.get("SHUSHUO_TEST_LAKE", "folder"))


@pytest.fixture(scope="session")
def copy_lake(
    request: pytest.FixtureRequest, make_lake_url: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Makes a lake like one that nobody has open, in a third of the time that making its tables takes."""

    def copied(url: str) -> str:
        lake = parse(url)
        if lake.folder is not None:
            return str(shutil.copytree(lake.folder, Path(make_lake_url("folder"))))
        database = request.getfixturevalue("postgres").new_database(lake.postgres["dbname"])
        if not lake.on_s3:
            base = shutil.copytree(lake.base, tmp_path_factory.mktemp("lake") / "lake")
        else:
            storage = request.getfixturevalue("storage")
            base = storage.new_bucket()
            storage.copy(lake.base.split("/")[2], base.split("/")[2])
        return f"{database}?data={base}"

    return copied


@pytest.fixture(scope="session")
def empty_lake(new_lake_url: Callable[[], str]) -> str:
    """A lake that has its tables and nothing in them; for copies only."""
    url = new_lake_url()
    with open_for_writing(url):
        return url


@pytest.fixture
def lake_url(empty_lake: str, copy_lake: Callable[[str], str]) -> str:
    """A lake with nothing in it, of the kind that SHUSHUO_TEST_LAKE names."""
    return copy_lake(empty_lake)


@pytest.fixture
def no_lake_url(new_lake_url: Callable[[], str]) -> str:
    """A place for a lake that is not there yet."""
    return new_lake_url()
