import re
from datetime import date

import pytest

from transforms.frame import frame
from transforms.observations.subjects import station as subjects
from transforms.records import Article, Observation

# In these sentences 〔…〕 marks the number whose subject is asked for.
_MARK = re.compile(r"〔(.+?)〕")


def asked(text: str, title: str = "一则消息", place: str = "") -> list[Observation]:
    observations, plain, taken = [], "", 0
    for match in _MARK.finditer(text):
        plain += text[taken : match.start()]
        observations.append(Observation(start=len(plain), end=len(plain) + len(match[1]), value=1, unit=""))
        plain += match[1]
        taken = match.end()
    plain += text[taken:]
    article = Article(text=plain, title=title, published_on=date(2024, 5, 1), default_place=place)
    subjects.fill(frame(article), observations)
    return observations


def names(text: str, title: str = "一则消息", place: str = "") -> list[str]:
    return [observation.subject for observation in asked(text, title, place)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("去年，安徽粮食产量达到〔830亿斤〕。", "安徽省"),
        ("在江苏太仓，〔700多家〕配套企业连成产业链。", "江苏省太仓市"),
        ("到2025年，广东机器人产业规模预计突破〔1000亿元〕。", "广东省"),
        ("水利部向受灾地区派出〔6个〕工作组。", "水利部"),
        ("金川集团去年营业收入增长〔8.5%〕。", "金川集团"),
        ("福厦高铁全长〔278公里〕。", "福厦高铁"),
        ("微短剧《小城故事》播放量突破〔2亿次〕。", "微短剧《小城故事》"),
        ("这场选举进一步拉低保守党支持率至〔18%〕。", "保守党"),
        ("一批总投资〔300亿元〕的项目在佛山启动。", "佛山市"),
        ("法国7月全国平均降雨量下降〔84%〕。", "法国"),
    ],
)
def test_the_clauses_own_topic_is_the_subject(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_a_person_is_the_subject_of_their_own_deeds() -> None:
    found = asked("辅警傅进华跳入池塘，救出群众〔5名〕。30年来，民警王建国办结案件〔6000余件〕。")
    assert [(o.subject, o.subject_kind) for o in found] == [("傅进华", "person"), ("王建国", "person")]


def test_a_relative_clause_names_the_one_it_tells_of() -> None:
    assert names("队伍中涌现出〔42次〕跳入江中、救起〔43人〕的一级英模李本春。") == ["李本春", "李本春"]
    assert names("惠及〔3400万人〕的引大济岷工程启动建设。") == ["引大济岷工程"]


def test_a_speaker_is_not_the_subject_of_what_is_said() -> None:
    assert names("国家统计局局长王明说，全国城镇调查失业率为〔5.2%〕。") == ["中国"]
    assert names("据英国国家统计局数据，英国7月通胀率为〔10.1%〕。") == ["英国"]


def test_a_class_of_bodies_gives_its_place_and_a_named_unit_itself() -> None:
    assert names("全国公安机关破获案件〔12万起〕。") == ["中国"]
    assert names("目前，温州反诈中心日均预警〔2500多人次〕。") == ["温州反诈中心"]


def test_pointing_words_mean_the_articles_place() -> None:
    report = "2026年四川省人民政府工作报告"
    found = asked("全省社会消费品零售总额增长〔5.1%〕。粮食产量达到〔730亿斤〕。", report)
    assert [(o.subject, o.subject_kind, o.place_code) for o in found] == [("四川省", "place", "510000")] * 2
    assert names("我市新增就业〔3万人〕。", place="温州市") == ["温州市"]
    assert names("河南遭遇干旱。全省投入资金〔2亿元〕抗旱。") == ["河南省"]


def test_a_word_within_a_word_points_at_nothing() -> None:
    assert names("资本市场融资增长〔41.3%〕。沈阳获批试点。", "2026年辽宁省政府工作报告") == ["辽宁省"]


def test_a_report_comes_back_to_its_own_place_after_a_firm_or_a_city() -> None:
    text = "酒钢集团产值翻番，高端产品占比提高到〔70%〕。陇南入选试点。新设医学院〔2个〕。"
    assert names(text, "2026年甘肃省政府工作报告") == ["酒钢集团", "甘肃省"]


def test_what_a_report_measures_itself_against_is_not_its_subject() -> None:
    title = "2026年黑龙江省政府工作报告"
    assert names("对俄罗斯、非洲出口分别增长〔11.6%〕、〔28.4%〕。", title) == ["黑龙江省"] * 2
    assert names("进出口增速高于全国〔8.4个百分点〕。", title) == ["黑龙江省"]
    assert names("绍兴黄酒、金华火腿〔2个〕经典产业入围。", "2026年浙江省政府工作报告") == ["浙江省"]
    assert names("改建通航机场〔4个〕，铺轨〔90公里〕。", "2026年浙江省政府工作报告") == ["浙江省"] * 2


def test_the_subject_is_carried_on_until_a_new_one_comes() -> None:
    text = "河南新郑观音寺镇机收进度加快。今年安装导航的收割机有〔14台〕。\n目前，全国已收小麦〔2亿亩〕。"
    assert names(text) == ["河南省新郑市观音寺镇", "中国"]


def test_a_headline_opens_an_item_of_its_own() -> None:
    text = "国内新闻：\n广州一批项目启动\n今天，总投资超过〔500亿元〕的项目启动。\n我国轻工业利润增长\n今年利润增长〔4%〕。"
    assert names(text, "国内联播快讯") == ["广州市", "中国"]


def test_victims_belong_to_the_place_where_they_were_hurt() -> None:
    assert names("以军今天在加沙城南部发动袭击，造成至少〔70人〕死亡。") == ["加沙城"]


def test_a_bare_noun_points_back_to_the_thing_named_before() -> None:
    text = "十四届全国人大常委会第六次会议今天闭幕。\n赵乐际说，会议共审议〔10件〕法律草案。"
    assert names(text) == ["十四届全国人大常委会第六次会议"]


def test_places_in_a_row_are_one_subject_or_share_out_a_list() -> None:
    assert names("在北京、上海、广州等重点地区，加开列车〔20列〕。") == ["北京、上海、广州等重点地区"]
    assert names("浙江、江苏出口分别增长〔5%〕、〔6%〕。") == ["浙江省", "江苏省"]


def test_national_news_speaks_of_the_country_where_nothing_else_is_told() -> None:
    assert names("春节假期，铁路发送旅客〔9946万人次〕。") == ["中国"]
    assert names("", "") == []


def test_a_paragraph_broken_over_two_lines_goes_on() -> None:
    text = "温州公安探索打造了由公安、检察、法院、司法行政部门共同使用的执法办案场所，集中办公\n平均办理时限缩短到〔6.5天〕。"
    assert names(text) == ["温州市"]


def test_any_text_gets_through() -> None:
    for text in ("〔1〕", "，，，〔2个〕。。", "“”《》〔3〕（", "在〔4〕在"):
        assert len(asked(text)) == 1


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("第十九届杭州图书节今天闭幕。本届图书节共展出新书〔3万种〕。", "第十九届杭州图书节"),
        ("成都世园会共建有〔113个〕室外展园。", "成都世园会"),
        ("全球湿地保护高峰论坛共组织讨论〔12场〕。", "全球湿地保护高峰论坛"),
        ("上海港集装箱吞吐量增长〔3%〕。", "上海港"),
        ("目前，大熊猫国家公园保护了〔70%〕的野生大熊猫。", "大熊猫国家公园"),
        ("景海鹏同志〔4次〕执行载人飞行任务。", "景海鹏"),
        ("中国男排直落〔三局〕战胜对手。", "中国男排"),
        ("广深港高铁发送跨境旅客〔1611万人次〕。", "广深港高铁"),
        ("中老铁路日均开行客车〔20列〕。", "中老铁路"),
        ("南水北调东中线一期工程累计输水〔620亿立方米〕。", "南水北调东中线一期工程"),
        ("今年〔25岁〕的曾国洋毕业于一所工科大学。", "曾国洋"),
        ("闽江流域水质优良比例达〔99.3%〕。", "闽江流域"),
        ("目前，川渝两地共建成创新平台〔316个〕。", "川渝地区"),
        ("近3年，腾讯研发支出年均增长〔超过30%〕。", "腾讯"),
    ],
)
def test_events_teams_lines_and_firms_have_numbers_of_their_own(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("税务总局今天公布，退税已达〔3万亿元〕。", "中国"),
        ("《扩优行动计划》启动，明确提出入学率保持在〔97%〕。", "中国"),
        ("兰考县、东坡区等〔100个〕单位入选。", "中国"),
        ("中国能建压缩空气储能等20个项目落地、总投资〔1370亿元〕。", "中国"),
        ("截至目前，江西已建立口岸4个，国内外航线达到〔180条〕。", "江西省"),
    ],
)
def test_speakers_plans_and_examples_own_nothing(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    "text",
    ["那一年，他到中国进行了为期〔一年〕的学习。", "如今，这座开在园林里的邮局已接待游客〔近千万人次〕。"],
)
def test_a_pronoun_without_a_name_is_nobody(text: str) -> None:
    assert names(text) == [""]


def test_a_pronoun_is_the_person_named_before() -> None:
    assert names("民警王建国今年退休。30年来，他办结案件〔6000余件〕。") == ["王建国"]


def test_a_county_is_called_by_its_stem_below_its_parent() -> None:
    assert names("甘肃临夏州东乡县种植土豆〔30万亩〕。") == ["甘肃省临夏回族自治州东乡族自治县"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("记者从拱北海关了解到，前5个月，内地与澳门地区进出口〔150.2亿元〕。", "内地与澳门地区"),
        ("今年第3号台风“海燕”中心附近最大风力有〔14级〕。", "台风“海燕”"),
        ("大唐北京热电厂对机组进行改造，增加了〔2万户〕居民的供热能力。", "大唐北京热电厂"),
        ("全国特色农产品展销会昨天在湖北武汉举办，展销会为〔12个〕省份搭建平台。", "全国特色农产品展销会"),
        ("国家食品安全应急处理中心与〔20余家〕企业建立机制。", "国家食品安全应急处理中心"),
    ],
)
def test_a_named_body_event_or_pair_takes_its_numbers(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_a_place_that_is_only_passed_is_no_subject() -> None:
    assert names("当晚以色列从戈兰高地方向对大马士革发动导弹袭击，造成〔两名〕平民受伤。") != ["戈兰高地"]
    assert names("工业和信息化部发布，在北京、深圳等〔15个〕城市启动试点。") == ["中国"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("第三届中国国际消费品博览会昨天开幕。消博会期间，共举办〔80多场〕活动。", "第三届中国国际消费品博览会"),
        ("截至9月，中欧班列共开行〔1.2万列〕。", "中欧班列"),
        ("最新民调显示，当前，安倍内阁支持率跌至〔30.1%〕。", "安倍内阁"),
        ("铁路方面，国铁太原局管内停运列车〔34趟〕。", "国铁太原局"),
        ("民警王建国被送往医院。虽经全力抢救，生命永远定格在〔48岁〕。", "王建国"),
        ("《乡村旅游发展实施方案》实施两年来，〔120项〕任务已经完成。", "中国"),
    ],
)
def test_short_names_and_parts_lead_to_whose_the_number_is(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_a_row_of_a_reports_own_places_is_its_subject() -> None:
    text = "庆阳、酒泉经济总量突破〔千亿元〕。"
    assert names(text, "2026年甘肃省人民政府工作报告", "620000") == ["庆阳市、酒泉市"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("美国联邦政府债务规模首次超过〔35万亿美元〕。", "美国"),
        ("美国国防部8日称，将向乌克兰提供新一批价值〔4亿美元〕的装备。", "美国"),
        ("统计局公布，今年一季度欧元区国内生产总值环比增长〔0.2%〕。", "欧元区"),
        ("去年，贵州国内生产总值达〔2万亿元〕。", "贵州省"),
        ("成昆铁路设计时速〔160公里〕。", "成昆铁路"),
    ],
)
def test_what_is_of_another_place_is_not_the_countrys(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_a_campaign_named_after_a_river_is_the_reporting_provinces() -> None:
    title = "2026年安徽省人民政府工作报告"
    assert names("长江十年禁渔连续〔3次〕获评优秀。", title, "340000") == ["安徽省"]
    assert names("黄河“几字弯”攻坚战完成治理〔90万亩〕。", "2026年甘肃省人民政府工作报告", "620000") == ["甘肃省"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("云台山景区不大。河南修武云台山景区假期接待游客〔12万人次〕。", "河南修武云台山景区"),
        ("在陕西西安国际陆港，货物直达〔50多个〕国家的城市。", "陕西西安国际陆港"),
        ("浙江天台抽水蓄能电站装机容量〔170万千瓦〕。", "浙江天台抽水蓄能电站"),
        ("日前，全长〔90公里〕的安徽驷马山引水工程开工。", "安徽驷马山引水工程"),
        ("第十二届环太湖国际公路自行车赛今天开赛，来自各地的〔20支〕队伍参赛。", "第十二届环太湖国际公路自行车赛"),
        ("天津交易团静海分团达成意向采购〔2亿元〕。", "天津交易团静海分团"),
        ("呼伦湖位于内蒙古，今年单网产量达到〔20万斤〕。", "呼伦湖"),
        ("贺兰山东麓长〔约290公里〕。", "贺兰山东麓"),
    ],
)
def test_a_thing_is_known_by_the_shape_of_its_name(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("山水林田湖草沙一体化治理，森林覆盖率达到〔25%〕。", "中国"),
        ("广东成立防汛工作专班，抽调干部〔800名〕。", "广东省"),
        ("今年，浏阳地区生产总值达〔1600亿元〕。", "湖南省浏阳市"),
    ],
)
def test_a_run_of_nouns_with_a_place_is_not_yet_a_name(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("《习近平关于文化工作论述选编》出版。\n《论述选编》共计〔300段〕论述。", "《习近平关于文化工作论述选编》"),
        ("第六届中国国际进口博览会将开幕。\n第六届进博会参展企业达〔3000家〕。", "第六届中国国际进口博览会"),
        ("龙卷风袭击美国加州致〔2人〕死亡。\n美国加利福尼亚州今天遭遇龙卷风。", "美国加利福尼亚州"),
    ],
)
def test_a_short_name_is_given_in_full(text: str, subject: str) -> None:
    assert names(text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("〔70岁〕苏州市民陆先生住进了医院。", "陆先生"),
        ("居家的〔66岁〕王桂英不会使用手机。", "王桂英"),
        ("国际快讯：\n美民调显示〔九成〕受访者担心物价\n据美国媒体报道，物价上涨。", "美国"),
        ("国家税务总局发票数据显示，住宿业销售收入增长〔21%〕。", "中国"),
        ("苏丹爆发冲突。根据世界卫生组织数据，造成〔600人〕死亡。", "苏丹"),
    ],
)
def test_people_countries_and_victims_rather_than_who_tells_of_them(text: str, subject: str) -> None:
    assert names(text) == [subject]


def test_a_level_below_the_country_that_nothing_names_is_nobodys_rather_than_the_countrys() -> None:
    assert names("全县新修农村公路〔120公里〕。我国粮食产量〔1.4万亿斤〕。") == ["", "中国"]
    assert names("全市场成交额〔8000亿元〕。") == ["中国"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("松潘县城市供水管网项目昨天启动。项目总投资〔3.2亿元〕。", "松潘县城市供水管网项目"),
        ("第十二届全国应急管理研讨会在广州举行。本次研讨会设〔5个〕分论坛。", "第十二届全国应急管理研讨会"),
        ("在黑龙江，总投资〔12亿元〕的大型智能制造基地正式投产。该基地年产能达50万吨。", "大型智能制造基地"),
        ("截至9月，河北120个水利项目中，有〔98个〕项目已完工。", "河北省"),
    ],
)
def test_a_bare_or_pointing_noun_means_the_thing_named_before(text: str, subject: str) -> None:
    assert names(text)[0] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("位于杭州的中国船舶钱塘造船厂今年交付〔6艘〕货轮。", "中国船舶钱塘造船厂"),
        ("弥蒙高铁全长〔107公里〕。", "弥蒙高铁"),
        ("弥蒙高铁全长107公里，通车后，弥勒至蒙自的运行时间缩短到〔半小时〕。", "弥蒙高铁"),
        ("“大国工匠——全国职工技能成果展”在北京开幕，展出〔300件〕作品。", "“大国工匠——全国职工技能成果展”"),
        ("“长风计划”推出以来，吸引全国〔80家〕院团参加。", "“长风计划”"),
        ("俄罗斯国防部5日称，俄军击落了乌军〔3架〕无人机。", "俄军"),
        ("自7日本轮冲突以来，巴勒斯坦有〔80人〕遇难。", "巴勒斯坦"),
        ("香港昨天举行国际帆船邀请赛，共有〔60支〕队伍参赛。", "国际帆船邀请赛"),
        ("上海市举行多场庆祝活动，〔2000名〕代表参加。", "上海市"),
        ("在湖北，三峡枢纽一季度通过量达〔3000万吨〕。", "三峡枢纽"),
        ("今天，南京书市开幕。南京书市展出〔3万种〕图书。", "南京书市"),
        ("昆明海关今年监管出口水果〔12万吨〕。", "昆明海关"),
        ("地震造成四川12人遇难、云南〔5人〕遇难。", "云南省"),
    ],
)
def test_who_is_described_counted_or_struck_does_not_hide_the_owner(text: str, subject: str) -> None:
    assert names(text)[-1] == subject


def test_the_parts_of_the_country_share_a_row_of_numbers() -> None:
    text = "我国东部、中部和西部地区吸收外资分别增长〔16.1%〕、〔35.6%〕、〔17.9%〕。"
    assert names(text) == ["东部地区", "中部地区", "西部地区"]
    assert names("该省东部、西部有〔12个〕县受灾。") == [""]


def test_what_lands_or_runs_at_a_place_is_not_named_after_it() -> None:
    assert names("去年，张家口落地冰雪项目〔40项〕。") == ["张家口市"]
    assert names("满洲里铁路口岸通行中欧班列〔1700列〕。") == ["中欧班列"]
