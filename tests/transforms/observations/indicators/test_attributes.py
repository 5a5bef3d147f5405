"""Numbers that describe a thing, words that only lead to a head or close after it, and words of rise and fall."""

import pytest

from tests.transforms.observations.stations import filled
from transforms.frame import frame
from transforms.observations import measures
from transforms.observations.indicators import station, trimming
from transforms.records import Article, Observation


def indicators_of(marked: str) -> list[str]:
    return [observation.indicator for observation in filled(marked, measures.fill, station.fill)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("一艘载有【90|人|90人】的渡轮在湖面抛锚。", ["渡轮载有"]),
        ("有着【300|年|300年】历史的祠堂正在翻修。", ["祠堂历史"]),
        ("有着【900|个|900个】泊位的游艇港投入使用。", ["泊位"]),
        ("历时【3|年|3年】研制的样机通过验收。", ["样机研制历时"]),
        ("持续【2|个月|两个月】的干旱得到缓解。", ["干旱持续"]),
        ("年产【50000|吨|5万吨】铝箔的车间点火投产。", ["铝箔年产"]),
        ("新党以【31|%|31%】的得票率进入议会。", ["得票率"]),
        ("高达【50|米|50米】的塔吊拆除完毕。", ["塔吊高度"]),
        ("在距离县城【8|公里|8公里】的山谷里，牧民建起民宿。", ["山谷距离县城"]),
        ("距离古镇【15|分钟|15分钟】的车程，就是茶园。", ["距离古镇车程"]),
        ("在建立纵深【20|公里|20公里】的缓冲区后，双方撤军。", ["缓冲区纵深"]),
        ("开了【15|年|15年】货车的老周退休了。", ["开货车"]),
        ("本届书展为期【5|天|5天】。", ["书展为期"]),
        ("牧民从海拔【3900|米|3900米】的山沟搬迁到新村。", ["海拔"]),
    ],
)
def test_what_a_number_describes_has_a_measure_of_its_own(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("这标志着机组装机容量突破【8000000|千瓦|800万千瓦】。", ["机组装机容量"]),
        ("反映供需状况的价格指数为【51|%|51%】。", ["价格指数"]),
        ("被誉为“高原精灵”的藏羚羊数量增至【70000|只|7万只】。", ["藏羚羊数量"]),
        ("干旱导致粮食产量下降【5|%|5%】。", ["粮食产量"]),
        ("全州提前完成【800000|吨|80万吨】钢材产量目标任务。", ["钢材产量"]),
        ("围绕实现棉花产量【900000|吨|90万吨】的总体目标培训技工。", ["棉花产量"]),
        ("住宿业预期指数位于【57|%|57%以上】较高区间。", ["住宿业预期指数"]),
        ("全年落实【12|项|12项】目标任务。", ["落实目标任务"]),
        ("展演将持续【6|天|6天】。", ["展演持续"]),
        ("探测车已累计行驶【800|米|800米】。", ["探测车累计行驶"]),
        ("火箭将卫星送入近地点高度【300|公里|300公里】。", ["近地点高度"]),
        ("该铁路改线路段长【40|公里|40公里】。", ["改线路段长"]),
        ("税收按可比口径增长【6|%|6%】。", ["税收"]),
        ("【18|个|18个】省（区、市）开通了热线。", ["省（区、市）开通热线"]),
        ("预备会议应到【120|人|120人】。", ["应到"]),
    ],
)
def test_words_that_lead_to_a_head_or_close_after_it_stay_out(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("山区降温幅度达到【9|℃|9℃】。", ["气温"]),
        ("玉米增产【30000000|斤|3000万斤】。", ["玉米产量"]),
        ("中成药价格平均降幅达【30|%|30%】。", ["中成药价格"]),
        ("平均水温为【9|℃|9℃】，比常年同期水温高出【2|℃|2℃】。", ["平均水温", "平均水温高于常年同期水温"]),
    ],
)
def test_words_of_rise_and_fall_give_way_to_what_moves(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("他【3|次|三次】到湖南考察调研。", ["到湖南考察调研"]),
        ("他【2|次|两次】访问越南。", ["访问越南"]),
        ("央行【2|次|两次】降准释放资金。", ["降准"]),
    ],
)
def test_how_often_keeps_where_it_was_done(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("市里对位于河边的【12|家|12家】企业进行核查。", ["核查企业"]),
        ("合作社通过对【3000|亩|3000亩】茶园实施滴灌改造，节约了用水。", ["实施滴灌改造茶园"]),
        ("省里对《渔业条例》做出【2|次|两次】修改。", ["修改《渔业条例》"]),
        ("台风给渔业造成【6|亿元|6亿元】的损失。", ["渔业损失"]),
        ("产油国将继续削减【80000|桶|8万桶】原油日产量的措施。", ["产油国削减原油日产量"]),
        ("责令对渗漏负有责任的【3|家|3家】企业整改。", ["企业整改"]),
        ("湖畔【500|亩|500亩】荷花竞相绽放。", ["荷花"]),
    ],
)
def test_what_is_done_to_things_names_them_and_a_picture_does_not(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("indicator", "subject", "expected"),
    [
        ("槐树村集体收入", "青山省河口县槐树村", "集体收入"),
        ("隧道全长", "东山隧道", "全长"),
        ("林场的造林面积", "北沟机械林场", "造林面积"),
        ("与中亚五国贸易额", "我国与中亚五国", "与中亚五国贸易额"),
        ("园区内企业", "高新园区", "园区内企业"),
        ("工程总投资", "引水工程", "工程总投资"),
        ("利润", "某银行", "利润"),
        ("地铁全长", "江城地铁5号线", "全长"),
        ("绿园面积", "绿园", "绿园面积"),
        ("临江新区新增企业", "临江新区", "新增企业"),
    ],
)
def test_an_owner_that_the_subject_names_is_taken_off_the_front(indicator: str, subject: str, expected: str) -> None:
    observation = Observation(0, 1, 1.0, "元", indicator=indicator, subject=subject)
    trimming.trim(frame(Article(text="无")), [observation])
    assert observation.indicator == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("【4.8|%|4.8%】，这是全市上半年的工业增速。", ["工业增速"]),
        ("【12000|个|1.2万个】！这是今年全省新建冷库的数量。", ["新建冷库的数量"]),
        ("【900|亿元|900亿元】！这是截至9月底，我省果品销售额，同比增长【6|%|6%】。", ["果品销售额", "果品销售额"]),
        ("【3|%|3%】，这让人意外。", [""]),
    ],
)
def test_a_number_announced_takes_its_name_from_what_follows(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected
