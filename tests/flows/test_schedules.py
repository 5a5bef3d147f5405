"""Deployments made from source.toml, served against a real Prefect server, and prefect.yaml kept in step."""

import json
import signal
import subprocess
import time
from pathlib import Path

import httpx
import pytest
import yaml

from flows.messages import MistakeError
from flows.schedules import deployments, scheduled
from flows.settings import find_root
from flows.sources.declarations import find_sources
from tests.flows.conftest import COMMAND, SOURCE, environment_for

SCHEDULE = 'schedule = "30 6 * * *"\ntimezone = "Asia/Urumqi"\n'


def declare(workspace, source_id, lines):
    folder = workspace / "seeds" / source_id
    folder.mkdir(exist_ok=True)
    (folder / "source.toml").write_text(lines + SOURCE, "utf-8")


def wait_for(question, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = question()
        if answer:
            return answer
        time.sleep(0.3)
    return pytest.fail("waited in vain")


def test_only_sources_with_a_schedule_that_are_not_disabled_are_scheduled(workspace):
    declare(workspace, "meiri", SCHEDULE)
    declare(workspace, "tingyong", SCHEDULE + 'disabled = "网站停用"\n')
    assert [declared.source_id for declared in scheduled(find_sources(workspace / "seeds"))] == ["meiri"]


def test_a_deployment_has_the_schedule_and_the_time_zone_of_its_source(workspace):
    declare(workspace, "meiri", SCHEDULE)
    everything, daily = deployments(find_sources(workspace / "seeds"))
    assert (everything.name, everything.schedules, everything.parameters) == ("all", [], {})
    assert (daily.name, daily.parameters) == ("meiri", {"sources": ["meiri"]})
    (entry,) = daily.schedules
    assert (entry.schedule.cron, entry.schedule.timezone) == ("30 6 * * *", "Asia/Urumqi")


def test_a_scheduled_source_cannot_take_the_name_of_all(workspace):
    declare(workspace, "all", SCHEDULE)
    with pytest.raises(MistakeError, match="rename it"):
        deployments(find_sources(workspace / "seeds"))


@pytest.mark.parametrize("started", ["", "trap '' INT; "], ids=["in front", "in the background of a script"])
def test_a_served_flow_runs_when_triggered_and_leaves_state_and_artifacts(workspace, prefect_server, started):
    declare(workspace, "qingchuan", SCHEDULE)
    served = subprocess.Popen(
        ["sh", "-c", f'{started}exec "$0" serve-flows', COMMAND],
        cwd=workspace,
        env=environment_for(workspace, prefect_server),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    with httpx.Client(base_url=prefect_server.api_url) as api:
        try:
            wanted = {"deployments": {"name": {"any_": ["qingchuan"]}, "paused": {"eq_": False}}}
            (deployment,) = wait_for(lambda: api.post("/deployments/filter", json=wanted).raise_for_status().json())
            assert deployment["schedules"][0]["schedule"]["timezone"] == "Asia/Urumqi"
            run_id = api.post(f"/deployments/{deployment['id']}/create_flow_run", json={}).json()["id"]
            run = wait_for(lambda: finished(api.get(f"/flow_runs/{run_id}").json()))
            assert (run["state_type"], run["state"]["message"][:9]) == ("COMPLETED", "1 article")
            found = api.post("/artifacts/filter", json={"artifacts": {"flow_run_id": {"any_": [run_id]}}}).json()
            assert sorted(artifact["key"] for artifact in found) == ["shushuo-report", "shushuo-sources"]
            table = next(artifact for artifact in found if artifact["type"] == "table")
            assert json.loads(table["data"])[0]["articles"] == 1
        finally:
            served.send_signal(signal.SIGTERM)
            said, _ = served.communicate(timeout=60)
    assert served.returncode == 0, said
    assert "Traceback" not in said and "Warning" not in said


def finished(run):
    return run if run["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"} else None


def test_prefect_yaml_deploys_to_a_work_pool(workspace, prefect_server):
    root = Path(__file__).parents[2]
    prefect = str(Path(COMMAND).with_name("prefect"))
    environment = environment_for(workspace, prefect_server)
    for arguments in (["work-pool", "create", "shushuo", "--type", "process"], ["deploy", "--all"]):
        done = subprocess.run(
            [prefect, "--no-prompt", *arguments],
            cwd=root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    wanted = {"deployments": {"name": {"any_": ["all"]}}, "work_pools": {"name": {"any_": ["shushuo"]}}}
    (deployment,) = httpx.post(f"{prefect_server.api_url}/deployments/filter", json=wanted).json()
    assert deployment["entrypoint"] == "flows/pipeline.py:pipeline"


def test_prefect_yaml_has_the_schedules_of_the_sources():
    root = find_root(Path(__file__).parents[2])
    declared = yaml.safe_load((root / "prefect.yaml").read_text("utf-8"))["deployments"]
    in_file = {
        entry["name"]: (entry["schedules"][0]["cron"], entry["schedules"][0]["timezone"], entry["parameters"])
        for entry in declared
        if entry.get("schedules")
    }
    in_sources = {
        source.source_id: (source.source.schedule, source.source.timezone, {"sources": [source.source_id]})
        for source in scheduled(find_sources(root / "seeds"))
    }
    assert in_file == in_sources
