"""Names of people, and offices with a name behind them."""

import pytest

from transforms.language.names import is_chinese_name, is_foreign_name, split_office


@pytest.mark.parametrize("text", ["罗杰", "田国刚", "欧阳修远", "习近平", "邓晓"])
def test_chinese_names(text: str) -> None:
    assert is_chinese_name(text)


@pytest.mark.parametrize("text", ["说", "罗", "王毅表", "温州公安局", "李的", "GDP", "天气"])
def test_what_is_no_chinese_name(text: str) -> None:
    assert not is_chinese_name(text)


@pytest.mark.parametrize("text", ["佩雷斯", "斯科特·里特", "玉城丹尼", "阿卜杜拉希扬"])
def test_foreign_names(text: str) -> None:
    assert is_foreign_name(text)


@pytest.mark.parametrize(
    ("phrase", "role", "name"),
    [
        ("温州市常委、公安局局长罗成", "温州市常委、公安局局长", "罗成"),
        ("南岛国外交部发言人卡纳尼", "南岛国外交部发言人", "卡纳尼"),
        ("特教老师刘玲琍", "特教老师", "刘玲琍"),
        ("习近平总书记", "总书记", "习近平"),
        ("杜先生", "", "杜先生"),
        ("种粮大户高大山", "种粮大户", "高大山"),
    ],
)
def test_office_and_name_part(phrase: str, role: str, name: str) -> None:
    assert split_office(phrase) == (role, name)


@pytest.mark.parametrize("phrase", ["教育部有关负责人", "中国代表团", "昆州消防部门官员", "卡尔", "海关总署"])
def test_an_office_without_a_name_names_nobody(phrase: str) -> None:
    assert split_office(phrase) is None
