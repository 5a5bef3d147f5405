"""A load keeps its promises: same rows, nothing twice, nothing half, nothing dropped."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from transforms.articles.source import Source
from transforms.records import Reading
from transforms.tables import Provenance, Reject, source_row, tabulate
from warehouse.content import content_hash
from warehouse.errors import LakeError, LakeUnavailableError
from warehouse.known import known_inputs
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import CountError, Ledger, Run, Skipped, load
from warehouse.schema.arrow import arrow_schemas
from warehouse.staging import CheckError

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])
ALL = {"a.txt": 120, "b.txt": 80, "c.txt": 60}


@pytest.fixture
def run(lake_url, make_reading):
    """Loads articles the way the flow does: name → kilometres of road."""

    def loaded(found, *, run_id="run-1", version="1", rejects=(), batch_size=100, sources=(SOURCE,), **given):
        provenance = Provenance(run_id, given.get("at", datetime(2026, 1, 2, tzinfo=UTC)), version)
        readings = [one if isinstance(one, Reading) else make_reading(*one) for one in found]
        cuts = [readings[start : start + batch_size] for start in range(0, len(readings), batch_size)] or [[]]
        batches = [
            tabulate(cut, arrow_schemas(), provenance, rejects if number == 0 else ())
            for number, cut in enumerate(cuts)
        ]
        with open_for_writing(lake_url) as lake:
            return load(lake, Run(provenance, "0.1.0"), sources, batches, given.get("ledger"))

    return loaded


@pytest.fixture
def ask(lake_url):
    def answer(query):
        with open_for_reading(lake_url) as lake:
            lake.connection.execute("USE lake")
            return lake.connection.execute(query).fetchall()

    return answer


@pytest.fixture
def content(lake_url):
    def hashed():
        with open_for_reading(lake_url) as lake:
            return content_hash(lake)

    return hashed


def snapshots(ask):
    return ask("SELECT count(*) FROM ducklake_snapshots('lake')")[0][0]


def test_an_article_and_everything_read_from_it_is_stored(run, ask):
    result = run([("a.txt", 120)])
    assert (result.added, result.changed, result.unchanged, result.rejected) == (1, 0, 0, 0)
    assert result.observations == 6
    assert ask("SELECT value, unit FROM observations ORDER BY seq LIMIT 2") == [(120.0, "公里"), (120.0, "公里")]
    assert ask("SELECT count(*) FROM people NATURAL JOIN articles") == [(1,)]
    assert ask("SELECT state, counts[1].inputs, counts[1].observations FROM runs") == [("completed", 1, 6)]
    assert result.snapshot is not None


def test_a_second_run_over_unchanged_sources_writes_nothing(run, ask, content):
    run(ALL.items(), rejects=[Reject("qingchuan", "d.pdf", "parse", "scanned", content_sha256="d0")])
    before, hashed = snapshots(ask), content()
    result = run(
        ALL.items(), run_id="run-2", rejects=[Reject("qingchuan", "d.pdf", "parse", "scanned", content_sha256="d0")]
    )
    assert (result.unchanged, result.rejected, result.snapshot) == (3, 1, None)
    assert snapshots(ask) == before
    assert content() == hashed
    assert ask("SELECT run_id FROM runs") == [("run-1",)]


def test_a_changed_article_replaces_all_its_rows_and_no_others(run, ask):
    run(ALL.items())
    result = run({**ALL, "b.txt": 95}.items(), run_id="run-2")
    assert (result.added, result.changed, result.unchanged) == (0, 1, 2)
    assert ask("SELECT count(*), count(DISTINCT article_id) FROM observations") == [(18, 3)]
    assert ask(
        "SELECT DISTINCT value FROM observations JOIN articles USING (article_id) WHERE locator = 'b.txt' AND unit = '公里'"
    ) == [(95.0,)]
    assert ask("SELECT locator FROM articles WHERE run_id = 'run-2'") == [("b.txt",)]
    assert ask("SELECT count(*) FROM people") == [(3,)]


def test_a_changed_article_keeps_when_it_was_first_seen(run, ask):
    run([("a.txt", 120)])
    first = ask("SELECT first_seen_at FROM articles")
    run([("a.txt", 121)], run_id="run-2", at=datetime(2026, 5, 5, tzinfo=UTC))
    assert ask("SELECT first_seen_at FROM articles") == first
    assert ask("SELECT run_id FROM articles") == [("run-2",)]


def test_a_newer_extractor_writes_newer_rows(run, ask):
    run(ALL.items())
    result = run([("a.txt", 120)], run_id="run-2", version="2")
    assert result.changed == 1
    assert ask("SELECT extractor_version, count(*) FROM articles GROUP BY ALL ORDER BY ALL") == [("1", 2), ("2", 1)]


def test_the_same_input_gives_the_same_rows_whatever_the_order_and_the_batches(tmp_path, make_reading):
    names = [(f"{number}.txt", number) for number in range(1, 30)]
    doubles = [with_url(make_reading(f"{name}.txt", 7), "https://e.cn/7") for name in "qpr"]
    hashes = set()
    for seed, batch_size in enumerate([1, 4, 100]):
        shuffled = [
            *(make_reading(*name) for name in names),
            *(replace(d, article=replace(d.article)) for d in doubles),
        ]
        Random(seed).shuffle(shuffled)
        provenance = Provenance(f"run-{seed}", datetime(2026, 1, 1 + seed, tzinfo=UTC), "1")
        cuts = [shuffled[start : start + batch_size] for start in range(0, len(shuffled), batch_size)]
        with open_for_writing(str(tmp_path / f"lake{seed}")) as lake:
            batches = [tabulate(cut, arrow_schemas(), provenance) for cut in cuts]
            result = load(lake, Run(provenance, "0.1.0"), [SOURCE], batches, Ledger({"qingchuan": 32}))
            assert (result.added, result.rejected) == (30, 2)
            hashes.add(content_hash(lake))
    assert len(hashes) == 1


def with_url(reading, url):
    reading.article.url = url
    return reading


def test_one_article_under_two_locators_is_kept_once_whichever_came_first(tmp_path, make_reading):
    hashes = set()
    for order in (["p.txt", "q.txt"], ["q.txt", "p.txt"]):
        url = str(tmp_path / order[0])
        for number, name in enumerate(order):
            provenance = Provenance(f"run-{number}", datetime(2026, 1, 1, tzinfo=UTC), "1")
            reading = with_url(make_reading(name, 7), "https://e.cn/7")
            with open_for_writing(url) as lake:
                result = load(
                    lake,
                    Run(provenance, "1"),
                    [SOURCE],
                    [tabulate([reading], arrow_schemas(), provenance)],
                    Ledger({"qingchuan": 1}),
                )
                hashes.add(content_hash(lake)) if number else None
                assert sum((result.added, result.changed, result.rejected)) == 1
        with open_for_reading(url) as lake:
            assert lake.connection.execute("SELECT locator FROM lake.articles").fetchall() == [("p.txt",)]
            assert lake.connection.execute("SELECT locator, reason FROM lake.rejects").fetchall() == [
                ("q.txt", "duplicate")
            ]
    assert len(hashes) == 1


def test_an_article_that_fails_a_check_is_set_aside_with_its_reason_and_the_others_go_on(run, ask, make_reading):
    bad = make_reading("bad.txt", 9)
    bad.observations[1].value = float("nan")
    bad.observations[2].modifier = "roughly"
    result = run([("a.txt", 120), bad], ledger=Ledger({"qingchuan": 2}))
    assert (result.added, result.rejected) == (1, 1)
    assert {violation.check for violation in result.violations} == {"finite", "values"}
    assert ask("SELECT locator FROM articles") == [("a.txt",)]
    assert ask("SELECT count(*) FROM observations") == [(6,)]
    ((locator, stage, reason, detail),) = ask("SELECT locator, stage, reason, detail FROM rejects")
    assert (locator, stage, reason) == ("bad.txt", "load", "failed-check")
    assert "observations.modifier" in detail


def test_a_bad_new_version_leaves_the_stored_one(run, ask, make_reading):
    run([("a.txt", 120)])
    bad = make_reading("a.txt", 121)
    bad.observations[0].confidence = 7
    run([bad], run_id="run-2")
    assert ask("SELECT DISTINCT value FROM observations WHERE unit = '公里'") == [(120.0,)]
    assert ask("SELECT locator, reason FROM rejects") == [("a.txt", "failed-check")]


def test_a_reject_goes_when_its_input_becomes_an_article(run, ask):
    run([], rejects=[Reject("qingchuan", "a.txt", "decode", "undecodable", content_sha256="00")])
    assert ask("SELECT count(*) FROM rejects") == [(1,)]
    run([("a.txt", 120)], run_id="run-2")
    assert ask("SELECT count(*) FROM rejects") == [(0,)]


def test_inputs_that_went_missing_stop_the_load(run, ask):
    run([("a.txt", 120)])
    before = snapshots(ask)
    with pytest.raises(CountError, match="3 inputs found, 2 accounted for"):
        run([("b.txt", 5)], run_id="run-2", ledger=Ledger({"qingchuan": 3}, {"qingchuan": Skipped(1, 0)}))
    assert snapshots(ask) == before
    assert ask("SELECT locator FROM articles") == [("a.txt",)]


def test_rows_of_an_undeclared_source_are_refused(run, ask, make_reading):
    stranger = make_reading("x.txt", 5, "unheard-of")
    result = run([stranger])
    assert {violation.check for violation in result.violations} == {"reference"}
    assert ask("SELECT count(*) FROM articles") == [(0,)]


def test_a_source_row_that_fails_a_check_stops_the_load(run):
    with pytest.raises(CheckError, match="nothing was written"):
        run([("a.txt", 1)], sources=[SOURCE, SOURCE])


def test_known_inputs_are_those_read_alike(run, lake_url, make_reading):
    run(ALL.items(), rejects=[Reject("qingchuan", "d.pdf", "parse", "scanned", content_sha256="d0")])
    sha256 = make_reading("a.txt", 120).article.content_sha256
    with open_for_reading(lake_url) as lake:
        known = known_inputs(lake, [source_row(SOURCE)], "1")
        assert known.outcome("qingchuan", "a.txt", sha256) == "article"
        assert known.outcome("qingchuan", "d.pdf", "d0") == "reject"
        assert known.outcome("qingchuan", "a.txt", "other bytes") is None
        assert len(known_inputs(lake, [source_row(SOURCE)], "2")) == 0
        elsewhere = SOURCE.model_copy(update={"default_place": "四川省"})
        assert len(known_inputs(lake, [source_row(elsewhere)], "1")) == 0
        renamed = SOURCE.model_copy(update={"title": "青川新闻", "schedule": "0 6 * * *"})
        assert len(known_inputs(lake, [source_row(renamed)], "1")) == 4


def test_a_lost_lock_stops_the_commit(run, lake_url, ask, make_reading):
    class Lost:
        def check(self):
            raise LakeUnavailableError("the lock was lost")

    run([("a.txt", 120)])
    provenance = Provenance("run-2", datetime(2026, 1, 2, tzinfo=UTC), "1")
    with open_for_writing(lake_url) as lake, pytest.raises(LakeUnavailableError):
        batches = [tabulate([make_reading("b.txt", 3)], arrow_schemas(), provenance)]
        load(replace(lake, lock=Lost()), Run(provenance, "1"), [SOURCE], batches)
    assert ask("SELECT locator FROM articles") == [("a.txt",)]


def test_a_commit_beside_ours_makes_ours_fail(lake_url, make_reading, ask):
    """Somebody who ignores the lock must not be merged with: the whole run fails, and can be run again."""
    provenance = Provenance("run-1", datetime(2026, 1, 2, tzinfo=UTC), "1")

    class Intruder:
        def check(self):
            with open_for_writing.__wrapped__.__globals__["connect"](lake.address) as other:
                other.execute("INSERT INTO lake.lake_schema VALUES (0, now(), 'intruder')")

    with open_for_writing(lake_url) as lake, pytest.raises(LakeError):
        batches = [tabulate([make_reading("b.txt", 3)], arrow_schemas(), provenance)]
        load(replace(lake, lock=Intruder()), Run(provenance, "1"), [SOURCE], batches)
    assert ask("SELECT count(*) FROM articles") == [(0,)]


KILLED = """
import os, signal, sys, threading
from datetime import UTC, datetime
import conftest, test_load
from transforms.tables import Provenance, tabulate
from warehouse import load as loading
from warehouse.lake import open_for_writing
from warehouse.schema.arrow import arrow_schemas

url, step = sys.argv[1], int(sys.argv[2])
provenance = Provenance("killed", datetime(2026, 1, 3, tzinfo=UTC), "1")
readings = [conftest.reading_of(name, roads + 1) for name, roads in test_load.ALL.items()]

class Counted:
    '''Passes statements on, and dies before the one that is told.'''
    def __init__(self, connection): self.connection, self.left = connection, step
    def execute(self, *given):
        if step < 0 and given[0] == "COMMIT":
            threading.Timer(-step / 1000, os.kill, [os.getpid(), signal.SIGKILL]).start()
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1
        return self.connection.execute(*given)
    def __getattr__(self, name): return getattr(self.connection, name)

with open_for_writing(url) as lake:
    counted = loading.Lake(Counted(lake.connection), lake.address, lake.lock)
    loading.load(counted, loading.Run(provenance, "1"), [test_load.SOURCE], [tabulate(readings, arrow_schemas(), provenance)])
print("done", counted.connection.left)
"""


def test_a_load_killed_at_any_statement_leaves_the_lake_whole(run, ask, content, tmp_path, lake_url, monkeypatch):
    """kill -9 before every 31st statement; faults/test_steps.py does it at each, on hundreds of articles."""
    run(ALL.items())
    before = content()
    survived = 0
    for step in range(3, 1000, 31):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, lake_url, str(step)],
            cwd=__file__.rsplit("/", 1)[0],
            capture_output=True,
            text=True,
            check=False,
        )
        if killed.returncode == 0:
            break
        assert killed.returncode == -9, killed.stderr
        assert content() == before
        assert ask("SELECT DISTINCT run_id FROM articles") == [("run-1",)]
        survived += 1
    assert survived > 3
    assert content() != before
    assert run({name: roads + 1 for name, roads in ALL.items()}.items(), run_id="again").unchanged == 3


def test_a_load_killed_in_the_midst_of_its_commit_is_there_or_not(run, ask, content, lake_url):
    run(ALL.items())
    before = content()
    run({name: roads + 1 for name, roads in ALL.items()}.items(), run_id="killed")
    after = content()
    for milliseconds in (1, 8, 25, 60):
        run(ALL.items(), run_id=f"back-{milliseconds}")
        assert content() == before
        subprocess.run(
            [sys.executable, "-c", KILLED, lake_url, str(-milliseconds)],
            cwd=__file__.rsplit("/", 1)[0],
            capture_output=True,
            check=False,
        )
        assert content() in (before, after)
        assert ask("SELECT count(*), count(DISTINCT observation_id) FROM observations") == [(18, 18)]
