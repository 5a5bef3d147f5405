"""Kind files: folders and patterns to inputs, in a fixed order, nothing lost."""

import pytest

from flows.sources.declarations import read_source
from flows.sources.discover import discover
from transforms.articles.inputs import Input, Rejection


@pytest.fixture
def declare(tmp_path):
    def make(**keys):
        folder = tmp_path / "seeds" / "t"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [
            'title = "样报"',
            'publisher = "样报社"',
            'kind = "files"',
            f"locations = {keys.pop('locations', ['*.txt'])!r}",
        ]
        (folder / "source.toml").write_text("\n".join([*lines, keys.pop("more", "")]), "utf-8")
        return read_source(folder)

    return make


def test_files_come_sorted_with_bytes_and_time(declare, tmp_path):
    declared = declare()
    for name in ("b.txt", "a.txt", "c.log"):
        (tmp_path / "seeds/t" / name).write_bytes(name.encode())
    found = list(discover(declared))
    assert [(each.locator, each.content) for each in found] == [("a.txt", b"a.txt"), ("b.txt", b"b.txt")]
    assert all(each.modified is not None for each in found)


def test_folder_and_pattern_outside_of_the_source_are_read(declare, tmp_path):
    (tmp_path / "archive/2020").mkdir(parents=True)
    (tmp_path / "archive/2020/x.txt").write_text("x")
    for location in ("../../archive", "../../archive/**/*.txt", str(tmp_path / "archive" / "*" / "x.txt")):
        found = list(discover(declare(locations=[location])))
        assert [each.locator for each in found] == ["../../archive/2020/x.txt"], location


def test_excluded_files_are_left_out(declare, tmp_path):
    declared = declare(more='[files]\nexclude = ["draft*"]')
    (tmp_path / "seeds/t/draft1.txt").write_text("x")
    (tmp_path / "seeds/t/final.txt").write_text("x")
    assert [each.locator for each in discover(declared)] == ["final.txt"]


def test_missing_and_oversized_files_are_rejections(declare, tmp_path):
    declared = declare(locations=["gone.txt", "big.txt", "ok.txt"], more="[limits]\nmax_bytes = 10")
    (tmp_path / "seeds/t/big.txt").write_text("x" * 11)
    (tmp_path / "seeds/t/ok.txt").write_text("x")
    gone, big, fine = discover(declared)
    assert isinstance(gone, Rejection) and (gone.stage, gone.reason) == ("discover", "unreachable")
    assert isinstance(big, Rejection) and big.reason == "too-large"
    assert isinstance(fine, Input)


def test_file_found_by_two_patterns_is_one_input(declare, tmp_path):
    declared = declare(locations=["*.txt", "a.*"])
    (tmp_path / "seeds/t/a.txt").write_text("x")
    first, second = discover(declared)
    assert isinstance(first, Input)
    assert isinstance(second, Rejection) and second.reason == "duplicate"
