"""DuckDB's extensions: takes a connection and names, leaves them loaded, with a network or without one.

The wheels ``duckdb-extension-…`` put signed files into the environment; those are tried first, then what is
installed in the home folder, then DuckDB's own download.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

from warehouse.errors import LakeError, one_line
from warehouse.schema.statements import literal

# The files whose signatures DuckDB has checked in this process: path, size and when they were last written to.
_CHECKED: set[tuple[str, int, int]] = set()


def wheel_file(name: str) -> Path | None:
    """The extension's file from its wheel, for this version of DuckDB, or None."""
    spec = find_spec(f"duckdb_extension_{name}")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if file.is_file():
            return file
    return None


def check_signatures(*names: str) -> bool:
    """Let DuckDB check the signatures of these extensions, unless it has in this process; raises for a wrong one.

    To check one takes 0.1 s, for each connection anew; a connection that loads checked ones only need not do so.

    Returns:
        Whether all of them come from wheels, and so have been checked as they stand on the disk.
    """
    files = [wheel_file(name) for name in names]
    for file in files:
        if file is not None and _state(file) not in _CHECKED:
            with duckdb.connect() as checking:
                checking.execute(_load(file))
            _CHECKED.add(_state(file))
    return None not in files


def load_extensions(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Load the extensions; raises `LakeError` saying how to get one that cannot be had."""
    for name in names:
        file = wheel_file(name)
        if file is not None:
            check_signatures(name)  # the connection may be one that does not
            connection.execute(_load(file))
        else:
            _load_or_install(connection, name)


def _state(file: Path) -> tuple[str, int, int]:
    found = file.stat()
    return str(file), found.st_size, found.st_mtime_ns


def _load(file: Path) -> str:
    return f"LOAD {literal(str(file))}"


def _load_or_install(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    with duckdb.connect() as checking:  # which may refuse what our own connection need not check
        try:
            checking.execute(f"LOAD {name}")
        except duckdb.Error:
            try:
                checking.execute(f"INSTALL {name}")
                checking.execute(f"LOAD {name}")
            except duckdb.Error as error:
                wheel = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
                message = f"DuckDB's extension {name} is neither installed nor to be downloaded: install {wheel}"
                raise LakeError(f"{message} ({one_line(error)})") from error
    connection.execute(f"LOAD {name}")
