"""Faults done to real runs: a workspace whose source changes between two states, and a count of what was survived.

``SHUSHUO_FAULTS=full`` (`make test-lake`) tries each fault often and on many articles; otherwise a shorter cut runs.
"""

import gzip
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from flows.local_server import LocalServer
from warehouse.content import content_hash
from warehouse.errors import LakeError
from warehouse.lake import open_for_reading


def beside(name: str) -> ModuleType:
    """What stands beside this file, loaded by its place: test folders are no packages."""
    spec = importlib.util.spec_from_file_location(f"faults_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tally_of, forked = beside("tally"), beside("forked")

COMMAND = str(Path(sys.executable).with_name("shushuo"))
CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "cctv-2022-2024h1.jsonl.gz"
FULL = os.environ.get("SHUSHUO_FAULTS") == "full"
ARTICLES = 500 if FULL else 40
SOME = 150 if FULL else 40  # for faults that are not a matter of how much there is to read
SOURCE = """
title = "新闻汇编"
publisher = "编辑部"
kind = "table"
locations = ["articles.jsonl"]

[table]
id = "id"
text = "text"
title = "title"
published = "published"
"""
# By how many articles there are: what the lake says in each state, and how many articles and observations it has.
LEARNED: dict[int, tuple[dict[str, str], dict[str, tuple[int, int]]]] = {}
TALLY: dict[str, list[int]] = {}
NOTES: list[str] = []
# How many rows a lake has of each kind, and how many of their ids stand twice.
COUNTS = """SELECT
    (SELECT count(*) FROM lake.articles), (SELECT count(*) FROM lake.observations),
    (SELECT count(*) - count(DISTINCT article_id) FROM lake.articles)
        + (SELECT count(*) - count(DISTINCT observation_id) FROM lake.observations)
        + (SELECT count(*) - count(DISTINCT reject_id) FROM lake.rejects)"""


def written_here(number: int) -> dict[str, str]:
    """An article for where the corpus is not."""
    dice = random.Random(number)
    lines = [
        f"{place}去年新修农村公路{dice.randint(2, 900)}公里，同比增长{dice.randint(1, 90)}%，惠及群众{dice.randint(2, 99)}万人。"
        for place in dice.sample(["青川县", "临江县", "杭州市", "浙江省", "温州市", "成都市"], 4)
    ]
    return {"id": f"n{number}", "title": f"修路第{number}号", "published": "2024-01-15", "text": "\n".join(lines)}


@pytest.fixture(scope="session")
def articles():
    if not CORPUS.exists():
        return [written_here(number) for number in range(ARTICLES)]
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line, _ in zip(lines, range(ARTICLES), strict=False)]
    return [{name: str(one[name] or "") for name in ("id", "title", "published", "text")} for one in found]


@dataclass
class Workspace:
    """An installation; `states` are the two contents of its source, between which runs go to and fro."""

    folder: Path
    lake: str
    states: dict[str, list[dict[str, str]]]
    environment: dict[str, str]
    forks: Any  # gives what starts processes that have imported everything
    hashes: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    seconds: float = 0.0  # that the last undisturbed run took

    @staticmethod
    def other(state: str) -> str:
        """The state that a run leads to from this one."""
        return "b" if state == "a" else "a"

    def show(self, state: str) -> None:
        """Let the source have that content."""
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in self.states[state])
        (self.folder / "seeds" / "news" / "articles.jsonl").write_text(lines, encoding="utf-8")

    def command(self) -> subprocess.Popen:
        """`shushuo run`, as a user starts it."""
        return subprocess.Popen(
            [COMMAND, "run"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def start(self) -> Any:
        """A run; where there are many, one that need not import anything any more."""
        return self.forks().start(forked.RUN, [], self.environment) if FULL else self.command()

    def run(self) -> str:
        """A run that nothing disturbs."""
        begun = time.monotonic()
        process = self.start()
        said, _ = process.communicate(timeout=600)
        assert process.returncode == 0, said
        self.seconds = time.monotonic() - begun
        return said

    def finish(self, state: str) -> None:
        """The next run completes the work."""
        self.show(state)
        self.run()
        assert self.content() == self.hashes[state]

    def content(self) -> str:
        """What the lake says."""
        return self.look()[0]

    def look(self) -> tuple[str, int, int, int]:
        """What the lake says, and how many articles, observations and doubled ids it has; no lake says nothing."""
        try:
            with open_for_reading(self.lake) as lake:
                return content_hash(lake), *lake.connection.execute(COUNTS).fetchall()[0]
        except LakeError as error:
            if "there is no lake" in str(error):
                return "", 0, 0, 0
            raise

    def learn(self) -> None:
        """Run undisturbed to the first state, to know what the lake says then, and how long that takes.

        What it says in the other state is learned once: the same articles give the same content on every lake.
        """
        self.hashes, self.rows = LEARNED.setdefault(len(self.states["a"]), ({}, {}))
        for state in ("a",) if "b" in self.hashes else ("a", "b", "a"):
            self.show(state)
            self.run()
            found, *rows, doubled = self.look()
            assert doubled == 0
            assert self.hashes.setdefault(state, found) == found
            self.rows[state] = (rows[0], rows[1])
        assert self.hashes["a"] != self.hashes["b"]

    def kill(self, process: Any) -> None:
        """SIGKILL a run and all that it started."""
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory):
    home = tmp_path_factory.mktemp("prefect")
    with LocalServer(home, home / "server.log") as server:
        server.wait_until_ready()
        yield server


@pytest.fixture(scope="session")
def start_forks(prefect_server, tmp_path_factory):
    """Starts the process that others are forked off, once."""
    started = []

    def once():
        if not started:
            home = tmp_path_factory.mktemp("forks")
            names = {"PREFECT_API_URL": prefect_server.api_url, "PREFECT_HOME": str(home)}
            started.append(forked.Forks(os.environ | names))
        return started[0]

    yield once
    for one in started:
        one.close()


@pytest.fixture
def make_workspace(tmp_path, articles, prefect_server, start_forks):
    """Installations on a lake; a run between their two states changes, adds and keeps articles."""

    def made(lake: str, few: int = SOME) -> Workspace:
        folder = tmp_path / "work"
        some = articles[:few]
        (folder / "seeds" / "news").mkdir(parents=True)
        (folder / "seeds" / "news" / "source.toml").write_text(SOURCE, encoding="utf-8")
        # An eighth of the articles differs: enough to replace, and little to read, as most runs find it.
        differ = len(some) // 8
        changed = [one | {"text": one["text"] + "\n另悉，全县又修路120公里。"} for one in some[:differ]]
        states = {"a": some, "b": [*changed, *some[differ:]]}
        environment = os.environ | {
            "SHUSHUO_ROOT": str(folder),
            "SHUSHUO_LAKE": lake,
            "PREFECT_API_URL": prefect_server.api_url,
            "PREFECT_HOME": str(tmp_path / "prefect"),
        }
        return Workspace(folder, lake, states, environment, start_forks)

    return made


@pytest.fixture
def tally():
    """Counts a kind of fault: tried, survived, rows lost, rows doubled."""

    def counted(name: str, tried: int, survived: int, lost: int = 0, doubled: int = 0) -> None:
        row = TALLY.setdefault(name, [0, 0, 0, 0])
        for place, number in enumerate((tried, survived, lost, doubled)):
            row[place] += number

    return counted


@pytest.fixture
def note():
    """Keeps a line for under the table."""
    return NOTES.append


@pytest.fixture
def check_state(tally):
    """After a fault: the lake says what it said before, or what was wanted, with nothing lost and nothing doubled."""

    def checked(work: Workspace, before: str, wanted: str, name: str | None) -> str:
        found, articles, observations, doubled = work.look()
        whole = found in {work.hashes[before], work.hashes[wanted]}
        lost = max(0, min(sum(work.rows[before]), sum(work.rows[wanted])) - articles - observations)
        if name is not None:
            tally(name, 1, int(whole and not doubled), lost, doubled)
        assert (lost, doubled) == (0, 0)
        assert whole, "the lake is neither as before nor as after the run"
        return wanted if found == work.hashes[wanted] else before

    return checked


def pytest_terminal_summary(terminalreporter):
    if TALLY or NOTES:
        terminalreporter.section("faults")
        for line in tally_of.lines(TALLY, NOTES):
            terminalreporter.write_line(line)
        if folder := os.environ.get("SHUSHUO_TALLY"):
            tally_of.leave(TALLY, NOTES, Path(folder))
