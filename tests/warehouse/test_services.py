"""The same lake on every kind of catalog and storage: PostgreSQL and S3 as well as a folder."""

from datetime import UTC, datetime, timedelta

import pytest

from transforms.articles.source import Source
from transforms.tables import Provenance, Reject, tabulate
from warehouse.address import parse
from warehouse.content import content_hash
from warehouse.errors import LakeError
from warehouse.export import export
from warehouse.history import changes, snapshot_of
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import Run, load
from warehouse.maintain import maintain
from warehouse.query import run_sql
from warehouse.raw import RawStore
from warehouse.schema.arrow import arrow_schemas

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])


@pytest.fixture(params=["postgres", "s3"])
def url(request, make_lake_url):
    return make_lake_url(request.param)


@pytest.fixture
def run(url, make_reading):
    def loaded(run_id, found):
        provenance = Provenance(run_id, datetime(2026, 1, 2, tzinfo=UTC), "1")
        rejects = [Reject("qingchuan", "d.pdf", "parse", "scanned", content_sha256="d0")]
        batch = tabulate([make_reading(*one) for one in found], arrow_schemas(), provenance, rejects)
        with open_for_writing(url) as lake:
            return load(lake, Run(provenance, "0.1.0"), [SOURCE], [batch]), content_hash(lake)

    return loaded


def test_a_lake_lives_its_life_there(url, run, tmp_path):
    first, hashed = run("first", [("a.txt", 120), ("b.txt", 80)])
    assert (first.added, first.rejected) == (2, 1)
    again, same = run("again", [("a.txt", 120), ("b.txt", 80)])
    assert (again.snapshot, same) == (None, hashed)
    assert run("second", [("a.txt", 121)])[0].changed == 1
    assert run_sql(url, "SELECT count(*) AS n FROM observations").to_pylist() == [{"n": 12}]
    assert run_sql(url, "SELECT max(value) AS most FROM observations WHERE unit = '公里'", at="first").to_pylist() == [
        {"most": 120.0}
    ]
    with open_for_writing(url) as lake:
        assert len(changes(lake, snapshot_of(lake, "first"), None)) == 9
        before = content_hash(lake)
        maintain(lake, timedelta(0), timedelta(0))
        assert content_hash(lake) == before
    with open_for_reading(url) as lake:
        assert export(lake, tmp_path / "out", "csv")["observations"] == 12
        assert content_hash(lake) == before


def test_raw_copies_are_kept_there(url):
    store = RawStore(parse(url))
    assert store.read(store.keep("修路120公里".encode())) == "修路120公里".encode()


LOCKED = [
    "SELECT * FROM postgres_execute('__ducklake_metadata_lake', 'DROP TABLE ducklake_snapshot')",
    "SELECT * FROM read_parquet('s3://another/bucket/x.parquet')",
    "SELECT * FROM read_text('/etc/passwd')",
    "COPY (SELECT 1) TO 's3://another/x.csv'",
]
GUARDED = [
    "SELECT * FROM __ducklake_metadata_lake.pg_catalog.pg_user",
    "SELECT * FROM postgres_query('__ducklake_metadata_lake', 'SELECT 1')",
    "SELECT * FROM duckdb_secrets()",
]


@pytest.mark.parametrize("guarded", [True, False], ids=["guard", "lock"])
def test_no_way_out_from_there(url, run, guarded, monkeypatch):
    run("first", [("a.txt", 120)])
    if not guarded:
        monkeypatch.setattr("warehouse.query.check", lambda *_: None)
    for sql in [*LOCKED, *(GUARDED if guarded else [])]:
        with pytest.raises(LakeError) as refused:
            run_sql(url, sql)
        assert "a-test-secret" not in str(refused.value)
    assert run_sql(url, "SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 1}]


def test_credentials_are_nowhere_in_the_lake(make_lake_url, storage, make_reading):
    url = make_lake_url("s3").replace("postgres@", "postgres:geheim@")
    provenance = Provenance("first", datetime(2026, 1, 2, tzinfo=UTC), "1")
    with open_for_writing(url) as lake:
        load(lake, Run(provenance, "0.1.0"), [SOURCE], [tabulate([make_reading()], arrow_schemas(), provenance)])
        names = "SELECT table_name FROM duckdb_tables() WHERE database_name = '__ducklake_metadata_lake'"
        for (name,) in lake.connection.execute(names).fetchall():
            rows = str(lake.connection.execute(f"FROM __ducklake_metadata_lake.{name}").fetchall())
            assert "geheim" not in rows
            assert storage.environment["AWS_SECRET_ACCESS_KEY"] not in rows
    assert "geheim" not in repr(parse(url))
