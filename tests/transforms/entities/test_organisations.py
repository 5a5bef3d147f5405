from datetime import date

import pytest

from transforms.entities import organisations
from transforms.frame import frame
from transforms.records import Article


def read(text: str, place: str = "") -> list[tuple[str, str, str]]:
    article = Article(text=text, published_on=date(2021, 4, 1), default_place=place)
    return [(o.name, o.canonical, o.place_code) for o in organisations.find(frame(article))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省公安厅作出决策。", ("省公安厅", "浙江省公安厅", "330000")),
        ("国铁集团发布消息。", ("国铁集团", "中国国家铁路集团有限公司", "")),
        ("国家卫健委召开会议。", ("国家卫健委", "国家卫生健康委员会", "")),
        ("江干公安探索新型勤务模式。", ("江干公安", "杭州市江干区公安机关", "330104")),
        ("温州反诈中心日均预警很多人。", ("温州反诈中心", "温州市反诈中心", "330300")),
        ("苏丹快速支援部队发布声明。", ("苏丹快速支援部队", "苏丹快速支援部队", "")),
        ("阿根廷牛肉协会集合了企业。", ("阿根廷牛肉协会", "阿根廷牛肉协会", "")),
        ("新昌县公安局城西派出所所长来了。", ("新昌县公安局城西派出所", "浙江省新昌县公安局城西派出所", "330624")),
        ("酒钢集团实现产业重塑。", ("酒钢集团", "酒钢集团", "")),
        ("大家高度评价中国共产党。", ("中国共产党", "中国共产党", "")),
        ("厄瓜多尔外交部发表声明。", ("厄瓜多尔外交部", "厄瓜多尔外交部", "")),
        ("秘鲁总统府发表声明。", ("秘鲁总统府", "秘鲁总统府", "")),
        ("中国驻秘鲁大使馆开馆。", ("中国驻秘鲁大使馆", "中国驻秘鲁大使馆", "")),
        ("俄紧急情况部5日说，水位上涨。", ("俄紧急情况部", "俄罗斯紧急情况部", "")),
        ("美国防部宣布新计划。", ("美国防部", "美国国防部", "")),
        ("东部战区海军展开演练。", ("东部战区海军", "中国人民解放军东部战区海军", "")),
        ("《河口时报》日前刊文。", ("《河口时报》", "《河口时报》", "")),
        ("二十国集团今天发表公报。", ("二十国集团", "二十国集团", "")),
    ],
)
def test_bodies_are_found_with_their_full_names(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text, "浙江省") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "有关部门加强监管，相关企业积极配合。",
        "新建普惠性幼儿园和区域性养老中心。",
        "当地水利部门投入抗旱，新增上市公司。",
        "枪击发生在市中心。",
        "人民法院、人民检察院要发挥职能作用。",
        "过半数的铁路公司停运，关键在于两党合作。",
    ],
)
def test_classes_and_sorts_of_bodies_are_none(text: str) -> None:
    assert read(text) == []


def test_mentions_of_one_body_are_one_record() -> None:
    text = "中国气象局发布预警。农业农村部部署工作，农业农村部派出工作组。"
    found = organisations.find(frame(Article(text=text)))
    assert [(o.canonical, len(o.spans)) for o in found] == [("中国气象局", 1), ("农业农村部", 2)]
    assert all(text[start:end] == o.name for o in found for start, end in o.spans)
