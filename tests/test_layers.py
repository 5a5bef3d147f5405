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
IMPURE_METHODS = {
    "now", "utcnow", "today", "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink",
    "iterdir", "glob", "rglob", "urlopen", "getenv",
}  # fmt: skip
# Reading the package's own lexicons is not I/O in this sense: importlib.resources.files(…) / … .read_text().
PACKAGED_DATA_READERS = {"read_text", "read_bytes", "open", "iterdir"}


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


def impure_calls(source: str) -> list[str]:
    tree = ast.parse(source)
    reads_packaged_data = any(name == "importlib.resources" for name, _ in imported_packages(tree)) or any(
        isinstance(node, ast.ImportFrom)
        and node.module == "importlib"
        and any(alias.name == "resources" for alias in node.names)
        for node in ast.walk(tree)
    )
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in IMPURE_NAMES:
            found.append(f"line {node.lineno}: {node.func.id}()")
        elif isinstance(node.func, ast.Attribute) and node.func.attr in IMPURE_METHODS:
            if node.func.attr in PACKAGED_DATA_READERS and reads_packaged_data:
                continue
            found.append(f"line {node.lineno}: .{node.func.attr}()")
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
    ],
)
def test_an_impure_call_is_seen(source: str) -> None:
    assert impure_calls(source)


def test_reading_a_packaged_lexicon_is_allowed() -> None:
    assert impure_calls("from importlib import resources\nresources.files('x').joinpath('y').read_text('utf-8')") == []
