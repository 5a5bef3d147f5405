"""The index of a lake: where it is kept, when it is built anew, and whom it never hinders."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.search.conftest import store, written
from warehouse.errors import LakeError
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.search import find_in, open_index
from warehouse.search.index import BuildStoppedError, Stop, current, folder_of


@pytest.fixture
def url(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return str(tmp_path / "lake")


def kept(url: str) -> list[Path]:
    with open_for_reading(url) as lake:
        return sorted(folder_of(lake.address).iterdir())


def quotes(url: str, question: str, said: list[str] | None = None) -> list[str]:
    with open_index(url, telling=(said if said is not None else []).append) as index:
        return [hit["quote"] for hit in find_in(index, question)]


def test_it_is_built_once_a_snapshot(url):
    store(url, written()[:1])
    said: list[str] = []
    assert quotes(url, "反诈 拦截 资金", said)[0] == "2.6亿元"
    first = kept(url)
    assert len(first) == len(said) == 1
    quotes(url, "反诈", said)
    assert (kept(url), len(said)) == (first, 1)
    store(url, written()[1:2], "run-2")
    assert quotes(url, "浙江 GDP 2023", said)[0] == "6%"
    assert len(said) == 2
    assert len(kept(url)) == 1
    assert kept(url) != first


def test_a_lake_that_does_not_change_leaves_it_alone(url):
    store(url, written()[:1])
    quotes(url, "反诈")
    first = kept(url)
    store(url, written()[:1], "run-2")
    quotes(url, "反诈")
    assert kept(url) == first


def test_a_lake_without_observations_finds_nothing(url):
    store(url, [replace(reading, observations=[]) for reading in written()[:1]])
    assert quotes(url, "反诈") == []


def test_there_must_be_a_lake(url):
    with pytest.raises(LakeError, match="there is no lake"):
        quotes(url, "反诈")
    assert not Path(url).exists()


def test_where_it_cannot_be_kept_it_is_built_in_memory(url):
    store(url, written()[:1])
    (Path(url) / "search").write_text("a file stands in the way", "utf-8")
    assert quotes(url, "反诈 拦截 资金")[0] == "2.6亿元"


def test_a_writer_and_a_search_do_not_wait_for_each_other(url):
    store(url, written()[:1])
    with open_for_writing(url) as lake:
        lake.connection.execute("BEGIN")
        lake.connection.execute("DELETE FROM lake.observations")
        assert quotes(url, "反诈 拦截 资金")[0] == "2.6亿元"
        lake.connection.execute("ROLLBACK")
    with open_index(url) as index:
        store(url, written()[1:2], "run-2")
        assert find_in(index, "宁波") == []
    assert quotes(url, "宁波")[0] == "5.5%"


def test_an_index_that_is_read_survives_its_successor(url):
    store(url, written()[:1])
    with open_index(url) as older:
        store(url, written()[1:2], "run-2")
        quotes(url, "反诈")
        assert find_in(older, "反诈 拦截 资金")[0]["quote"] == "2.6亿元"


def test_building_can_be_stopped_and_leaves_nothing(url):
    store(url, written())
    stop = Stop()
    stop.now()
    with open_for_reading(url) as lake, pytest.raises(BuildStoppedError):
        current(lake, stop=stop)
    assert kept(url) == []
    assert quotes(url, "反诈 拦截 资金")[0] == "2.6亿元"


def test_many_may_search_at_once(small_lake):
    answers: list[str] = []
    with open_index(small_lake) as index:

        def ask() -> None:
            answers.append(find_in(index, "反诈 拦截 资金")[0]["quote"])

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == ["2.6亿元"] * 4
