"""Archives are read member by member; what is unsafe or too much is a rejection, and the rest goes on."""

import io
import tarfile
import zipfile

import pytest

from flows.sources.archives import archive_format, is_safe_name
from transforms.articles.inputs import Rejection
from transforms.records import Article

TEXT = "全县新修公路三十公里，惠及十二个村，群众出行更加方便。"


def make_zip(members, compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def make_tar(members, mode="w:gz"):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_members_become_articles_under_the_archives_name(name, declare, folder, outcomes):
    members = [("甲/一.txt", TEXT.encode()), ("乙/二.txt", (TEXT + "再一句。").encode()), ("乙/照片.jpg", b"\xff\xd8")]
    (folder / name).write_bytes(make_zip(members) if name.endswith("zip") else make_tar(members))
    found = outcomes(declare('kind = "files"', f'locations = ["{name}"]'))
    assert sorted(each.locator for each in found) == [f"{name}!/乙/二.txt", f"{name}!/甲/一.txt"]
    assert all(isinstance(each, Article) for each in found)


def test_old_chinese_zip_names_are_read(declare, folder, outcomes):
    content = make_zip([("AAAA.txt", TEXT.encode())]).replace(b"AAAA.txt", "要闻".encode("gb18030") + b".txt")
    (folder / "a.zip").write_bytes(content)
    assert [each.locator for each in outcomes(declare('kind = "files"', 'locations = ["a.zip"]'))] == [
        "a.zip!/要闻.txt"
    ]


def test_zip_bomb_stops_at_the_ratio(declare, folder, outcomes):
    (folder / "a.zip").write_bytes(make_zip([(f"{n}.txt", b"0" * 5_000_000) for n in range(20)]))
    found = outcomes(declare('kind = "files"', 'locations = ["a.zip"]'))
    assert found[-1].reason == "archive-too-large"
    assert len(found) < 20


def test_tar_bomb_stops_at_the_total(declare, folder, outcomes):
    (folder / "a.tar.gz").write_bytes(make_tar([(f"{n}.txt", b"0" * 1_000_000) for n in range(20)]))
    limits = "[limits]\nmax_archive_bytes = 3000000\nmax_ratio = 100000.0"
    found = outcomes(declare('kind = "files"', 'locations = ["a.tar.gz"]', limits))
    assert found[-1].reason == "archive-too-large"
    assert len(found) <= 4


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:/x.txt", "..\\x.txt"])
def test_names_that_lead_out_of_the_archive_are_rejected(name, declare, folder, outcomes):
    (folder / "a.zip").write_bytes(make_zip([(name, TEXT.encode()), ("ok.txt", TEXT.encode())]))
    found = outcomes(declare('kind = "files"', 'locations = ["a.zip"]'))
    assert not is_safe_name(name)
    assert sorted(each.reason for each in found if isinstance(each, Rejection)) == ["unsafe-name"]
    assert [each.locator for each in found if isinstance(each, Article)] == ["a.zip!/ok.txt"]


@pytest.mark.parametrize("cut", [10, 100, -30])
@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_broken_archive_is_a_rejection(name, cut, declare, folder, outcomes):
    whole = make_zip([("a.txt", TEXT.encode())]) if name.endswith("zip") else make_tar([("a.txt", TEXT.encode())])
    (folder / name).write_bytes(whole[:cut])
    found = outcomes(declare('kind = "files"', f'locations = ["{name}"]'))
    assert any(isinstance(each, Rejection) and each.reason == "damaged" for each in found)


def test_archive_formats_by_name():
    assert [archive_format(name) for name in ("a.ZIP", "a.tgz", "a.tar.xz", "a.gz", "a.txt")] == [
        "zip",
        "tar",
        "tar",
        "",
        "",
    ]
