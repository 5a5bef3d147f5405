"""Raw copies are kept once, come back whole, and say when they cannot."""

import hashlib
from pathlib import Path

import pytest

from warehouse.address import parse
from warehouse.errors import LakeError
from warehouse.raw import RawStore

PAGE = "<p>全县新修农村公路120公里。</p>".encode("gb18030") * 50


@pytest.fixture
def store(lake_url):
    return RawStore(parse(lake_url))


def test_bytes_come_back_as_they_were(store):
    sha256 = store.keep(PAGE)
    assert sha256 == hashlib.sha256(PAGE).hexdigest()
    assert store.read(sha256) == PAGE
    assert store.read(store.keep(b"")) == b""


def test_a_copy_that_is_not_there_is_named(store):
    with pytest.raises(LakeError, match="no raw copy"):
        store.read("ab" * 32)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once_compressed_with_nothing_left_over(tmp_path):
    store = RawStore(parse(str(tmp_path)))
    store.keep(PAGE)
    (copy,) = files(tmp_path)
    written = copy.stat().st_mtime_ns
    store.keep(PAGE)
    assert files(tmp_path) == [copy]
    assert copy.stat().st_mtime_ns == written
    assert copy.stat().st_size < len(PAGE)


def test_a_damaged_copy_is_not_believed(tmp_path):
    store = RawStore(parse(str(tmp_path)))
    one, other = store.keep(PAGE), store.keep(b"another page")
    places = {path.name.removesuffix(".zst"): path for path in files(tmp_path)}
    places[one].write_bytes(places[other].read_bytes())
    with pytest.raises(LakeError, match="damaged"):
        store.read(one)
    places[one].write_bytes(b"not compressed at all")
    with pytest.raises(LakeError):
        store.read(one)


def test_a_place_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "raw").write_text("no folder")
    with pytest.raises(LakeError, match="raw copies in"):
        RawStore(parse(str(tmp_path))).keep(PAGE)
