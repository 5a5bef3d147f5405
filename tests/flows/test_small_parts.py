"""Settings, messages, summaries, retries and answers: the small parts around a run."""

import errno
import io
import logging
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import httpx
import pyarrow as pa
import pytest

from flows import orchestration, reporting
from flows.answers import write_answer
from flows.cli_run import _until_stopped as until_stopped
from flows.messages import MistakeError, RunFailedError, nearest, one_line
from flows.retries import is_transient
from flows.settings import find_root, load_settings
from flows.summary import RunSummary, SourceCounts
from warehouse.errors import LakeError, LakeUnavailableError


def test_everything_stands_under_the_root(tmp_path):
    settings = load_settings({"SHUSHUO_ROOT": str(tmp_path)})
    assert settings.seeds == tmp_path / "seeds"
    assert (settings.lake, settings.report) == (str(tmp_path / "lake"), tmp_path / "report")
    assert settings.log_file == tmp_path / "logs" / "shushuo.log"


def test_each_place_can_be_moved(tmp_path):
    moved = {"SHUSHUO_ROOT": str(tmp_path), "SHUSHUO_LAKE": "/srv/lake", "SHUSHUO_REPORT": "out/pages"}
    settings = load_settings(moved)
    assert (settings.lake, settings.report) == ("/srv/lake", tmp_path / "out" / "pages")


def test_a_lake_may_be_a_url(tmp_path):
    url = "postgresql://anna@db.example/lake?data=s3://bucket/lake"
    assert load_settings({"SHUSHUO_ROOT": str(tmp_path), "SHUSHUO_LAKE": url}).lake == url


def test_the_root_is_the_nearest_folder_with_seeds(tmp_path):
    (tmp_path / "seeds").mkdir()
    inner = tmp_path / "notes" / "2024"
    inner.mkdir(parents=True)
    assert find_root(inner) == tmp_path.resolve()


def test_without_seeds_the_root_is_the_checkout(tmp_path):
    assert find_root(tmp_path) == Path(__file__).parents[2]


def test_the_nearest_names_are_offered_or_all_of_them():
    assert nearest("zjzf", ["zjfz", "cctv"]) == "; did you mean zjfz?"
    assert nearest("qqq", ["zjfz", "cctv"]) == "; there are: cctv, zjfz"
    assert nearest("x", []) == ""


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (MistakeError("name\na file"), "name a file"),
        (LakeError("no lake"), "no lake"),
        (FileNotFoundError(2, "No such file", "a.txt"), "a.txt: no such file; check the name"),
        (PermissionError(13, "Permission denied", "/lake"), "/lake: not allowed; check who owns it"),
        (KeyError("x"), None),
    ],
)
def test_errors_that_a_user_can_mend_become_one_line(error, line):
    assert one_line(error) == line


@pytest.mark.parametrize(
    ("error", "transient"),
    [
        (TimeoutError(), True),
        (ConnectionResetError(), True),
        (httpx.ConnectError("refused"), True),
        (LakeUnavailableError("catalog away"), True),
        (OSError(errno.EHOSTUNREACH, "no route"), True),
        (OSError(errno.ENOSPC, "disk full"), False),
        (PermissionError(13, "denied"), False),
        (LakeError("newer release"), False),
        (ValueError("defect"), False),
    ],
)
def test_only_failures_that_pass_by_themselves_are_tried_again(error, transient):
    assert is_transient(error) is transient


def test_a_summary_says_what_adds_up_to_the_inputs():
    summary = RunSummary("r", [SourceCounts("a", 5, 2, 1, 1, 1, 90), SourceCounts("b", 2000, unchanged=2000)])
    assert summary.message() == ("3 articles + 1 reject + 2,001 unchanged = 2,005 inputs; 90 observations written")
    assert summary.succeeded


def test_a_source_that_broke_fails_the_run_and_is_named():
    summary = RunSummary("r", [SourceCounts("a", 1, 1), SourceCounts("b", 40, failure="the site is gone")])
    assert not summary.succeeded
    assert summary.message().endswith("b: 40 inputs not published: the site is gone")
    assert summary.message().startswith("1 article + 0 rejects + 0 unchanged = 1 input;")
    assert summary.rows()[1]["note"] == "the site is gone"


def test_counts_that_do_not_add_up_fail_the_run():
    summary = RunSummary("r", [SourceCounts("a", inputs=3, added=2)])
    assert not summary.succeeded and summary.message().endswith("a: counts do not add up")


ANSWER = pa.table(
    {
        "quote": ["近亿元", "20.2天"],
        "value": [1e8, 20.2],
        "day": pa.array([date(2021, 4, 1), None]),
        "roles": [["常委", "局长"], []],
    }
)


def written(form, tmp_path):
    write_answer(ANSWER, form, tmp_path / "answer")
    return (tmp_path / "answer").read_bytes()


def test_csv_keeps_values_and_writes_lists_as_json(tmp_path):
    lines = written("csv", tmp_path).decode().splitlines()
    assert lines == ["quote,value,day,roles", '近亿元,100000000.0,2021-04-01,"[""常委"", ""局长""]"', "20.2天,20.2,,[]"]


def test_json_reads_back(tmp_path):
    import pandas as pd

    frame = pd.read_json(io.BytesIO(written("json", tmp_path)))
    assert frame["value"].tolist() == [1e8, 20.2] and frame["roles"][0] == ["常委", "局长"]


def test_parquet_keeps_the_types(tmp_path):
    import pyarrow.parquet as pq

    assert pq.read_table(io.BytesIO(written("parquet", tmp_path))).equals(ANSWER)


def test_a_table_in_a_file_is_not_cut_off_and_shows_numbers_in_full(tmp_path):
    said = written("table", tmp_path).decode()
    assert "100,000,000" in said and "20.2" in said and '["常委", "局长"]' in said and "(2 rows)" in said


@pytest.mark.parametrize("met", [httpx.ConnectError("refused"), RuntimeError("Failed to reach API at …")])
def test_a_server_that_goes_away_in_mid_run_is_told_in_one_line(monkeypatch, met):
    def pipeline(*_, **__):
        raise met

    monkeypatch.setattr(orchestration, "health_problem", lambda: OSError("gone"))
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    with pytest.raises(RunFailedError, match=r"127\.0\.0\.1:1/api went away in mid-run .* or nothing of it: run again"):
        until_stopped(pipeline, None)


def test_what_breaks_beside_a_server_that_answers_is_no_matter_of_the_server(monkeypatch):
    def pipeline(*_, **__):
        raise RuntimeError("a defect")

    monkeypatch.setattr(orchestration, "health_problem", lambda: None)
    with pytest.raises(RuntimeError, match="a defect"):
        until_stopped(pipeline, None)


def test_a_run_that_is_done_waits_for_no_server_that_is_gone(monkeypatch):
    @contextmanager
    def gone():
        yield SimpleNamespace(read_task_runs=refused, api_healthcheck=lambda: OSError("gone"))

    def refused(**_):
        raise httpx.ConnectError("connection refused")

    monkeypatch.setattr(orchestration, "_client", gone)
    orchestration.wait_until_recorded(UUID(int=1))


def test_a_run_without_its_artifacts_has_its_pages(monkeypatch, tmp_path, caplog):
    def refused(**_):
        raise httpx.ConnectError("connection refused")

    monkeypatch.setattr(reporting, "publish", lambda lake, folder: folder / "index.html")
    monkeypatch.setattr(reporting, "create_table_artifact", refused)
    monkeypatch.setattr(reporting, "get_run_logger", lambda: logging.getLogger("shushuo-test"))
    summary = RunSummary("run-1", [])
    reporting.report(load_settings({"SHUSHUO_ROOT": str(tmp_path)}), summary)
    assert summary.report == str(tmp_path / "report" / "index.html")
    assert "has no artifacts" in caplog.text
