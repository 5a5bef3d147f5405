"""What questions are understood to ask."""

from datetime import date

import pytest

from warehouse.search.english import chinese
from warehouse.search.hints import equals, kind_of
from warehouse.search.question import last_day, understand
from warehouse.search.terms import terms


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("温州 反诈", ["温州市"]),
        ("330300 收入", ["温州市"]),
        ("GDP growth Zhejiang", ["浙江省"]),
        ("visitors to Inner Mongolia and Shaanxi", ["内蒙古自治区", "陕西省"]),
        ("population of Suzhou", ["苏州市", "宿州市"]),
        ("US debt", ["美国"]),
        ("新能源汽车 产量", []),
    ],
)
def test_places_are_heard_in_both_languages(question, names):
    assert [place.name for place in understand(question).places] == names


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("2024年一季度 社零", date(2024, 1, 1), date(2024, 3, 31)),
        ("社零 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("retail sales May 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("GDP 2024 Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024年前5个月 快递", date(2024, 1, 1), date(2024, 5, 31)),
        ("去年 社零", None, None),  # which year that is depends on the day of asking
        ("截至2024年5月底 订单", date(2024, 5, 1), date(2024, 5, 31)),
        ("3年 2000米", None, None),
    ],
)
def test_a_time_counts_where_it_is_the_same_on_every_day(question, start, end):
    asked = understand(question)
    assert (asked.start, asked.end) == (start, end)


def test_a_time_that_is_understood_is_not_searched_for_as_words():
    assert understand("2024年一季度 快递").words == "快递"


def test_change_and_target_are_heard():
    assert understand("GDP growth").change
    assert not understand("GDP").change
    assert understand("浙江 2026 GDP target").target
    assert not understand("浙江 GDP").target


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("GDP growth of Zhejiang province", "gdp 增长 浙江省"),
        ("how many visitors", "游客"),
        ("Hong Kong", "香港特别行政区"),
        ("C919 订单", "c919 订单"),
        ("May 2024", "2024年5月"),
        ("may rise", "may 上升"),
    ],
)
def test_english_is_put_into_chinese(english, expected):
    assert " ".join(chinese(english).split()) == expected


def test_the_kind_of_number_is_heard():
    assert "currency" in kind_of("卖了多少钱").dimensions
    assert "人" in kind_of("遇难人数").units
    assert kind_of("快递").dimensions == ()


def test_equal_words_are_added():
    assert set(equals("失踪 渔民")) == {"失联", "下落不明"}
    assert equals("快递") == []


def test_texts_and_questions_are_cut_alike():
    sentence = set(terms("全国社会消费品零售总额同比增长5.5%,C919大型客机。").split())
    assert set(terms("零售总额").split()) <= sentence
    assert set(terms("零售 总额").split()) <= sentence
    assert set(terms("c919 5.5%").split()) <= sentence


def test_marks_and_particles_are_no_words():
    assert terms("的,了。《和》 ") == ""


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 31)),
        ("2024-05-06", date(2024, 5, 6)),
    ],
)
def test_the_last_day_of_a_written_time(written, day):
    assert last_day(written) == day
