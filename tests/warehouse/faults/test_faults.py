"""Runs are killed, cut off, starved and started all at once; the lake says what it said before, or all of the new.

Every test goes to and fro between two states of a source, so that each run has articles to add and to replace.
"""

import os
import random
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from flows.local_server import LocalServer
from warehouse.history import past_runs, snapshot_of
from warehouse.lake import open_for_writing
from warehouse.maintain import maintain

FULL = os.environ.get("SHUSHUO_FAULTS") == "full"
KINDS = ["folder", "postgres", "s3"]
long = pytest.mark.skipif(not FULL, reason="takes minutes: part of make test-lake")


def other(state):
    return "b" if state == "a" else "a"


def finish(work, state):
    """The next run completes the work."""
    work.show(state)
    work.run()
    assert work.content() == work.hashes[state]


@pytest.mark.parametrize("kind", KINDS if FULL else ["folder"])
def test_killed_at_any_moment(make_workspace, make_lake_url, check_state, kind):
    """kill -9 at random moments of a real run: 100 over the three kinds of lake."""
    work = make_workspace(make_lake_url(kind), few=500)
    work.learn()
    begun = time.monotonic()
    finish(work, "b")
    seconds = time.monotonic() - begun
    dice, state = random.Random(kind), "b"
    for _ in range({"folder": 60, "postgres": 20, "s3": 20}[kind] if FULL else 3):
        wanted = other(state)
        work.show(wanted)
        process = work.start()
        # The first third of a run starts it up; the kills fall on all that comes after.
        time.sleep(seconds * dice.uniform(0.3, 0.95))
        work.kill(process)
        state = check_state(work, state, wanted, f"SIGKILL at a random moment ({kind})")
    finish(work, other(state))


@long
@pytest.mark.parametrize("kind", ["folder", "postgres"])
def test_eight_runs_at_once(make_workspace, make_lake_url, tally, note, kind):
    """All succeed or wait in sight, nothing is lost or doubled; readers never fail and never see half a run."""
    work = make_workspace(make_lake_url(kind))
    work.learn()
    seen, failed, over = [], [], threading.Event()

    def read():
        while not over.wait(0.2):
            try:
                seen.append(work.look())
            except Exception as error:
                failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    work.show("b")
    runs = [work.start() for _ in range(8)]
    said = [run.communicate(timeout=900)[0] for run in runs]
    over.set()
    for reader in readers:
        reader.join()
    good = sum(run.returncode == 0 for run in runs)
    found, articles, observations, doubled = work.look()
    tally(f"8 runs at once ({kind})", 8, good, max(0, sum(work.rows["b"]) - articles - observations), doubled)
    waited = sum("waiting for" in one for one in said)
    note(f"8 runs at once ({kind}): {waited} waited in sight; 4 readers looked {len(seen)} times, {len(failed)} failed")
    assert good == 8, said
    assert found == work.hashes["b"]
    assert waited > 0
    assert failed == []
    assert {one for one, *_ in seen} <= set(work.hashes.values())


@long
def test_a_full_disk(make_workspace, check_state, tmp_path):
    """A small file system fills up in mid-run: one clear line, and the next run with room completes."""
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", str(small)], check=False, capture_output=True
    ).returncode:
        pytest.skip("only root may mount a small file system")
    try:
        work = make_workspace(str(small / "lake"))
        work.learn()
        for spare in (0, 30_000, 200_000, 600_000):
            work.show("b")
            room = os.statvfs(small)
            (small / "ballast").write_bytes(b"x" * max(0, room.f_bavail * room.f_frsize - spare))
            process = work.start()
            said, _ = process.communicate(timeout=600)
            (small / "ballast").unlink()
            assert "Traceback" not in said
            assert check_state(work, "a", "b", "disk full") == ("b" if process.returncode == 0 else "a")
            finish(work, "a")
        finish(work, "b")
    finally:
        subprocess.run(["umount", str(small)], check=False)


@long
def test_a_read_only_folder(make_workspace, check_state, tmp_path):
    small = tmp_path / "fixed"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(small)], check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a file system")
    try:
        work = make_workspace(str(small / "lake"))
        work.learn()
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        work.show("b")
        said, _ = (process := work.start()).communicate(timeout=600)
        assert process.returncode == 1
        assert "Traceback" not in said
        assert "cannot write" in said
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        check_state(work, "a", "b", "read-only folder")
        finish(work, "b")
    finally:
        subprocess.run(["umount", str(small)], check=False)


@long
def test_the_prefect_server_gone_in_mid_run(make_workspace, make_lake_url, check_state, tmp_path, prefect_server):
    """A run that loses its server says so in one line, and all of it stands in the lake or nothing."""
    work = make_workspace(make_lake_url("folder"))
    work.learn()
    work.environment["PREFECT_CLIENT_MAX_RETRIES"] = "1"  # 3, in the same way
    state = "a"
    for share in (0.25, 0.35, 0.55, 0.7):
        server = LocalServer(tmp_path / "server", tmp_path / "server.log")
        server.wait_until_ready()
        work.environment["PREFECT_API_URL"] = server.api_url
        wanted = other(state)
        work.show(wanted)
        process = work.start()
        time.sleep(work.seconds * share)
        server.stop()
        said, _ = process.communicate(timeout=300)
        assert "Traceback" not in said
        assert "Error logging" not in said
        assert process.returncode == 0 or "Prefect" in said.splitlines()[-1] or "Connect" in said.splitlines()[-1]
        state = check_state(work, state, wanted, "Prefect server gone")
        work.environment["PREFECT_API_URL"] = prefect_server.api_url
    finish(work, other(state))


def test_the_catalog_cut_off_in_mid_run(make_workspace, make_lake_url, check_state, postgres):
    """PostgreSQL is stopped at once and started again, at several moments."""
    work = make_workspace(make_lake_url("postgres"))
    work.learn()
    dice, state = random.Random(7), "a"
    for _ in range(8 if FULL else 1):
        wanted = other(state)
        work.show(wanted)
        process = work.start()
        time.sleep(work.seconds * dice.uniform(0.2, 0.7))
        postgres.stop()
        time.sleep(1.0)
        postgres.start()
        said, _ = process.communicate(timeout=600)
        assert "Traceback" not in said
        state = check_state(work, state, wanted, "PostgreSQL restarted")
    finish(work, other(state))


@long
def test_storage_that_fails_now_and_then(make_workspace, make_lake_url, check_state, storage):
    """S3 answers 500, 503, late or not at all: small troubles are tried again, great ones end the run in one line."""
    work = make_workspace(make_lake_url("s3"))
    work.learn()
    state = "a"
    for share in (0.02, 0.1, 0.5, 1.0):
        wanted = other(state)
        work.show(wanted)
        process = work.start()
        storage.fail = storage.failing(share)
        said, _ = process.communicate(timeout=900)
        storage.fail = lambda _: None
        assert "Traceback" not in said
        assert storage.environment["AWS_SECRET_ACCESS_KEY"] not in said
        state = check_state(work, state, wanted, "S3 answering 500, 503, late or not at all")
    assert storage.failures > 0
    finish(work, other(state))


@long
def test_storage_that_times_out(make_workspace, make_lake_url, check_state, storage):
    """A request that S3 takes and never answers is given up and sent again."""
    work = make_workspace(make_lake_url("s3"), few=60)
    work.learn()
    work.show("b")
    before = storage.failures
    storage.fail = storage.hanging("PUT", seconds=34.0)  # DuckDB waits for 30
    said, _ = work.start().communicate(timeout=900)
    storage.fail = lambda _: None
    assert storage.failures > before
    assert "Traceback" not in said
    state = check_state(work, "a", "b", "S3 timing out")
    finish(work, other(state))


def test_a_clock_set_back(make_workspace, make_lake_url, check_state):
    """All that the lake has recorded lies two days ahead of the clock: the newer content still holds."""
    work = make_workspace(make_lake_url("folder"), few=60)
    work.learn()
    put_ahead(work.lake, timedelta(days=2))
    work.show("b")
    work.run()
    assert check_state(work, "a", "b", "clock set back two days") == "b"
    with open_for_writing(work.lake) as lake:
        newest, *older = past_runs(lake)
        assert newest.started_at < min(run.started_at for run in older)
        assert snapshot_of(lake, newest.run_id) == max(run.snapshot for run in [newest, *older])
        maintain(lake, timedelta(0), timedelta(0))
    assert work.content() == work.hashes["b"]
    finish(work, "a")


def put_ahead(url, time_span):
    """What a clock that is set back leaves behind, without touching the clock: times that have not come yet."""
    ahead = f"INTERVAL {time_span.total_seconds():.0f} SECOND"
    with open_for_writing(url) as lake:
        lake.connection.execute("BEGIN")
        lake.connection.execute(
            f"UPDATE lake.runs SET started_at = started_at + {ahead}, ended_at = ended_at + {ahead}"
        )
        lake.connection.execute(f"UPDATE lake.articles SET first_seen_at = first_seen_at + {ahead}")
        lake.connection.execute("COMMIT")
        file = lake.address.catalog_file
    with closing(sqlite3.connect(file)) as catalog, catalog:
        rows = catalog.execute("SELECT snapshot_id, snapshot_time FROM ducklake_snapshot").fetchall()
        moved = [(str(datetime.fromisoformat(told) + time_span), number) for number, told in rows]
        catalog.executemany("UPDATE ducklake_snapshot SET snapshot_time = ? WHERE snapshot_id = ?", moved)
