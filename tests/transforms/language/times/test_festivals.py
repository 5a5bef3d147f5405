"""Festivals and lunar days as dates."""

from datetime import date

import pytest

from transforms.language.times.festivals import festival, lunar_day, travel_season


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("春节假期", 2025, date(2025, 1, 28), date(2025, 2, 4)),
        ("今年春节", 2024, date(2024, 2, 10), date(2024, 2, 17)),
        ("国庆中秋假期", 2023, date(2023, 9, 29), date(2023, 10, 6)),
        ("“五一”假期", 2024, date(2024, 5, 1), date(2024, 5, 5)),
        ("元旦假期", 2024, date(2023, 12, 30), date(2024, 1, 1)),
        ("中秋", 2024, date(2024, 9, 17), date(2024, 9, 17)),
        ("除夕", 2024, date(2024, 2, 9), date(2024, 2, 9)),
    ],
)
def test_holidays_have_the_days_that_were_ordered(name: str, year: int, first: date, last: date) -> None:
    assert festival(name, year) == (first, last)


def test_years_without_an_order_have_the_usual_length() -> None:
    assert festival("国庆假期", 2040) == (date(2040, 10, 1), date(2040, 10, 7))
    spring = festival("春节假期", 2040)
    assert spring is not None
    assert (spring[1] - spring[0]).days == 7


def test_unknown_festival_has_no_days() -> None:
    assert festival("丰收节", 2024) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正月初六", date(2024, 2, 15)),
        ("大年初一", date(2024, 2, 10)),
        ("大年三十", date(2024, 2, 9)),
        ("腊月二十三", date(2025, 1, 22)),
        ("农历八月十五", date(2024, 9, 17)),
        ("正月", None),
    ],
)
def test_lunar_days_are_solar_dates(text: str, expected: date | None) -> None:
    assert lunar_day(text, 2024) == expected


def test_travel_season_lasts_forty_days() -> None:
    assert travel_season(2024) == (date(2024, 1, 26), date(2024, 3, 5))
