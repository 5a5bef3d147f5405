"""Who said what: attributions, and how far the words said run."""

import pytest

from transforms.entities import quotations
from transforms.frame import frame
from transforms.records import Article, Quotation


def found(text: str, title: str = "") -> list[Quotation]:
    return quotations.find(frame(Article(text=text, title=title)))


def test_a_document_given_in_full_is_its_issuers_word() -> None:
    text = "省委 省政府关于表彰先进集体的决定发布。《决定》全文如下：\n过去一年，全省修路900公里。\n各地建桥60座。"
    title = "省委 省政府关于给青川县等授予先进集体称号的决定"
    assert [speaker_of(text, words, title) for words in ("900公里", "60座")] == ["省委、省政府"] * 2


def speaker_of(text: str, words: str, title: str = "") -> str:
    at = text.index(words)
    return next((q.speaker for q in found(text, title) if q.start <= at < q.end), "")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("县农业农村局局长李建平说，今年油菜种植面积达12万亩。", "12万亩", "李建平"),
        ("市水务局副局长周敏向记者介绍：“全市已建成泵站86座。”", "86座", "周敏"),
        ("“全村去年接待游客3万人次。”村支书何大有说。", "3万人次", "何大有"),
        ("“去年收了40吨，”种粮大户孙有田告诉记者，“今年能收50吨。”", "40吨", "孙有田"),
        ("“去年收了40吨，”种粮大户孙有田告诉记者，“今年能收50吨。”", "50吨", "孙有田"),
        ("据海岛国气象媒体报道，台风已造成至少4人受伤。", "4人", "海岛国气象媒体"),
        ("据省统计局统计，一季度全省进出口增长6%。", "6%", "省统计局"),
        ("根据北山州警方公布的修正数字，事故共造成3人死亡。", "3人", "北山州警方"),
        ("记者今天（3月5日）从青江海关获悉，前两月出口茶叶900吨。", "900吨", "青江海关"),
        ("记者从省乡村振兴局了解到，今年将新建公路200公里。", "200公里", "省乡村振兴局"),
        ("来自国铁集团消息，昨天全国铁路发送旅客1500万人次。", "1500万", "国铁集团"),
        ("商务部数据显示，前四个月家电回收量增长13%。", "13%", "商务部"),
        ("商务部今天公布的数据显示，前四个月家电回收量增长13%。", "13%", "商务部"),
        ("德国联邦统计局的数据显示，去年物价上涨7.9%。", "7.9%", "德国联邦统计局"),
        ("中国旅游研究院发布报告显示，乡村旅游收入增长48.7%。", "48.7%", "中国旅游研究院"),
        ("在陈立新看来，改革使办事时间缩短了3天。", "3天", "陈立新"),
        ("南岛国外长拉莫斯17日在驳斥有关言论时说，援助金额为2亿美元。", "2亿", "拉莫斯"),
        ("俄国防部23日称，击落了5架无人机。", "5架", "俄罗斯国防部"),
        ("快速支援部队发布声明，宣布释放265名被俘人员。", "265名", "快速支援部队"),
        ("国务院总理李强表示，中方已签署20项协议。", "20项", "李强"),
        ("教育部有关负责人介绍，全国新建幼儿园800所。", "800所", "教育部"),
        ("据镇卫生院院长吴桂兰介绍，去年接诊1.2万人次。", "1.2万", "吴桂兰"),
        ("今天，人民银行发布一季度信贷数据。3月末，贷款余额210万亿元。", "210万亿元", "人民银行"),
        ("2021年全国渔业事业发展统计公报显示，全国渔船共36万艘。", "36万艘", "2021年全国渔业事业发展统计公报"),
        ("市长高远对火灾高度重视并作出重要批示，这次6级大风天要严防火情。", "6级", "高远"),
        ("南岛媒体报道称，负责水样检测的南岛蓝湾公司的数据显示，超标水样占4%。", "4%", "南岛蓝湾公司"),
        ("中国贸促会的调研显示，近六成受访企业将增资。", "近六成", "中国贸促会"),
        ("以监狱部门称，已收到39人的名单。", "39人", "以色列监狱部门"),
        ("据现场指挥部估算，塌方量约30万立方米。", "30万", "现场指挥部"),
        ("双方宣布，达成24项成果。", "24项", "双方"),
    ],
)
def test_names_the_speaker(text: str, words: str, speaker: str) -> None:
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("据了解，该县共有大棚300座。", "300座"),
        ("县里推动落实好全市统一的要求，新建大棚300座。", "300座"),
        ("这座被称为“粮仓”的县城，去年产粮8亿斤。", "8亿斤"),
        ("他获得“劳动模范”称号，先后培训工人300名。", "300名"),
        ("数据显示，全国新增企业30万家。", "30万家"),
        ("按照《规划》要求，到2030年建成泵站90座。", "90座"),
        ("根据实时气温，热力站每2小时调整一次温度。", "2小时"),
        ("可以说，三年建成90座泵站是个奇迹。", "90座"),
        ("9日的航拍画面显示，倒塌房屋约40座。", "40座"),
        ("大家听取了代表的建议，新增车位70个。", "70个"),
    ],
)
def test_no_speaker_where_nobody_speaks(text: str, words: str) -> None:
    assert speaker_of(text, words) == ""


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("财政大臣格林称，根据预算办公室的预测，经济将萎缩0.2%。", "0.2%", "格林"),
        ("渔业协会代表说，岛上舆论调查显示，约七成居民反对。", "七成", "渔业协会代表"),
        ("南岛媒体还报道说，由一名法官完成的一份报告显示，赔偿为18万元。", "18万", "南岛媒体"),
        ("据南岛媒体报道，三月，该市发生骚乱，并宣布宵禁。2021年，该市有50人被捕。", "50人", "南岛媒体"),
        ("多国红十字会联合发表声明说，多座医院遇袭。当地90座医院关闭。", "90座", "多国红十字会"),
    ],
)
def test_the_one_who_speaks_keeps_the_word(text: str, words: str, speaker: str) -> None:
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("农业农村部数据显示，全国麦收过半。安徽小麦面积达4300万亩。", "4300万亩"),
        ("民航局数据显示，今天发送旅客200万人次。\n随着天气好转，铁路部门加大运力投放，加开列车80列。", "80列"),
        ("中国贸促会的调研显示，近六成企业将增资。\n数据显示，1—4月全国引资5000亿元。", "5000亿"),
        ("南岛国总统佩罗14日宣布全国进入灾害状态。目前，遇难者升至37人。", "37人"),
        ("南岛航空公司宣布，停飞这一机型。这标志着历时10年的项目告终。", "10年"),
        ("沿江各市按照市委书记重要指示要求，坚持生态优先。上游治理项目100个。", "100个"),
        ("南岛国外交部发表声明。声明说，驻军应离开。\n目前南岛驻有900名外军。", "900名"),
    ],
)
def test_a_release_or_an_announcement_ends(text: str, words: str) -> None:
    assert speaker_of(text, words) == ""


def test_a_release_goes_on_with_a_list_of_places() -> None:
    text = "生态环境部数据显示，各地已有规划。北京市怀柔区等17个城市成为试点。"
    assert speaker_of(text, "17个") == "生态环境部"


def test_a_document_that_came_out_wants_what_a_later_paragraph_asks() -> None:
    text = "近日，省中小企业办公室印发《若干措施》。\n针对融资难，明确提出到2030年培育企业800家。"
    assert speaker_of(text, "800家") == "省中小企业办公室"


def test_a_headline_names_a_side_by_one_character() -> None:
    assert speaker_of("晨报消息\n多架无人机来袭 俄称击落30架\n据报道，无人机夜间来袭。", "30架") == "俄罗斯"


def test_indirect_speech_runs_to_the_end_of_its_paragraph() -> None:
    text = "市长王海涛说，全市新建学校12所。其中，小学8所。\n下半年，全市还开通公交线路5条。"
    assert speaker_of(text, "8所") == "王海涛"
    assert speaker_of(text, "5条") == ""


def test_a_new_speaker_ends_the_words_of_the_one_before() -> None:
    text = "甲国国防部称，击落战机3架。乙国方面称，击退进攻6次。"
    assert [(q.speaker, text[q.start : q.end]) for q in found(text)] == [
        ("甲国国防部", "击落战机3架。"),
        ("乙国方面", "击退进攻6次。"),
    ]


def test_a_headline_between_stories_ends_everything() -> None:
    text = "据南国媒体报道，洪水造成5人受伤。\n东部城市举办灯会\n灯会展出花灯600盏。"
    assert speaker_of(text, "600盏") == ""


def test_a_quotation_runs_over_paragraphs_until_its_closing_mark() -> None:
    text = "镇长赵国强说：“我们修了路。\n“路长18公里。\n“还架了桥。”\n今年，镇里又打了井4口。"
    assert speaker_of(text, "18公里") == "赵国强"
    assert speaker_of(text, "4口") == ""


def test_press_conference_goes_on_over_paragraphs() -> None:
    text = (
        "国务院新闻办今天（6月8日）举行新闻发布会，应急管理部负责人介绍了有关情况。\n"
        "目前，6个区域救援中心全部开工。\n据介绍，全国在线监测煤矿3400家。"
    )
    assert speaker_of(text, "6个") == "应急管理部"
    assert speaker_of(text, "3400家") == "应急管理部"


def test_the_host_of_a_press_conference_is_no_speaker() -> None:
    text = "国务院新闻办今天举行新闻发布会，发布白皮书。\n白皮书约2.8万字，全文分为五个部分。"
    assert speaker_of(text, "2.8万字") == ""


def test_words_that_point_back_find_their_speaker() -> None:
    text = "省农科院研究员郑晓东表示，新品种亩产达700公斤。他说，推广面积将达50万亩。"
    assert speaker_of(text, "50万亩") == "郑晓东"
    text = "海洋监测局5日说，九月均温16度。该机构表示，全年可能高出0.5度。"
    assert speaker_of(text, "0.5度") == "海洋监测局"
    text = "北海州众议院调查委员会17日公布的报告显示，现场混乱。报告称，当时有376名警员。"
    assert speaker_of(text, "376名") == "北海州众议院调查委员会"


def test_a_meeting_speaks_under_its_full_name() -> None:
    text = "国务院总理22日主持召开国务院常务会议，听取汇报。\n会议指出，去年办理建议1.4万件。"
    assert speaker_of(text, "1.4万件") == "国务院常务会议"


def test_points_after_a_colon_belong_to_the_speaker() -> None:
    text = "李强建议：\n——新建仓库20座。\n——培训人员300名。"
    assert speaker_of(text, "300名") == "李强"


def test_an_instruction_in_a_feature_does_not_swallow_what_follows() -> None:
    text = "对党忠诚是立警之本。习近平总书记强调，要坚持人民至上。五年来，全国共破获案件122万件。"
    assert speaker_of(text, "122万件") == ""


def test_a_sentence_in_quotation_marks_belongs_to_the_name_behind_it() -> None:
    text = "周敏说，泵站建得快。\n“去年建了9座泵站。”周敏讲的这件事，大家都记得。"
    assert speaker_of(text, "9座") == "周敏"


def test_names_and_slogans_in_quotation_marks_are_not_speech() -> None:
    assert found("县里推行“一件事”改革，打造“十分钟生活圈”，办事跑零次。") == []


def test_role_is_kept_and_carried_to_later_mentions() -> None:
    text = "市公安局局长罗成表示，破案率上升。\n罗成说，案件下降。"
    assert [(q.role, q.verb, q.direct) for q in found(text)] == [
        ("市公安局局长", "表示", False),
        ("市公安局局长", "说", False),
    ]


def test_direct_speech_is_marked() -> None:
    (quotation,) = found("村支书何大有说：“今年建了3座大棚。”")
    assert quotation.direct
    assert quotation.verb == "说"


def test_half_width_marks_and_traditional_characters_read_alike() -> None:
    text = "縣長陳國強說,全縣新建學校12所."
    assert speaker_of(text, "12所") == "陈国强"


def test_figures_that_the_first_paragraph_announces_go_on_below() -> None:
    text = (
        "海关总署今天公布，前4个月进出口增长5.8%。\n前4个月，进出口总值13.32万亿元。\n在浙江义乌，商户新增订单300份。"
    )
    assert speaker_of(text, "13.32万亿元") == "海关总署"
    assert speaker_of(text, "300份") == ""


def test_a_release_may_be_followed_by_its_figures_at_once() -> None:
    assert speaker_of("商务部今天发布数据，1—2月对外投资增长35.7%。", "35.7%") == "商务部"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("海河县税务局消息，一季度减税4亿元。", "4亿元", "海河县税务局"),
        ("青江海关统计，1—10月出口茶叶494吨。", "494吨", "青江海关"),
        ("当地警方表示，爆炸造成2人死亡。", "2人", "当地警方"),
        ("农业农村部最新农情调度显示，已春播1.6亿亩。", "1.6亿亩", "农业农村部"),
        ("北山疾控中心的模型显示，新毒株占新增病例的80%。", "80%", "北山疾控中心"),
        ("青江社情调查中心昨天公布景气指数。\n9月份，指数为61.2%。", "61.2%", "青江社情调查中心"),
        ("今天（11月30日），公安部召开新闻发布会通报，共侦破案件2430起。", "2430起", "公安部"),
        ("韩正说，今年签署协议12项。", "12项", "韩正"),
        ("希普金斯表示，投资增长8%。", "8%", "希普金斯"),
    ],
)
def test_names_the_speaker_in_terse_news(text: str, words: str, speaker: str) -> None:
    assert speaker_of(text, words) == speaker


RELEASE = "省统计局今天发布的数据显示，上半年全省工业增加值增长6%。\n"


@pytest.mark.parametrize(
    "paragraph",
    [
        "从行业看，汽车制造业增长9%。",
        "另外，工业用电量同比增长9%。",
        "民生保障不断加强。上半年新增就业9%。",
        "此次统计的企业共有9%出口。",
    ],
)
def test_a_release_goes_on_over_the_paragraphs_of_its_story(paragraph: str) -> None:
    assert speaker_of(RELEASE + paragraph, "9%") == "省统计局"


@pytest.mark.parametrize(
    "paragraph",
    [
        "在河南洛阳，这家轴承厂的订单增长9%。",
        "今年以来，河南扎实推进技改，投资增长9%。",
        "走进车间，自动化设备增加了9%。",
        "省统计局去年启动普查，经费增长9%。",
        "这两天，轴承厂的订单增长9%。",
    ],
)
def test_a_scene_or_the_doings_of_the_body_end_a_release(paragraph: str) -> None:
    assert speaker_of(RELEASE + paragraph, "9%") == ""


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("下一步，省统计局将会同各市抽查企业9%。", "省统计局"),  # what it plans is part of what it made known
        ("同样忙碌的还有港口，吞吐量增长9%。", ""),
        ("民政部表示，相关平台数据显示，线上消费增长9%。", "民政部"),
    ],
)
def test_plans_of_the_body_go_on_and_the_next_scene_does_not(paragraph: str, speaker: str) -> None:
    assert speaker_of(RELEASE + paragraph, "9%") == speaker


def test_a_warning_is_no_release_that_a_story_goes_on_with() -> None:
    text = "北山气象台今天（6月2日）发布暴雨红色预警，未来三天雨量达90毫米。\n昨晚，城区积水40厘米。"
    assert speaker_of(text, "90毫米") == "北山气象台"
    assert speaker_of(text, "40厘米") == ""


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("国务院总理李明远作出重要批示。批示指出，去年事故下降12%。", "12%", "李明远"),
        ("《观察》杂志发表谷雨生的重要文章。文章指出，城镇化率达到66%。", "66%", "谷雨生"),
        ("会议听取了代表资格审查委员会关于补选代表的报告。报告说，现有代表290名。", "290名", "代表资格审查委员会"),
        ("《青江湾创新报告》今天发布。报告显示，企业增加300家。", "300家", "《青江湾创新报告》"),
        ("北海油田发布消息，新平台日产原油900吨。", "900吨", "北海油田"),
        ("南山金融监管局初步统计，已赔付7000万元。", "7000万元", "南山金融监管局"),
        ("南山信息中心对客流数据分析发现，日均客流增长33%。", "33%", "南山信息中心"),
        ("据商务大数据监测，重点商圈客流增长8%。", "8%", "商务大数据"),
        ("仓储物流协会今天公布的5月份仓储指数为51.2%。", "51.2%", "仓储物流协会"),
        ("河口大学与青江市政府联合举行新闻发布会介绍，大会共设22个展区。", "22个", "河口大学与青江市政府"),
        ("国新办今天举行发布会，统计局介绍5月份经济情况，多项数据显示回暖。\n进出口增长13%。", "13%", "统计局"),
        ("省卫生厅今天举行发布会，邀请有关科室负责人和专家介绍防治情况。\n接诊12万人次。", "12万", "省卫生厅"),
        ("胡塞武装一名官员13日称，无人机飞行12次。", "12次", "胡塞武装"),
        ("乌方还称，击落无人机12架。", "12架", "乌方"),
        ("省财政厅最新数据，保费规模达92亿元。", "92亿元", "省财政厅"),
        ("记者从2022青江北斗大会上了解到，系统覆盖面广。数据显示，产值达469亿元。", "469亿元", "2022青江北斗大会"),
        ("省追逃办公室公布了工作成效。\n省追逃办有关负责人介绍，成效显著。\n截至目前，追回61人。", "61人", "省追逃办"),
        ("公告还说，河口市港务局。", "河口", ""),
    ],
)
def test_hears_documents_figures_and_whom_a_conference_asked(text: str, words: str, speaker: str) -> None:
    assert speaker_of(text, words) == speaker


def test_what_an_attributing_clause_tells_belongs_to_the_speaker_around_it() -> None:
    text = "据北社报道，岛上的七名市长致联名信指出，制裁损失达30亿元。"
    assert speaker_of(text, "七名") == "北社"
    assert speaker_of(text, "30亿元") == "岛上的七名市长"


def test_a_headline_speaks_for_itself_alone() -> None:
    text = "国际移民署称南岛有70万人离家 各方救援\n洪水仍在持续，已有90人失踪。"
    assert speaker_of(text, "70万") == "国际移民署"
    assert speaker_of(text, "各方") == ""
    assert speaker_of(text, "90人") == ""


def test_figures_of_another_branch_are_not_the_railways() -> None:
    text = "记者从国铁集团了解到，假期预计发送旅客600万人次。\n公路方面，日均流量约350万辆。"
    assert speaker_of(text, "600万") == "国铁集团"
    assert speaker_of(text, "350万") == ""


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("北山州州长亚当斯27日发布行政令，要求各港口提前32小时报告。", "32小时", "亚当斯"),
        ("省财政厅、省教育厅日前印发通知，明确为学生减免利息，本金可延期2年。", "2年", "省财政厅、省教育厅"),
        ("今年，《乡村医生培养计划》启动，明确提出培训乡村医生5万名。", "5万名", "《乡村医生培养计划》"),
        ("《港湾时报》和河口大学近日展开的联合调查显示，约70%的受访者预计房价上涨。", "70%", "《港湾时报》和河口大学"),
        ("省卫生厅今天举行新闻发布会。\n省卫生厅负责人介绍，门诊平稳。\n1月12日，接诊40万人次。", "40万", "省卫生厅"),
        ("北山武装方面10日表示，击落了2架无人机。", "2架", "北山武装"),
        ("国家税务总局增值税发票数据显示，销售收入增长24%。", "24%", "国家税务总局"),
        ("记者从民航局新闻发布会上了解到，运送旅客1.2亿人次。", "1.2亿", "民航局"),
        ("据海洋局初步核算，一季度，我国海水淡化产量达3亿吨。", "3亿吨", "海洋局"),
        ("国家统计局今天公布的主要经济指标显示，生产回升。\n一季度，用电量增长7%。", "7%", "国家统计局"),
        ("南岛内阁府昨天公布的桥梁验收进度显示，已验收桥梁70座。", "70座", "南岛内阁府"),
        ("据南岛民意调查机构上周发布的一项店主民调显示，46%看好旅游。", "46%", "南岛民意调查机构"),
        ("据省农业厅最新农情调度，全省插秧300万亩。", "300万亩", "省农业厅"),
        ("南岛《星报》近日根据相关资料报道称，全国新建风车40座。", "40座", "南岛《星报》"),
        ("水利部今天举行发布会解读《全国灌区规划》。全国将新建灌区90处。", "90处", "水利部"),
        ("南媒民调显示八成店主看好旅游\n昨天，南岛迎来游客。", "八成", "南媒"),
        ("记者从2023中国（青坪）茶业博览会上获悉，签约40项。", "40项", "2023中国（青坪）茶业博览会"),
    ],
)
def test_hears_orders_plans_surveys_and_conferences(text: str, words: str, speaker: str) -> None:
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("省教育厅等5部门印发通知，每所小学至少配备校医2名。", "2名", "省教育厅等5部门"),
        ("国务院近期印发《护理补贴发放通知》，决定上调补贴。自2024年3月起，每月补贴200元。", "200元", "国务院"),
        ("教育部近日印发《劳动课计划》。中小学要开设劳动课。每周不低于2课时。", "2课时", "教育部"),
        ("财政部发布茶农贷款政策，贴息3年；单户贷款20万元。", "20万元", "财政部"),
        ("证监会和财政部日前联合公告，扩大试点。试点将持续6个月。", "6个月", "证监会和财政部"),
        ("教育部近日印发《劳动课计划》，每周2课时。目前，全国已有农场800个。", "800个", ""),
        ("教育部近日印发《劳动课计划》，涵盖种植等9个方面。", "9个", ""),
        ("教育部近日印发《劳动课计划》。农场里，孩子们种了12种菜。", "12种", ""),
        ("文旅部出台首批茶乡名单，青坪镇等40个镇入选。随后，茶博会接待8万人。", "8万人", ""),
    ],
)
def test_a_document_gives_what_it_provides_to_whom_it_comes_from(text: str, words: str, speaker: str) -> None:
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("云雀快运集团发言人称，船上有68名乘客。", "68名", "云雀快运集团"),
        ("南岛总统称，已派出船只12艘。", "12艘", "南岛"),
        ("南岛国家气象研究所称，气温将升至41摄氏度。", "41", "南岛国家气象研究所"),
        ("来自云岭的省人大代表单海生给茶农们带来了好消息，新茶增产70%。", "70%", "单海生"),
        ("镇里征求村民建议，三周收到了2000条。", "2000条", ""),
        ("沿海十几个县面临台风警告，超过30万人转移。", "30万人", ""),
        ("庙会当天，青坪客运公司预计执行班次350班。", "350班", ""),
        ("全镇换种早熟稻，亩产预计比往年增加10%。", "10%", ""),
    ],
)
def test_finds_the_verb_of_saying_among_words_that_look_like_it(text: str, words: str, speaker: str) -> None:
    assert speaker_of(text, words) == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("天气预报显示，一场12级的大风即将到来。", "12级"),
        ("今天全国预计航班量达到16075班。", "16075班"),
        ("相关研究预计，滑雪服市场规模约为37亿元。", "37亿元"),
        ("约四成的店主认为，客流恢复了九成。", "九成"),
        ("罢工开始，预计有180万旅客受到影响。", "180万"),
        ("民航方面，今天预计执行航班2600班。", "2600班"),
        ("事故调查预计需要2年。", "2年"),
        ("第三版诊疗方案要求，隔离7天。", "7天"),
        ("各部门在执行中的情况和建议，要在30天内报告。", "30天"),
        ("党的二十大报告提出，推动绿色发展。去年，全省造林30万亩。", "30万亩"),
    ],
)
def test_topics_groups_and_policy_do_not_speak(text: str, words: str) -> None:
    assert speaker_of(text, words) == ""
