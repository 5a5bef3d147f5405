"""Numerals: what they are worth, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.language import numerals

_FIGURES = "零一二三四五六七八九"


def write_chinese(number: int) -> str:
    """The usual Chinese writing of a whole number below 10^12."""
    if number < 10:
        return _FIGURES[number]
    for scale, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, tail = divmod(number, scale)
            gap = "零" if tail and tail < scale // 10 else ""
            return write_chinese(head) + word + (gap + write_chinese(tail) if tail else "")
    raise AssertionError


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("二百零七", 207),
        ("五千七百六十九", 5769),
        ("十五万五千", 155_000),
        ("两千", 2000),
        ("廿三", 23),
        ("二〇二一", 2021),
        ("一万二", 12_000),
        ("一万零二", 10_002),
        ("万亿", 1e12),
        ("两万三千亿", 2.3e12),
        ("十三点五", 13.5),
        ("1.5万亿", 1.5e12),
        ("2亿3000万", 230_000_000),
        ("490多万", 4_900_000),
        ("3,656", 3656),
    ],
)
def test_a_numeral_has_its_value(written: str, expected: float) -> None:
    assert numerals.value(written) == expected


@pytest.mark.parametrize("written", ["", "多", "万万没想到", "abc"])
def test_what_is_no_numeral_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        numerals.value(written)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_arabic_and_chinese_writings_of_one_number_agree(number: int) -> None:
    assert numerals.value(write_chinese(number)) == numerals.value(str(number)) == number


@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["万", "亿", "万亿"]))
def test_a_multiplier_multiplies(figure: int, scale: str) -> None:
    factor = {"万": 1e4, "亿": 1e8, "万亿": 1e12}[scale]
    assert numerals.value(f"{figure}{scale}") == figure * factor


@pytest.mark.parametrize(
    ("written", "ends"), [("七八", (7, 8)), ("二三十", (20, 30)), ("十三四", (13, 14)), ("三五", (3, 5))]
)
def test_neighbouring_figures_are_a_range(written: str, ends: tuple[float, float]) -> None:
    assert numerals.neighbours(written) == ends


@pytest.mark.parametrize("written", ["二一", "二〇二一", "三七", "十三"])
def test_other_figures_are_none(written: str) -> None:
    assert numerals.neighbours(written) is None


def test_the_scale_in_a_unit_is_not_part_of_the_number() -> None:
    match = numerals.NUMERAL.match("3千瓦")
    assert match is not None
    assert match.group() == "3"
