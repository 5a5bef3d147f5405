"""Units: the longest written form wins, and one id stands for all writings of a unit."""

from __future__ import annotations

import pytest

from transforms.language import units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人次。", "人次"),
        ("吨标准煤左右", "吨标准煤"),
        ("个百分点，", "个百分点"),
        ("微克每立方米，", "微克每立方米"),
        ("元/吨。", "元/吨"),
        ("公里/小时", "公里/小时"),
        ("年每年投入", "年"),
        ("元每年支持", "元"),
        ("奇怪", ""),
    ],
)
def test_the_longest_unit_is_read(text: str, unit: str) -> None:
    assert units.unit_at(text, 0) == unit


@pytest.mark.parametrize(
    ("one", "other"), [("公里", "千米"), ("元", "块钱"), ("%", "%"), ("标箱", "标准箱"), ("斤", "市斤")]
)
def test_writings_of_one_unit_share_an_id(one: str, other: str) -> None:
    assert units.describe(one).unit_id == units.describe(other).unit_id != ""


@pytest.mark.parametrize(
    ("unit", "dimension", "factor"),
    [
        ("亩", "area", 10000 / 15),
        ("吨", "mass", 1000),
        ("千瓦时", "energy", 3.6e6),
        ("%", "ratio", 0.01),
        ("个百分点", "ratio_difference", 0.01),
        ("微克每立方米", "mass/volume", 1e-9),
        ("元/吨", "currency/mass", 0.001),
        ("车主", "count", 1),
    ],
)
def test_a_unit_is_described(unit: str, dimension: str, factor: float) -> None:
    described = units.describe(unit)
    assert described.dimension == dimension
    assert described.factor == pytest.approx(factor)


def test_no_unit_of_the_lexicon_has_a_multiplier_in_it() -> None:
    assert [unit for unit in units.dimensions() if unit[0] in "万亿"] == []


def test_every_unit_of_the_lexicon_can_be_described() -> None:
    assert all(units.describe(unit).dimension for unit in units.dimensions())
