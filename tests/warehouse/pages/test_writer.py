"""A page that stands is not made again; one that was touched, or is made from something else, is."""

import json
from pathlib import Path

import pytest

from warehouse.pages.environment import environment
from warehouse.pages.renderer import Renderer
from warehouse.pages.writer import RECORD, Writer


def build(folder: Path, origin: str, made: list[str]) -> Writer:
    """A build of one page; notes its origin in `made` where it is rendered."""
    writer = Writer(folder)

    def show() -> dict[str, object]:
        made.append(origin)
        return {"listed": []}

    Renderer(environment(), writer).page_of("articles/a.html", "initiatives.html", origin, origin, show)
    writer.finish()
    return writer


def test_a_page_of_the_same_origin_is_not_made_again(tmp_path: Path) -> None:
    made: list[str] = []
    assert build(tmp_path, "一", made).written == 1
    again = build(tmp_path, "一", made)
    assert (again.written, again.kept, made) == (0, 1, ["一"])
    assert build(tmp_path, "二", made).written == 1
    assert made == ["一", "二"]
    assert "二" in (tmp_path / "articles" / "a.html").read_text("utf-8")


@pytest.mark.parametrize("harm", [lambda page: page.write_text("mine"), lambda page: page.unlink()])
def test_a_page_that_was_touched_is_made_again(tmp_path: Path, harm) -> None:
    made: list[str] = []
    build(tmp_path, "一", made)
    page = tmp_path / "articles" / "a.html"
    before = page.read_text("utf-8")
    harm(page)
    build(tmp_path, "一", made)
    assert page.read_text("utf-8") == before


def test_the_record_of_an_earlier_release_names_what_may_be_removed(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text("old")
    (tmp_path / "mine.html").write_text("mine")
    (tmp_path / RECORD).write_text(json.dumps(["old.html"]))
    build(tmp_path, "一", [])
    assert not (tmp_path / "old.html").exists()
    assert (tmp_path / "mine.html").exists()
