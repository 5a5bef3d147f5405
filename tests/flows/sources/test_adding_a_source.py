"""``docs/adding-a-source.md`` is tried exactly as written: every command is run, every output shown is looked for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows.sources.declarations import check_declaration
from transforms.articles.inputs import REASONS

GUIDE = Path(__file__).parents[3] / "docs" / "adding-a-source.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def run(commands: str, folder: Path) -> str:
    """What the commands print, white space as one space."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder / "home"),
        "COLUMNS": "160", "LANG": "C.UTF-8", "PYTHONUTF8": "1",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def squeezed(text: str) -> str:
    """A text without what a terminal's width and a table's frame do to it."""
    return re.sub(r"[\s│|]+", "", text)


def test_every_command_works_and_prints_what_is_shown(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "home").mkdir()
    printed = ""
    for language, block in BLOCKS:
        if language == "sh":
            printed = run(block, tmp_path)
        elif language == "text":
            for line in block.splitlines():
                assert squeezed(line) in squeezed(printed), f"not printed: {line}\n{printed}"


@pytest.mark.parametrize("declaration", [block for language, block in BLOCKS if language == "toml"])
def test_every_declaration_shown_is_right(declaration):
    check_declaration(declaration.encode(), Path("seeds/shown/source.toml"))


def test_every_reason_is_explained():
    told = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|$", GUIDE.read_text("utf-8"), re.MULTILINE))
    assert {reason: told.get(reason) for reason in REASONS} == REASONS
