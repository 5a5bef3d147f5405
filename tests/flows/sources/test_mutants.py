"""Broken inputs of every format: each is an article or a reject, in little memory, and none hangs or takes the
process down.

A few of each format are tried every time, ``make test-inputs`` (``SHUSHUO_MUTANTS=2000``) tries 2,000 of each. Readers
run in a process of their own, which ends where an input takes longer than ten seconds.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent / "mutants.py"
_spec = importlib.util.spec_from_file_location("mutants", PROGRAM)
assert _spec is not None and _spec.loader is not None
mutants = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mutants)

COUNT = int(os.environ.get("SHUSHUO_MUTANTS", "25"))
MEGABYTES = 1024


def read_in_a_process(name):
    command = [sys.executable, str(PROGRAM), name, "0", str(COUNT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60 + COUNT, check=False)
    assert done.returncode == 0, f"{name}: the process died ({done.returncode}): {done.stderr[-2000:]}"
    return json.loads(done.stdout)


def healthy(found):
    """Whether a reader kept within its limits, and put every failure in words."""
    became = found["became"]
    return not became.get("internal") and not became.get("nothing") and found["megabytes"] < MEGABYTES


@pytest.mark.parametrize("name", [name for name in mutants.FORMATS if name not in {"sitemap", "listing"}])
def test_good_input_is_an_article(name):
    assert mutants.become(name, mutants.FORMATS[name][2]())["article"] >= 1


@pytest.mark.parametrize("name", mutants.FORMATS)
def test_mutants_are_articles_or_rejects(name):
    found = read_in_a_process(name)
    assert healthy(found), found


@pytest.mark.parametrize("name", mutants.MONSTERS)
def test_monsters_are_articles_or_rejects(name):
    found = read_in_a_process(name)
    assert healthy(found), found
