"""Plain text to an article: everything is read from the form of the text, which itself stays as it stands."""

from datetime import date
from pathlib import Path

import pytest

from transforms.articles.inputs import Input, Rejection
from transforms.articles.paragraphs import paragraphs
from transforms.articles.parse import parse
from transforms.articles.source import Source
from transforms.records import Article

ROOT = Path(__file__).parents[3]
SEED = ROOT / "seeds" / "zjfz" / "000_200f8886be44e5e7.txt"


def source(**more):
    declared = {
        "source_id": "t",
        "title": "样报",
        "publisher": "样报社",
        "kind": "files",
        "locations": ["*.txt"],
        **more,
    }
    return Source.model_validate(declared)


def article(text, **more) -> Article:
    read = parse(Input("t", "a.txt", text.encode()), source(**more))
    assert isinstance(read, Article), read
    return read


@pytest.fixture
def seed() -> Article:
    read = parse(Input("zjfz", SEED.name, SEED.read_bytes()), source(source_id="zjfz", default_place="浙江省"))
    assert isinstance(read, Article)
    return read


def test_seed_text_is_stored_as_given(seed):
    assert seed.text == SEED.read_text("utf-8")


def test_seed_title_byline_and_date_are_read_from_the_text(seed):
    assert seed.title == "公安厅局长谈推动现代警务模式成熟定型"
    assert list(zip(seed.authors, seed.author_roles, strict=True)) == [
        ("陈佳妮", "本报首席记者"),
        ("陈立波", "本报记者"),
    ]
    assert (seed.published_on, seed.published_basis) == (date(2021, 4, 1), "body")


def test_seed_sections_start_at_their_headings_and_cover_the_rest(seed):
    assert [section.title for section in seed.sections] == [
        "控疫情、打侵财、防电诈 现代警务模式已显成效",
        "探索警务机制改革 推动现代警务模式高效运转",
        "打造过硬的公安铁军 保障现代警务模式成熟定型",
    ]
    for section in seed.sections:
        assert seed.text[section.start :].startswith(section.title)
    assert seed.sections[-1].end == len(seed.text)


def test_seed_paragraph_broken_over_two_lines_is_one(seed):
    broken = [seed.text[start:end] for start, end in paragraphs(seed.text) if "公、检、法、司" in seed.text[start:end]]
    assert len(broken) == 1
    assert broken[0].startswith("罗杰详细介绍了")
    assert broken[0].endswith("缩减到6.5天。")
    assert "\n" in broken[0]


def test_every_other_line_of_the_seed_is_a_paragraph_of_its_own(seed):
    filled = [line for line in seed.text.split("\n") if line.strip()]
    assert len(paragraphs(seed.text)) == len(filled) - 1


def test_windows_line_ends_and_byte_order_mark_do_not_reach_the_text():
    read = article("\ufeff标题在此\r\n\r\n我市今年新建学校12所，新增学位九千个，均已投入使用。\r\n")
    assert read.text == "标题在此\n\n我市今年新建学校12所，新增学位九千个，均已投入使用。\n"


def test_metadata_lines_of_the_head_are_read():
    head = "全市粮食再获丰收\n来源：某某日报\n发布时间：2023-10-08 09:30\n作者：李明\n"
    read = article(head + "今年全市粮食总产量达到120万吨，比上年增长2.1%。")
    assert (read.title, read.publisher, read.authors) == ("全市粮食再获丰收", "某某日报", ["李明"])
    assert (read.published_on, read.published_basis) == (date(2023, 10, 8), "body")


def test_date_in_the_file_name_is_the_last_resort():
    text = "小镇的夜市\n夜幕降临，三百多个摊位次第亮灯，游客络绎不绝，摊主们忙得不亦乐乎。"
    read = parse(Input("t", "2022-05-07_夜市.txt", text.encode()), source())
    assert isinstance(read, Article)
    assert (read.published_on, read.published_basis) == (date(2022, 5, 7), "file")


def test_nothing_tells_the_date_so_there_is_none():
    read = article("小镇的夜市\n2008年5月12日那天，他在废墟里救出了5个人，这件事全镇的人都记得。")
    assert (read.published_on, read.published_basis) == (None, "none")


@pytest.mark.parametrize("content", [b"", b" \n\n\t", "很短。".encode()], ids=["empty", "blank", "short"])
def test_text_that_is_no_article_is_rejected(content):
    read = parse(Input("t", "a.txt", content), source())
    assert isinstance(read, Rejection)
    assert read.reason in {"no-text", "too-short"}


def test_same_locator_same_id_and_other_source_other_id():
    text = "一句足够长的正文，说全县新修公路三十公里，惠及十二个村。"
    assert article(text).article_id == article(text + "又一句。").article_id
    assert article(text).article_id != article(text, source_id="u").article_id
