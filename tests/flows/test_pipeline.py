"""Whole runs through a real Prefect server, as a user starts them."""

import json
import os
import signal
import subprocess
import sys
import time

import httpx
import pytest

from flows.local_server import LocalServer
from tests.flows.conftest import COMMAND, environment_for


def rows(shushuo, query):
    answer = shushuo("sql", query, "--format", "json")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def last_run(server):
    found = httpx.post(f"{server.api_url}/flow_runs/filter", json={"sort": "START_TIME_DESC", "limit": 1}).json()
    return found[0]


def test_a_run_reads_the_article_into_the_lake_and_onto_a_page(ran):
    assert "1 article + 0 rejects + 0 unchanged = 1 input" in ran.done.stdout
    query = "SELECT value, unit, quote FROM observations WHERE quote = '120公里' ORDER BY seq LIMIT 1"
    assert rows(ran.shushuo, query) == [{"value": 120.0, "unit": "公里", "quote": "120公里"}]
    assert "农村公路" in (ran.workspace / "report" / "index.html").read_text("utf-8")


def test_a_second_run_writes_nothing(ran, prefect_server):
    before = rows(ran.shushuo, "SELECT * FROM runs"), rows(ran.shushuo, "SELECT * FROM articles")
    again = ran.shushuo("run", server=prefect_server)
    assert "0 articles + 0 rejects + 1 unchanged = 1 input" in again.stdout
    assert (rows(ran.shushuo, "SELECT * FROM runs"), rows(ran.shushuo, "SELECT * FROM articles")) == before


def test_the_flow_run_has_its_state_its_table_and_its_link(ran, prefect_server):
    assert ran.run["state_type"] == "COMPLETED"
    assert ran.run["state"]["message"].startswith("1 article + 0 rejects + 0 unchanged = 1 input")
    wanted = {"artifacts": {"flow_run_id": {"any_": [ran.run["id"]]}}}
    artifacts = httpx.post(f"{prefect_server.api_url}/artifacts/filter", json=wanted).json()
    by_type = {artifact["type"]: artifact for artifact in artifacts}
    (row,) = json.loads(by_type["table"]["data"])
    assert (row["source"], row["inputs"], row["articles"]) == ("qingchuan", 1, 1)
    assert (ran.workspace / "report" / "index.html").resolve().as_uri() in by_type["markdown"]["data"]


def test_every_task_run_is_recorded_as_finished(ran, prefect_server):
    wanted = {"flow_runs": {"id": {"any_": [ran.run["id"]]}}}
    task_runs = httpx.post(f"{prefect_server.api_url}/task_runs/filter", json=wanted).json()
    names = sorted(run["name"] for run in task_runs)
    assert names == [
        "discover", "extract-qingchuan", "keep-qingchuan", "load", "read-qingchuan", "read-qingchuan", "report",
    ]  # fmt: skip
    assert {run["state_type"] for run in task_runs} == {"COMPLETED"}


def test_tasks_are_run_for_batches_and_not_for_articles(shushuo, workspace, prefect_server):
    for number in range(60):
        path = workspace / "seeds" / "qingchuan" / f"jianbao-{number}.txt"
        path.write_text(
            f"第{number}期简报\n\n青川县本周新修公路{number + 2}公里，投入资金{number + 3}万元，群众满意。\n", "utf-8"
        )
    done = shushuo("run", server=prefect_server)
    assert "61 articles + 0 rejects + 0 unchanged = 61 inputs" in done.stdout
    wanted = {"flow_runs": {"id": {"any_": [last_run(prefect_server)["id"]]}}}
    assert len(httpx.post(f"{prefect_server.api_url}/task_runs/filter", json=wanted).json()) == 7


def test_an_unreadable_input_is_a_reject_and_the_run_goes_on(shushuo, workspace, prefect_server):
    (workspace / "seeds" / "qingchuan" / "kong.txt").write_text("", "utf-8")
    done = shushuo("run", server=prefect_server)
    assert done.returncode == 0
    assert "1 article + 1 reject + 0 unchanged = 2 inputs" in done.stdout
    assert [row["locator"] for row in rows(shushuo, "SELECT locator FROM rejects")] == ["kong.txt"]
    assert "rejected qingchuan kong.txt" in (workspace / "logs" / "shushuo.log").read_text("utf-8")


def test_a_source_that_broke_fails_alone_and_is_told(shushuo, workspace, prefect_server):
    """A redesigned site: every page is answered with 200, and none of them holds an article any more."""
    redesigned = workspace / "seeds" / "gaiban"
    redesigned.mkdir()
    for number in range(3):
        (redesigned / f"{number}.html").write_text("<html><title>404</title><body>页面不存在</body></html>", "utf-8")
    head = (
        'title = "改版网"\npublisher = "改版网"\nkind = "files"\nlocations = ["*.html"]\n[bounds]\nmin_articles = 2\n'
    )
    (redesigned / "source.toml").write_text(head, "utf-8")
    done = shushuo("run", server=prefect_server)
    assert done.returncode == 1
    message = last_run(prefect_server)["state"]["message"]
    assert message.startswith("1 article + 0 rejects + 0 unchanged = 1 input;")
    assert (
        "gaiban: 3 inputs not published: bounds.min_articles: 0, expected at least 2; 3 of 3 inputs refused" in message
    )
    assert last_run(prefect_server)["state_type"] == "FAILED"
    assert "gaiban" in done.stdout + done.stderr
    assert rows(shushuo, "SELECT source_id FROM articles") == [{"source_id": "qingchuan"}]
    assert rows(shushuo, "SELECT source_id FROM rejects") == []
    assert [row["state"] for row in rows(shushuo, "SELECT state FROM runs")] == ["partial"]


def test_a_run_that_cannot_write_fails_with_one_line(shushuo, workspace, prefect_server):
    (workspace / "lake").write_text("a file where the lake should be", "utf-8")
    done = shushuo("run", server=prefect_server)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()[-1:]) == 1 and done.stderr.splitlines()[-1].startswith("shushuo: ")
    assert "Traceback" not in done.stderr
    assert last_run(prefect_server)["state_type"] == "FAILED"


def test_a_mistaken_source_is_told_before_anything_starts(shushuo):
    done = shushuo("run", "qingchaun")
    assert done.returncode == 2
    assert done.stderr.strip().endswith("did you mean qingchuan?")


def test_an_unreachable_prefect_server_is_told_in_one_line(shushuo):
    done = shushuo("run", PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.returncode == 1
    assert "no Prefect server answers at http://127.0.0.1:9/api" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_correction_is_applied_and_one_that_fits_nothing_is_reported(shushuo, workspace, prefect_server):
    lines = [
        "article,quote,observation_id,field,right_value,by,why",
        "qingchuan/gonglu.txt,新修农村公路120公里,,indicator,新修农村公路里程,周,更准确",
        "qingchuan/gonglu.txt,新修高速公路900公里,,indicator,高速公路,周,没有这句话",
    ]
    (workspace / "seeds" / "corrections.csv").write_text("\n".join(lines), "utf-8")
    done = shushuo("run", server=prefect_server)
    assert done.returncode == 0, done.stderr
    assert "新修高速公路900公里): not found" in done.stdout
    (row,) = rows(shushuo, "SELECT indicator FROM observations WHERE quote = '120公里' AND corrected IS NOT NULL")
    assert row["indicator"] == "新修农村公路里程"


@pytest.mark.usefixtures("warm")
def test_without_a_server_named_a_run_brings_its_own_and_ends_quietly(shushuo, workspace):
    done = shushuo("run")
    assert done.returncode == 0, done.stderr
    assert "First start" not in done.stderr
    server_log = (workspace / "logs" / "prefect-server.log").read_text("utf-8")
    for said in (done.stdout, done.stderr, server_log):
        assert "Traceback" not in said and "Error" not in said
    assert not (workspace / "home" / ".prefect").exists()


def test_a_first_start_says_what_takes_so_long(shushuo):
    done = shushuo("run")
    assert done.returncode == 0, done.stderr
    assert "First start: Prefect sets up its database" in done.stderr.replace("\n", " ")


def test_the_server_leaves_when_its_parent_is_killed(settings, prefect_home, tmp_path):
    program = (
        "import sys, time; from pathlib import Path; from flows.local_server import LocalServer\n"
        f"server = LocalServer(Path({str(prefect_home)!r}), Path({str(tmp_path / 'log')!r}))\n"
        "server.wait_until_ready(); print(server.api_url, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, encoding="utf-8")
    assert parent.stdout is not None
    url = parent.stdout.readline().strip()
    assert httpx.get(f"{url}/health").status_code == 200
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/health", timeout=1)
        except httpx.TransportError:
            return
        time.sleep(0.2)
    pytest.fail("the server outlived its parent")


def test_a_taken_port_is_told_in_one_line(tmp_path, prefect_server):
    from flows.messages import RunFailedError

    port = int(prefect_server.api_url.split(":")[2].split("/")[0])
    with pytest.raises(RunFailedError, match=f"port {port} is taken"):
        LocalServer(tmp_path, tmp_path / "log", port=port)


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_ends_at_once_with_one_line_and_has_written_nothing(workspace, prefect_server, sent, status):
    os.mkfifo(workspace / "seeds" / "qingchuan" / "endless.txt")  # reading it waits for ever
    # Tests that run in the background ignore Ctrl-C, and what they start would too; a handler is not handed down.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(
        [COMMAND, "run"],
        cwd=workspace,
        env=environment_for(workspace, prefect_server),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    signal.signal(signal.SIGINT, before)
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("reading qingchuan"):
            break
    time.sleep(1)
    running.send_signal(sent)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said.count("\n")) == (status, 1)
    assert "stopped; nothing of this run was written" in said
    assert last_run(prefect_server)["state_type"] == "CRASHED"
