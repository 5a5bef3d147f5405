"""A load of hundreds of articles is killed before each of its steps in turn, and at moments within its commit."""

import os
import pickle
from datetime import UTC, datetime

import pytest

from flows.extraction import extract_chunk
from flows.sources import tables
from flows.sources.declarations import read_source
from transforms.reading import EXTRACTOR_VERSION
from transforms.tables import Provenance

pytestmark = pytest.mark.skipif(os.environ.get("SHUSHUO_FAULTS") != "full", reason="takes minutes: make test-lake")

EARLY = 15  # one statement of so many, while nothing is written yet
COMMITTING = (1, 5, 10, 20, 40, 80)  # milliseconds after the commit was sent

LOAD = """
import os, pickle, signal, sys, threading
from warehouse import load as loading
from warehouse.lake import open_for_writing

url, file, step = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(file, "rb") as pickled:
    provenance, source, batch = pickle.load(pickled)

def die():
    os.kill(os.getpid(), signal.SIGKILL)

class Counted:
    '''Passes statements on, dies before the one that is told, or so many milliseconds after COMMIT is sent.'''
    def __init__(self, connection):
        self.connection, self.done, self.begun = connection, 0, 0
    def execute(self, *given):
        if given[0] == "BEGIN":
            self.begun = self.done
        if given[0] == "COMMIT" and step < 0:
            threading.Timer(-step / 1000, die).start()
        if self.done == step:
            die()
        self.done += 1
        return self.connection.execute(*given)
    def __getattr__(self, name):
        return getattr(self.connection, name)

with open_for_writing(url) as lake:
    counted = Counted(lake.connection)
    loading.load(loading.Lake(counted, lake.address, lake.lock), loading.Run(provenance, "1"), [source], [batch])
print(counted.begun, counted.done)
"""


@pytest.fixture
def read_state(tmp_path):
    """What a run between the two states reads: the articles that differ, as a file that the killed process loads."""

    def read(work, state):
        work.show(state)
        declared = read_source(work.folder / "seeds" / "news")
        inputs = list(tables.discover(declared))
        differ = [place for place, (a, b) in enumerate(zip(*work.states.values(), strict=True)) if a != b]
        provenance = Provenance(f"run-{state}", datetime(2026, 1, 2, tzinfo=UTC), EXTRACTOR_VERSION)
        extracted = extract_chunk([inputs[place] for place in differ], declared.source, provenance)
        file = tmp_path / f"{state}.pickle"
        file.write_bytes(pickle.dumps((provenance, declared.source, extracted.tables)))
        return file

    return read


def start(work, file, step):
    """Load; gives how the process ended, and what it said."""
    process = work.forks().start(LOAD, [work.lake, str(file), str(step)], work.environment)
    said, _ = process.communicate(timeout=300)
    return process.returncode, said


def test_killed_at_each_step_of_the_load(make_workspace, make_lake_url, read_state, tally, check_state):
    work = make_workspace(make_lake_url("folder"), few=500)
    work.learn()
    files = {state: read_state(work, state) for state in ("a", "b")}
    ended, said = start(work, files["b"], 10**9)
    assert ended == 0, said
    assert check_state(work, "a", "b", None) == "b"
    begun, total = map(int, said.split())
    assert start(work, files["a"], 10**9)[0] == 0
    assert check_state(work, "b", "a", None) == "a"
    for step in [*range(2, begun, EARLY), *range(begun, total)]:
        ended, said = start(work, files["b"], step)
        if ended == 0:  # one statement less than the count: the last asks for the snapshot's number
            break
        assert ended == -9, said
        found = check_state(work, "a", "b", "SIGKILL at a step of the load")
        if found == "b":  # the commit was through
            assert start(work, files["a"], 10**9)[0] == 0
    state = "a"
    for milliseconds in COMMITTING:
        wanted = work.other(state)
        start(work, files[wanted], -milliseconds)
        state = check_state(work, state, wanted, "SIGKILL within the commit")
    work.finish(work.other(state))
