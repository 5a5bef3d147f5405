"""What each number measures: heads, things counted, lists, inheritance; sentences written for the purpose.

Quantities stand in square brackets, so that these tests ask nothing of the station that finds them.
"""

from __future__ import annotations

import re

import pytest

from transforms.frame import frame
from transforms.observations.indicators import station as indicators
from transforms.records import Article, Observation

_MARKED = re.compile(r"\[([^\]]+)\]")
_UNIT = re.compile(r"^(?:超过|突破|不到|近|约|超)?[0-9.一二三四五六七八九十两百千]+[多余]?[万亿]*[多余]?")


def named(marked: str) -> list[Observation]:
    """The observations of a text whose quantities are in brackets, with their indicators."""
    text, observations = "", []
    position = 0
    for match in _MARKED.finditer(marked):
        text += marked[position : match.start()]
        unit = _UNIT.sub("", match.group(1))
        observations.append(Observation(len(text), len(text) + len(match.group(1)), 1.0, unit))
        text += match.group(1)
        position = match.end()
    indicators.fill(frame(Article(text=text + marked[position:])), observations)
    return observations


def indicators_of(marked: str) -> list[str]:
    return [observation.indicator for observation in named(marked)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("全省地区生产总值增长[5.8%]。", ["地区生产总值"]),
        ("去年，全市规模以上工业增加值同比增长[7.1%]。", ["规模以上工业增加值"]),
        ("常住人口城镇化率达到[68.2%]。", ["常住人口城镇化率"]),
        ("林草覆盖率为[43%]，水土保持率稳定在[77.5%]。", ["林草覆盖率", "水土保持率"]),
        ("旅游总收入[365亿元]。", ["旅游总收入"]),
        ("截至6月底，我国高速公路通车里程超过[18万公里]。", ["高速公路通车里程"]),
        ("新能源汽车产量比上年增长[34.4%]。", ["新能源汽车产量"]),
        ("企业纳税事项办理时间从[20分钟]压缩到[5分钟]。", ["企业纳税事项办理时间"] * 2),
        ("快递业务量由2020年的[1.2亿件]增加到2025年的[6.8亿件]。", ["快递业务量"] * 2),
        ("外贸依存度提升至[31%]。", ["外贸依存度"]),
        ("全县秋种进度[六成]。", ["秋种进度"]),
    ],
)
def test_names_the_head_before_a_link_or_a_change(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("公安机关共抓获犯罪嫌疑人[2300名]。", ["抓获犯罪嫌疑人"]),
        ("全年新增高新技术企业[397家]。", ["新增高新技术企业"]),
        ("建成充电桩[1.2万个]，改造老旧小区[680个]。", ["建成充电桩", "改造老旧小区"]),
        ("应急管理部派出[8个]工作组。", ["派出工作组"]),
        ("法院审结各类案件[12万件]。", ["审结案件"]),
        ("全年为企业减负超[3300亿元]。", ["为企业减负"]),
        ("每位代表拿到[6张]选票。", ["每位代表拿到选票"]),
        ("累计发放补助资金[9.6亿元]。", ["发放补助资金"]),
    ],
)
def test_names_a_plain_count_by_its_verb_and_what_is_counted(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[73个]高频事项实现一次办结。", ["高频事项实现一次办结"]),
        ("[11户]企业入选国家级绿色工厂名录。", ["企业入选国家级绿色工厂名录"]),
        ("[4.9万名]电诈犯罪嫌疑人被移交我方。", ["电诈犯罪嫌疑人移交"]),
        ("有[200余条]公交线路采取停驶、绕行等措施。", ["公交线路采取停驶、绕行等措施"]),
        ("[95%]的村卫生室纳入医保定点。", ["村卫生室纳入医保定点"]),
        ("来自[30个]国家的[120名]选手参加比赛。", ["来自国家", "选手"]),
    ],
)
def test_names_what_follows_the_number(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("城镇和农村居民人均可支配收入分别增长[4.3%]、[5.5%]。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("城乡居民人均可支配收入分别增长[4%]和[6%]。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("生产安全事故起数、死亡人数分别下降[15%]、[14.5%]。", ["生产安全事故起数", "生产安全事故死亡人数"]),
        ("一证通办、网上办、掌上办实现率分别达到[94%]、[97%]、[80%]。", ["一证通办实现率", "网上办实现率", "掌上办实现率"]),
        ("快递、电信业务量分别增长[16%]、[10.7%]。", ["快递业务量", "电信业务量"]),
        ("对东盟、非洲、欧洲出口分别增长[11%]、[28%]、[10%]。", ["对东盟出口", "对非洲出口", "对欧洲出口"]),
        ("第一、二、三产业增加值分别增长[3.5%]、[5%]、[5.8%]。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        (
            "失业、工伤保险参保人数分别从[1.5亿人]、[1.9亿人]增加到[2.3亿人]、[2.9亿人]。",
            ["失业保险参保人数", "工伤保险参保人数"] * 2,
        ),
        ("刑事、治安案件下降[6.6%]、[3.6%]。", ["刑事案件", "治安案件"]),
        ("省属企业完成产业投资[55亿元]、研发投入[13亿元]，分别增长[10%]、[9%]。",
         ["省属企业完成产业投资", "省属企业完成研发投入"] * 2),
        ("锂电池、光伏组件和风电叶片等产品产量同比分别增长[9%]、[7%]、[4%]。", ["锂电池产量", "光伏组件产量", "风电叶片产量"]),
        ("装卸量、中转量和库存量三大指标分别为[20万吨]、[9万吨]、[3万吨]。", ["装卸量", "中转量", "库存量"]),
        ("上半年，摩托车产销分别完成[800万辆]和[790万辆]，同比分别增长[3%]和[5%]。", ["摩托车产量", "摩托车销量"] * 2),
    ],
)  # fmt: skip
def test_gives_each_member_of_a_list_its_own_and_the_shared_words(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("地区生产总值突破[3万亿元]、达[3.6万亿元]。", ["地区生产总值"] * 2),
        ("新增上市公司[48家]、总量达[122家]。", ["新增上市公司", "上市公司总量"]),
        ("打掉黑社会性质组织[36个]、涉恶犯罪集团[117个]。", ["打掉黑社会性质组织", "打掉涉恶犯罪集团"]),
        ("新创建零碳园区[3家]、绿色工厂[54家]。", ["新创建零碳园区", "新创建绿色工厂"]),
        ("发放救助资金[12亿元]、惠及[46万人次]。", ["发放救助资金", "救助资金惠及"]),
        ("累计完成造林[9.6亿亩]，占全球人工造林的[1/4]。", ["完成造林", "完成造林占全球人工造林"]),
        ("会议应出席代表[2977人]，出席[2947人]，缺席[30人]。", ["出席代表", "出席代表", "缺席代表"]),
        ("培育[3个]万亿级和[7个]千亿级产业集群。", ["培育万亿级产业集群", "培育千亿级产业集群"]),
        ("落实育儿补贴政策，惠及[15万户]家庭。", ["育儿补贴政策惠及家庭"]),
        ("国内生产总值[66万亿元]，按不变价格计算，同比增长[5.3%]。", ["国内生产总值"] * 2),
        ("网络经济指数增长最快，比上年增长[39.6%]。", ["网络经济指数"]),
        ("乘组完成出舱活动[1次]，历时[7小时]。", ["乘组完成出舱活动", "出舱活动历时"]),
        ("股指下跌[2.6%]，收于[3378点]，跌幅为近年最大。", ["股指"] * 2),
        ("粮食储备规模为[300万吨]，比上月增加[6万吨]，增幅为[2%]。", ["粮食储备规模"] * 3),
        ("全县有[30个]温泉酒店项目开工建设，其中[20个]项目已经完工。", ["温泉酒店项目开工建设", "温泉酒店项目完工"]),
    ],
)
def test_takes_what_a_clause_leaves_out_from_the_clauses_before(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("一处厂房发生火灾事故，造成[38人]死亡、[2人]受伤。", ["火灾事故造成死亡", "火灾事故造成受伤"]),
        ("地震造成[5人]遇难。", ["地震造成遇难"]),
        ("他带着[12岁]的女儿来到现场。", ["女儿年龄"]),
        ("为期[5天]的开放日活动今天开始。", ["开放日活动"]),
        ("信访总量连续[3年]下降。", ["信访总量连续下降"]),
        ("新建一条[5.8公里]长的输水管线。", ["输水管线长度"]),
        ("进出口总额是十年前的[2.5倍]。", ["进出口总额"]),
        ("对俄进出口增速高于全国[8.4个百分点]。", ["对俄进出口增速高于全国"]),
    ],
)
def test_names_casualties_ages_spans_and_comparisons(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("某州立大学昨晚发生枪击事件。校内有[3人]死亡，[5人]受伤。", ["枪击事件死亡", "枪击事件受伤"]),
        ("北部山区发生地震\n目前已有[16人]遇难。", ["地震遇难"]),
        ("沿海多地遭遇暴雪和寒潮袭击，已造成[6人]死亡，[20人]受伤。", ["暴雪和寒潮造成死亡", "暴雪和寒潮造成受伤"]),
        ("昨夜发生列车脱轨、相撞事故，已造成[8人]死亡。", ["相撞事故造成死亡"]),
        ("今年已有[300人]死于溺水。", ["死于溺水"]),
        ("当地已有[12人]在洪水中遇难。", ["洪水遇难"]),
        ("救援人员将山洪造成的遇难人数修订为[45人]。", ["山洪遇难人数"]),
        ("该地发生爆炸。昨天有[9人]被捕。", ["被捕"]),
    ],
)
def test_tells_casualties_by_the_event_that_caused_them(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("经营主体持续壮大。总量接近[800万户]，新登记[96万户]。", ["经营主体总量", "新登记经营主体"]),
        ("新增高速公路通车里程[150公里]，总里程达[6700公里]。", ["新增高速公路通车里程", "高速公路通车总里程"]),
        ("上市公司达[288家]、总市值超[8600亿元]。", ["上市公司", "上市公司总市值"]),
        ("一般公共预算收入增长[2%]，税占比达[77%]。", ["一般公共预算收入", "一般公共预算税占比"]),
        ("东盟继续为第一大贸易伙伴，占外贸总值的[15%]。", ["东盟占外贸总值"]),
        ("与东盟进出口增长[9%]，与中亚五国增长[7%]。", ["与东盟进出口", "与中亚五国进出口"]),
        ("发布研究成果[102项]，其中[53项]为首次发布。", ["发布研究成果", "研究成果发布"]),
        ("新增感染者[248例]，其中境外输入[97例]，本土[151例]。", ["新增感染者", "新增境外输入", "新增本土"]),
        ("通胀率已连续[7个月]上涨，本月该数据为[6.1%]。", ["通胀率连续上涨", "通胀率"]),
        ("夏粮单产再创历史新高，每亩达到[370公斤]。", ["夏粮单产"]),
        ("收割小麦[2600万亩]，进度近[八成]。", ["收割小麦", "小麦进度"]),
        ("收到议案[271件]，其中代表团提出的[19件]。", ["收到议案", "提出议案"]),
    ],
)
def test_gives_a_bare_measure_or_verb_the_topic_it_belongs_to(marked: str, expected: list[str]) -> None:
    assert [name.replace("的", "") for name in indicators_of(marked)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("南京证券交易所上市公司达[200家]。", ["上市公司"]),
        ("成都双流国际机场旅客超[4000万人次]。", ["旅客"]),
        ("长征二号运载火箭高度约[43米]。", ["高度"]),
        ("俄军使用无人机和导弹袭击了黎巴嫩的[4座]仓库。", ["袭击仓库"]),
        ("线路串联武汉[7个]行政区。", ["线路串联行政区"]),
        ("以旧换新带动新能源汽车、家电零售额分别增长[21%]、[39%]。", ["新能源汽车零售额", "家电零售额"]),
        ("国际油价收于每桶[68美元]。", ["国际油价"]),
        ("细颗粒物平均浓度为每立方米[30微克]，同比下降[3%]。", ["细颗粒物平均浓度"] * 2),
        ("项目投产后每年可增加化工原料[250万吨]。", ["每年增加化工原料"]),
        ("这条全长[59公里]的公路串起多个景区。", ["公路全长"]),
    ],
)
def test_leaves_out_owners_instruments_causes_and_bodies(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("门诊诊疗量于5月23日达到峰值[286万人次]，6月12日回落至[47万人次]。", ["门诊诊疗量"] * 2),
        ("发热门诊（诊室）诊疗量[28万人次]。", ["发热门诊（诊室）诊疗量"]),
        ("粮食产量再创新高，达到[6000万吨]。", ["粮食产量"]),
        ("利润率为[9.9%]，比规上工业企业高[4.7个百分点]。", ["利润率", "利润率高于规上工业企业"]),
        ("小微企业、大型企业利润率分别为[9%]、[7%]，比全国平均水平分别高[4个]、[1个百分点]。",
         ["小微企业利润率", "大型企业利润率", "小微企业利润率高于全国平均水平", "大型企业利润率高于全国平均水平"]),
        ("它的运载能力能达到[27吨]，是上一代火箭的[3倍]。", ["运载能力"] * 2),
    ],
)  # fmt: skip
def test_reads_peaks_gaps_brackets_and_yardsticks(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[173名]个人和[6个]团队入选人才计划。", ["个人入选人才", "团队入选人才"]),
        ("我国共向[70多个]国家提供[900次]紧急援助。", ["国家提供紧急援助", "提供紧急援助"]),
        ("本届运动会设有[32个]大项、[48个]分项。", ["运动会设有大项", "运动会设有分项"]),
        ("新增[4个]示范区、[5个]“两山”实践创新基地。", ["新增示范区", "新增“两山”实践创新基地"]),
        ("[16个]行业小类实现营业收入[2万亿元]。", ["行业小类", "行业小类实现营业收入"]),
        ("从[80吨]重的水轮机零部件到[180吨]重的凝汽器。", ["水轮机零部件重量", "凝汽器重量"]),
        ("改造老旧小区、抗震农房等[23万户]。", ["改造老旧小区、抗震农房"]),
        ("产业实力、创新环境[四项]指标均明显提升。", ["指标提升"]),
        ("[70%]的经济学家预计经济可能衰退。", ["经济学家预计经济衰退"]),
        ("死者包括[两名]儿童。", ["死亡儿童"]),
        ("飞船先后进行了[4次]轨道调整。", ["轨道调整"]),
        ("改造危旧房[6000套]、老旧小区[1.5万户]。", ["改造危旧房", "改造老旧小区"]),
        ("[5.6级]地震灾后重建有序推进。", ["地震"]),
        ("双方各向对方移交[75名]被扣押人员。", ["移交被扣押人员"]),
        ("总重量[17.5万吨]的天然气运输船下水。", ["天然气运输船总重量"]),
        ("河段流量达[900立方米]每秒左右。", ["河段流量"]),
        ("肉蛋奶、蔬菜产量均[突破百万吨]大关。", ["肉蛋奶、蔬菜产量"]),
        ("[9种]矿产资源量居全国首位。", ["矿产"]),
    ],
)
def test_shares_what_is_said_and_drops_what_says_nothing(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("云南省剑川县人民医院距离车站[7公里]。", ["距离车站"]),
        ("中国气象局公共服务中心组织[12支]应急小分队。", ["组织应急小分队"]),
        ("西门子股份公司三季度利润达到[21亿欧元]。", ["利润"]),
        ("第三届中国国际供应链促进博览会签约额[900亿元]。", ["签约额"]),
        ("经港珠澳大桥进出口总值[3000亿元]。", ["进出口总值"]),
        ("山坡上长眠着[76位]修建成昆铁路的工人。", ["长眠修建成昆铁路的工人"]),
        ("全行业完成港口集装箱吞吐量[3000万标箱]。", ["港口集装箱吞吐量"]),
        ("在海拔[3900米]的玉树州巴塘乡，游客多了起来。", ["海拔"]),
        ("习近平总书记[三次]到宁夏考察。", ["考察"]),
    ],
)
def test_leaves_out_whatever_the_subject_may_name(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected


def test_leaves_out_the_body_that_acts_and_the_place() -> None:
    assert indicators_of("日前，财政部下达水利救灾资金[1.74亿元]。") == ["下达水利救灾资金"]
    assert indicators_of("在浙江宁波，当地共培育智能工厂[14家]。") == ["培育智能工厂"]


def test_starts_after_what_introduces_the_statement() -> None:
    assert indicators_of("国家统计局数据显示，7月消费者价格指数（CPI）同比上涨[0.5%]。") == ["消费者价格指数"]


def test_keeps_the_aggregation_that_defines_it_and_says_which() -> None:
    [observation] = named("全市日均客流量达到[120万人次]。")
    assert (observation.indicator, observation.statistic) == ("日均客流量", "日均")
    [observation] = named("当地最高气温达到[41℃]。")
    assert (observation.indicator, observation.statistic) == ("最高气温", "最高")
    [observation] = named("货物进出口总额年均增长[6.4%]。")
    assert (observation.indicator, observation.statistic) == ("货物进出口总额", "年均")


def test_says_what_a_change_is_measured_against() -> None:
    assert named("货运量同比增长[5.2%]。")[0].comparison == "同比"
    assert named("刑事案件立案数较2019年下降[31.4%]。")[0].comparison == "较2019年"
    assert named("刑事案件立案数较2019年下降[31.4%]。")[0].indicator == "刑事案件立案数"


def test_names_every_quantity_of_a_paragraph_or_leaves_it_empty() -> None:
    assert indicators_of("[5%]。") == [""]
    assert indicators_of("") == []


def test_reads_traditional_characters_as_simplified_ones() -> None:
    assert indicators_of("全省經營主體達[1163.7萬戶]。") == ["经营主体"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("全年完成水利投资[850亿元]，创下了历史最高纪录。", ["完成水利投资"]),
        (
            "全省铁路建设完成投资[96亿元]，占全国铁路投资的[4.5%]。",
            ["铁路建设完成投资", "铁路建设完成投资占全国铁路投资"],
        ),
        ("今年[71岁]的村民陈阿婆起得很早。", ["年龄"]),
        ("警方通报，失踪者是他[9岁]的儿子。", ["儿子年龄"]),
        ("全长[36公里]的京沈高速沈阳段通车。", ["全长"]),
        ("石田内阁支持率跌至[25%]。", ["支持率"]),
        ("老周和同事们需要下潜的深度为[40米]。", ["下潜的深度"]),
        ("部队摧毁了仓库和[3个]雷达站。", ["摧毁雷达站"]),
        ("罢工造成[200个]航班被取消，影响[3万]旅客。", ["被取消航班", "影响旅客"]),
        ("[40项]检查内容中，该公司有[8项]未通过。", ["检查内容", "检查内容未通过"]),
        ("已建成智能化工作面[90个]，产能占全国[6成]。", ["建成智能化工作面", "智能化工作面产能占全国"]),
        ("千亿产业、省级园区从无到有，分别达[4个]、[6个]。", ["千亿产业", "省级园区"]),
        ("20岁以下观众和60岁及以上观众占比提升，分别达到[9%]和[12%]。", ["20岁以下观众占比", "60岁及以上观众占比"]),
        ("内地与澳门地区贸易额增长[8%]。", ["贸易额"]),
        (
            "基础研究经费增长到[300亿元]，投入比重连续[3年][超过5%]。",
            ["基础研究经费", "基础研究投入比重连续", "基础研究投入比重"],
        ),
        ("停运列车[30趟]、高铁累计晚点[8趟]。", ["停运列车", "高铁晚点"]),
        ("飞船采用[3小时]快速对接的方式。", ["对接"]),
        ("今年发生[85起]造成至少[4人]死伤的枪击事件。", ["发生枪击事件", "枪击事件造成死伤"]),
        ("软件和信息技术服务业运行良好，业务收入[2800亿元]。", ["软件和信息技术服务业业务收入"]),
    ],
)
def test_reads_the_sentences_of_the_news(marked: str, expected: list[str]) -> None:
    assert indicators_of(marked) == expected
