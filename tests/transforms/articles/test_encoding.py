"""Bytes to characters: every usual encoding, also when the declaration lies; never mojibake."""

import random

import pytest

from transforms.articles.encoding import decode
from transforms.articles.inputs import RejectedError

SIMPLIFIED = (
    "今年前三季度，全市地区生产总值达到1.2万亿元，同比增长5.3%。其中，第一产业增加值增长3.1%，第二产业增加值增长6.0%，"
    "第三产业增加值增长5.1%。全市居民人均可支配收入达到4.5万元，城乡收入差距进一步缩小。镕、喆、堃也是人名用字。"
)
TRADITIONAL = (
    "今年前三季，全市國內生產總值達到1.2萬億元，較去年同期增長5.3%。其中，工業增加值增長6.0%，服務業增加值增長5.1%。"
    "市民平均每月收入為二萬三千元，失業率維持在百分之三的低水平，政府會繼續推動經濟發展。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_simplified_text_is_read_without_any_declaration(encoding):
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "big5hkscs", "utf-16-le"])
def test_traditional_text_is_read_without_any_declaration(encoding):
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("actual", "said"),
    [
        ("gb18030", "utf-8"),
        ("utf-8", "gb2312"),
        ("gb18030", "iso-8859-1"),
        ("gb18030", "big5"),
        ("utf-8", "nonsense-9"),
    ],
)
def test_a_page_whose_declaration_lies_is_read_as_it_is(actual, said):
    page = f'<html><head><meta charset="{said}"></head><body><p>{SIMPLIFIED}</p></body></html>'
    assert SIMPLIFIED in decode(page.encode(actual))
    assert SIMPLIFIED in decode(page.encode(actual), transport=said)


def test_big5_page_that_says_gb2312_is_read_as_big5():
    page = f'<html><head><meta charset="gb2312"></head><body><p>{TRADITIONAL}</p></body></html>'
    assert TRADITIONAL in decode(page.encode("big5"))


def test_gb2312_page_with_a_character_of_gb18030_is_read():
    page = f'<meta charset="gb2312"><p>{SIMPLIFIED}㐀</p>'
    assert "㐀" in decode(page.encode("gb18030"))


def test_declared_encoding_of_the_source_is_not_guessed_around():
    assert decode(TRADITIONAL.encode("big5"), declared="big5") == TRADITIONAL
    with pytest.raises(RejectedError, match="undecodable"):
        decode(SIMPLIFIED.encode("gb18030"), declared="utf-8")


def test_a_character_cut_off_at_the_end_is_let_go():
    assert decode(SIMPLIFIED.encode("gb18030")[:-1]) == SIMPLIFIED[:-1]


@pytest.mark.parametrize("seed", range(20))
def test_bytes_that_are_no_text_are_rejected(seed):
    with pytest.raises(RejectedError, match="undecodable"):
        decode(random.Random(seed).randbytes(3000))


def test_line_ends_and_control_characters():
    assert decode(b"a\r\nb\rc\x00\x07d") == "a\nb\ncd"


def test_empty_bytes_are_an_empty_text():
    assert decode(b"") == ""


def test_a_character_lost_outside_of_the_article_does_no_harm(read):
    page = f"<html><head><meta charset='gbk'><meta name='description' content='SUMMARY'></head><body><div class='art'>{SIMPLIFIED * 5}</div>"
    broken = page.encode("gb18030").replace(b"SUMMARY", "全市经济".encode("gb18030")[:-1])
    assert read(broken, "a.html", html={"body": ".art"}).text == SIMPLIFIED * 5


def test_an_article_that_lost_a_character_itself_is_rejected(read):
    page = f"<html><head><meta charset='gbk'></head><body><div class='art'>{SIMPLIFIED * 5}</div></body>".encode(
        "gb18030"
    )
    place = page.index(b"5.3%")
    found = read(page[:place] + b"\xff" + page[place:], "a.html", html={"body": ".art"})
    assert (found.stage, found.reason) == ("decode", "undecodable")
