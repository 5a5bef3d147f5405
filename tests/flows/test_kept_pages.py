"""Fetched pages are kept from run to run, with their bytes, and settled once the lake has read them."""

import json
from datetime import UTC, datetime

import pytest

from flows.kept_pages import KeptPages, keep_raw
from flows.sources.memory import RememberedPage
from transforms.articles.inputs import Input, Rejection
from warehouse.address import parse
from warehouse.errors import LakeError
from warehouse.known import Known
from warehouse.raw import RawStore

ADDRESS = "https://example.org/1.html"
PAGE = RememberedPage(
    "正文".encode(),
    ADDRESS,
    datetime(2026, 1, 1, tzinfo=UTC),
    '"v1"',
    "Thu, 01 Jan 2026 00:00:00 GMT",
    "text/html",
    "utf-8",
)


@pytest.fixture
def store(tmp_path):
    return RawStore(parse(str(tmp_path / "lake")))


@pytest.fixture
def reopened(store, tmp_path):
    """The kept pages as a new run sees them."""
    return lambda known=None: KeptPages(store, tmp_path / "fetched", known or Known())


def test_page_is_recalled_by_the_next_run_with_bytes_and_validators(reopened):
    reopened().keep("t", ADDRESS, PAGE)
    assert reopened().recall("t", ADDRESS) == PAGE
    assert reopened().recall("other", ADDRESS) is None


def test_newest_version_counts(reopened):
    pages = reopened()
    pages.keep("t", ADDRESS, PAGE)
    newer = RememberedPage(b"new", ADDRESS, datetime(2026, 1, 2, tzinfo=UTC))
    pages.keep("t", ADDRESS, newer)
    assert reopened().recall("t", ADDRESS) == newer


def test_page_is_settled_only_when_the_lake_has_read_these_bytes(reopened, store):
    reopened().keep("t", ADDRESS, PAGE)
    sha256 = store.keep(PAGE.content)
    assert not reopened().is_settled("t", ADDRESS)
    assert reopened(Known({("t", ADDRESS, sha256): "article"})).is_settled("t", ADDRESS)
    assert not reopened(Known({("t", ADDRESS, "0" * 64): "article"})).is_settled("t", ADDRESS)


def test_index_that_was_cut_off_costs_its_last_page_only(reopened, tmp_path):
    reopened().keep("t", ADDRESS, PAGE)
    with (tmp_path / "fetched" / "t.jsonl").open("a") as index:
        index.write(json.dumps({"address": "https://example.org/2"})[:20])
    assert reopened().recall("t", ADDRESS) == PAGE


def test_page_whose_bytes_are_gone_is_fetched_again(reopened, tmp_path):
    reopened().keep("t", ADDRESS, PAGE)
    for copy in (tmp_path / "lake").rglob("*.zst"):
        copy.unlink()
    assert reopened().recall("t", ADDRESS) is None


def test_bytes_of_inputs_are_kept_and_rejections_have_none(store):
    given = Input("t", "a.txt", b"bytes")
    keep_raw(store, [given, Rejection("discover", "unreachable", "gone", "t", "b.txt")])
    assert store.read(given.content_sha256) == b"bytes"
    with pytest.raises(LakeError):
        store.read("0" * 64)
