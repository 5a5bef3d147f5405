"""Which spans of a text say when."""

import pytest

from transforms.language.times.dates import time_expressions, time_spans


def spans(text: str) -> list[str]:
    return [text[start:end] for start, end in time_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天（3月9日）开工", ["今天", "3月9日"]),
        ("去年10月7日以来", ["去年10月7日"]),
        ("二〇二四年三月", ["二〇二四年三月"]),
        ("2016—2020年产值", ["2016—2020年"]),
        ("4、5、6月降水偏多", ["4、5、6月"]),
        ("1至11月份进口", ["1至11月份"]),
        ("今年前5个月出口", ["今年前5个月"]),
        ("第三季度和上半年", ["第三季度", "上半年"]),
        ("2025/26赛季开赛", ["2025/26"]),
        ("16时许起火，凌晨3点多扑灭", ["16时许", "凌晨3点多"]),
        ("9时24分，闸门打开", ["9时24分"]),
        ("“十四五”时期建成", ["“十四五”时期"]),
        ("上世纪80年代的老厂", ["上世纪80年代"]),
        ("正月初六返程", ["正月初六"]),
        ("国庆中秋假期客流", ["国庆中秋假期"]),
        ("“五一”假期客流", ["“五一”假期"]),
        ("五年来新建", ["五年来"]),
        ("过去24小时降雨", ["过去24小时"]),
        ("未来三年安排", ["未来三年"]),
        ("党的十八大以来", ["党的十八大以来"]),
        ("截至今年3月底", ["今年3月底"]),
        ("截至目前", ["截至目前"]),
        ("上周五和本周", ["上周五", "本周"]),
        ("2024-05-06发布", ["2024-05-06"]),
    ],
)
def test_times_are_found(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "工程历时3年",
        "他工作30年",
        "提前5天完工",
        "3日内办结",
        "15个工作日",
        "提出三点建议",
        "朝鲜半岛",
        "神舟十五号飞船",
        "每周一次例会",
        "连续12月下降",
        "3个月大的幼崽",
        "历时近三年",
        "十一个乡镇",
        "12021元",
    ],
)
def test_durations_and_names_are_left_alone(text: str) -> None:
    assert spans(text) == []


def test_kinds_tell_the_patterns_apart() -> None:
    kinds = [kind for _, _, kind in time_expressions("目前，今年春节期间、8日和五年来的数据")]
    assert kinds == ["now", "date", "festival", "date", "counted"]
