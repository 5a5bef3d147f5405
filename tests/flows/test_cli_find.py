"""``shushuo find`` as it is typed."""

import json
from pathlib import Path

import pytest

from flows.cli import run_command
from tests.warehouse.search.conftest import store, written


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("found") / "lake"
    store(str(folder), written())
    return folder


@pytest.fixture(autouse=True)
def _asked_there(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHUSHUO_LAKE", str(lake))


def test_words_find_numbers_with_their_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["find", "温州", "反诈", "拦截", "资金", "--limit", "1"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(" 1. 2.6亿元  拦截涉诈资金 · 温州市鹿城区 · 2021-03/2024-03-05\n")
    assert "鹿城区反诈中心拦截涉诈资金2.6亿元" in shown
    assert "鹿城反诈中心成立三年 · 瓯海晚报 · 2024-03-05 · fanzha.txt" in shown


def test_json_has_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["find", "GDP growth Zhejiang 2023", "--json", "--limit", "2"]) == 0
    hits = json.loads(capsys.readouterr().out)
    assert len(hits) == 2
    assert (hits[0]["quote"], hits[0]["value"], hits[0]["period"], hits[0]["published_on"]) == (
        "6%",
        6.0,
        "2023",
        "2024-01-20",
    )
    assert {"observation_id", "article_id", "span_start", "span_end", "sentence", "speaker", "score"} <= set(hits[0])


def test_filters_alone_list_what_they_let_through(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["find", "--place", "温州", "--speaker", "林小舟", "--json"]) == 0
    assert [hit["quote"] for hit in json.loads(capsys.readouterr().out)] == ["95%"]


def test_nothing_found_is_said_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["find", "量子纠缠"]) == 0
    answer = capsys.readouterr()
    assert (answer.out, "nothing found for 量子纠缠" in answer.err) == ("", True)
    assert run_command(["find", "量子纠缠", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing to look for"),
        (["增长", "--place", "zzz"], "--place zzz: no such place"),
        (["增长", "--since", "gestern"], "--since gestern: not a day"),
        (["增长", "--source", "ouha"], "--source ouha: none of that name has observations; there are: ouhai"),
        (["增长", "--limit", "0"], "--limit"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["find", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_without_a_lake_it_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHUSHUO_LAKE", str(tmp_path / "nothing"))
    assert run_command(["find", "增长"]) == 1
    assert "`shushuo run` makes one" in capsys.readouterr().err
