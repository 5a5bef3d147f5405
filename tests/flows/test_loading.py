"""A load leaves a lake of few files, and what becomes of that never undoes the run."""

from functools import partial
from pathlib import Path

import pytest

from flows import extraction, loading
from flows.settings import load_settings
from flows.sources.declarations import DeclaredSource
from transforms.articles.inputs import Input
from transforms.articles.source import Source
from warehouse.errors import LakeError
from warehouse.lake import open_for_reading
from warehouse.maintain import file_count, merge_if_worn

SOURCE = Source(source_id="county", title="县报", publisher="县融媒", kind="files", locations=["*.txt"])

TEXT = "{town}县去年修路\n\n全县去年新修农村公路120公里，惠及沿线群众，办理时限也缩短了。\n"


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("SHUSHUO_ROOT", str(tmp_path))
    (tmp_path / "seeds").mkdir()
    return load_settings()


def load(settings, *towns):
    """Load an article about each town; gives the counts, and what was said."""
    inputs = [Input("county", f"{town}.txt", TEXT.format(town=town).encode()) for town in towns]
    run, said = loading.begin(settings, None), []
    with extraction.Extractor(run.provenance, 1) as extractor:
        extracted = extractor.extract(inputs, SOURCE)
    reading = loading.SourceReading(DeclaredSource(SOURCE, Path("county")), [extracted], len(inputs))
    (counts,), _ = loading.load(settings, run, [reading], said.append)
    return counts, said


def files(settings):
    with open_for_reading(settings.lake) as lake:
        return file_count(lake.connection)


def test_small_files_are_merged_once_there_are_too_many(settings, monkeypatch):
    assert load(settings, "临溪", "青川")[1] == []
    first = files(settings)
    assert load(settings, "南浦")[1] == []
    before = files(settings)
    assert before > first
    monkeypatch.setattr(loading, "merge_if_worn", partial(merge_if_worn, ceiling=before))
    counts, (said,) = load(settings, "东安")
    assert counts.added == 1
    assert said.startswith("the lake had")
    assert said.endswith(f"merged, it has {files(settings)}")
    assert files(settings) <= first


def test_files_that_cannot_be_merged_leave_the_run_done(settings, monkeypatch):
    def broken(lake):
        raise LakeError("no space left")

    monkeypatch.setattr(loading, "merge_if_worn", broken)
    counts, said = load(settings, "临溪")
    assert (counts.added, counts.rejected) == (1, 0)
    assert files(settings) > 0
    assert said == ["the lake's small files could not be merged this time, the next run tries again: no space left"]
