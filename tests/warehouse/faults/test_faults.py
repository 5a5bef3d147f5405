"""Runs are killed, cut off, starved and started all at once; the lake says what it said before, or all of the new.

Every test goes to and fro between two states of a source, so that each run has articles to add and to replace.
"""

import os
import random
import subprocess
import threading
import time
from pathlib import Path

import pytest

from flows.local_server import LocalServer
from warehouse.content import content_hash
from warehouse.lake import open_for_reading

FULL = os.environ.get("SHUSHUO_FAULTS") == "full"
KINDS = ["folder", "postgres", "s3"]
long = pytest.mark.skipif(not FULL, reason="takes minutes: part of make test-lake")


def other(state):
    return "b" if state == "a" else "a"


def check(work, tally, name, before, wanted):
    """After a fault: the lake is as before or as wanted, with nothing lost and nothing doubled."""
    found = work.content()
    doubled = sum(work.counts()[2:])
    whole = found in (work.hashes[before], work.hashes[wanted])
    tally(name, 1, int(whole and not doubled), 0 if whole else 1, doubled)
    assert whole, "the lake is neither as before nor as after the run"
    assert doubled == 0
    return wanted if found == work.hashes[wanted] else before


def finish(work, state):
    """The next run completes the work."""
    work.show(state)
    work.run()
    assert work.content() == work.hashes[state]


@pytest.mark.parametrize("kind", KINDS if FULL else ["folder"])
def test_killed_at_any_moment(make_workspace, make_lake_url, tally, kind):
    """kill -9 at random moments of a real run: 100 over the three kinds of lake."""
    work = make_workspace(make_lake_url(kind))
    work.learn()
    begun = time.monotonic()
    work.show("b")
    work.run()
    work.show("a")
    work.run()
    whole = (time.monotonic() - begun) / 2
    dice, state = random.Random(kind), "a"
    for _ in range({"folder": 60, "postgres": 20, "s3": 20}[kind] if FULL else 3):
        wanted = other(state)
        work.show(wanted)
        process = work.start()
        # Most of a run is starting up; the kills fall on the part that reads and writes.
        time.sleep(whole * dice.uniform(0.25, 1.0))
        work.kill(process)
        state = check(work, tally, f"SIGKILL at a random moment ({kind})", state, wanted)
    finish(work, other(state))


@long
@pytest.mark.parametrize("kind", ["folder", "postgres"])
def test_eight_runs_at_once(make_workspace, make_lake_url, tally, kind):
    """All succeed or wait in sight, nothing is lost or doubled; readers never fail and never see half a run."""
    work = make_workspace(make_lake_url(kind))
    work.learn()
    seen, failed, over = set(), [], threading.Event()

    def read():
        while not over.is_set():
            try:
                with open_for_reading(work.lake) as lake:
                    seen.add(content_hash(lake))
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
    found = work.content()
    tally(f"8 runs at once ({kind})", 8, good, int(found != work.hashes["b"]), sum(work.counts()[2:]))
    assert good == 8, said
    assert found == work.hashes["b"]
    assert failed == []
    assert seen <= set(work.hashes.values())


@long
def test_a_full_disk(make_workspace, tally, tmp_path):
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
            assert check(work, tally, "disk full", "a", "b") == ("b" if process.returncode == 0 else "a")
            finish(work, "a")
        finish(work, "b")
    finally:
        subprocess.run(["umount", str(small)], check=False)


@long
def test_a_read_only_folder(make_workspace, tally, tmp_path):
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
        check(work, tally, "read-only folder", "a", "b")
        finish(work, "b")
    finally:
        subprocess.run(["umount", str(small)], check=False)


@long
def test_the_prefect_server_gone_in_mid_run(make_workspace, make_lake_url, tally, tmp_path, prefect_server):
    work = make_workspace(make_lake_url("folder"))
    work.learn()
    state = "a"
    for share in (0.3, 0.6, 0.9):
        server = LocalServer(tmp_path / "server", tmp_path / "server.log")
        server.wait_until_ready()
        work.environment["PREFECT_API_URL"] = server.api_url
        wanted = other(state)
        work.show(wanted)
        process = work.start()
        time.sleep(8 * share)
        server.stop()
        try:
            process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            work.kill(process)
        state = check(work, tally, "Prefect server gone", state, wanted)
        work.environment["PREFECT_API_URL"] = prefect_server.api_url
    finish(work, other(state))


def test_the_catalog_cut_off_in_mid_run(make_workspace, make_lake_url, tally, postgres):
    """PostgreSQL is stopped at once and started again, at several moments."""
    work = make_workspace(make_lake_url("postgres"))
    work.learn()
    dice, state = random.Random(7), "a"
    for _ in range(8 if FULL else 1):
        wanted = other(state)
        work.show(wanted)
        process = work.start()
        time.sleep(dice.uniform(2.0, 7.0))
        postgres.stop()
        time.sleep(1.0)
        postgres.start()
        said, _ = process.communicate(timeout=600)
        assert "Traceback" not in said
        state = check(work, tally, "PostgreSQL restarted", state, wanted)
    finish(work, other(state))


@long
def test_storage_that_fails_now_and_then(make_workspace, make_lake_url, tally, storage):
    """S3 answers 500, 503 or late: small troubles are tried again, great ones end the run in one line."""
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
        state = check(work, tally, "S3 answering 500, 503 or late", state, wanted)
    assert storage.failures > 0
    finish(work, other(state))


@long
def test_a_clock_set_back(make_workspace, make_lake_url, tally):
    """A run that starts, by its clock, before the last one ended: the newer content still holds."""
    library = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)
    if library is None:
        pytest.skip("libfaketime is not installed (apt-get install faketime)")
    work = make_workspace(make_lake_url("folder"))
    work.learn()
    work.environment |= {"LD_PRELOAD": str(library), "FAKETIME": "-2d"}
    work.show("b")
    work.run()
    assert check(work, tally, "clock set back two days", "a", "b") == "b"
