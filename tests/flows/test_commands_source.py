"""``shushuo source``: a source is added, checked, tried out and listed without touching code."""

import json
import shutil
from pathlib import Path

import pytest

from flows.cli import run_command

ROOT = Path(__file__).parents[2]
TEXT = "今年全县粮食播种面积达到58.6万亩，比上年增加1.2万亩，粮食总产量31.4万吨，比上年增长2.3%。"


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """An installation of its own, without sources."""
    made = tmp_path / "seeds"
    made.mkdir()
    monkeypatch.setenv("SHUSHUO_ROOT", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return made


def shushuo(capsys, *words):
    """Exit status, what was printed, and what was complained of."""
    status = run_command(["source", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def add(capsys, source_id, *words):
    return shushuo(capsys, "new", source_id, "--title", "临江新闻", "--publisher", "临江日报社", *words)


def test_new_source_of_files_is_written_tried_and_right(seeds, capsys):
    (seeds / "county").mkdir()
    (seeds / "county" / "a.txt").write_text(f"粮食再获丰收\n本报记者 李明\n{TEXT}", "utf-8")
    status, out, _ = add(capsys, "county", "--location", "*.txt", "--place", "浙江省")
    assert status == 0
    assert "粮食再获丰收" in out and "李明（本报记者）" in out
    assert shushuo(capsys, "check", "county")[0] == 0


def test_new_table_finds_its_columns_by_name(seeds, capsys):
    (seeds / "news.csv").write_text(f"编号,标题,日期,正文\n7,粮食丰收,2023年10月8日,{TEXT}\n", "utf-8")
    status, out, _ = add(capsys, "news", "--location", "../news.csv")
    assert status == 0
    assert "2023-10-08 (from metadata)" in out and "#7" in out


def test_columns_that_have_other_names_are_given(seeds, capsys):
    (seeds / "news.jsonl").write_text(json.dumps({"words": TEXT, "head": "粮食丰收"}, ensure_ascii=False), "utf-8")
    status, out, _ = add(
        capsys, "news", "--location", "../news.jsonl", "--column", "text=words", "--column", "title=head"
    )
    assert status == 0 and "粮食丰收" in out


def test_new_source_that_gives_no_article_says_what_to_mend(seeds, capsys):
    (seeds / "news.jsonl").write_text(json.dumps({"words": TEXT}), "utf-8")
    status, out, _ = add(capsys, "news", "--location", "../news.jsonl")
    assert status == 0
    assert "missing-column" in out and "name the column in [table]" in out
    status, out, err = shushuo(capsys, "check")
    assert status == 1
    assert "missing-column" in out and "need mending" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Bad Name", "--location", "*.txt"], "the folder's name is the source's id"),
        (["x", "--location", "*.txt", "--kind", "tables"], "did you mean table?"),
        (["x", "--location", "a.csv", "--column", "body"], "FIELD=COLUMN"),
        (["x"], "--location is missing"),
    ],
)
def test_mistakes_are_said_and_nothing_is_written(words, said, seeds, capsys):
    status, _, err = add(capsys, *words)
    assert status == 2
    assert said in err
    assert list(seeds.iterdir()) == []


def test_source_that_exists_is_not_overwritten(seeds, capsys):
    add(capsys, "county", "--location", "*.txt")
    status, _, err = add(capsys, "county", "--location", "*.md")
    assert status == 2 and "is there already" in err


def test_check_says_every_problem_of_every_source(seeds, capsys):
    for source_id, more in (("one", "titel = 'x'\nofficial = 'no'"), ("two", "")):
        (seeds / source_id).mkdir()
        head = f"title = 'x'\npublisher = 'x'\nkind = 'files'\nlocations = ['*.txt']\n{more}"
        (seeds / source_id / "source.toml").write_text(head, "utf-8")
    status, out, err = shushuo(capsys, "check")
    assert status == 1 and "2 of 2 sources" in err
    assert "did you mean title?" in out and "official: expected a valid boolean" in out
    assert "nothing found: check `locations`" in out


def test_check_says_which_bound_is_not_kept(seeds, capsys):
    (seeds / "one").mkdir()
    (seeds / "one" / "a.txt").write_text(TEXT, "utf-8")
    head = "title = 'x'\npublisher = 'x'\nkind = 'files'\nlocations = ['*.txt']\n[bounds]\nmin_articles = 5"
    (seeds / "one" / "source.toml").write_text(head, "utf-8")
    status, out, _ = shushuo(capsys, "check", "one")
    assert status == 1 and "bounds.min_articles: 1, expected at least 5" in out


def test_check_does_not_touch_the_network(seeds, capsys, monkeypatch):
    add(capsys, "web", "--location", "http://127.0.0.1:9/list", "--kind", "listing")
    monkeypatch.setattr("socket.create_connection", lambda *_a, **_k: pytest.fail("the network was used"))
    status, out, _ = shushuo(capsys, "check", "web")
    assert status == 0 and "needs the network" in out


def test_unknown_source_gets_the_nearest_name(seeds, capsys):
    add(capsys, "county", "--location", "*.txt")
    status, _, err = shushuo(capsys, "check", "countty")
    assert status == 2 and "did you mean county?" in err


def test_preview_shows_article_and_observations_of_the_input_asked_for(seeds, capsys):
    (seeds / "county").mkdir()
    (seeds / "county" / "a.txt").write_text(f"甲县粮食再获丰收\n{TEXT}", "utf-8")
    (seeds / "county" / "b.txt").write_text(
        "乙县新校启用\n今年全县新建学校12所，新增学位9000个，均已投入使用。", "utf-8"
    )
    add(capsys, "county", "--location", "*.txt")
    status, out, _ = shushuo(capsys, "preview", "county", "b.t")
    assert status == 0
    assert "乙县新校启用" in out and "12所" in out and "甲县" not in out
    status, _, err = shushuo(capsys, "preview", "county", "zzz")
    assert status == 2 and "no input of county is named like zzz" in err


def test_list_works_before_there_is_a_lake(seeds, capsys):
    shutil.copytree(ROOT / "seeds" / "zjfz", seeds / "zjfz")
    status, out, _ = shushuo(capsys, "list")
    assert status == 0
    assert "zjfz" in out and "never" in out
