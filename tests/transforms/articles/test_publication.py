"""The publication date by the article's own words: right or none."""

from datetime import date

import pytest

from transforms.articles.publication import publication_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这是2021年,我市工作的主线。4月1日,访谈第四期开播。2019年就已决定。", date(2021, 4, 1)),
        ("新华社北京3月5日电 会议开幕。", None),
        ("新华社北京2023年3月5日电 会议开幕。", date(2023, 3, 5)),
        ("本报5月6日讯 记者从会上获悉，今年是2022年，也是项目收官之年。", date(2022, 5, 6)),
        ("标题\n2023年7月8日 星期六\n正文说今年完成投资3亿元。", date(2023, 7, 8)),
        ("这是2021年的大事。新规将于6月1日起施行，3月2日已公布。", date(2021, 3, 2)),
        ("这是2011年以来最高的一次，今天（5月3日）公布。", None),
        ("1997年7月1日，香港回归祖国。", None),
        ("这是2021年的事。去年12月5日的会上已有安排，2月30日并无此日。", None),
        ("各位代表，大会于二〇二六年一月二十七日开幕。这是2026年的头等大事。", date(2026, 1, 27)),
        ("", None),
    ],
)
def test_publication_date(text, expected):
    assert publication_date(text) == expected
