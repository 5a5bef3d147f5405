"""DuckDB's extensions: takes a connection and names, leaves them loaded, with a network or without one.

The wheels ``duckdb-extension-…`` put signed files into the environment; those are tried first, then what is
installed in the home folder, then DuckDB's own download.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

from warehouse.errors import LakeError, one_line


def wheel_file(name: str) -> Path | None:
    """The extension's file from its wheel, for this version of DuckDB, or None."""
    spec = find_spec(f"duckdb_extension_{name}")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if file.is_file():
            return file
    return None


def load_extensions(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Load the extensions; raises `LakeError` saying how to get one that cannot be had."""
    for name in names:
        file = wheel_file(name)
        if file is not None:
            path = str(file).replace("'", "''")
            connection.execute(f"LOAD '{path}'")
        else:
            _load_or_install(connection, name)


def _load_or_install(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    try:
        connection.execute(f"LOAD {name}")
    except duckdb.Error:
        try:
            connection.execute(f"INSTALL {name}")
            connection.execute(f"LOAD {name}")
        except duckdb.Error as error:
            wheel = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
            message = f"DuckDB's extension {name} is neither installed nor to be downloaded: install {wheel}"
            raise LakeError(f"{message} ({one_line(error)})") from error
