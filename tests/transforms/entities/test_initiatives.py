"""Initiatives: names, owners, kinds, and the observations that their passages state."""

from datetime import date
from pathlib import Path

import pytest

from transforms.entities import initiatives
from transforms.frame import frame
from transforms.observations import observe
from transforms.records import Article, Initiative, Observation

SEED = Path(__file__).parents[3] / "seeds" / "zjfz" / "000_200f8886be44e5e7.txt"
OWNERS = {
    "现代警务模式": "浙江省公安厅",
    "“大数据+情指行一体化+网格化”精密智控体系": "浙江公安",
    "云上公安、智慧警务": "浙江公安",
    "数据战疫": "温州公安",
    "精密智控平台": "温州公安",
    "安居码": "温州公安",
    "“最多跑一次”改革": "浙江公安",
    "情指行一体化作战": "浙江公安",
    "“枫桥式公安派出所”创建": "浙江公安",
    "执法规范化建设": "浙江公安",
    "反制系统": "温州反诈中心",
    "执法办案管理中心": "温州公安",
    "刑拘直诉": "温州公安",
    "大综合一体化行政执法改革": "江干公安",
    "基层治理四平台": "江干公安",
    "“双脑联动”模式": "江干公安",
    "车辆检测“一件事”集成改革": "浙江公安",
    "互联网+可信身份认证": "浙江公安",
    "执法管理委员会": "江干公安",
    "“五位一体”先进典型选树机制": "温州公安",
    "暖警爱警工程": "温州公安",
}
VALUES = {
    "反制系统": [8, 2500, 1e8],
    "刑拘直诉": [20.2, 6.5],
    "“最多跑一次”改革": [94.7, 97.7, 80, 73],
    "车辆检测“一件事”集成改革": [90, 30, 8e6],
    "互联网+可信身份认证": [36560000],
}


def read(text: str, title: str = "") -> tuple[dict[str, Initiative], list[Observation]]:
    cut = frame(Article(text=text, title=title, published_on=date(2021, 4, 1)))
    observations = observe(cut)
    return {item.name: item for item in initiatives.find(cut, observations)}, observations


def found(text: str, title: str = "") -> dict[str, Initiative]:
    return read(text, title)[0]


@pytest.fixture(scope="module")
def seed() -> tuple[dict[str, Initiative], list[Observation]]:
    return read(SEED.read_text(encoding="utf-8"), "公安厅局长谈推动现代警务模式成熟定型")


def test_every_initiative_of_the_seed_article_with_its_owner(
    seed: tuple[dict[str, Initiative], list[Observation]],
) -> None:
    assert {name: item.owner for name, item in seed[0].items() if name in OWNERS} == OWNERS


def test_slogans_of_the_seed_article_are_no_initiatives(seed: tuple[dict[str, Initiative], list[Observation]]) -> None:
    assert len(set(seed[0]) - set(OWNERS)) <= 1


@pytest.mark.parametrize("name", VALUES)
def test_observations_of_the_seed_article_hang_on_their_initiative(
    seed: tuple[dict[str, Initiative], list[Observation]], name: str
) -> None:
    items, observations = seed
    assert [observations[index].value for index in items[name].observations] == VALUES[name]


def test_numbers_about_a_person_do_not_hang_on_an_initiative(
    seed: tuple[dict[str, Initiative], list[Observation]],
) -> None:
    items, observations = seed
    hung = {index for item in items.values() for index in item.observations}
    assert not [o for i, o in enumerate(observations) if i in hung and o.subject_kind == "person"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("市卫健委开展“送医下乡”，惠及村民。", "送医下乡", "programme"),
        ("全县深入实施农村饮水提升工程。", "农村饮水提升工程", "programme"),
        ("教育部部署开展校园食品安全专项行动。", "校园食品安全专项行动", "campaign"),
        ("高新区推行“一窗通办”改革，办事更快。", "“一窗通办”改革", "reform"),
        ("该县创新“三色预警”的分级管理机制，防范风险。", "“三色预警”分级管理机制", "mechanism"),
        ("税务局上线“智税通”平台。", "“智税通”平台", "platform"),
        ("全省以“数字政务改革”为抓手，优化服务。", "数字政务改革", "reform"),
        ("孩子们通过“春苗计划”回到课堂。", "春苗计划", "programme"),
        ("深化供水管网制度改革，漏损率下降。", "供水管网制度改革", "reform"),
        ("各方愿共同落实全球安全倡议。", "全球安全倡议", "programme"),
        ("各国商人谈起“一带一路”都很高兴。", "共建“一带一路”", "programme"),
    ],
)
def test_named_by_marks_nouns_and_verbs(text: str, name: str, kind: str) -> None:
    assert found(text)[name].kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "全县奋力打造“重要窗口”，交出满意答卷。",
        "“八大体系”建设有序推进。",
        "军方用“长矛”导弹系统击落一架无人机。",
        "各地推进重大工程，深化各项改革，建立长效机制。",
        "公司生产工程机械，服务实体经济。",
        "坚决不搞“形象工程”“政绩工程”，推动全球金融体系改革。",
        "他说：“今年收成好，大家很高兴。”",
    ],
)
def test_pictures_sums_weapons_and_general_words_are_none(text: str) -> None:
    assert found(text) == {}


def test_owner_is_the_body_that_acts() -> None:
    text = "鹿城区税务局推行“一窗通办”改革，平均办理时间从9天缩短到2天。"
    items, observations = read(text)
    item = items["“一窗通办”改革"]
    assert item.owner == "鹿城区税务局"
    assert [observations[index].value for index in item.observations] == [9, 2]


def test_a_place_that_acts_owns_what_no_body_does() -> None:
    assert found("近年来，四川省深入实施农村饮水提升工程。")["农村饮水提升工程"].owner == "四川省"


def test_another_initiative_ends_the_passage() -> None:
    text = "市里实施农村饮水提升工程，改造水厂12座；开展校园食品安全专项行动，检查食堂300家。"
    items, observations = read(text)
    assert [observations[i].value for i in items["农村饮水提升工程"].observations] == [12]
    assert [observations[i].value for i in items["校园食品安全专项行动"].observations] == [300]


def test_every_mention_is_a_span() -> None:
    text = "市里推行“一窗通办”改革。群众称赞“一窗通办”。"
    item = found(text)["“一窗通办”改革"]
    assert [text[start:end] for start, end in item.spans] == ["“一窗通办”改革", "一窗通办"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("环北部湾广西水资源配置工程昨日动工。", "环北部湾广西水资源配置工程"),
        ("国家重大水利工程云南桃源水库工程并网发电。", "云南桃源水库工程"),
        ("在贵州至湖北±500千伏直流输电工程的工地，工人正在施工。", "贵州至湖北±500千伏直流输电工程"),
        ("两部门印发《学校食堂节约三年行动计划（2023—2025年）》。", "学校食堂节约三年行动计划（2023—2025年）"),
        ("“四纵三横”高速公路网正在成形。", "“四纵三横”高速公路网"),
        ("今年三月，智慧养老公共服务平台上线，访客众多。", "智慧养老公共服务平台"),
    ],
)
def test_works_and_plans_stand_under_their_full_name(text: str, name: str) -> None:
    assert list(found(text)) == [name]


@pytest.mark.parametrize(
    "text",
    ["“临江高速”控制性工程全面展开。", "管廊是城市“里子”工程。", "各地改造工程进展顺利。", "这项水库工程投资大。"],
)
def test_parts_and_kinds_of_works_are_no_initiatives(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("网信办部署开展今年“晴空”系列专项行动。", ["“晴空”系列专项行动"]),
        ("“振业杯”全国青年木工技能大赛决赛在青坪举行。", ["“振业杯”全国青年木工技能大赛"]),
        ("要抓紧实施新一轮百亿斤苹果产能提升行动。", ["百亿斤苹果产能提升行动"]),
        (
            "茶博会物流调度平台和茶博会照明供电管理系统也陆续启用。",
            ["茶博会物流调度平台", "茶博会照明供电管理系统"],
        ),
        ("山区供水管网改造提升工程正式启动。", ["供水管网改造提升工程"]),
        ("第5届全国护河宣传周今天启动。", ["全国护河宣传周"]),
        ("两地举办“茶乡过大年”“云上茶集”等系列活动。", ["茶乡过大年", "云上茶集"]),
        ("在青坪，“茶乡学茶艺”志愿服务活动吸引了茶农。", ["“茶乡学茶艺”志愿服务活动"]),
        ("三省山洪联合预警机制正式成立", ["山洪联合预警机制"]),
        ("《意见》指出，实施母婴平安行动提升计划，改善条件。", ["母婴平安行动提升计划"]),
        ("县里清理民生工程，开展了专项攻坚行动。", []),
    ],
)
def test_names_that_begin_go_live_or_stand_in_a_series(text: str, names: list[str]) -> None:
    assert list(found(text)) == names
