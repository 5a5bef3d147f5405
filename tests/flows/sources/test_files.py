"""Kind files: folders and patterns to inputs, in a fixed order, nothing lost."""

from flows.sources.discover import discover
from transforms.articles.inputs import Input, Rejection

FILES = 'kind = "files"'
TXT = 'locations = ["*.txt"]'


def test_files_come_sorted_with_bytes_and_time(declare, folder, tmp_path):
    declared = declare(FILES, TXT)
    for name in ("b.txt", "a.txt", "c.log"):
        (folder / name).write_bytes(name.encode())
    found = list(discover(declared))
    assert [(each.locator, each.content) for each in found] == [("a.txt", b"a.txt"), ("b.txt", b"b.txt")]
    assert all(each.modified is not None for each in found)


def test_folder_and_pattern_outside_of_the_source_are_read(declare, folder, tmp_path):
    (tmp_path / "archive/2020").mkdir(parents=True)
    (tmp_path / "archive/2020/x.txt").write_text("x")
    for location in ("../../archive", "../../archive/**/*.txt", str(tmp_path / "archive" / "*" / "x.txt")):
        found = list(discover(declare(FILES, f'locations = ["{location}"]')))
        assert [each.locator for each in found] == ["../../archive/2020/x.txt"], location


def test_excluded_files_are_left_out(declare, folder, tmp_path):
    declared = declare(FILES, TXT, '[files]\nexclude = ["draft*"]')
    (folder / "draft1.txt").write_text("x")
    (folder / "final.txt").write_text("x")
    assert [each.locator for each in discover(declared)] == ["final.txt"]


def test_missing_and_oversized_files_are_rejections(declare, folder, tmp_path):
    declared = declare(FILES, 'locations = ["gone.txt", "big.txt", "ok.txt"]', "[limits]\nmax_bytes = 10")
    (folder / "big.txt").write_text("x" * 11)
    (folder / "ok.txt").write_text("x")
    gone, big, fine = discover(declared)
    assert isinstance(gone, Rejection) and (gone.stage, gone.reason) == ("discover", "unreachable")
    assert isinstance(big, Rejection) and big.reason == "too-large"
    assert isinstance(fine, Input)


def test_file_found_by_two_patterns_is_one_input(declare, folder, tmp_path):
    declared = declare(FILES, 'locations = ["*.txt", "a.*"]')
    (folder / "a.txt").write_text("x")
    first, second = discover(declared)
    assert isinstance(first, Input)
    assert isinstance(second, Rejection) and second.reason == "duplicate"
