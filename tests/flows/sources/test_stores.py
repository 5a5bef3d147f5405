"""Locations in an object store, over fsspec's own store in memory."""

import fsspec
import pytest

from flows.sources import stores
from transforms.articles.inputs import Rejection

TEXT = "全县新修公路三十公里，惠及十二个村，群众出行更加方便。"


@pytest.fixture
def store(monkeypatch):
    """A store with three objects, reachable as memory://."""
    monkeypatch.setattr(stores, "ALLOWED", ("s3", "memory"))
    made = fsspec.filesystem("memory")
    made.store.clear()
    for name, content in (("news/2023/b.txt", TEXT), ("news/2023/a.txt", TEXT + "又一句。"), ("news/x.png", "x")):
        made.pipe_file(f"/{name}", content.encode())
    yield made
    made.store.clear()


@pytest.mark.parametrize("location", ["memory://news/", "memory://news/**/*.txt", "memory://news/2023/*.txt"])
def test_objects_are_found_by_pattern_and_below_a_path(location, store, declare, outcomes):
    articles = outcomes(declare('kind = "files"', f'locations = ["{location}"]'))
    assert [each.locator for each in articles] == ["memory:///news/2023/a.txt", "memory:///news/2023/b.txt"]
    assert articles[1].text == TEXT


def test_table_in_a_store_is_read(store, declare, outcomes):
    store.pipe_file("/t.csv", f"text\n{TEXT}\n".encode())
    (article,) = outcomes(declare('kind = "table"', 'locations = ["memory://t.csv"]'))
    assert article.text == TEXT


def test_object_that_is_not_there_is_a_rejection(store, declare, outcomes):
    (found,) = outcomes(declare('kind = "files"', 'locations = ["memory://news/gone.txt"]'))
    assert isinstance(found, Rejection) and found.reason == "unreachable"


@pytest.mark.parametrize("location", ["ftp://example.org/a.txt", "github://org:repo@/a.txt", "file:///etc/passwd"])
def test_other_protocols_are_not_read(location, declare, outcomes):
    (found,) = outcomes(declare('kind = "files"', f'locations = ["{location}"]'))
    assert isinstance(found, Rejection)
    assert "use a local path, https:// or s3://" in found.detail
