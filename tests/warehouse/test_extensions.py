"""Extensions: their signatures are checked once in a process, and again when a file is another one."""

import shutil

import duckdb
import pytest

from warehouse import extensions
from warehouse.errors import LakeError
from warehouse.extensions import check_signatures, load_extensions, wheel_file


@pytest.fixture
def own_wheel(tmp_path, monkeypatch):
    """A copy of an extension in the place of the installed one, and nothing checked yet."""
    file = tmp_path / "sqlite_scanner.duckdb_extension"
    shutil.copy(wheel_file("sqlite_scanner"), file)
    monkeypatch.setattr(extensions, "wheel_file", lambda name: file)
    monkeypatch.setattr(extensions, "_CHECKED", set())
    return file


def tamper(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    other = file.with_suffix(".new")
    other.write_bytes(content)
    other.replace(file)  # the loaded one is left alone


def loaded(connection):
    query = "SELECT loaded FROM duckdb_extensions() WHERE extension_name = 'sqlite_scanner'"
    return connection.execute(query).fetchall() == [(True,)]


@pytest.mark.parametrize("unsigned", [False, True])
def test_a_file_that_was_tampered_with_is_refused(own_wheel, unsigned):
    tamper(own_wheel)
    with duckdb.connect(config={"allow_unsigned_extensions": unsigned}) as connection:
        with pytest.raises(duckdb.Error, match="signature"):
            load_extensions(connection, "sqlite_scanner")
        assert not loaded(connection)


def test_a_file_that_changed_after_it_was_checked_is_checked_again(own_wheel):
    assert check_signatures("sqlite_scanner")
    tamper(own_wheel)
    with pytest.raises(duckdb.Error, match="signature"):
        check_signatures("sqlite_scanner")


def test_a_connection_without_checks_is_only_made_where_all_files_were_checked(monkeypatch):
    assert check_signatures("ducklake", "sqlite_scanner")
    found = wheel_file
    monkeypatch.setattr(extensions, "wheel_file", lambda name: None if name == "ducklake" else found(name))
    assert not check_signatures("ducklake", "sqlite_scanner")


@pytest.mark.parametrize("unsigned", [False, True])
def test_an_extension_that_cannot_be_had_is_told_with_its_wheel(monkeypatch, unsigned):
    monkeypatch.setattr(extensions, "wheel_file", lambda name: None)
    connection = duckdb.connect(config={"allow_unsigned_extensions": unsigned})
    with pytest.raises(LakeError, match=r"no_such .*install duckdb-extension-no-such=="):
        load_extensions(connection, "no_such")
