"""A lake opens, waits its turn, refuses what it must, and says so in one line."""

import multiprocessing
import shutil
import signal
import subprocess
import sys
import time

import duckdb
import pytest

from warehouse import migrations
from warehouse.address import parse
from warehouse.errors import LakeBusyError, LakeError, LakeUnavailableError, NewerLakeError, one_line, redact
from warehouse.lake import connect, open_for_reading, open_for_writing
from warehouse.schema import tables

HOLD = """
import sys, time
from warehouse.lake import open_for_writing
with open_for_writing(sys.argv[1]) as lake:
    print("held", flush=True)
    time.sleep(60)
"""


def hold(url: str) -> subprocess.Popen:
    """Another process that holds the writer's lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_new_lake_has_all_tables_with_their_meanings(no_lake_url):
    with open_for_writing(no_lake_url):
        pass
    with open_for_reading(no_lake_url) as lake:
        query = "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'lake'"
        found = dict(lake.connection.execute(query).fetchall())
        assert set(found) == {table.name for table in tables()}
        assert all(found.values())
        columns = "SELECT count(*) FROM duckdb_columns() WHERE database_name = 'lake' AND comment IS NULL"
        assert lake.connection.execute(columns).fetchall() == [(0,)]


def test_opening_again_changes_nothing(no_lake_url):
    counts = []
    for _ in range(2):
        with open_for_writing(no_lake_url) as lake:
            counts.append(lake.connection.execute("SELECT count(*) FROM ducklake_snapshots('lake')").fetchall())
    assert counts[0] == counts[1]


def test_a_reader_sees_one_state_between_its_queries(no_lake_url):
    with open_for_writing(no_lake_url) as writer, open_for_reading(no_lake_url) as reader:
        count = "SELECT count(*) FROM lake.lake_schema"
        assert reader.connection.execute(count).fetchall() == [(1,)]
        writer.connection.execute("INSERT INTO lake.lake_schema VALUES (0, now(), 'meanwhile')")
        assert reader.connection.execute(count).fetchall() == [(1,)]
        with open_for_reading(no_lake_url) as later:
            assert later.connection.execute(count).fetchall() == [(2,)]


def test_a_reader_cannot_write(no_lake_url):
    with open_for_writing(no_lake_url):
        pass
    with open_for_reading(no_lake_url) as lake, pytest.raises(duckdb.Error, match="read-only"):
        lake.connection.execute("INSERT INTO lake.lake_schema VALUES (9, now(), 'x')")


def test_a_writer_waits_in_sight_and_a_crash_frees_the_lock(no_lake_url):
    other = hold(no_lake_url)
    said: list[str] = []
    with pytest.raises(LakeBusyError), open_for_writing(no_lake_url, waiting=said.append, wait_seconds=0.3):
        pass
    assert f"shushuo {other.pid}@" in said[0]
    with open_for_reading(no_lake_url):
        pass  # readers never wait
    other.send_signal(signal.SIGKILL)
    other.wait()
    with open_for_writing(no_lake_url, wait_seconds=30):
        pass


def test_a_child_of_the_writer_does_not_keep_its_lock(no_lake_url):
    with open_for_writing(no_lake_url):
        child = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(20,))
        child.start()
    try:
        with open_for_writing(no_lake_url, wait_seconds=5):
            assert child.is_alive()
    finally:
        child.kill()


def test_a_newer_lake_is_refused_in_one_clear_line(no_lake_url):
    with open_for_writing(no_lake_url) as lake:
        newer = migrations.current_version() + 1
        lake.connection.execute(f"INSERT INTO lake.lake_schema VALUES ({newer}, now(), '9.0.0')")
    for opened in (open_for_reading, open_for_writing):
        with (
            pytest.raises(NewerLakeError, match=r"written by shushuo 9\.0\.0.*update shushuo") as refused,
            opened(no_lake_url),
        ):
            pass
        assert "\n" not in str(refused.value)


def test_a_ducklake_of_something_else_is_left_alone(no_lake_url):
    address = parse(no_lake_url)
    if address.folder is not None:
        address.folder.mkdir(parents=True)
    with connect(address) as connection:
        connection.execute("CREATE TABLE lake.stock (item VARCHAR)")
    with pytest.raises(LakeError, match="something else"), open_for_writing(no_lake_url):
        pass


def test_a_migration_that_fails_leaves_the_lake_as_it_was(no_lake_url, monkeypatch):
    with open_for_writing(no_lake_url) as lake:
        before = migrations.lake_version(lake.connection)
    next_version = migrations.current_version() + 1
    script = "ALTER TABLE lake.people ADD COLUMN nickname VARCHAR; SELECT error('broken');"
    monkeypatch.setattr(migrations, "migrations", lambda: {next_version: script})
    with pytest.raises(LakeError, match="broken"), open_for_writing(no_lake_url):
        pass
    monkeypatch.undo()
    with open_for_reading(no_lake_url) as lake:
        assert migrations.lake_version(lake.connection) == before
        assert "nickname" not in lake.connection.table("lake.people").columns


def test_a_folder_lake_may_be_moved(tmp_path):
    with open_for_writing(str(tmp_path / "here")) as lake:
        rows = lake.connection.table("lake.lake_schema").fetchall()
    shutil.move(tmp_path / "here", tmp_path / "there")
    with open_for_reading(str(tmp_path / "there")) as lake:
        assert lake.connection.table("lake.lake_schema").fetchall() == rows


def test_no_lake_yet_says_what_makes_one(tmp_path):
    with pytest.raises(LakeError, match="shushuo run"), open_for_reading(str(tmp_path / "none")):
        pass
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LakeError, match="cannot write in"), open_for_writing(str(tmp_path / "file" / "lake")):
        pass


def test_a_catalog_that_does_not_answer_is_named_without_its_password():
    url = "postgresql://someone:geheim@127.0.0.1:1/none?data=/tmp/none"
    with pytest.raises(LakeUnavailableError, match="does not answer") as failed, open_for_writing(url):
        pass
    assert "geheim" not in str(failed.value)
    with pytest.raises(LakeUnavailableError) as failed, open_for_reading(url):
        pass
    assert "geheim" not in str(failed.value)


@pytest.mark.parametrize("url", ["postgresql://u@h/db", "mysql://h/db", "https://e.cn/lake"])
def test_a_url_that_names_no_lake_is_refused(url):
    with pytest.raises(LakeError):
        parse(url)


def test_credentials_come_from_the_environment_and_are_not_shown():
    given = {"PGPASSWORD": "geheim", "AWS_ACCESS_KEY_ID": "AKIA1", "AWS_SECRET_ACCESS_KEY": "s3cret"}
    address = parse("postgresql://u@h/db?data=s3://bucket/lake", given)
    assert "'geheim'" in " ".join(address.secrets())
    assert "'s3cret'" in " ".join(address.secrets())
    for hidden in given.values():
        assert hidden not in repr(address)
        assert hidden not in address.attach()


@pytest.mark.parametrize(
    "text",
    [
        "cannot reach postgresql://user:geheim@host/db",
        "password=geheim host=h",
        "SECRET 'geheim', REGION 'x'",
        "GET https://b/x?X-Amz-Signature=geheim&y=1",
    ],
)
def test_secrets_are_redacted(text):
    assert "geheim" not in redact(text)
    assert "geheim" not in one_line(ValueError(text + "\nmore"))
