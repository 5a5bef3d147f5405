"""Maintenance makes few files of many, forgets what is old, and never takes away what somebody may need."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from transforms.articles.source import Source
from transforms.tables import Provenance, tabulate
from warehouse.address import parse
from warehouse.content import content_hash
from warehouse.errors import LakeError
from warehouse.history import NoSuchRunError, past_runs, snapshot_of
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import Run, load
from warehouse.maintain import FILES_A_TABLE, file_count, maintain, merge_if_worn
from warehouse.schema import tables
from warehouse.schema.arrow import arrow_schemas
from warehouse.sql import script

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])
RUNS = 6
NOTHING = timedelta(0)
ALWAYS = timedelta(days=9)


in_a_folder = pytest.mark.skipif(
    os.environ.get("SHUSHUO_TEST_LAKE") == "s3", reason="modification times cannot be set in S3"
)


@pytest.fixture(scope="module")
def worn_once(new_lake_url, make_reading):
    """A lake of several runs, each of which added an article and changed another; for copies only."""
    url = new_lake_url()
    with open_for_writing(url) as lake:
        for number in range(RUNS):
            provenance = Provenance(f"run-{number}", datetime(2026, 1, 2, tzinfo=UTC), "1")
            readings = [make_reading("changing.txt", 100 + number), make_reading(f"{number}.txt", number + 1)]
            load(lake, Run(provenance, "0.1.0"), [SOURCE], [tabulate(readings, arrow_schemas(), provenance)])
    return url


@pytest.fixture
def worn(worn_once, copy_lake):
    """A lake of several runs."""
    return copy_lake(worn_once)


def states(lake):
    """What every run had left, as its readers see it."""
    count = "SELECT count(*), count(DISTINCT observation_id), sum(value) FROM lake.observations AT (VERSION => {})"
    runs = [run for run in past_runs(lake) if run.snapshot is not None]
    return {run.run_id: lake.connection.execute(count.format(run.snapshot)).fetchall() for run in runs}


def test_many_small_files_become_few_and_the_past_stays(worn):
    with open_for_writing(worn) as lake:
        before, past, files = content_hash(lake), states(lake), file_count(lake.connection)
        done = maintain(lake, ALWAYS, ALWAYS)
        assert (done.files_before, done.expired, done.removed) == (files, 0, 0)
        assert done.files_after <= FILES_A_TABLE * len(tables()) < files
        assert content_hash(lake) == before
        assert states(lake) == past
        assert len(past) == RUNS


def test_without_retention_and_grace_only_the_present_is_left(worn):
    address = parse(worn)
    with open_for_writing(worn) as lake:
        before = content_hash(lake)
        done = maintain(lake, NOTHING, NOTHING)
        assert done.expired > RUNS - 2
        assert done.removed > 0
        assert content_hash(lake) == before
        if address.folder is not None:
            assert len(list(Path(address.data_path).rglob("*.parquet"))) == done.files_after
    with open_for_reading(worn) as lake:
        assert content_hash(lake) == before
        assert past_runs(lake)[-1].snapshot is None
        with pytest.raises(NoSuchRunError, match="expired"):
            snapshot_of(lake, "run-0")


def test_a_worn_lake_is_merged_and_every_state_stays(worn):
    with open_for_writing(worn) as lake:
        before, past, files = content_hash(lake), states(lake), file_count(lake.connection)
        assert merge_if_worn(lake, ceiling=files) is None
        assert file_count(lake.connection) == files
        assert merge_if_worn(lake, ceiling=files - 1) == (files, file_count(lake.connection))
        assert file_count(lake.connection) <= FILES_A_TABLE * len(tables()) < files
        assert content_hash(lake) == before
        assert states(lake) == past
        assert merge_if_worn(lake) is None


def test_a_small_table_is_whole_again_however_few_of_its_rows_went(lake_url, make_reading):
    """A file with deleted rows is never merged with others: it has to be written anew, or such files gather."""
    with open_for_writing(lake_url) as lake:
        for number, names in enumerate([[f"{name}.txt" for name in range(20)], ["0.txt"]]):
            provenance = Provenance(f"run-{number}", datetime(2026, 1, 2, tzinfo=UTC), "1")
            readings = [make_reading(name, 100 + number) for name in names]
            load(lake, Run(provenance, "0.1.0"), [SOURCE], [tabulate(readings, arrow_schemas(), provenance)])
        assert lake.connection.execute(script("tables_with_deletes")).fetchall() != []
        before = content_hash(lake)
        merge_if_worn(lake, ceiling=0)
        assert lake.connection.execute(script("tables_with_deletes")).fetchall() == []
        assert content_hash(lake) == before


def test_a_dry_run_changes_nothing(worn):
    with open_for_writing(worn) as lake:
        files = file_count(lake.connection)
        planned = maintain(lake, NOTHING, NOTHING, dry_run=True)
        assert planned.dry_run
        assert planned.expired > 0
        assert file_count(lake.connection) == planned.files_after == files
        assert len(states(lake)) == RUNS


def test_a_reader_that_began_earlier_finishes(worn):
    with open_for_reading(worn) as reader:
        reader.connection.execute("BEGIN")
        begun = reader.connection.execute("SELECT sum(value) FROM lake.observations").fetchall()
        with open_for_writing(worn) as lake:
            maintain(lake, NOTHING, ALWAYS)
        assert reader.connection.execute("SELECT sum(value) FROM lake.observations").fetchall() == begun


@in_a_folder
def test_files_of_a_dead_run_go_after_the_grace_and_nothing_else_does(worn):
    address = parse(worn)
    orphan = Path(address.data_path) / "main" / "observations" / "ducklake-left-by-a-dead-run.parquet"
    orphan.write_bytes(b"PAR1")
    raw = Path(address.raw_path) / "ab" / "cd.zst"
    raw.parent.mkdir(parents=True)
    raw.write_bytes(b"kept")
    with open_for_writing(worn) as lake:
        before = content_hash(lake)
        assert maintain(lake, ALWAYS, ALWAYS).orphans == 0
        assert orphan.exists()
        long_ago = datetime.now(UTC).timestamp() - 20 * 86400
        os.utime(orphan, (long_ago, long_ago))
        os.utime(raw, (long_ago, long_ago))
        assert maintain(lake, ALWAYS, ALWAYS).orphans == 1
        assert not orphan.exists()
        assert raw.exists()
        assert content_hash(lake) == before


@in_a_folder
def test_a_file_that_a_table_knows_is_never_an_orphan(worn, monkeypatch):
    """Were DuckLake wrong about an orphan, maintenance would stop instead of losing rows."""
    address = parse(worn)
    orphan = Path(address.data_path) / "main" / "observations" / "wrongly-taken.parquet"
    orphan.write_bytes(b"PAR1")
    known = "SELECT 'main/observations/wrongly-taken.parquet'"
    with open_for_writing(worn) as lake:
        original = __import__("warehouse.maintain", fromlist=["script"]).script
        monkeypatch.setattr(
            "warehouse.maintain.script", lambda name: known if name == "known_files" else original(name)
        )
        with pytest.raises(LakeError, match="nothing was removed"):
            maintain(lake, NOTHING, NOTHING)
    assert orphan.exists()


def test_queries_work_after_runs_and_maintenance_in_turn(worn, make_reading):
    for number in range(3):
        provenance = Provenance(f"later-{number}", datetime(2026, 1, 3, tzinfo=UTC), "1")
        with open_for_writing(worn) as lake:
            batch = tabulate([make_reading("changing.txt", 200 + number)], arrow_schemas(), provenance)
            assert load(lake, Run(provenance, "0.1.0"), [SOURCE], [batch]).changed == 1
            maintain(lake, NOTHING if number else ALWAYS, NOTHING)
    with open_for_reading(worn) as lake:
        count = "SELECT count(*), count(DISTINCT article_id), max(value) FILTER (unit = '公里') FROM lake.observations"
        assert lake.connection.execute(count).fetchall() == [(6 * (RUNS + 1), RUNS + 1, 202.0)]
