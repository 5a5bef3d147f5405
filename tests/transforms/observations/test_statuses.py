"""Actual or target."""

from datetime import date

import pytest

from tests.transforms.observations.stations import filled
from transforms.observations import statuses


def told(marked: str, **facts: object) -> list[str]:
    return [item.status for item in filled(marked, statuses.fill, **facts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "marked",
    [
        "预计全年客流达到【500|万人次|500万人次】。",
        "今年，全县将依托园区，力争新建厂房【20|座|20座】。",
        "该县将再改造管网【80|公里|80公里】。",
        "公司计划投资【3|亿元|3亿元】。",
        "今年全省计划完成造林【100|万亩|100万亩】。",
        "到2030年，装机容量达到【10|万千瓦|10万千瓦】。",
        "《实施方案》提出，建设示范村【50|个|50个】。",
        "通车后车程将由原来的8小时缩短至【4|小时|4小时】。",
        "项目建成后，年发电量达【2|亿度|2亿度】。",
        "市政府发布通告，要求物业在停水前【24|小时|24小时】通知住户。",
        "全年增长【5|%|5%左右】的预期目标。",
        "项目运营后，每天可处理垃圾【30|吨|30吨】。",
        "电站每年将节约标准煤【3|万吨|3万吨】。",
        "工厂关闭将直接影响【800|个|800个】岗位。",
        "首批项目的计划总投资超过【50|亿元|50亿元】。",
        "自6月1日起，在【20|个|20个】城市试点换发证件。",
        "该行将今年增长预期由【4|%|4%】下调。",
        "泄洪流量从现在的每秒3000立方米增至每秒【8000|立方米|8000立方米】。",
        "机场将分两批开通【16|条|16条】航线。",
        "工厂将每天供应【10|吨|10吨】蔬菜。",
        "对新落户的企业给予最高【200|万元|200万元】的奖励。",
        "报告称，该国应向邻国支付【20|亿美元|20亿美元】赔偿。",
        "潜水员要在【5|分钟|5分钟内】返回水面。",
        "该市聚力打造【3|个|3个】产业基地。",
        "会议批准一般债务限额【300|亿元|300亿元】。",
        "今晚8点，电视台将直播晚会。全省【100|座|100座】城市的大屏同步播出。",
        "培训机构不得一次性收费超过【5000|元|5000元】。",
        "工期不得超过【90|天|90天】。",
        "这次改造将新建桥梁【6|座|6座】。",
        "外长定于9月3日开始为期【2|天|2天】的访问。",
        "为期【5|天|5天】的茶博会将于明天开幕。",
        "两县的贸易额可能突破【4|亿元|4亿元】。",
        "今年，船厂要完成【19|艘|19艘】船的订单。",
        "2024年计划安排【50|次|50次】发射。",
        "首批车型将覆盖全国【20|个|20个】县。",
        "产业规模力争达到【5|亿元|5亿元】。",
        "初级医生计划举行【4|天|4天】的罢工。",
        "【5|家|5家】企业将于年底开工。",
        "水库将新增库容，相当于目前库容的【2|倍|2倍】。",
    ],
)
def test_what_is_to_come_is_a_target(marked: str) -> None:
    assert told(marked) == ["target"]


@pytest.mark.parametrize(
    "marked",
    [
        "医院将发热门诊从15间扩建到【25|间|25间】。",
        "该局将办理时限压缩到【10|个工作日|10个工作日内】。",
        "按行业要求改造的生产线把【20|家|20家】企业连在一起。",
        "船队将在南部开采的【30|车|30车】石油运至港口。",
        "技师正在调试即将交付的设备，它占地【8|平方米|8平方米】。",
        "对落户的企业给予了【200|万元|200万元】奖励，全部到账。",
        "全县完成了就业【1000|人|1000人】的目标。",
        "项目投资超年度计划【28|%|28%】。",
        "预计明年开工，目前已备料【300|吨|300吨】。",
        "世界粮食计划署统计，共有【20|个|20个】国家缺粮。",
        "【40|%|约40%】的受访者预计物价上涨。",
        "【60|%|60%】受访企业看好未来五年市场前景。",
        "针对未来几天的降雨，县里成立了【60|支|60支】抢收队。",
        "今晚，电视台将直播晚会。剧组已排练【30|场|30场】。",
        "未来产业园落户企业【12|家|12家】。",
        "按照要求，各地整改问题【70|个|70个】。",
        "会上宣布的【8|项|8项】行动将带来变化。",
        "居民已被要求撤离，【100|座|100座】房屋被毁。",
        "夏播面积占预计面积的【84|%|84%】。",
        "5G虚拟专网已建成【2|万个|2万个】。",
        "行动方案提出了【19|条|19条】举措。",
        "全县造林占全年计划任务的【57|%|57%】。",
        "【60|%|60%】的专家认为物价将回落。",
    ],
)
def test_what_is_reported_is_actual(marked: str) -> None:
    assert told(marked) == ["actual"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("今年将推出实事【8|件|8件】；培训农民【6|万人|6万人】；集中供暖的县城【5|个|5个】。", ["target"] * 3),
        ("客流预计达【9|万人|9万人】。其中，动车旅客【6|万人|6万人】。", ["target"] * 2),
        ("前5月出口预计增长【9|%|9%】。其中，前5个月汽车出口增长【6|%|6%】。", ["target", "actual"]),
        ("力争到2025年，占有率进一步提升；回收量增长【50|%|50%】，就业增长【5|%|5%】。", ["target"] * 2),
        ("客流预计达【9|万人|9万人】。车站有售票口【6|个|6个】。", ["target", "actual"]),
        ("两台机器将下水探秘；海底实验室在【700|米|700米】深处。", ["actual"]),
    ],
)
def test_clause_behind_a_semicolon_and_details_stand_as_what_they_go_on_from(marked: str, expected: list[str]) -> None:
    assert told(marked) == expected


def test_date_to_come_makes_a_target() -> None:
    day = date(2024, 5, 20)
    assert told("今年6月1日起，试点扩大到【21|个|21个】县。", published=day) == ["target"]
    assert told("4月1日起，试点扩大到【21|个|21个】县。", published=day) == ["actual"]
    assert told("1月1日起，试点扩大到【21|个|21个】县。", published=date(2024, 12, 20)) == ["actual"]


def test_what_the_state_council_resolves_is_to_come() -> None:
    text = "会议指出，过去一年缓缴费用【90|亿元|90亿元】。会议决定，再实施【19|项|19项】政策。一是增发补贴【60|亿元|60亿元】。"
    assert told(text, title="总理主持召开国务院常务会议") == ["actual", "target", "target"]
    assert told(text, title="县里召开会议") == ["actual"] * 3


def test_value_before_is_actual_even_in_a_plan() -> None:
    assert told("预计定位精度从【10|米|10米】提升到【1|米|1米】。") == ["actual", "target"]
    assert told("通车后，车程从原来的公路【2|小时|2小时】缩短至【20|分钟|20分钟】。") == ["actual", "target"]
    assert told("通车后，车程将从公路运输的【60|分钟|60分钟】缩短至【20|分钟|20分钟】。") == ["actual", "target"]


REPORT = """东山县政府工作报告
一、2025年工作回顾
全县新增就业【3000|人|3000人】，争取上级资金【2|亿元|2亿元】。
二、2026年重点工作
加快建设【4|座|4座】抽水蓄能电站，改造管网【60|公里|60公里】。"""


def test_headings_of_a_work_report_set_the_outlook() -> None:
    assert told(REPORT, title="2026年东山县政府工作报告", published=date(2026, 2, 3)) == [
        "actual",
        "actual",
        "target",
        "target",
    ]


def test_paragraph_of_a_report_is_weighed_where_headings_are_missing() -> None:
    title, published = "2026年东山县政府工作报告", date(2026, 2, 3)
    plan = "加快推动园区扩能，争取二期项目尽早开工，大力发展冷链物流，建设仓库【6|座|6座】。"
    review = "园区首次获批国家级试点，累计引进企业【6|家|6家】，产值突破百亿元，增速位居全市前列。"
    exact = "支持民间投资，推动政策落地，争取资金【9|亿元|4113.7亿元】、增长5.6%，旅游收入增长12.5%。"
    assert told(exact, title=title, published=published) == ["actual"]
    praised = "落实统一市场建设指引，支持民营经济，超额完成清欠任务，推动流程优化，上线服务事项【52|项|52项】。"
    assert told(praised, title=title, published=published) == ["actual"]
    assert told(plan, title=title, published=published) == ["target"]
    assert told(review, title=title, published=published) == ["actual"]
