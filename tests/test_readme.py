"""What the README says is so: its query gives its output, and both languages show the same commands."""

import re
import shutil
from pathlib import Path

import pytest

from flows.cli import run_command
from flows.extraction import extract_chunk
from flows.loading import begin
from flows.settings import load_settings
from flows.sources.declarations import read_source
from flows.sources.discover import discover
from warehouse.lake import open_for_writing
from warehouse.load import load

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def blocks(path):
    """The code blocks, without their comments (which are in the reader's language)."""
    return [(kind, re.sub(r"\s+# .*", "", code)) for kind, code in BLOCK.findall(path.read_text("utf-8"))]


def test_both_readmes_show_the_same_code():
    assert blocks(ENGLISH) == blocks(CHINESE)


def test_both_readmes_have_the_same_sections():
    counts = [len(re.findall("^## ", path.read_text("utf-8"), re.MULTILINE)) for path in (ENGLISH, CHINESE)]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", [ENGLISH, CHINESE], ids=lambda path: path.name)
def test_every_link_into_the_tree_leads_somewhere(path):
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    assert targets and [target for target in targets if not (ROOT / target).exists()] == []


def test_the_query_gives_the_output_shown(tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "seeds" / "zjfz", tmp_path / "seeds" / "zjfz")
    settings = load_settings({"SHUSHUO_ROOT": str(tmp_path)})
    declared = read_source(settings.seeds / "zjfz")
    run = begin(settings, None)
    extracted = extract_chunk(list(discover(declared)), declared.source, run.provenance)
    with open_for_writing(settings.lake) as lake:
        load(lake, run, [declared.source], [extracted.tables])
    code = [code for kind, code in BLOCK.findall(ENGLISH.read_text("utf-8"))]
    query = next(re.search(r'shushuo sql "(.*)"', block) for block in code if "shushuo sql" in block)
    monkeypatch.setenv("SHUSHUO_ROOT", str(tmp_path))
    assert run_command(["sql", query[1]]) == 0
    shown = next(block for block in code if block.startswith("indicator"))
    assert shown == capsys.readouterr().out, "paste what the query gives now into both READMEs"
