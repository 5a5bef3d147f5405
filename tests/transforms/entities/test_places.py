from datetime import date

from transforms.entities import places
from transforms.frame import frame
from transforms.records import Article, Place


def read(text: str, year: int = 2024) -> list[Place]:
    return places.find(frame(Article(text=text, published_on=date(year, 4, 1))))


def test_every_division_once_with_its_full_name_and_code() -> None:
    found = read("温州公安破案。温州市今年投入资金。江干区公安分局也在行动。", 2021)
    assert [(p.name, p.canonical, p.code, len(p.spans)) for p in found] == [
        ("温州", "温州市", "330300", 2),
        ("江干区", "杭州市江干区", "330104", 1),
    ]


def test_spans_slice_to_the_writing() -> None:
    text = "在浙江湖州安吉县，竹海连绵；安吉县余村游客不断。"
    for place in read(text):
        assert place.name == text[slice(*place.spans[0])]
        assert all(text[start:end] for start, end in place.spans)


def test_regions_rivers_and_countries_have_no_code() -> None:
    found = {p.canonical: p.code for p in read("长三角一体化提速，他跳入瓯江；永定河水清了。英国伦敦的展会开幕。")}
    assert found == {"长三角": "", "瓯江": "", "永定河": "", "英国伦敦": ""}


def test_the_world_is_no_place() -> None:
    assert read("全球经济增长放缓，世界经济承压。") == []


def test_foreign_places_are_told_by_the_words_around_them() -> None:
    text = "洪水淹没了该州奥尔斯多克市。部队在马尔林卡、梅利托多尔等方向交战。会议在首都特古西加尔巴举行。"
    assert [p.name for p in read(text)] == ["奥尔斯多克市", "马尔林卡", "梅利托多尔", "特古西加尔巴"]


def test_bodies_cities_in_general_and_points_of_the_compass_are_no_places() -> None:
    assert [p.name for p in read("欧盟今天开会，热门城市游客多，文明城市创建提速。美国东北地区遭遇暴雪。")] == ["美国"]
