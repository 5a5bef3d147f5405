"""A raised extractor version reads stored text again: exactly what lacks it, batch by batch, corrections kept."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows import extraction, loading, reextraction
from flows.cli import run_command
from flows.settings import load_settings
from flows.sources.declarations import DeclaredSource
from transforms.articles.inputs import Input
from transforms.articles.source import Source
from transforms.reading import EXTRACTOR_VERSION
from warehouse.history import past_runs
from warehouse.lake import open_for_reading
from warehouse.query import run_sql

TEXT = "{town}县去年修路{roads}公里\n\n全县去年新修农村公路{roads}公里,办理时限缩短到6.5天。\n"
TOWNS = ("临溪", "青川", "南浦")


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """An installation whose lake holds three articles of extractor version 1."""
    monkeypatch.setenv("SHUSHUO_ROOT", str(tmp_path))
    (tmp_path / "seeds").mkdir()
    found = load_settings()
    store(found)
    return found


def store(settings, towns=TOWNS, roads=120):
    source = Source(source_id="county", title="县报", publisher="县融媒", kind="files", locations=["*.txt"])
    inputs = [Input("county", f"{town}.txt", TEXT.format(town=town, roads=roads).encode()) for town in towns]
    run = loading.begin(settings, None)
    with extraction.Extractor(run.provenance, 1) as extractor:
        extracted = extractor.extract(inputs, source)
    reading = loading.SourceReading(DeclaredSource(source, Path("county")), [extracted], len(inputs))
    loading.load(settings, run, [reading], lambda _: None)


@pytest.fixture
def newer(monkeypatch):
    """An extractor of another version that reads every speaker as 县府办."""

    def read(article):
        reading = original(article)
        reading.observations = [replace(one, speaker="县府办") for one in reading.observations]
        return reading

    original = reextraction.read
    monkeypatch.setattr(reextraction, "read", read)
    for module in (reextraction, loading):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", "newer")


def ask(settings, query):
    return [tuple(row.values()) for row in run_sql(settings.lake, query).to_pylist()]


def test_only_what_lacks_the_version_is_read_again_and_told(settings, newer):
    before = ask(settings, "SELECT count(*) FROM observations")
    done = reextraction.reextract(settings, [], None, lambda _: None)
    assert (done.articles, done.rejected, done.added, done.removed) == (3, 0, 0, 0)
    assert [(done.changed,)] == before
    assert ask(settings, "SELECT DISTINCT speaker FROM observations") == [("县府办",)]
    assert ask(settings, "SELECT DISTINCT extractor_version FROM articles") == [("newer",)]
    assert reextraction.reextract(settings, [], None, lambda _: None).articles == 0


def test_it_can_be_stopped_and_goes_on_where_it_was(settings, newer, monkeypatch):
    monkeypatch.setattr(reextraction, "BATCH_ARTICLES", 1)

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reextraction.reextract(settings, [], None, stop)
    assert ask(settings, "SELECT extractor_version, count(*) FROM articles GROUP BY ALL ORDER BY ALL") == [
        (EXTRACTOR_VERSION, 2),
        ("newer", 1),
    ]
    assert reextraction.reextract(settings, [], None, lambda _: None).articles == 2
    with open_for_reading(settings.lake) as lake:
        assert [run.state for run in past_runs(lake)] == ["completed", "partial", "partial", "completed"]


def test_corrections_survive(settings, newer):
    line = "article,quote,observation_id,field,right_value,by,why\ncounty/青川.txt,6.5天,,subject,青川县,编辑部,上文\n"
    (settings.seeds / "corrections.csv").write_text(line, encoding="utf-8")
    reextraction.reextract(settings, [], None, lambda _: None)
    corrected = "SELECT subject, speaker, corrected FROM observations WHERE corrected IS NOT NULL"
    assert ask(settings, corrected) == [("青川县", "县府办", ["subject"])]


def test_a_text_that_became_newer_meanwhile_is_not_read_over(settings, newer, monkeypatch):
    monkeypatch.setattr(reextraction, "BATCH_ARTICLES", 1)
    monkeypatch.setattr(extraction, "read", reextraction.read)
    done = []

    def meanwhile(_):
        if not done:
            done.append(store(settings, roads=99))

    assert reextraction.reextract(settings, [], None, meanwhile).articles == 1
    assert ask(settings, "SELECT DISTINCT value FROM observations WHERE unit = '公里'") == [(99.0,)]


def test_a_choice_of_sources_and_days(settings, newer):
    assert reextraction.stale(settings, ["elsewhere"], None) == {}
    assert len(reextraction.stale(settings, ["county"], date(2030, 1, 1))["county"]) == 3  # undated articles stay in


def test_the_command_tells_before_it_does(settings, newer, capsys):
    assert run_command(["reextract", "--dry-run"]) == 0
    assert "3 articles to read again" in capsys.readouterr().out
    assert run_command(["reextract"]) == 0
    assert "3 articles read again" in capsys.readouterr().out
    assert run_command(["reextract", "--since", "yesterday"]) == 2


def test_an_article_that_breaks_the_newer_extractor_is_named_and_keeps_its_rows(settings, newer, monkeypatch, capsys):
    def broken(article):
        if "青川" in article.locator:
            raise ZeroDivisionError("a defect")
        return good(article)

    good = reextraction.read
    monkeypatch.setattr(reextraction, "read", broken)
    assert run_command(["reextract"]) == 1
    assert "1 articles could not be read again" in capsys.readouterr().err
    assert ask(settings, "SELECT locator, detail FROM rejects") == [("青川.txt", "ZeroDivisionError: a defect")]
    assert ask(settings, "SELECT extractor_version, count(*) FROM articles GROUP BY ALL ORDER BY ALL") == [
        (EXTRACTOR_VERSION, 1),
        ("newer", 2),
    ]
