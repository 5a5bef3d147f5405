"""People: their names, full roles, mentions, and whether they speak."""

from pathlib import Path

import pytest

from transforms.entities import people
from transforms.entities.offices import office_phrase
from transforms.frame import frame
from transforms.records import Article, Person

SEED = Path(__file__).parents[3] / "seeds" / "zjfz" / "000_200f8886be44e5e7.txt"


def found(text: str, place: str = "") -> dict[str, Person]:
    return {person.name: person for person in people.find(frame(Article(text=text, default_place=place)))}


def test_everybody_in_the_seed_article_with_full_roles() -> None:
    persons = found(SEED.read_text(encoding="utf-8"))
    assert {name: (person.roles, person.speaks) for name, person in persons.items()} == {
        "毛善恩": (["浙江省公安厅党委副书记", "浙江省公安厅常务副厅长"], True),
        "罗杰": (["温州市常委", "温州市公安局局长"], True),
        "田国刚": (["杭州江干区副区长", "江干区公安分局局长"], True),
        "李本春": (["一级英模"], False),
        "周扬": (["二级英模"], False),
        "沈云如": (["全国最美基层民警"], False),
        "金若华": (["新昌县公安局城西派出所所长"], False),
        "傅进华": (["金华金东孝顺派出所辅警"], False),
        "陈佳妮": (["本报首席记者"], False),
        "陈立波": (["本报记者"], False),
    }


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("北岛国防部长佩雷拉斯16日访问南岛。", "佩雷拉斯", ["北岛国防部长"]),
        ("意大利副总理兼外长塔亚尼出席会议。", "塔亚尼", ["意大利副总理", "意大利外长"]),
        ("农业农村部党组书记、部长唐海明作报告。", "唐海明", ["农业农村部党组书记", "农业农村部部长"]),
        ("江西省委书记赵志远来到南昌市。", "赵志远", ["江西省委书记"]),
        ("国家粮食和物资储备局局长丛海亮在会上发言。", "丛海亮", ["国家粮食和物资储备局局长"]),
        ("美国海军前情报官员斯科特·里德撰文。", "斯科特·里德", ["美国海军前情报官员"]),
        ("俄外长拉夫罗斯基表示，会谈将继续。", "拉夫罗斯基", ["俄罗斯外长"]),
        ("种粮大户孙有粮今年种了300亩水稻。", "孙有粮", ["种粮大户"]),
    ],
)
def test_name_and_roles(text: str, name: str, roles: list[str]) -> None:
    assert found(text)[name].roles == roles


def test_a_list_of_names_needs_no_offices() -> None:
    assert set(found("王志明、李卫东、赵海燕、钱国栋等出席会议。")) == {"王志明", "李卫东", "赵海燕", "钱国栋"}


def test_every_mention_is_a_span() -> None:
    text = "县长陈国强说，路修好了。村民都夸陈国强。"
    person = found(text)["陈国强"]
    assert [text[start:end] for start, end in person.spans] == ["陈国强", "陈国强"]
    assert person.speaks


def test_place_and_body_come_from_the_role() -> None:
    person = found("温州市公安局局长罗大成来到现场。")["罗大成"]
    assert (person.organisation, person.place_code) == ("温州市公安局", "330300")


@pytest.mark.parametrize(
    "text",
    [
        "全市干部群众安全感、获得感更强，学生任务减轻。",
        "代表江西参赛的选手来自六所高校。",
        "市民和游客纷纷前往人民英雄纪念碑。",
        "洪水退去，田野一片新绿，洪水冲毁的路已修好。",
        "两国民众同学习、共进步，民营经济人士高素质发展。",
    ],
)
def test_no_people_where_none_are_named(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("front", "office"),
    [
        ("特邀省公安厅党委副书记、常务副厅长", "省公安厅党委副书记、常务副厅长"),
        ("会见比利时首相", "比利时首相"),
        ("救起43人的一级英模", "一级英模"),
        ("大家都来", ""),
    ],
)
def test_office_phrase_leaves_out_what_leads_into_it(front: str, office: str) -> None:
    assert office_phrase(front) == office


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中方愿同苏佩雷多总统一道，落实共识。", {"苏佩雷多"}),
        ("式后，佩雷多拉斯表示，很高兴来访。", {"佩雷多拉斯"}),
        ("会见结束。陈志远、孙海平等参加上述活动。", {"陈志远", "孙海平"}),
        ("赵志远、詹小春、孔德明、檀文海4名获得者入选。", {"赵志远", "詹小春", "孔德明", "檀文海"}),
        ("法国总统访问总统府。南方队、洪方代表和洪方观众到场，洪方满意。洪水退去，胡塞武装撤离，洪水再来。", set()),
        ("塞瓦斯托利市市长称，袭击已停止。", set()),
    ],
)
def test_names_in_front_of_titles_in_lists_and_speaking(text: str, names: set[str]) -> None:
    assert set(found(text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("大会决定授予孟二兰等20名同志“最美职工”称号。", "孟二兰"),
        ("薛峰带领团队做整体规划。\n村里修了路，薛峰还设计了展馆。", "薛峰"),
        ("几位代表先后发言，陈希文参加会见并主持大会。", "陈希文"),
    ],
)
def test_a_name_without_an_office_by_what_stands_around_it(text: str, name: str) -> None:
    assert list(found(text)) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("大会向佩德罗·曼努埃尔·阿尔维斯·科斯塔致电祝贺。", "佩德罗·曼努埃尔·阿尔维斯·科斯塔"),
        ("岛国总统弗拉基米尔·伊万诺维奇·索林对我国进行访问。", "弗拉基米尔·伊万诺维奇·索林"),
        ("最佳女主角由米娅·梅尔策获得。", "米娅·梅尔策"),
        ("报告由萨拉·兰蒂日前完成。", "萨拉·兰蒂"),
    ],
)
def test_a_name_with_points_stands_by_itself(text: str, name: str) -> None:
    assert list(found(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "约翰斯·霍普金斯大学公布了病例数。",
        "卡迈勒·阿德万医院遭袭。",
        "战机由洛克希德·马丁公司制造。",
        "纪录片《寻古中国·寻夏记》开播。",
        "科技·人才·创新周开幕。",
    ],
)
def test_points_in_names_of_bodies_and_works_make_no_person(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("空间站上的航天员陈小明、刘云和蔡海哲开始返回。", ["陈小明", "刘云", "蔡海哲"]),
        ("副省长何立明、刘国中，秘书长吴政隆发言。", ["何立明", "刘国中", "吴政隆"]),
        ("会议任命张小明为副秘书长，免去沈德用的副主任职务。", ["张小明", "沈德用"]),
        ("会议增补马建国、冯正林、何平为委员；杨大波不再担任副主任。", ["马建国", "冯正林", "何平", "杨大波"]),
        ("近日，梁小英是酒厂的总工程师，她带领团队攻关。", ["梁小英"]),
        ("各地严格资格条件，从镇长、街道主任中选人。", []),
    ],
)
def test_names_on_a_list_behind_an_office_or_an_appointment(text: str, names: list[str]) -> None:
    assert list(found(text)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("昨晚，国王西哈莫尼同首相普拉昌达通话。", ["西哈莫尼", "普拉昌达"]),
        ("代表团会见国际组织总干事格罗西时，谈到合作。", ["格罗西"]),
        ("栗海生委员长来到青坪。", ["栗海生"]),
        ("南岛国防部长武切维奇会见议长布尔纳比奇。", ["武切维奇", "布尔纳比奇"]),
        ("会议致电戴尼斯·贝契罗维奇，祝贺他就任。", ["戴尼斯·贝契罗维奇"]),
        ("景海明、朱小柱、桂海文3名航天员公开亮相。", ["景海明", "朱小柱", "桂海文"]),
        ("南岛沙利文县下雪，沙利文县停电，沙利文县封路。", []),
        ("建设以绍兴、金华、台州、丽水为节点的城际公路。", []),
        ("“王海大队”飞来了。“王海大队”立过功。“王海大队”是空军的骄傲。", []),
    ],
)
def test_a_name_is_taken_whole_and_a_place_or_a_troop_is_none(text: str, names: list[str]) -> None:
    assert list(found(text)) == names
