"""Level or change, and the sign of a change."""

import pytest

from tests.transforms.observations.stations import filled
from transforms.observations import measures


def told(marked: str) -> list[tuple[str, float]]:
    return [(item.measure, item.value) for item in filled(marked, measures.fill)]


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("全县工业产值同比增长【5.2|%|5.2%】。", 5.2),
        ("事故起数下降【12|%|12%】。", -12),
        ("日均用电量减少了约【30|度|约30度】。", -30),
        ("菜价降幅达【8|%|8%】。", -8),
        ("游客数量增幅超过【三成|%|三成】。".replace("三成|%", "30|%"), 30),
        ("全镇保持了【5|%|5%以上】的增速。", 5),
        ("二季度出现【1.5|%|1.5%】的负增长。", -1.5),
        ("项目投资超年度计划【28|%|28%】。", 28),
        ("茶叶产值翻【1|番|一番】。", 1),
        ("快递业务量增长【1.8|倍|1.8倍】。", 1.8),
        ("央行宣布加息【25|个基点|25个基点】。", 25),
        ("优良天数比上年高【1.7|个百分点|1.7个百分点】。", 1.7),
        ("缩短审批时间【3|天|3天】。", -3),
        ("新技术提升育苗效率【2|倍|近两倍】。", 2),
        ("每户每月多了【300|元|300元】。", 300),
        ("三次产业投资年均增长分别为【5.9|%|5.9%】。", 5.9),
        ("活力指数超出去年同期【215|个点|215个点】。", 215),
        ("滴灌后用水可节省【40|%|40%】。", -40),
        ("该行存款流失了【9|%|9%】。", -9),
        ("产油国继续日均【70|万桶|70万桶】的自愿减产措施。", -70),
        ("陇东出现【8|℃|8℃】的降温。", -8),
        ("空置率低于去年同期【0.3|个百分点|0.3个百分点】。", -0.3),
        ("贷款余额增速同比高【0.3|个百分点|0.3个百分点】。", 0.3),
        ("货运量同比增长 【37|%|37%】。", 37),
        ("增速快于上年同期【2|个百分点|2个百分点】。", 2),
        ("标普指数今年以来跌幅已经超过了【21|%|21%】。", -21),
    ],
)
def test_changes_are_signed(marked: str, value: float) -> None:
    assert told(marked) == [("change", value)]


@pytest.mark.parametrize(
    "marked",
    [
        "参保人数增加到【320|万人|320万人】。",
        "浓度降至【28.5|微克|28.5微克】。",
        "预测值下调为【2.8|%|2.8%】。",
        "今年新增企业【397|家|397家】。",
        "全县净增【120|户|120户】。",
        "投入是五年前的【3|倍|3倍】。",
        "增速高于全国【1.7|个百分点|1.7个百分点】。",
        "居民收入快于经济增速【1|个百分点|1个百分点】。",
        "提升【30|个|30个】老旧小区。",
        "今年改造提升【90|万亩|90万亩】农田。",
        "卫星下行实验样品【60|个|60个】。",
        "新窑每年节约标准煤【3|万吨|3万吨】。",
        "关闭压缩落后产能【5|家|5家】。",
        "信访总量连续【3|年|3年】下降。",
        "面积占全国增量的【25|%|1/4】。",
        "产业提质倍增【10|条|10条】措施。",
        "气温比常年同期高出【3|℃|3℃】。",
        "制造业增幅高出投资增幅【3|个百分点|3个百分点】。",
    ],
)
def test_levels_stay_as_they_are(marked: str) -> None:
    ((measure, value),) = told(marked)
    assert measure == "level"
    assert value > 0


def test_members_of_a_list_share_verb_and_sign() -> None:
    assert told("刑事、治安案件分别下降【6.6|%|6.6%】、【3.6|%|3.6%】。") == [("change", -6.6), ("change", -3.6)]
    assert told("茶叶、竹器销量分别增长【2.5|倍|2.5倍】、【40|%|40%】。") == [("change", 2.5), ("change", 40.0)]


def test_both_ends_of_a_range_are_signed() -> None:
    (item,) = filled("气温下降【4~8|℃|4—8℃】。", measures.fill)
    assert (item.value, item.value_high) == (-4, -8)


def test_comparison_of_a_change_is_kept() -> None:
    first, second = filled("销量同比增长【5|%|5%】，比2019年增长【9|%|9%】。", measures.fill)
    assert (first.comparison, second.comparison) == ("同比", "比2019年")
