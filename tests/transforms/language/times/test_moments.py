"""What time expressions amount to, reckoned from a publication date."""

from datetime import date

import pytest

from transforms.language.times.dates import time_expressions
from transforms.language.times.moments import resolve
from transforms.language.times.spans import Context, Span, day

SPRING = date(2024, 2, 21)
MAY = date(2022, 5, 23)


def read(text: str, published: date, anchor: Span | None = None, *, ahead: bool = False, beside: bool = False) -> str:
    (expression,) = time_expressions(text)
    words = text[expression.start : expression.end]
    return str(resolve(words, expression.kind, Context(published, anchor, ahead, beside)))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("今天", SPRING, "2024-02-21"),
        ("昨日", date(2024, 3, 1), "2024-02-29"),
        ("去年", SPRING, "2023"),
        ("今年前5个月", date(2024, 6, 11), "2024-01/2024-05"),
        ("前三季度", SPRING, "2023-01/2023-09"),
        ("1—10月", date(2023, 11, 20), "2023-01/2023-10"),
        ("上半年", date(2024, 7, 15), "2024-01/2024-06"),
        ("2021年第四季度", SPRING, "2021-10/2021-12"),
        ("2016—2020年", SPRING, "2016/2020"),
        ("12月", date(2024, 1, 9), "2023-12"),
        ("5月1日", date(2024, 4, 20), "2024-05-01"),
        ("28日", SPRING, "2024-01-28"),
        ("17日至18日", SPRING, "2024-02-17/2024-02-18"),
        ("3月30日至4月2日", date(2024, 4, 5), "2024-03-30/2024-04-02"),
        ("去年底", SPRING, "2023-12"),
        ("二〇二四年三月", date(2025, 1, 1), "2024-03"),
        ("“十四五”时期", SPRING, "2021/2025"),
        ("“十四五”末", SPRING, "2025"),
        ("五年来", MAY, "2017/2022-05-23"),
        ("过去5年", date(2023, 2, 22), "2018/2022"),
        ("过去一年", date(2024, 1, 13), "2023"),
        ("一周来", date(2023, 10, 28), "2023-10-21/2023-10-28"),
        ("未来三年", date(2022, 12, 14), "2023/2025"),
        ("七年前的今天", MAY, "2015-05-23"),
        ("截至目前", MAY, "/2022-05-23"),
        ("现已", MAY, "/2022-05-23"),
        ("2个月前", MAY, "2022-03"),
        ("这几天", date(2024, 4, 2), "2024-04"),
        ("2022—2023冰雪季", SPRING, "2022/2023"),
        ("党的十八大以来", MAY, "2012/2022-05-23"),
        ("日前", MAY, "2022-05"),
        ("上月", date(2024, 1, 9), "2023-12"),
        ("上周五", SPRING, "2024-02-16"),
        ("上世纪80年代", SPRING, "1980/1989"),
        ("入夏以来", date(2022, 8, 17), "2022-06/2022-08-17"),
        ("春节假期", SPRING, "2024-02-10/2024-02-17"),
        ("正月初六", SPRING, "2024-02-15"),
        ("国庆假期", SPRING, "2023-09-29/2023-10-06"),
        ("2024-05-06", SPRING, "2024-05-06"),
    ],
)
def test_expressions_resolve_against_publication(text: str, published: date, expected: str) -> None:
    assert read(text, published) == expected


def test_what_does_not_say_which_has_no_span() -> None:
    assert read("近年来", MAY) == "None"
    assert read("8时", MAY) == "None"
    assert read("“十五五”规划", MAY) == "None"


def test_anchored_words_count_from_the_time_named_last() -> None:
    told = day(date(2023, 3, 23))
    assert read("第二天", date(2023, 7, 16), told) == "2023-03-24"
    assert read("前一天", date(2023, 7, 16), told) == "2023-03-22"
    assert read("上年", date(2026, 2, 9), Span("2025", "2025")) == "2024"


def test_bare_month_beside_an_older_date_follows_it() -> None:
    assert read("1月12日", date(2023, 1, 14), day(date(2022, 12, 23)), beside=True) == "2023-01-12"
    assert read("7月", date(2023, 1, 14), day(date(2021, 5, 4)), beside=True) == "2021-07"


def test_what_is_to_come_is_looked_for_ahead() -> None:
    assert read("3月", date(2022, 12, 24), ahead=True) == "2023-03"
    assert read("2日", date(2022, 12, 24), ahead=True) == "2023-01-02"
    assert read("23日", date(2022, 12, 24), ahead=True) == "2022-12-23"  # yesterday, even in a forecast


def test_publication_day_of_a_leap_year_can_be_counted_back() -> None:
    assert read("三年前的今天", date(2024, 2, 29)) == "2021-02-28"
