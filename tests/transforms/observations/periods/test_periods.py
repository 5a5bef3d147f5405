"""When a value holds."""

from datetime import date

import pytest

from tests.transforms.observations.stations import filled
from transforms.observations import links, measures, statuses
from transforms.observations.periods import station as periods

STATIONS = (measures.fill, statuses.fill, links.fill, periods.fill)
PUBLISHED = date(2024, 5, 20)


def told(marked: str, title: str = "", published: date | None = PUBLISHED) -> list[str]:
    return [item.period for item in filled(marked, *STATIONS, title=title, published=published)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("今年前4个月，全县出口【3|亿元|3亿元】，增长【5|%|5%】。", ["2024-01/2024-04"] * 2),
        ("截至3月底，全镇建成管网【60|公里|60公里】。", ["/2024-03"]),
        ("2023年案件数比2022年下降【5|%|5%】。", ["2023"]),
        ("2020年以来，全县植树【8|万棵|8万棵】。", ["2020/2024-05-20"]),
        ("去年10月7日洪灾发生以来，救助群众【600|人|600人】。", ["2023-10-07/2024-05-20"]),
        ("目前，全县在建项目【12|个|12个】。", ["/2024-05-20"]),
        ("今年，该县已开工项目【12|个|12个】。", ["2024/2024-05-20"]),
        ("工人18日开始为期【4|天|4天】的罢工。", ["2024-05-18/2024-05-21"]),
        ("粮价创2019年以来新低，每斤【1.2|元|1.2元】。", [""]),
        ("《2023年度报告》收录案例【30|个|30个】。", [""]),
        ("截至今天（5月19日）15时，票房【3|亿元|3亿元】。", ["/2024-05-19"]),
        ("早在5000多年前，这里就有【3|座|3座】古城。", [""]),
        ("今年入汛以来最强降雨，雨量达【90|毫米|90毫米】。", [""]),
        ("春节过后，全县【12|个|12个】工地复工。", [""]),
        ("2024年春运前3天，全县发送旅客【9|万人|9万人】。", ["2024-01-26/2024-01-28"]),
        ("“五一”假期首日，景区接待游客【2|万人|2万人】。", ["2024-05-01"]),
        ("“五一”假期前三天，景区接待游客【6|万人|6万人】。", ["2024-05-01/2024-05-03"]),
        ("县城面貌一新。两年时间，县里新建公园【6|座|6座】。", ["2022/2024-05-20"]),
        ("预计在两年的时间内，全县新建公园【6|座|6座】。", ["2024/2025"]),
        ("从昨天（5月19日）到今天，全县降雨【60|毫米|60毫米】。", ["2024-05-19/2024-05-20"]),
        ("第三届茶博会今天（5月20日）落幕，共签约项目【30|个|30个】。", ["2024"]),
        ("今天，发展论坛闭幕，签约项目【30|个|30个】。", ["2024-05-20"]),
        ("县人代会今天闭幕，出席代表【300|人|300人】。", ["2024-05-20"]),
        ("截至2023年，全县有企业【90|家|90家】。产值同比增长【4|%|4%】。", ["/2023", "2023"]),
        ("航天员邓清明在舱内工作【6|小时|6小时】。", [""]),
        ("2022全年，全县物流总额【3|亿元|3亿元】。", ["2022"]),
        ("来自【90|个|90个】国家的客商出席2023年夏季达沃斯论坛。共签约项目【30|个|30个】。", ["", ""]),
        ("今天（5月20日），全长【9|公里|9公里】的大桥通车，投资【3|亿元|3亿元】。", ["", "2024-05-20"]),
        ("水库今天开工。每年可供水【3|亿立方米|3亿立方米】。", [""]),
        ("天文馆今天开工。预计年接待量超过【10|万人次|10万人次】。", [""]),
        ("从今年1月起，该县共抓获逃犯【30|人|30人】。", ["2024-01/2024-05-20"]),
        ("今年秋粮面积【3|万亩|3万亩】。", ["2024"]),
        ("今天，客流预计【3|万人|3万人】；车流预计【1|万辆|1万辆】。", ["2024-05-20"] * 2),
        ("该村已有【200|户|200户】用上天然气。", [""]),
        ("产值从2012年的【3|亿元|3亿元】增至2021年的【9|亿元|9亿元】。", ["2012", "2021"]),
        ("2023年，合格率从【60|%|60%】提高到【85|%|85%】。", ["", "2023"]),
        ("该行将2024年和2025年增速预测分别下调为【2.8|%|2.8%】和【2.1|%|2.1%】。", ["2024", "2025"]),
    ],
)
def test_time_in_the_sentence_holds(marked: str, expected: list[str]) -> None:
    assert told(marked) == expected


def test_time_carries_to_the_next_sentence_until_another_comes() -> None:
    marked = "一季度，全市接待游客【80|万人|80万人】。旅游收入【3|亿元|3亿元】。4月当月，游客【30|万人|30万人】。"
    assert told(marked) == ["2024-01/2024-03", "2024-01/2024-03", "2024-04"]


def test_news_of_the_day_carries_over_paragraphs() -> None:
    marked = "县里18日召开表彰大会。\n大会由县长主持。\n大会表彰先进个人【40|名|40名】。"
    assert told(marked) == ["2024-05-18"]


def test_headline_begins_another_story_and_takes_its_time_from_it() -> None:
    marked = (
        "东山县开渔\n17日，渔船【80|艘|80艘】出海。\n"
        "西山县遭遇冰雹 【3|人|3人】受伤\n西山县18日遭遇冰雹，【3|人|3人】受伤。\n北山县修路\n新路长【9|公里|9公里】。"
    )
    assert told(marked) == ["2024-05-17", "2024-05-18", "2024-05-18", ""]


def test_time_to_come_holds_for_no_number_that_reports() -> None:
    marked = "到2027年，全省力争建成园区【50|个|50个】。东山县园区里现有企业【3|家|3家】。"
    assert told(marked) == ["2027", ""]


def test_day_of_a_release_dates_none_of_its_figures() -> None:
    marked = (
        "商务局今天（5月20日）公布的数据显示，1—4月，全市出口【3|亿元|3亿元】。\n从行业看，机械出口【1|亿元|1亿元】。"
    )
    assert told(marked) == ["2024-01/2024-04"] * 2


def test_five_years_up_to_february_reach_the_day_of_the_news() -> None:
    published = date(2024, 2, 20)
    assert told("五年来，全县修路【90|公里|90公里】。", published=published) == ["2019/2024-02-20"]
    assert told("过去五年，全县修路【90|公里|90公里】。", published=published) == ["2019/2023"]


def test_holiday_named_before_is_meant_again() -> None:
    marked = (
        "“五一”假期，铁路发送旅客【9|万人|9万人】。其中，5月3日发送【2|万人|2万人】。\n假期公路车流【7|万辆|7万辆】。"
    )
    assert told(marked) == ["2024-05-01/2024-05-05", "2024-05-03", "2024-05-01/2024-05-05"]


def test_basis_is_the_words_that_told() -> None:
    (item,) = filled("截至目前，全县有水库【5|座|5座】。", *STATIONS)
    assert (item.period, item.period_basis) == ("/2024-05-20", "截至目前")


def test_without_a_publication_date_nothing_is_guessed() -> None:
    assert told("去年，全县有水库【5|座|5座】。", published=None) == [""]


REPORT = """东山县政府工作报告
一、2025年工作回顾和“十四五”发展成就
地区生产总值增长【5|%|5%】。常住人口由上年【70|万人|70万人】增加到【71|万人|71万人】。
五年来，建成公园【30|个|30个】。粮食产量连续13年稳定在【2|亿斤|2亿斤以上】。
二、“十五五”时期主要目标
研发投入年均增长【7|%|7%】。
三、2026年重点工作
新建学校【6|所|6所】。"""


def test_work_report_looks_back_a_year_or_five_and_ahead() -> None:
    assert told(REPORT, title="2026年东山县政府工作报告", published=date(2026, 2, 9)) == [
        "2025",
        "2024",
        "2025",
        "2021/2025",
        "2013/2025",
        "2026/2030",
        "2026",
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("今天（5月20日）的《走村记》，我们来到山里。\n村里有【8|座|8座】古桥。", [""]),
        ("山口一年中大风天气多达【150|天|150天】。", [""]),
        ("湖水从2017年劣五类提升到三类，鸟类达到【252|种|252种】。", [""]),
        ("从2017年起，全县造林【30|万亩|30万亩】。", ["2017/2024-05-20"]),
        ("从2012年到2022年，全县造林【30|万亩|30万亩】。", ["2012/2022"]),
    ],
)
def test_days_of_programmes_origins_and_habits_date_nothing(marked: str, expected: list[str]) -> None:
    assert told(marked) == expected


def test_the_same_time_is_the_one_told_before() -> None:
    text = "海关5月20日公布，前2个月出口【6|亿元|6亿元】。\n同期，进口【2|亿元|2亿元】。"
    assert told(text) == ["2024-01/2024-02"] * 2
