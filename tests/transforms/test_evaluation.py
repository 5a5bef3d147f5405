"""The measure itself: what counts as right, and that it is the measure of the annotated sets."""

import importlib.util
import json
from pathlib import Path

import pytest

from transforms.agreement import same_indicator
from transforms.documents import annotated, article_of
from transforms.evaluation import LEVELS, evaluate, pair_up, worst_first
from transforms.reading import read

SHARED = Path(__file__).parents[3] / "shared"
OWN = Path(__file__).parents[1] / "gold"


def observation(start=0, end=4, **fields):
    usual = {
        **{"value": 120.0, "value_high": None, "unit": "公里", "modifier": "exact", "measure": "level"},
        **{"status": "actual", "indicator": "新修农村公路", "subject": "青川县", "period": "2023", "speaker": ""},
        **{"from": None, "rule": "length", "confidence": 0.95},
    }
    return {"start": start, "end": end, **usual, **fields}


def levels(gold, found):
    evaluation = evaluate({"d": gold}, {"d": found})
    return [evaluation.total.right[level] for level in LEVELS]


def test_the_same_observation_is_right_at_all_levels():
    assert levels([observation()], [observation()]) == [1, 1, 1]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": 121.0}, [0, 0, 0]),
        ({"unit": "米"}, [0, 0, 0]),
        ({"unit": "千米"}, [1, 1, 1]),
        ({"status": "target"}, [1, 0, 0]),
        ({"indicator": "粮食产量"}, [1, 0, 0]),
        ({"period": "2023-01/2023-12"}, [1, 1, 1]),
        ({"period": "2022"}, [1, 1, 0]),
        ({"subject": "四川省广元市青川县"}, [1, 1, 1]),
        ({"subject": "剑阁县"}, [1, 1, 0]),
    ],
)
def test_a_wrong_field_costs_the_levels_that_need_it(fields, expected):
    assert levels([observation()], [observation(**fields)]) == expected


def test_a_missed_and_an_invented_observation_are_both_counted():
    evaluation = evaluate({"d": [observation()]}, {"d": [observation(50, 54)]})
    assert (evaluation.total.gold, evaluation.total.found, evaluation.total.f1("quantity")) == (1, 1, 0)
    assert [case.wrong for case in worst_first(evaluation.cases)] == [("spurious",), ("missed",)]


def test_an_optional_observation_neither_gains_nor_costs():
    for found in ([], [observation()], [observation(value=7.0)]):
        evaluation = evaluate({"d": [observation(optional=True)]}, {"d": found})
        assert (evaluation.total.gold, evaluation.total.found, evaluation.cases) == (0, 0, [])


def test_a_right_quantity_is_paired_before_a_larger_overlap():
    gold = [observation(0, 6)]
    assert pair_up(gold, [observation(0, 6, value=5.0), observation(4, 8)]) == {0: 1}


def test_a_link_is_right_only_where_it_leads_to_the_same_before_value():
    gold = [observation(0, 4), observation(10, 14, **{"from": 0})]
    right = [observation(0, 4), observation(10, 14, **{"from": 0})]
    wrong = [observation(0, 4), observation(10, 14)]
    assert levels(gold, right) == [2, 2, 2]
    assert levels(gold, wrong) == [2, 2, 1]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("新能源汽车的产量", "新能源汽车产量", True),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入", False),
        ("进口额", "出口额", False),
        ("参保人数", "参保", True),
    ],
)
def test_indicators_are_compared_by_their_characters_and_defining_words(first, second, same):
    assert same_indicator(first, second) is same


def test_figures_by_rule_and_for_confident_rows_count_the_same_observations():
    gold = [observation(0, 4), observation(10, 14)]
    found = [observation(0, 4), observation(10, 14, value=9.0, rule="other", confidence=0.2)]
    evaluation = evaluate({"d": gold}, {"d": found})
    assert evaluation.rules["length"].precision("full") == 1
    assert evaluation.rules["other"].precision("quantity") == 0
    assert (evaluation.confident.found, evaluation.confident.precision("observation")) == (1, 1)


def documents(path):
    return {line["id"]: line["observations"] for line in map(json.loads, path.read_text("utf-8").splitlines())}


@pytest.mark.skipif(not (SHARED / "gold" / "score.py").exists(), reason="the annotated sets are not beside this tree")
def test_the_figures_are_those_of_the_sets_own_scorer():
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = documents(OWN / "gold.jsonl")
    lines = map(json.loads, (OWN / "docs.jsonl").read_text("utf-8").splitlines())
    found = {line["id"]: annotated(read(article_of(line)))["observations"] for line in lines}
    found["own-00"] = [{**found["own-00"][0], "value": 1.0}, *found["own-00"]]  # and something wrong
    expected, _ = scorer.score(gold, found)
    evaluation = evaluate(gold, found)
    for level in LEVELS:
        total = evaluation.total
        measured = {"precision": total.precision(level), "recall": total.recall(level), "f1": total.f1(level)}
        assert {name: round(figure, 4) for name, figure in measured.items()} == expected[level]
    fields = {name: round(right / max(1, total), 4) for name, (right, total) in evaluation.fields.items()}
    assert fields == expected["fields"]
