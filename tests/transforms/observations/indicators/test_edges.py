"""Where an indicator begins and ends: what stands about the words that name a number and is no part of them."""

import pytest

from tests.transforms.observations.stations import filled
from transforms.observations.indicators import station


def indicators_of(marked: str) -> list[str]:
    return [observation.indicator for observation in filled(marked, station.fill)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("已收集到【10000|份|1万份】签名。", ["收集签名"]),
        ("各地已筛选出【300|个|300个】项目。", ["筛选项目"]),
        ("去年，清洁能源占到总用电量的【60|%|六成】。", ["清洁能源占总用电量"]),
    ],
)
def test_what_completes_a_verb_is_no_part_of_it(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("贵阳至成都的行车时间将由【5|小时|5小时】缩短到【3|小时|3小时】。", ["贵阳至成都的行车时间"] * 2),
        ("越南4月自泰国进口榴莲总量下降【-30|%|三成】。", ["自泰国进口榴莲总量"]),
        ("世行将经济增长预期由【5|%|5%】上调至【6.1|%|6.1%】。", ["经济增长预期"] * 2),
    ],
)
def test_routes_sources_and_expectations_define_a_measure(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("该州的紧急状态再次延长【2|周|两周】。", ["紧急状态"]),
        ("位于太行山深处的平顺县梯田面积有【3|亩|3万亩】。", ["梯田面积"]),
        ("学院设有【11|个|11个】专业。", ["专业"]),
        ("这台机组年均生产清洁电能【66000000|度|6600万度】。", ["生产清洁电能"]),
        ("顿巴斯地带发生【30|起|30起】袭击。", ["发生袭击"]),
        ("工厂占地面积几乎是五年前的【2|倍|2倍】。", ["工厂占地面积"]),
        ("控制了【3|个|3个】村镇。", ["控制村镇"]),
        ("已控制包括港口在内的【7|个|7个】据点。", ["控制据点"]),
        ("浦江高铁全长【120|公里|120公里】。", ["全长"]),
        ("食品产业实现产值【80|亿元|80亿元】，增长【5|%|5%】。", ["食品产业产值"] * 2),
        ("俄称击落【3|架|3架】无人机。", ["击落无人机"]),
        ("位于老城区【75|%|四分之三】的商铺停业。", ["商铺停业"]),
        ("来自各县的【40|支|40支】龙舟队在河上竞渡。", ["龙舟队竞渡"]),
        ("以美元计，出口额增长【5|%|5%】；以美元计出口额增长【5|%|5%】。", ["出口额"] * 2),
        ("我国首座水深【100|米|百米】的平台。", ["平台水深"]),
    ],
)
def test_what_comes_before_the_name_stays_out(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("会议通过由【20|人|20人】组成的主席团名单。", ["主席团名单"]),
        ("舰队结束为期【7|天|7天】的海上搜救演练。", ["海上搜救演练"]),
        ("宁夏推进【4|座|4座】大、中型灌区建设。", ["推进大、中型灌区建设"]),
        ("班列通达【26|个|26个】国家和地区【95|座|95座】港口。", ["班列通达国家和地区", "班列通达港口"]),
        ("使用【20|艘|20艘】驳船将开采的砂石运走。", ["使用驳船"]),
        ("团队传承【1000|年|千年】的技艺。", ["技艺传承"]),
        ("【30|名|30名】跨国公司高管来访。", ["跨国公司高管来访"]),
        ("举办灯会、庙会等活动【50|场|50场】。", ["举办灯会、庙会等活动"]),
        ("总投资【2500000000|元|25亿元】的高端装备智能制造产业基地投产。", ["总投资"]),
    ],
)
def test_what_follows_the_number_is_cut_to_the_thing(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("已有【20|家|20家】企业与【40|家|40家】院所建立合作关系。", ["企业建立合作关系", "院所建立合作关系"]),
        ("与【12|个|12个】国家的【15|家|15家】医院建立合作关系。", ["国家建立合作关系", "医院建立合作关系"]),
    ],
)
def test_what_is_said_of_two_numbers_names_both(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("英格兰地区的初级医生再次举行罢工，预计持续【6|天|6天】。", ["初级医生再次举行罢工"]),
        ("目前，【9|个|9个】科研平台布局建设、数量居全省前列。", ["科研平台布局建设"]),
    ],
)
def test_no_mark_or_particle_is_left_at_an_edge(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("已组建了一支【30|人|30人】的巡护队伍。", ["组建巡护队伍"]),
        ("参展商推出【300|件|300件】新品。", ["推出新品"]),
        ("铁路部门安排加开列车【40|列|40列】。", ["加开列车"]),
        ("今年启动【200|项|200项】技改项目和百项重点工程。", ["启动技改项目"]),
        ("推动出台《水法》《渔业法》等法律法规【20|部|20部】。", ["推动法律法规"]),
        ("仓库发货量突破【300000|件|30万件】，总收入【8|亿元|8亿元】。", ["仓库发货量", "总收入"]),
    ],
)
def test_articles_actors_and_neighbours_stay_out(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("共有【9|人次|9人次】打破【4|项|4项】纪录。", ["打破纪录", "打破纪录"]),
        ("共有【300|家|300家】企业提供【500|个|500个】岗位。", ["企业提供岗位", "企业提供岗位"]),
        ("【90|名|90名】学员完成为期【6|个月|6个月】的防汛任务。", ["学员完成防汛任务", "防汛任务"]),
        ("【60|%|六成】的日本人认为物价过高。", ["日本人认为物价过高"]),
        ("这条公路总长【36|公里|36公里】。", ["公路总长"]),
        ("一次可装载【900|辆|900辆】商品车。", ["一次装载商品车"]),
        ("支持【40|个|40个】养老、托育等项目建设。", ["支持项目建设"]),
    ],
)
def test_what_two_numbers_do_together_is_said_in_full(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("当天共揽收包裹【900|件|900件】。", ["揽收包裹"]),
        ("从6日起延长集训【5|天|5天】。", ["延长集训"]),
        ("为了确保【500|亩|500亩】大棚越冬，农技员上门指导。", ["大棚越冬"]),
        ("将增长预期从此前预测的【3|%|3%】下调至【2|%|2%】。", ["增长预期", "增长预期"]),
        ("糖价收盘时比前一交易日上涨【4|%|4%】。", ["糖价"]),
        ("前往【60|公里|60公里】外的林场。", ["林场距离"]),
    ],
)
def test_words_glued_to_their_neighbours_are_read_apart(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("【12|支|12支】秧歌队身着盛装走上街头。", ["秧歌队"]),
        ("剧院由舞台、观众厅等共【12|栋|12栋】建筑组成。", ["建筑"]),
        ("约【900|名|900名】矿工在北部参与为期【2|天|两天】的罢工。", ["矿工参与罢工", "罢工"]),
        ("首都维也纳的湿度约为【61|%|61%】。", ["湿度"]),
        ("该国经济增长将从【4|%|4%】放缓至【2.5|%|2.5%】。", ["经济增长"] * 2),
        (
            "通用设备行业、电气机械行业利润实现较快增长，增速分别为【16|%|16%】、【11|%|11%】。",
            ["通用设备行业利润", "电气机械行业利润"],
        ),
        ("从中梳理意见【60|条|60条】。", ["梳理意见"]),
        ("他在延安地区生活劳动了【7|年|7年】。", ["生活劳动"]),
        ("全县茶叶出口费用高于预期，将升至【9|亿元|9亿元】。", ["茶叶出口费用"]),
        ("共设【12|个|12个】大项、【60|个|60个】小项。", ["设大项", "设小项"]),
        ("双方在能源、交通等领域达成【30|项|30项】合作意向。", ["达成合作意向"]),
        ("商场为摊贩和个体工商户减免水电费【6|万元|6万元】。", ["个体工商户减免水电费"]),
        ("全市【12|项|12项】成果获国家科学技术奖。", ["成果获国家科学技术奖"]),
        ("通车后，耗时将由【3|小时|3小时】缩短至【40|分钟|40分钟】。", ["耗时", "耗时"]),
    ],
)
def test_what_frames_or_paints_a_number_is_left_out(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected
