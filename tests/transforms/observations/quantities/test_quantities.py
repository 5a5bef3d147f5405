"""The quantity station: every way a number is written, and everything that only looks like one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from transforms.frame import frame
from transforms.observations.quantities import station as quantities
from transforms.records import Article, Observation

NEGATIVES = tomllib.loads(Path(__file__).with_name("negatives.toml").read_text(encoding="utf-8"))


def read(text: str) -> list[Observation]:
    return quantities.read(frame(Article(text=text)))


def brief(text: str) -> list[tuple[object, ...]]:
    """Quote, value, unit and modifier of each quantity in `text`."""
    return [(text[o.start : o.end], o.value, o.unit, o.modifier) for o in read(text)]


def test_there_are_at_least_two_hundred_negatives() -> None:
    assert sum(map(len, NEGATIVES.values())) >= 200


@pytest.mark.parametrize(
    "sentence",
    [pytest.param(text, id=f"{kind}-{n}") for kind, texts in NEGATIVES.items() for n, text in enumerate(texts)],
)
def test_what_only_looks_like_a_quantity_is_left_out(sentence: str) -> None:
    assert brief(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Arabic figures with multipliers
        ("全年进出口总额达1.5万亿元。", [("1.5万亿元", 1.5e12, "元", "exact")]),
        ("投资2亿3000万元建设新校区。", [("2亿3000万元", 2.3e8, "元", "exact")]),
        ("共登记志愿者3,656名。", [("3,656名", 3656, "名", "exact")]),
        ("共登记志愿者３６５６名。", [("３６５６名", 3656, "名", "exact")]),
        ("党员总数达490多万名。", [("490多万名", 4900000, "名", "over")]),
        ("装机容量35万千瓦。", [("35万千瓦", 350000, "千瓦", "exact")]),
        ("线路全长3千米。", [("3千米", 3, "千米", "exact")]),
        # Chinese numerals
        ("全局有二百零七名民警。", [("二百零七名", 207, "名", "exact")]),
        (
            "全局有二百零七名民警和一百零二名輔警。",
            [("二百零七名", 207, "名", "exact"), ("一百零二名", 102, "名", "exact")],
        ),
        ("累计救助五千七百六十九人次。", [("五千七百六十九人次", 5769, "人次", "exact")]),
        ("发放补贴十五万五千元。", [("十五万五千元", 155000, "元", "exact")]),
        ("来了两千多名游客。", [("两千多名", 2000, "名", "over")]),
        ("五年来六次登上高原，累计巡护廿三趟。", [("六次", 6, "次", "exact"), ("廿三趟", 23, "趟", "exact")]),
        # half, tenths, fractions, multiples, ratios
        ("工期历时两年半。", [("两年半", 2.5, "年", "exact")]),
        ("排队只要半小时。", [("半小时", 0.5, "小时", "exact")]),
        ("一半以上来自本地。", [("一半以上", 50, "%", "over")]),
        ("流域约占全省面积的一半。", [("一半", 50, "%", "exact")]),
        ("出口增长近7成。", [("近7成", 70, "%", "under")]),
        ("近四成受访者表示满意。", [("近四成", 40, "%", "under")]),
        ("覆盖率超过七成半。", [("超过七成半", 75, "%", "over")]),
        ("三分之二的村通了公交。", [("三分之二", 66.667, "%", "exact")]),
        ("差错率降到万分之四。", [("万分之四", 0.04, "%", "exact")]),
        ("占全国总量的1/4。", [("1/4", 25, "%", "exact")]),
        ("产值增长近1倍。", [("近1倍", 1, "倍", "under")]),
        ("利润翻一番。", [("翻一番", 1, "番", "exact")]),
        ("收入翻了两番。", [("翻了两番", 2, "番", "exact")]),
        ("数量翻番。", [("翻番", 1, "番", "exact")]),
        ("师生比达到1∶12。", [("1∶12", 0.083333, "比1", "exact")]),
        ("美元兑本币汇率为7.25比1。", [("7.25比1", 7.25, "比1", "exact")]),
        # ranges
        ("预计增长5%—6%。", [("5%—6%", 5, "%", "exact")]),
        ("办理只需3至5天。", [("3至5天", 3, "天", "exact")]),
        ("年产60至70万吨。", [("60至70万吨", 600000, "吨", "exact")]),
        ("三五天就能办好。", [("三五天", 3, "天", "exact")]),
        # softening words
        ("近亿元资金被拦截。", [("近亿元", 1e8, "元", "under")]),
        ("首次突破万亿元（10230亿元）。", [("突破万亿元", 1e12, "元", "over"), ("10230亿元", 1.023e12, "元", "exact")]),
        ("救援力量超万人。", [("超万人", 10000, "人", "over")]),
        ("年产值过亿元。", [("过亿元", 1e8, "元", "over")]),
        ("上千架无人机升空。", [("上千架", 1000, "架", "over")]),
        ("占比不低于10%。", [("不低于10%", 10, "%", "over")]),
        ("时间压缩到10个工作日内。", [("10个工作日内", 10, "个工作日", "under")]),
        ("看了3个多小时。", [("3个多小时", 3, "小时", "over")]),
        ("等了一个多小时。", [("一个多小时", 1, "小时", "over")]),
        ("至少可以完成投资15万亿元。", [("15万亿元", 1.5e13, "元", "over")]),
        ("事故造成至少3人死亡、46人受伤。", [("至少3人", 3, "人", "over"), ("46人", 46, "人", "exact")]),
        ("甲乙两县分别投入8万元、5万元左右。", [("8万元", 80000, "元", "about"), ("5万元左右", 50000, "元", "about")]),
        ("甲乙两县分别超过8万元、5万元。", [("超过8万元", 80000, "元", "over"), ("5万元", 50000, "元", "over")]),
        # units
        ("PM2.5平均浓度为28微克每立方米。", [("28微克每立方米", 28, "微克每立方米", "exact")]),
        ("收购价3200元/吨。", [("3200元/吨", 3200, "元/吨", "exact")]),
        ("节约能源12万吨标准煤。", [("12万吨标准煤", 120000, "吨标准煤", "exact")]),
        ("港口吞吐量达300万标箱。", [("300万标箱", 3e6, "标箱", "exact")]),
        ("同比提高2.1个百分点。", [("2.1个百分点", 2.1, "个百分点", "exact")]),
        ("发生6.9级地震。", [("6.9级", 6.9, "级", "exact")]),
        ("最低气温零下20℃。", [("零下20℃", -20, "℃", "exact")]),
        ("布设了68套物联网设备。", [("68套", 68, "套", "exact")]),
        # the noun in front is what a number in its predicate counts, unless it names an amount
        ("全县60岁以上老年人有1.5万。", [("1.5万", 15000, "老年人", "exact")]),
        ("通关车辆突破110万。", [("突破110万", 1.1e6, "车辆", "over")]),
        ("视频播放量突破3亿。", [("突破3亿", 3e8, "", "over")]),
        ("死亡人数超20万。", [("超20万", 2e5, "人", "over")]),
        ("受益人口由400万增加到588万。", [("400万", 4e6, "人口", "exact"), ("588万", 5.88e6, "人口", "exact")]),
        ("贸易额从3亿升至5亿。", [("3亿", 3e8, "元", "exact"), ("5亿", 5e8, "元", "exact")]),
        ("景气指数环比减少1.9，低于预期。", [("1.9", 1.9, "", "exact")]),
        # a counted noun is its own unit; a multiplier before money is money
        ("每年惠及800万左右车主。", [("800万左右", 8e6, "车主", "about")]),
        ("为80万重点群体提供帮扶。", [("80万", 800000, "重点群体", "exact")]),
        ("近一半耕地是梯田。", [("近一半", 50, "%", "under")]),
        ("生产总值迈上5万亿台阶。", [("5万亿", 5e12, "元", "exact")]),
        ("智能算力达4800PF。", [("4800PF", 4800, "PF", "exact")]),
        ("下泄流量为5000立方米每秒。", [("5000立方米每秒", 5000, "立方米每秒", "exact")]),
        ("来自全国37支队伍参加比赛。", [("37支", 37, "支", "exact")]),
        ("发生三次余震。", [("三次", 3, "次", "exact")]),
        ("水深3米多。", [("3米多", 3, "米", "over")]),
        ("枪击造成3人中枪，另有5人因踩踏受伤。", [("3人", 3, "人", "exact"), ("5人", 5, "人", "exact")]),
        ("其中40人为外国公民。", [("40人", 40, "人", "exact")]),
        ("6家船企接到订单。", [("6家", 6, "家", "exact")]),
        ("产值由2万多亿元升到4万多亿元。", [("2万多亿元", 2e12, "元", "over"), ("4万多亿元", 4e12, "元", "over")]),
        ("约1200万百姓用上清水。", [("约1200万", 1.2e7, "百姓", "about")]),
        ("山里有野花30多种。", [("30多种", 30, "种", "over")]),
        ("覆盖超万家医院。", [("超万家", 1e4, "家", "over")]),
        ("机器处理约16万各类任务。", [("约16万", 1.6e5, "任务", "about")]),
        ("每单多挣一毛钱。", [("一毛钱", 1, "毛钱", "exact")]),
        ("广场鸣钟14响。", [("14响", 14, "响", "exact")]),
        ("标准提高到842元/月。", [("842元/月", 842, "元/月", "exact")]),
        ("培育50家以上链主企业。", [("50家以上", 50, "家", "over")]),
        ("已有3656万群众用上刷脸服务。", [("3656万", 36560000, "群众", "exact")]),
        ("仍有4万用户断电。", [("4万", 40000, "用户", "exact")]),
        ("国内旅游总人次36.74亿。", [("36.74亿", 3.674e9, "人次", "exact")]),
        ("发病率为97.1/10万。", []),
        ("产值达8385.47亿元。", [("8385.47亿元", 838547000000.0, "元", "exact")]),
        ("设立200亿引导基金。", [("200亿", 2e10, "元", "exact")]),
        # numbers that stand alone
        ("收入倍差从1.96缩小至1.81。", [("1.96", 1.96, "", "exact"), ("1.81", 1.81, "", "exact")]),
        ("群众满意度得分95，较为稳定。", [("95", 95, "", "exact")]),
        # two in one
        ("爆炸造成2死12伤。", [("2", 2, "人", "exact"), ("12", 12, "人", "exact")]),
        # lists with a shared unit
        (
            "实现率分别为94.7、97.7、80%。",
            [("94.7", 94.7, "%", "exact"), ("97.7", 97.7, "%", "exact"), ("80%", 80, "%", "exact")],
        ),
        # durations that measure
        ("工程历时3年。", [("3年", 3, "年", "exact")]),
        ("他来县城已经三年了。", [("三年", 3, "年", "exact")]),
        ("他当了40年渔民。", [("40年", 40, "年", "exact")]),
        ("村民用十年时间种出林海。", [("十年", 10, "年", "exact")]),
        ("他在讲台上一站就是近30年。", [("近30年", 30, "年", "under")]),
        ("贷款可延期1年偿还。", [("1年", 1, "年", "exact")]),
        ("收费缓缴一个季度。", [("一个季度", 1, "个季度", "exact")]),
        ("乘组已在轨一个半月，状态良好。", [("一个半月", 1.5, "个月", "exact")]),
        ("车程从一个半小时缩短到40分钟。", [("一个半小时", 1.5, "小时", "exact"), ("40分钟", 40, "分钟", "exact")]),
        ("县里组织人员24小时多维度巡堤。", []),
        ("经过半个月的治疗，他出院了。", [("半个月", 0.5, "个月", "exact")]),
        ("经过半个多月的磨合，食堂运转顺畅。", [("半个多月", 0.5, "个月", "over")]),
        ("看谁在半小时内包得多。", [("半小时内", 0.5, "小时", "under")]),
        ("她以48秒464的成绩夺冠。", [("48秒464", 48.464, "秒", "exact")]),
        ("全程只要9小时30分。", [("9小时30分", 9.5, "小时", "exact")]),
        ("警方3分钟就锁定了嫌疑人。", [("3分钟", 3, "分钟", "exact")]),
        ("这是时隔29年中国队再次夺冠。", [("29年", 29, "年", "exact")]),
        ("检测时间从改革前90分钟缩短到30分钟。", [("90分钟", 90, "分钟", "exact"), ("30分钟", 30, "分钟", "exact")]),
    ],
)
def test_a_quantity_is_read_with_its_value_unit_and_modifier(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert brief(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "high"),
    [
        ("预计增长5%—6%。", 6),
        ("年产60至70万吨。", 700000),
        ("由40支增加到60至70支。", 70),
        ("减产规模从8000桶到50万桶不等。", 500000),
        ("来了七八个人。", 8),
        ("十三四岁。", 14),
    ],
)
def test_a_range_keeps_its_upper_end(sentence: str, high: float) -> None:
    assert read(sentence)[-1].value_high == high


def test_a_change_from_one_percentage_to_another_is_no_range() -> None:
    assert [(o.value, o.value_high) for o in read("城镇化率由72%至76%。")] == [(72, None), (76, None)]
    assert [o.value for o in read("油田实现年产30万吨到120万吨的跨越。")] == [300000, 1200000]


def test_half_width_punctuation_reads_like_full_width() -> None:
    full = brief("破案率达81.8%，办理时限缩减到6.5天；惠及800万左右车主。")
    assert brief("破案率达81.8%,办理时限缩减到6.5天;惠及800万左右车主。") == full
    assert len(full) == 3


def test_a_clause_in_quotation_marks_is_read_but_a_name_is_not() -> None:
    assert [o.value for o in read("他说：“破案率达81.8%。”“最多跑一次”改革继续推进。")] == [81.8]
