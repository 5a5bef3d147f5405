"""What a run needs goes away or comes late: Prefect's server, the catalog, the storage; small troubles pass by.

These runs mostly wait; `make test-lake` lets them do so beside the busy ones.
"""

import os
import random
import time

import pytest

from flows.local_server import LocalServer

FULL = os.environ.get("SHUSHUO_FAULTS") == "full"
long = pytest.mark.skipif(not FULL, reason="takes minutes: part of make test-lake")


@long
def test_the_prefect_server_gone_in_mid_run(make_workspace, make_lake_url, check_state, tmp_path, prefect_server):
    """A run that loses its server says so in one line, and all of it stands in the lake or nothing."""
    work = make_workspace(make_lake_url("folder"))
    work.learn()
    work.show("b")
    begun = time.monotonic()
    said, _ = (process := work.command()).communicate(timeout=600)
    assert process.returncode == 0, said
    seconds, state = time.monotonic() - begun, "b"
    work.environment["PREFECT_CLIENT_MAX_RETRIES"] = "1"  # 3, in the same way
    for share in (0.25, 0.35, 0.55, 0.7):
        server = LocalServer(tmp_path / "server", tmp_path / "server.log")
        server.wait_until_ready()
        work.environment["PREFECT_API_URL"] = server.api_url
        wanted = work.other(state)
        work.show(wanted)
        process = work.command()
        time.sleep(seconds * share)
        server.stop()
        said, _ = process.communicate(timeout=300)
        assert "Traceback" not in said
        assert "Error logging" not in said
        assert process.returncode == 0 or "Prefect" in said.splitlines()[-1] or "Connect" in said.splitlines()[-1]
        state = check_state(work, state, wanted, "Prefect server gone")
        work.environment["PREFECT_API_URL"] = prefect_server.api_url
    work.finish(work.other(state))


def test_the_catalog_cut_off_in_mid_run(make_workspace, make_lake_url, check_state, postgres):
    """PostgreSQL is stopped at once and started again, at several moments."""
    work = make_workspace(make_lake_url("postgres"))
    work.learn()
    dice, state = random.Random(7), "a"
    for _ in range(8 if FULL else 1):
        wanted = work.other(state)
        work.show(wanted)
        process = work.start()
        time.sleep(work.seconds * dice.uniform(0.2, 0.7))
        postgres.stop()
        time.sleep(1.0)
        postgres.start()
        said, _ = process.communicate(timeout=600)
        assert "Traceback" not in said
        state = check_state(work, state, wanted, "PostgreSQL restarted")
    work.finish(work.other(state))


@long
def test_storage_that_fails_now_and_then(make_workspace, make_lake_url, check_state, storage):
    """S3 answers 500, 503, late or not at all: small troubles are tried again, great ones end the run in one line."""
    work = make_workspace(make_lake_url("s3"))
    work.learn()
    state = "a"
    for share in (0.02, 0.1, 0.5, 1.0):
        wanted = work.other(state)
        work.show(wanted)
        process = work.start()
        storage.fail = storage.failing(share)
        said, _ = process.communicate(timeout=900)
        storage.fail = lambda _: None
        assert "Traceback" not in said
        assert storage.environment["AWS_SECRET_ACCESS_KEY"] not in said
        state = check_state(work, state, wanted, "S3 answering 500, 503, late or not at all")
    assert storage.failures > 0
    work.finish(work.other(state))


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
    work.finish(work.other(state))
