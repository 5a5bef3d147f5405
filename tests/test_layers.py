"""The direction of the layers, and the purity of the innermost one, read from the source itself.

Imports go flows → warehouse → transforms and never back; ``transforms`` touches nothing outside itself.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for layer in ("flows", "warehouse", "transforms") for path in (ROOT / layer).rglob("*.py"))

# What a layer may never import. flows is the outermost: it may import anything.
FORBIDDEN_IMPORTS = {
    "warehouse": {"flows", "prefect"},
    "transforms": {
        "flows", "warehouse", "prefect", "duckdb", "requests", "httpx", "urllib3", "aiohttp", "socket", "subprocess",
        "os", "sys", "shutil", "tempfile", "threading", "multiprocessing", "asyncio", "random", "secrets",
        "uuid", "time", "typer", "rich", "fsspec", "sqlite3",
    },
}  # fmt: skip
# Calls that reach outside a pure function: the clock, the disk, the terminal.
IMPURE_NAMES = {"open", "print", "input", "exec", "eval", "__import__"}
IMPURE_METHODS = {"now", "utcnow", "today", "urlopen", "getenv"}
# Methods of paths. Packaged lexicons (importlib.resources) and archives in memory (zipfile) have some of the
# same names, so they count in a module that uses pathlib.Path, and `open` of the modules that open files.
PATH_METHODS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "iterdir", "glob", "rglob",
    "exists", "stat",
}  # fmt: skip
FILE_MODULES = {"io", "codecs", "gzip", "bz2", "lzma", "shelve"}


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def imported_packages(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


def wrong_imports(source: str, layer: str) -> list[str]:
    forbidden = FORBIDDEN_IMPORTS.get(layer, set())
    found = imported_packages(ast.parse(source))
    return [f"line {line}: {name}" for name, line in found if name.split(".")[0] in forbidden]


def uses_paths(tree: ast.Module) -> bool:
    """Whether a module imports what touches the disk: pathlib, or its Path (PurePath does not)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(alias.name == "pathlib" for alias in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and node.module == "pathlib":
            return any(alias.name in {"Path", "PosixPath", "WindowsPath"} for alias in node.names)
    return False


def impure_calls(source: str) -> list[str]:
    tree = ast.parse(source)
    impure_methods = IMPURE_METHODS | (PATH_METHODS if uses_paths(tree) else set())
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in IMPURE_NAMES:
            found.append(f"line {node.lineno}: {called.id}()")
        elif isinstance(called, ast.Attribute):
            opens = called.attr == "open" and isinstance(called.value, ast.Name) and called.value.id in FILE_MODULES
            if opens or called.attr in impure_methods:
                found.append(f"line {node.lineno}: .{called.attr}()")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_flows_to_warehouse_to_transforms(path: Path) -> None:
    assert wrong_imports(path.read_text("utf-8"), layer_of(path)) == []


@pytest.mark.parametrize(
    "path", [path for path in MODULES if layer_of(path) == "transforms"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_transforms_are_pure(path: Path) -> None:
    assert impure_calls(path.read_text("utf-8")) == []


def test_every_layer_was_looked_at() -> None:
    assert {layer_of(path) for path in MODULES} == {"flows", "warehouse", "transforms"}


@pytest.mark.parametrize(
    ("layer", "source"),
    [
        ("transforms", "import duckdb"),
        ("transforms", "from warehouse.lake import open_lake"),
        ("transforms", "def f():\n    from prefect import flow"),
        ("transforms", "import os.path"),
        ("warehouse", "from flows.settings import Settings"),
        ("warehouse", "import prefect.logging"),
    ],
)
def test_a_wrong_import_is_seen(layer: str, source: str) -> None:
    assert wrong_imports(source, layer)


@pytest.mark.parametrize(
    "source",
    [
        "open('x')",
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.date.today()",
        "from pathlib import Path\nPath('x').read_text()",
        "from importlib import resources\nprint(1)",
        "import gzip\ngzip.open('x')",
        "import pathlib\npathlib.Path('x').exists()",
    ],
)
def test_an_impure_call_is_seen(source: str) -> None:
    assert impure_calls(source)


@pytest.mark.parametrize(
    "source",
    [
        "from importlib import resources\nresources.files('x').joinpath('y').read_text('utf-8')",
        "import io, zipfile\nzipfile.ZipFile(io.BytesIO(b'')).open('member')",
        "from pathlib import PurePosixPath\nPurePosixPath('a/b').name",
    ],
)
def test_packaged_lexicons_archives_in_memory_and_names_of_paths_are_allowed(source: str) -> None:
    assert impure_calls(source) == []
