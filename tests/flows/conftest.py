"""A workspace with one small source, and a real Prefect server shared by the tests of this folder."""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from flows.cli import run_command
from flows.local_server import LocalServer
from flows.orchestration import is_set_up
from flows.settings import Settings, load_settings

COMMAND = str(Path(sys.executable).with_name("shushuo"))
SOURCE = """
title = "青川日报"
publisher = "青川日报社"
default_place = "四川省青川县"
kind = "files"
locations = ["*.txt"]
"""
ARTICLE = """青川县去年修通农村公路120公里

本报记者 周小满

2024年1月15日，青川县召开交通工作会议。去年，全县新修农村公路120公里，同比增长8.5%，惠及群众1.2万人。

县交通局局长何远山说：“今年要再修150公里，办理时限从20天缩短到6.5天。”
"""


def make_workspace(folder: Path) -> Path:
    source = folder / "seeds" / "qingchuan"
    source.mkdir(parents=True)
    (source / "source.toml").write_text(SOURCE, "utf-8")
    (source / "gonglu.txt").write_text(ARTICLE, "utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path):
    """A folder with seeds/qingchuan and its one article."""
    return make_workspace(tmp_path)


@pytest.fixture
def settings(workspace) -> Settings:
    return load_settings({"SHUSHUO_ROOT": str(workspace)})


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory):
    """A full server, with scheduler and pages, on a free port."""
    home = tmp_path_factory.mktemp("prefect")
    with LocalServer(home, home / "server.log", light=False) as server:
        server.wait_until_ready()
        yield server


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory):
    """A home whose database is set up, to be copied: setting one up takes seconds."""
    root = tmp_path_factory.mktemp("home")
    settings = load_settings({"SHUSHUO_ROOT": str(root)})
    with LocalServer(settings.prefect_home, root / "server.log") as server:
        server.wait_until_ready()
    shutil.copytree(settings.prefect_home, root / "copy")
    return root / "copy"


@pytest.fixture
def warm(settings, prefect_home):
    """Makes the workspace look as after a first run."""
    from flows.orchestration import mark_set_up

    shutil.copytree(prefect_home, settings.prefect_home)
    mark_set_up(settings)
    assert is_set_up(settings)


def environment_for(workspace: Path, server: LocalServer | None = None) -> dict[str, str]:
    """What a command sees: a home of its own, and a Prefect server only where one is given."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "SHUSHUO"))}
    variables |= {"HOME": str(workspace / "home"), "SHUSHUO_ROOT": str(workspace), "COLUMNS": "200"}
    return variables | ({"PREFECT_API_URL": server.api_url} if server else {})


def call_shushuo(workspace: Path, *arguments: str, server=None, stdin="", **environment):
    """Run the command in a process of its own, in the workspace."""
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=workspace,
        env=environment_for(workspace, server) | environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def shushuo(workspace):
    """Run the command in the workspace: shushuo("run", "qingchuan")."""
    return partial(call_shushuo, workspace)


@pytest.fixture
def in_process(monkeypatch, capsys):
    """Run the command in this process, which is quicker: in_process(workspace, "sql", "SELECT 1")."""

    def run(workspace: Path, *arguments: str):
        monkeypatch.chdir(workspace)
        monkeypatch.setenv("SHUSHUO_ROOT", str(workspace))
        monkeypatch.setenv("COLUMNS", "200")
        capsys.readouterr()
        status = run_command(list(arguments))
        said = capsys.readouterr()
        return SimpleNamespace(returncode=status, stdout=said.out, stderr=said.err)

    return run


@pytest.fixture(scope="module")
def ran(tmp_path_factory, prefect_server):
    """A workspace after one run, for tests that only look; with what the run said."""
    workspace = make_workspace(tmp_path_factory.mktemp("ran"))
    done = call_shushuo(workspace, "run", server=prefect_server)
    assert done.returncode == 0, done.stderr
    found = httpx.post(f"{prefect_server.api_url}/flow_runs/filter", json={"sort": "START_TIME_DESC", "limit": 1})
    return SimpleNamespace(
        workspace=workspace, done=done, run=found.json()[0], shushuo=partial(call_shushuo, workspace)
    )
