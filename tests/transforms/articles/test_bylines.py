"""Bylines and office holders."""

import pytest

from transforms.articles.bylines import Author, byline, office_holder


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("本报首席记者 陈佳妮 文 本报记者 陈立波 摄", [("陈佳妮", "本报首席记者"), ("陈立波", "本报记者")]),
        ("本报记者 王小明", [("王小明", "本报记者")]),
        ("□ 本报记者 王小明 李红 通讯员 赵一", [("王小明", "本报记者"), ("李红", "本报记者"), ("赵一", "通讯员")]),
        ("记者王小明 实习生 报道", [("王小明", "记者")]),
        ("本报全媒体记者 林 君摄", [("林君", "本报全媒体记者")]),
        ("作者：张三", [("张三", "作者")]),
        ("文/张三 摄/李四", [("张三", ""), ("李四", "")]),
        ("记者 买买提·吐尔逊 摄影报道", [("买买提·吐尔逊", "记者")]),
        ("深化改革 服务群众", []),
        ("本报记者昨日从市统计局获悉，全市经济增长5%。", []),
        ("人民对美好生活的向往", []),
    ],
)
def test_byline_gives_names_with_roles(line, expected):
    assert byline(line) == [Author(*each) for each in expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("浙江省省长 刘捷", Author("刘捷", "浙江省省长")),
        ("自治区主席 韦 韬", Author("韦韬", "自治区主席")),
        ("市长 阿布都·热合曼", Author("阿布都·热合曼", "市长")),
        ("各位代表 同志们", None),
        ("省长主持召开会议", None),
    ],
)
def test_office_and_its_holder(line, expected):
    assert office_holder(line) == expected
