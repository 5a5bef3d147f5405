"""Values before and after."""

import pytest

from tests.transforms.observations.stations import filled
from transforms.observations import links, measures


def told(marked: str) -> list[int | None]:
    return [item.before for item in filled(marked, measures.fill, links.fill)]


@pytest.mark.parametrize(
    "marked",
    [
        "办理时限从原来平均【20.2|天|20.2天】缩减到【6.5|天|6.5天】。",
        "企业由【80|户|80户】增至【810|户|810户】。",
        "产值从2012年的【3|亿元|3亿元】增长到2021年的【9|亿元|9亿元】。",
        "检测时间从改革前【90|分钟|90分钟左右】缩短到改革后【30|分钟|30分钟左右】。",
        "改革前需要【20|天|20天】，现在只需【5|天|5天】。",
        "入库率【60|%|60%】→【85|%|85%】。",
        "油田实现了年产【30|万吨|30万吨】到【120|万吨|120万吨】的跨越。",
        "车程将由现在的【3|小时|三小时】缩短到【70|分钟|70分钟】。",
        "开发区由【162|个|162个】整合为【123|个|123个】。",
        "车程将从目前的公路约【60|分钟|60分钟】缩短至铁路约【20|分钟|20分钟】。",
    ],
)
def test_later_value_points_to_the_earlier(marked: str) -> None:
    assert told(marked) == [None, 0]


def test_lists_pair_member_by_member() -> None:
    marked = (
        "养老、失业、工伤参保人数分别从【7|万人|7万人】、【1|万人|1万人】、【2|万人|2万人】"
        "增加到【9|万人|9万人】、【3|万人|3万人】和【4|万人|4万人】。"
    )
    assert told(marked) == [None, None, None, 0, 1, 2]


def test_chain_goes_on_from_the_last() -> None:
    assert told("门店从【3|家|3家】增加到【8|家|8家】，再发展到【20|家|20家】。") == [None, 0, 1]


@pytest.mark.parametrize(
    "marked",
    [
        "票价从【50|元|50元】到【100|元|100元】不等。",
        "增长【5|%|5%】，降至【3|%|3%】。",
        "全县有水库【5|座|5座】，泵站【8|座|8座】。",
        "从村里走【3|公里|3公里】到学校要【40|分钟|40分钟】。",
    ],
)
def test_other_neighbours_are_no_pair(marked: str) -> None:
    assert told(marked) == [None, None]
