import pytest

from transforms.frame import frame
from transforms.language import places
from transforms.records import Article


def named(text: str, year: int = 2024, home: str = "") -> list[tuple[str, str]]:
    return [(mention.name, mention.code) for mention in places.find(text, year=year, home=home)]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("温州今年新增停车位八千个。", "温州市", "330300"),
        ("这家企业落户浙江湖州安吉县。", "浙江省湖州市安吉县", "330523"),
        ("在江苏太仓，记者看到厂房林立。", "江苏省太仓市", "320585"),
        ("记者来到北京市朝阳区的一处社区。", "北京市朝阳区", "110105"),
        ("湖北恩施的茶农正忙着采茶。", "湖北省恩施土家族苗族自治州", "422800"),
        ("内蒙古呼和浩特迎来降雪。", "内蒙古自治区呼和浩特市", "150100"),
        ("南京鼓楼区的居民办了手续。", "南京市鼓楼区", "320106"),
        ("敦煌的游客多了起来。", "甘肃省敦煌市", "620982"),
    ],
)
def test_names_are_resolved_by_their_chain(text: str, name: str, code: str) -> None:
    assert named(text) == [(name, code)]


def test_an_abolished_district_is_found_in_the_year_of_its_article() -> None:
    assert named("江干区公安分局通报了案情。", year=2021) == [("杭州市江干区", "330104")]


def test_a_town_or_village_hangs_below_its_division() -> None:
    assert named("在河南新郑观音寺镇，麦子熟了。") == [("河南省新郑市", "410184"), ("河南省新郑市观音寺镇", "410184")]
    assert named("江苏乡村振兴步伐加快。") == [("江苏省", "320000")]


@pytest.mark.parametrize(
    "text",
    [
        "双方签署合作协议，共同维护和平与安全。",
        "公安机关侦破案件三百起。",
        "这项服务面向东方市场。",
        "天山南北一派丰收景象。",
        "沿海地区降水偏多。",
        "上海合作组织秘书长出席。",
        "黄河北岸堤防加固工程完工。",
    ],
)
def test_ordinary_words_are_no_divisions(text: str) -> None:
    assert [code for _, code in named(text) if code] == []


def test_a_ministry_of_public_security_is_no_county() -> None:
    assert named("湖北公安机关打掉团伙十二个。") == [("湖北省", "420000")]


def test_an_ambiguous_name_needs_its_city_or_the_articles_place() -> None:
    assert named("鼓楼区新建学校三所。") == []
    assert named("福州启动改造。鼓楼区新建学校三所。")[-1] == ("福州市鼓楼区", "350102")
    assert named("加快海南清洁能源基地建设。", home="630000") == [("海南藏族自治州", "632500")]
    assert named("海南清洁能源岛建设提速。") == [("海南省", "460000")]


def test_places_abroad_hang_below_their_country() -> None:
    assert named("美国缅因州警方通报。") == [("美国缅因州", "")]
    assert named("加沙地带南部遭到空袭。") == [("加沙地带", "")]


def test_regions_and_rivers_have_no_code() -> None:
    assert named("长三角区域一体化提速，他跳入瓯江救人。") == [("长三角", ""), ("瓯江", "")]


def test_an_articles_mentions_of_one_division_bear_one_name() -> None:
    found = named("在浙江湖州安吉县，竹林茂密。安吉县去年接待游客两千万人次。")
    assert {name for name, _ in found} == {"浙江省湖州市安吉县"}


def test_a_work_reports_title_gives_the_articles_own_place() -> None:
    assert places.home_code("", "2026年四川省人民政府工作报告") == "510000"
    assert places.home_code("", "陕西省2026年政府工作报告") == "610000"
    assert places.home_code("温州市", "一则消息") == "330300"
    assert places.home_code("", "国内联播快讯") == ""


def test_a_frame_knows_its_places() -> None:
    text = "青海加快发展。海南清洁能源基地开工。"
    read = frame(Article(text=text, title="2026年青海省政府工作报告"))
    assert [(text[m.start : m.end], m.code) for m in read.places] == [("青海", "630000"), ("海南", "632500")]
