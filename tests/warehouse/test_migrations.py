"""A lake of an older release becomes this release's, in one transaction, with nothing lost."""

import tarfile
from pathlib import Path

import pytest

from warehouse.lake import open_for_reading, open_for_writing
from warehouse.migrations import current_version, lake_version, migrations

OLDER = sorted((Path(__file__).parent / "lakes").glob("version-*.tar.gz"))


@pytest.fixture(params=OLDER, ids=lambda path: path.name.removesuffix(".tar.gz"))
def older(request, tmp_path):
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    return str(tmp_path / "lake")


def structure(lake):
    columns = "table_name, column_name, data_type, is_nullable, comment"
    query = f"SELECT {columns} FROM duckdb_columns() WHERE database_name = 'lake' ORDER BY ALL"
    tables = "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'lake' ORDER BY ALL"
    return lake.connection.execute(query).fetchall(), lake.connection.execute(tables).fetchall()


def test_there_is_a_lake_of_every_older_version():
    versions = [int(path.name.removeprefix("version-").removesuffix(".tar.gz")) for path in OLDER]
    assert versions == list(range(1, current_version()))
    assert sorted(migrations()) == list(range(2, current_version() + 1))


def test_a_migrated_lake_is_like_a_new_one(older, lake_url):
    with open_for_writing(older) as migrated, open_for_writing(lake_url) as new:
        assert lake_version(migrated.connection) == current_version()
        assert structure(migrated) == structure(new)


def test_a_reader_of_an_older_lake_finds_it_migrated_with_its_rows(older):
    with open_for_reading(older) as lake:
        count = "SELECT count(*), count(DISTINCT article_id), sum(value) FROM lake.observations"
        assert lake.connection.execute(count).fetchall() == [(12, 2, 24656.0)]
        assert lake.connection.execute("SELECT run_id FROM lake.runs ORDER BY ALL").fetchall() == [
            ("run-1",),
            ("run-2",),
        ]


def test_migrating_writes_one_snapshot_and_does_it_once(older):
    counts = []
    for _ in range(2):
        with open_for_writing(older) as lake:
            counts.append(len(lake.connection.execute("FROM ducklake_snapshots('lake')").fetchall()))
    assert counts[0] == counts[1] == 5
