"""Whose a number is in short news: things that are opened or launched, papers, trade, the world, and war news."""

import pytest

from tests.transforms.observations.subjects.test_subjects import names


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("岭东水网二期工程今天（3月2日）在广西玉林开工建设。工程新建输水线路〔30条〕。", "岭东水网二期工程"),
        (
            "今天，某能源集团主办的2025年全国电工技能比武竞赛在云南昆明开幕。比武为期〔3天〕。",
            "2025年全国电工技能比武竞赛",
        ),
        ("山城智慧公交调度平台近日在重庆正式上线，接入车辆〔2000台〕。", "山城智慧公交调度平台"),
        ("全省重点工程之一——青江特大桥主体顺利合龙，大桥全长〔980米〕。", "青江特大桥"),
        ("7年期绿色地方专项国债今天发行，发行总额为〔350亿元〕。", "7年期绿色地方专项国债"),
        ("“夏日之光”大型灯光秀昨晚在珠海上演，〔800架〕无人机升空。", "“夏日之光”大型灯光秀"),
        ("“海鸥12”号集装箱船今天从宁波驶出开启试航。该船总长〔366米〕。", "“海鸥12”号集装箱船"),
    ],
)
def test_what_is_opened_or_launched_owns_the_numbers_told_of_it(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("新年伊始，江苏10地市〔60多个〕重大项目开工。", "江苏省"),
        ("总投资超2000亿元的一批项目今天在成都启动，涉及〔12个〕产业。", "成都市"),
    ],
)
def test_what_is_counted_at_an_opening_is_no_name(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("教育部等五部门印发《关于加强山区学校建设的意见》。《意见》共〔20条〕。", "《关于加强山区学校建设的意见》"),
        ("《绿色仓储发展行动方案》发布。方案提出，到2030年，绿色仓库占比达到〔60%〕。", "中国"),
        ("商务部公布《老字号振兴行动方案》，明确到2028年，新增老字号〔300个〕。", "中国"),
    ],
)
def test_a_paper_owns_its_parts_and_not_what_it_aims_at(text: str, found: str) -> None:
    assert names(text) == [found]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("今年前5个月，我国与南美三国进出口〔500亿元〕。", "中国"),
        ("去年，云南与老挝双边贸易额达〔90亿元〕。", "云南省"),
        ("十年来，海南地区生产总值从〔2800亿元〕增长到6800亿元。", "海南省"),
        ("今年，中央财政安排资金〔80亿元〕支持农机更新。", "中央财政"),
        ("上半年，全国新办企业〔300万户〕。", "中国"),
        ("今天，黑龙江南部、吉林东部和北部、辽宁等地降温〔8℃〕。", "黑龙江南部、吉林东部和北部、辽宁等地"),
        ("强降雪昨天影响新疆。在新疆，强降雪已造成〔3条〕道路封闭。", "新疆维吾尔自治区"),
        ("地震造成云南中东部〔120栋〕房屋受损。", "云南省"),
    ],
)
def test_whose_figure_a_place_or_a_treasury_is_told_to_have(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("第五届茶叶博览会在福建举行。全球40个国家带来〔2000件〕展品。", "第五届茶叶博览会"),
        ("去年全球平均气温比常年高〔1.2摄氏度〕。", "全球"),
        ("第六届中国国际进口博览会开幕。本届进博会展览面积达〔36万平方米〕。", "第六届中国国际进口博览会"),
    ],
)
def test_the_world_owns_what_is_measured_of_it_only(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("俄国防部说，俄军夺回一座桥，击溃乌军〔两个〕突击小组。", "俄军"),
        ("俄国防部说，俄工程兵部队缴获乌军〔5枚〕地雷。", "俄工程兵部队"),
        ("乌克兰军方9日称，乌军打击了俄方〔两个〕指挥所。", "乌军"),
        ("过去一天，乌军对俄罗斯别尔哥罗德州的袭击造成〔40栋〕房屋受损。", "俄罗斯别尔哥罗德州"),
    ],
)
def test_who_strikes_owns_the_count_and_the_place_its_damage(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("在湖南长沙湘江之上，〔30艘〕龙舟展开角逐。", "湖南省长沙市"),
        ("位于太湖之畔的江苏无锡是水乡，近年来，投入资金〔20亿元〕治水。", "江苏省无锡市"),
        ("亚洲最大客站——北京城南站昨天开通运营，站房面积〔40万平方米〕。", "北京城南站"),
    ],
)
def test_where_a_place_lies_is_not_whose_the_number_is(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_an_article_is_about_the_thing_that_its_title_and_text_go_on_naming() -> None:
    text = "北岭灌区迎来丰收。过去，北岭灌区缺水。如今，北岭灌区渠系完善。\n北岭灌区的农民说，亩产达到〔600公斤〕。"
    assert names("村民们说，今年亩产达到〔600公斤〕。\n" + text, title="走进安徽北岭灌区看丰收")[0] == "安徽北岭灌区"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("种了800亩茶园的农民陈庆林今年组建了一支〔20多人〕的采茶队。", "陈庆林"),
        ("云县山口镇的村民高庆林照看果园〔12年〕，带动了邻居。", "高庆林"),
        ("江苏省沛县66岁的居民谢先生参加了长跑，全程用时〔4小时〕。", "谢先生"),
    ],
)
def test_a_person_whom_a_place_or_a_deed_describes_is_the_subject(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_whom_the_title_announces_is_known_in_the_text_however_it_is_cut() -> None:
    text = "殷其云在山村长大。殷其云送信〔12年〕，走遍山路。大家都喜欢殷其云。"
    assert names(text, title="【劳动者之歌】殷其云：山路上的邮包") == ["殷其云"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("长三角企业数量在全国占比〔近三分之一〕。", "长三角"),
        ("以色列向南部增兵\n俄称击沉〔5艘〕快艇\n俄国防部今天发布消息。", "俄罗斯"),
        ("弥蒙高铁起自弥勒站，终至红河站，新建线路长〔约100公里〕。", "弥蒙高铁"),
        ("国庆假期，浙江省商务厅重点监测的商场实现销售额〔6亿元〕。", "浙江省"),
        ("在广州南沙港，元旦以来到港汽车2万辆。比上年同期多了〔两成〕。", "广州南沙港"),
    ],
)
def test_shares_of_the_country_ends_of_a_line_and_watching_bodies_hide_no_owner(text: str, subject: str) -> None:
    assert names(text)[-1] == subject


def test_a_name_keeps_the_rare_characters_that_the_article_writes() -> None:
    assert names("在江苏太仓市樑溪村，〔300亩〕水稻成熟。") == ["江苏省太仓市樑溪村"]
    assert names("在江蘇太倉市樑溪村，〔300畝〕水稻成熟，農民們開鐮收穫。") == ["江苏省太仓市梁溪村"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("应急管理部要求各地加强巡查，相关机构累计出动〔2万人次〕。", "中国"),
        ("科技部、教育部今天启动试点。试点企业投入达到〔30亿元〕。", "中国"),
        ("商务部举办了全国县域电商技能培训活动，已有〔5万人〕参加。", "全国县域电商技能培训活动"),
    ],
)
def test_a_body_that_asks_or_starts_something_leaves_the_figures_to_it_or_to_the_country(
    text: str, subject: str
) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "title", "subject"),
    [
        ("会期〔三天〕，内容丰富。", "某某向第五届中部绿色城市大会致贺信", "第五届中部绿色城市大会"),
        ("用时〔约5个小时〕。", "海星九号潜航员乘组圆满完成出海活动", "海星九号潜航员乘组"),
        ("现场有〔2000名〕观众。", "多场活动迎新年", "中国"),
        ("机场三大系统共〔120套〕。", "一则消息", "中国"),
        ("今年，经港珠澳大桥进出口总值〔4000亿元〕。", "一则消息", "港珠澳大桥"),
    ],
)
def test_words_in_front_of_a_name_are_no_part_of_it(text: str, title: str, subject: str) -> None:
    assert names(text, title=title) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("安吉县竹海连绵，距离杭州萧山国际机场只有〔90公里〕。", "浙江省安吉县"),
        ("中欧班列已通达欧洲〔25国〕的城市。", "中欧班列"),
    ],
)
def test_what_something_reaches_or_lies_away_from_owns_nothing(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("福建厦门推出“渔村游”“古厝游”等〔30条〕线路。", "福建省厦门市"),
        ("大兴机场货邮量约为〔30万吨〕。", "大兴机场"),
        ("大兴机场进出港旅客达〔46万人次〕。", "大兴机场"),
        ("湖南“丰”字形铁路网已经成形，农村公路总长为〔24万公里〕。", "湖南省"),
        ("假期里武汉至岳阳、长沙等方向客车加开〔98趟〕。", "中国"),
        ("锦州9-3油田全年产油〔30万吨〕。", "锦州9-3油田"),
        ("我国森林广布。国家级森林公园约有〔900个〕。", "中国"),
        ("贵州国省干线公路塌方〔19处〕。", "贵州省"),
    ],
)
def test_the_place_is_told_from_names_beside_it(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_an_article_goes_on_with_the_place_that_its_first_sentence_speaks_of() -> None:
    text = "春节将至，临江市的街头已经布置一新。\n灯笼挂起〔2万个〕，彩灯〔30万米〕。\n"
    assert names(text) == ["吉林省临江市"] * 2
    assert names(text + "外地客商也来了，四川、湖北、河南、广东都有人来。\n") == ["中国"] * 2


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("跨海通道今天通车。青岭通道西起珠海，东至惠州，总长〔18公里〕。", "青岭通道"),
        ("重点项目——筑渡水库主体完工。筑渡水库总库容〔2亿立方米〕。", "筑渡水库"),
        ("各地抽水蓄能电站装机容量已达〔700万千瓦〕。", "中国"),
        ("首个茶叶日主场活动今天在湖州落幕。活动期间，签约金额达〔9亿元〕。", "首个茶叶日主场活动"),
    ],
)
def test_lines_and_works_are_known_by_what_is_said_of_them(text: str, subject: str) -> None:
    assert names(text) == [subject]
