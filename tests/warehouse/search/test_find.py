"""Questions to a small lake, and what they find."""

from datetime import date

import pytest

from warehouse.search import FilterError, Filters, find_in, open_index
from warehouse.search.find import prefix_of


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("温州 反诈 拦截 资金", "2.6亿元"),
        ("反诈 劝阻 多少人", "1.8万人次"),
        ("GDP growth Zhejiang 2023", "6%"),
        ("浙江 2023年 GDP 增速", "6%"),
        ("Ningbo GDP growth", "5.5%"),
        ("浙江 地区生产总值 2024 目标", "5.5%左右"),
        ("社零 增速 2024年5月", "3.7%"),
        ("retail sales growth May 2024", "3.7%"),
        ("retail sales growth April 2024", "2.3%"),
        ("消费品零售 总额 多少钱", "39211亿元"),
        ("社會消費品零售總額 增長 2024年5月", "3.7%"),
        ("林小舟", "95%"),
        ("瓯江大桥 多长", "1.5公里"),
    ],
)
def test_the_right_number_comes_first(found, question, best):
    assert found(question)[0] == best


def test_a_hit_says_everything_about_its_source(small_lake):
    with open_index(small_lake) as index:
        (hit,) = find_in(index, "反诈 拦截率", Filters(source="ouhai"), limit=1)
    shown = {name: hit[name] for name in ("quote", "speaker", "speaker_role", "period", "subject", "status", "copies")}
    assert shown == {
        "quote": "95%",
        "speaker": "林小舟",
        "speaker_role": "区公安分局副局长",
        "period": "2024",
        "subject": "温州市鹿城区",
        "status": "target",
        "copies": 1,
    }
    assert (hit["title"], hit["published_on"]) == ("鹿城反诈中心成立三年", date(2024, 3, 5))
    assert (hit["source_id"], hit["source_title"], hit["locator"]) == ("ouhai", "瓯海晚报", "fanzha.txt")
    assert hit["sentence"][hit["quote_start"] :].startswith("95%")


def test_the_quote_is_marked_where_it_stands_and_not_in_a_longer_number(small_lake, tmp_path):
    with open_index(small_lake) as index:
        hits = find_in(index, "浙江 宁波 地区生产总值", Filters(), limit=10)
    target = next(hit for hit in hits if hit["status"] == "target")
    ningbo = next(hit for hit in hits if hit["subject"] == "浙江省宁波市")
    assert target["sentence"][: target["quote_start"]].endswith("目标是增长")
    assert ningbo["sentence"][: ningbo["quote_start"]].endswith("宁波市地区生产总值增长")


def test_a_place_finds_what_lies_in_it(found):
    everything = {"2.6亿元", "1.8万人次", "95%"}
    for place in ("温州", "温州市", "330300", "Wenzhou", "鹿城区", "330302"):
        assert set(found("", place=place)) == everything, place
    assert set(found("", place="浙江")) == everything | {"6%", "5.5%", "5.5%左右"}
    assert found("", place="四川") == []


def test_days_are_of_publication_and_years_and_months_are_whole(found):
    assert set(found("", since="2024-06-17", until="2024-06")) == {"39211亿元", "3.7%", "2.3%"}
    assert found("", since="2025") == []
    assert set(found("", until="2024-01")) == {"6%", "5.5%", "5.5%左右"}


def test_an_indicator_is_meant_by_id_name_alias_or_words(found):
    for name in ("retail_sales", "社会消费品零售总额", "社零"):
        assert set(found("", indicator=name)) == {"39211亿元", "3.7%", "2.3%"}, name
    assert found("", indicator="拦截率") == ["95%"]


def test_a_speaker_is_found_by_part_of_name_or_role(found):
    assert found("", speaker="小舟") == ["95%"]
    assert found("", speaker="公安分局") == ["95%"]


def test_filters_narrow_a_question(found):
    assert found("增长", place="宁波", indicator="gdp") == ["5.5%"]
    assert found("反诈", source="tongji") == []


def test_a_sentence_that_is_reprinted_stands_once_under_the_first_who_printed_it(small_lake):
    with open_index(small_lake) as index:
        hits = find_in(index, "社会消费品零售总额 39211亿元", limit=20)
    (hit,) = (hit for hit in hits if hit["quote"] == "39211亿元")
    assert (hit["copies"], hit["locator"]) == (2, "xiaofei.txt")


def test_the_limit_is_kept(found):
    assert len(found("增长", limit=2)) == 2
    assert len(found("增长", limit=-5)) == 1


def test_words_that_nothing_has_find_nothing(found):
    assert found("量子纠缠") == []
    assert found("的 了 。 ,") == found("")


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"place": "蓬莱仙岛镇镇"}, "place 蓬莱仙岛镇镇: no such place"),
        ({"since": "昨天"}, "since 昨天: not a day"),
        ({"until": "2024-13"}, "until 2024-13: not a day"),
        ({"source": "ouha"}, "there are: ouhai"),
    ],
)
def test_a_filter_that_means_nothing_is_named(found, filters, said):
    with pytest.raises(FilterError, match=said):
        found("增长", **filters)


@pytest.mark.parametrize(("code", "prefix"), [("330000", "33"), ("330300", "3303"), ("330302", "330302")])
def test_codes_of_what_lies_in_a_division_begin_alike(code, prefix):
    assert prefix_of(code) == prefix
