"""What a number takes from the words before its own clause: the topic, the noun, the owner of a bare measure."""

import re

import pytest

from tests.transforms.observations.stations import filled
from transforms.observations import measures
from transforms.observations.indicators import station

_QUANTITY = re.compile(r"\[([0-9.]+)([万亿]*)([^\]]+)\]")


def indicators_of(text: str) -> list[str]:
    marked = _QUANTITY.sub(r"【\1|\3|\1\2\3】", text)
    return [observation.indicator for observation in filled(marked, measures.fill, station.fill)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "护理人员津贴标准，由每月[300元]提高到[400元]；照料老人补助标准，由每月[200元]提高到[350元]。",
            ["每月护理人员津贴标准"] * 2 + ["每月照料老人补助标准"] * 2,
        ),
        ("像这样的社区书屋，全市已经建成[65个]。", ["建成社区书屋"]),
        ("工业投资增长[4%]，其中，农产品加工领域投资力度加大，同比增长[9%]。", ["工业投资", "农产品加工领域投资"]),
        ("核电、水电装机实现两位数增长，分别增长[16%]和[12%]。", ["核电装机", "水电装机"]),
        ("服务业生产指数为[51%]，仍位于[50%]以上。", ["服务业生产指数"] * 2),
        ("全市实际使用外资[50亿元]，按可比口径同比增长[3%]。", ["实际使用外资"] * 2),
        ("茶产业总产值在全省率先突破[900亿元]，去年再创新高，达到[950亿元]。", ["茶产业总产值"] * 2),
        ("工业总产值连跨[3个]千亿元台阶，年均增长[6%]。", ["工业总产值"] * 2),
        ("入境游客今年[90万人次]，去年该数字为[60万人次]。", ["入境游客"] * 2),
        ("今年以来，我国茶叶出口延续涨势，茶叶出口[30万吨]。", ["茶叶出口"]),
    ],
)
def test_reads_a_number_with_the_topic_of_the_clause_just_before(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("对新兴市场出口稳步回升，其中，对巴西增长[4%]，对印度增长[6%]。", ["对巴西出口", "对印度出口"]),
        ("对周边市场进出口持续回暖，对越南、老挝分别增长[4%]、[6%]。", ["对越南进出口", "对老挝进出口"]),
        ("签约重点项目[60个]，开工建设[25个]，实现产值[9亿元]。", ["签约重点项目", "开工建设重点项目", "重点项目产值"]),
        ("全市水利工程开工[30个]、竣工[21个]。", ["水利工程开工", "水利工程竣工"]),
        ("会议应到[120人]，出席[118人]，缺席[2人]。", ["应到", "出席", "缺席"]),
        ("宽带用户达[3.2亿户]，比上年末净增[1900万户]。", ["宽带用户", "净增宽带用户"]),
        ("建设停车场[30处]、加油站[12座]。", ["建设停车场", "建设加油站"]),
    ],
)
def test_gives_a_verb_or_a_partner_the_noun_told_before(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("集中签约康养项目[40个]，签约金额[92亿元]。", ["集中签约康养项目", "康养项目签约金额"]),
        ("共有养老机构[85家]，床位[9000张]。", ["养老机构", "养老机构床位"]),
        ("物流园区数量增至[12个]，合计进出口[7亿元]，增长[3%]。", ["物流园区数量", *["物流园区进出口"] * 2]),
        ("水电站总装机容量[60兆瓦]，年发电量[2亿度]。", ["水电站总装机容量", "水电站年发电量"]),
        ("全县油菜播种面积[50万亩]、总产量[9万吨]。", ["油菜播种面积", "油菜总产量"]),
        ("天然林面积增加[3亿亩]、蓄积增加[50亿立方米]。", ["天然林面积", "天然林蓄积"]),
        ("油料产量[2亿斤]，春油菜是当地的主要作物，播种面积[3万亩]。", ["油料产量", "春油菜播种面积"]),
        ("灯会客流量[70万人次]，销售额[900万元]。", ["灯会客流量", "灯会销售额"]),
        ("铜期货成交量为[8亿手]，成交额为[50万亿元]。", ["铜期货成交量", "铜期货成交额"]),
    ],
)
def test_gives_a_bare_measure_the_bodies_just_counted(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("外地企业总部、海外研发中心分别达到[8家]和[5家]。", ["外地企业总部", "海外研发中心"]),
        ("国家级、省级示范区分别达到[8个]和[16个]。", ["国家级示范区", "省级示范区"]),
        ("山区水电新增装机容量和发电量分别增长[4%]、[3%]。", ["山区水电新增装机容量", "山区水电发电量"]),
        ("纺织产业、数字产业增加值分别增长[4%]、[3%]。", ["纺织产业增加值", "数字产业增加值"]),
        ("煤炭、铁矿砂等大宗商品进口量分别增加[14%]、[7%]。", ["煤炭进口量", "铁矿砂进口量"]),
        (
            "城镇新增就业、新增助学贷款分别完成年计划的[110%]、[120%]。",
            ["城镇新增就业", "新增助学贷款"],
        ),
        ("荣立一等功[2次]、二等功[3次]。", ["荣立一等功", "荣立二等功"]),
        ("全市人民币存贷款余额分别增长[7%]、[6%]。", ["人民币存款余额", "人民币贷款余额"]),
        ("粮食产值连续跨过[300亿元]、[400亿元]两个台阶。", ["粮食产值"] * 2),
        ("空袭造成[2名]妇女和[3名]儿童死亡。", ["空袭造成妇女死亡", "空袭造成儿童死亡"]),
    ],
)
def test_gives_a_member_no_more_than_it_shares(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected
