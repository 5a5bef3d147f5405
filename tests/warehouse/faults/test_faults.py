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

from warehouse.history import past_runs, snapshot_of
from warehouse.lake import open_for_writing
from warehouse.maintain import maintain

FULL = os.environ.get("SHUSHUO_FAULTS") == "full"
KINDS = ["folder", "postgres", "s3"]
long = pytest.mark.skipif(not FULL, reason="takes minutes: part of make test-lake")


@pytest.mark.parametrize("kind", KINDS if FULL else ["folder"])
def test_killed_at_any_moment(make_workspace, make_lake_url, check_state, kind):
    """kill -9 at random moments of a real run: 100 over the three kinds of lake."""
    work = make_workspace(make_lake_url(kind), few=500)
    work.learn()
    work.finish("b")
    seconds, dice, state = work.seconds, random.Random(kind), "b"
    for _ in range({"folder": 60, "postgres": 20, "s3": 20}[kind] if FULL else 3):
        wanted = work.other(state)
        work.show(wanted)
        process = work.start()
        # A command takes the first third of its time to start up; the kills fall on all that comes after.
        time.sleep(seconds * dice.uniform(0.02 if FULL else 0.3, 0.95))
        work.kill(process)
        state = check_state(work, state, wanted, f"SIGKILL at a random moment ({kind})")
    work.finish(work.other(state))


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
            work.finish("a")
        work.finish("b")
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
        work.finish("b")
    finally:
        subprocess.run(["umount", str(small)], check=False)


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
    work.finish("a")


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
