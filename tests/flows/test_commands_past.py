"""What looking back and looking after say: history, diff, maintain and export, on a lake of two runs."""

import re

import pytest

from flows import extraction, loading
from flows.cli import run_command
from flows.commands_past import _differing
from flows.settings import load_settings
from flows.sources.declarations import DeclaredSource
from transforms.articles.inputs import Input
from transforms.articles.source import Source
from warehouse.history import past_runs
from warehouse.lake import open_for_reading

LEAD = "临江县农业农村局今天召开会议，部署春耕备耕、水利设施改造和高标准农田建设等各项工作，要求各乡镇抓紧落实，不误农时。\n\n"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Two runs over one article, whose number changed at the end of a long text; gives the folder and their ids."""
    root = tmp_path_factory.mktemp("past")
    (root / "seeds").mkdir()
    settings = load_settings({"SHUSHUO_ROOT": str(root)})
    source = Source(source_id="county", title="县报", publisher="县融媒", kind="files", locations=["*.txt"])
    for roads in (120, 150):
        text = f"临江县部署春耕\n\n{LEAD * 3}全县去年新修农村公路{roads}公里。\n"
        run = loading.begin(settings, None)
        with extraction.Extractor(run.provenance, 1) as extractor:
            extracted = extractor.extract([Input("county", "a.txt", text.encode())], source)
        reading = loading.SourceReading(DeclaredSource(source, root), [extracted], 1)
        loading.load(settings, run, [reading], lambda _: None)
    with open_for_reading(settings.lake) as lake:
        newer, older = (run.run_id for run in past_runs(lake))
    return root, older, newer


@pytest.fixture
def say(runs, monkeypatch, capsys):
    """Runs a command on that lake, and gives what it printed."""
    monkeypatch.setenv("SHUSHUO_ROOT", str(runs[0]))

    def said(*arguments: str) -> str:
        assert run_command(list(arguments)) == 0
        return capsys.readouterr().out

    return said


def test_history_lists_the_runs_newest_first(say, runs):
    found = re.findall(r"^(\S+)  +\d{4}-", say("history"), re.MULTILINE)
    assert found == [runs[2], runs[1]]


def test_diff_shows_where_a_long_text_begins_to_differ_and_no_hashes(say, runs):
    said = say("diff", runs[1], runs[2])
    assert "county articles: 0 added, 0 removed, 1 changed" in said
    assert "新修农村公路120公里。 → " in said
    assert "新修农村公路150公里。\n" in said
    assert "sha256" not in said
    assert "\n全县" not in said


def test_nothing_differs_between_a_run_and_itself(say, runs):
    assert say("diff", runs[1], runs[1]) == "nothing changed\n"


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        (120.0, 150.0, ("120.0", "150.0")),
        (None, "全县", ("null", "全县")),
        ("甲" * 70 + "乙", "甲" * 70 + "丙", ("…" + "甲" * 12 + "乙", "…" + "甲" * 12 + "丙")),
        ("甲" * 70, "甲" * 80, ("…" + "甲" * 12, "…" + "甲" * 22)),
    ],
)
def test_two_values_are_shown_from_a_little_before_they_differ(was, now, shown):
    assert _differing(was, now) == shown


def test_a_dry_run_of_maintenance_says_that_nothing_was_done(say):
    assert "nothing was done" in say("maintain", "--dry-run", "--retention", "0d", "--grace", "0m")
    assert len(say("history").splitlines()) == 3


def test_export_of_an_earlier_run_has_its_number(say, runs, tmp_path):
    say("export", str(tmp_path / "out"), "--format", "csv", "--at", runs[1])
    assert ",120.0," in (tmp_path / "out" / "observations.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sql", ""], "there is no SQL to run"),
        (["sql", "SELECT 1", "--timeout", "0"], "--timeout"),
        (["sql", "SELECT 1", "--memory", "much"], "write 500MB or 2GB"),
        (["diff", "yesterday"], "`shushuo history` lists the runs"),
        (["maintain", "--grace", "soon"], "write 30d, 12h or 45m"),
        (["export", "out", "--format", "json"], "there are parquet, csv, xlsx, duckdb, sqlite"),
    ],
)
def test_a_mistake_is_told_in_one_line(runs, monkeypatch, capsys, arguments, said):
    monkeypatch.setenv("SHUSHUO_ROOT", str(runs[0]))
    assert run_command(arguments) in {1, 2}
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
