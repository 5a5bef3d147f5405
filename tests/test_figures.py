"""The extraction does not get worse unseen: its figures against those last committed."""

import json
import tomllib
from pathlib import Path

import pytest

from transforms.documents import annotated, article_of
from transforms.evaluation import LEVELS, evaluate
from transforms.reading import read

HERE = Path(__file__).parent
FIGURES = tomllib.loads((HERE / "gold" / "figures.toml").read_text("utf-8"))
SETS = {"own": HERE / "gold", "dev": HERE.parents[1] / "shared" / "gold" / "dev"}
ALLOWED_DROP = 0.01


def lines(path: Path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module", params=SETS)
def measured(request):
    folder = SETS[request.param]
    if not folder.is_dir():
        pytest.skip(f"the annotated set {request.param} is not beside this checkout")
    gold = {line["id"]: line["observations"] for line in lines(folder / "gold.jsonl")}
    found = {line["id"]: annotated(read(article_of(line)))["observations"] for line in lines(folder / "docs.jsonl")}
    return FIGURES[request.param], evaluate(gold, found).total


@pytest.mark.parametrize("level", LEVELS)
def test_a_figure_does_not_fall_below_the_one_committed(measured, level):
    committed, total = measured
    assert total.f1(level) >= committed[level] - ALLOWED_DROP


def test_the_own_set_is_large_enough_to_tell():
    assert len(lines(SETS["own"] / "docs.jsonl")) >= 40
