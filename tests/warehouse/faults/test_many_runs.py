"""Many tiny runs never leave more files than stated; after maintenance the lake is like that of one big run."""

import os
import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest

from transforms.articles.source import Source
from transforms.tables import Provenance, tabulate
from warehouse.content import content_hash
from warehouse.history import snapshot_of
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import Run, load
from warehouse.maintain import FILES_A_TABLE, WORN, file_count, maintain, merge_if_worn
from warehouse.query import Limits, Session
from warehouse.schema import tables
from warehouse.schema.arrow import arrow_schemas

RUNS = 200
MEANWHILE = (WORN + 2) * len(tables())  # one run adds at most two files to a table
CEILING = FILES_A_TABLE * len(tables())
SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])
NOTHING = timedelta(0)
QUESTIONS = [
    "SELECT unit, count(*), avg(value) FROM observations GROUP BY unit ORDER BY ALL",
    "SELECT locator, max(value) FROM articles JOIN observations USING (article_id) GROUP BY ALL ORDER BY ALL",
    "SELECT count(*) FROM people JOIN articles USING (article_id) WHERE title LIKE '%公里%'",
]

pytestmark = pytest.mark.skipif(os.environ.get("SHUSHUO_FAULTS") != "full", reason="takes minutes: make test-lake")


def seconds(url):
    """The answers to the questions, and how long they take: the median of five times."""
    with open_for_reading(url) as lake:
        session, times = Session(lake, Limits()), []
        for _ in range(5):
            begun = time.perf_counter()
            answers = [session.ask(question).to_pylist() for question in QUESTIONS]
            times.append(time.perf_counter() - begun)
    return answers, statistics.median(times)


def test_after_200_tiny_runs_and_maintenance_the_lake_is_as_after_one_big_run(make_lake_url, make_reading, note):
    tiny, big = make_lake_url("folder"), make_lake_url("folder")
    most = merges = 0
    with open_for_writing(tiny) as lake:
        for number in range(RUNS):
            provenance = Provenance(f"run-{number}", datetime(2026, 1, 2, tzinfo=UTC), "1")
            readings = [make_reading(f"{number}.txt", number + 1), make_reading("changing.txt", 1000 + number)]
            load(lake, Run(provenance, "0.1.0"), [SOURCE], [tabulate(readings, arrow_schemas(), provenance)])
            most = max(most, file_count(lake.connection))
            merges += merge_if_worn(lake) is not None
        for number in (0, 77, RUNS - 1):  # what each run had left is still to be seen
            at = f"AT (VERSION => {snapshot_of(lake, f'run-{number}')})"
            query = f"SELECT count(*), max(text LIKE '青川县去年修路{1000 + number}公里%') FROM lake.articles {at}"
            assert lake.connection.execute(query).fetchall() == [(number + 2, True)]
    assert most <= MEANWHILE
    assert merges > 5
    with open_for_writing(big) as lake:
        provenance = Provenance("run-0", datetime(2026, 1, 2, tzinfo=UTC), "1")
        readings = [make_reading(f"{number}.txt", number + 1) for number in range(RUNS)]
        readings.append(make_reading("changing.txt", 1000 + RUNS - 1))
        load(lake, Run(provenance, "0.1.0"), [SOURCE], [tabulate(readings, arrow_schemas(), provenance)])
        wanted = content_hash(lake)
    worn = seconds(tiny)
    with open_for_writing(tiny) as lake:
        done = maintain(lake, NOTHING, NOTHING)
        assert content_hash(lake) == wanted
    maintained, whole = seconds(tiny), seconds(big)
    assert worn[0] == maintained[0] == whole[0]
    assert done.files_after <= CEILING < done.files_before
    note(
        f"{RUNS} tiny runs: never more than {most} files (ceiling {MEANWHILE}), merged {merges} times; at the end"
        f" {done.files_before}, after maintenance {done.files_after} (ceiling {CEILING}); queries take"
        f" {worn[1] / whole[1]:.1f} and then {maintained[1] / whole[1]:.1f} times as long as after one big run"
    )
