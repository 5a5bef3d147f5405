"""Kind table: one row an article, in every format, columns mapped by name."""

import gzip
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from flows.sources.declarations import find_sources
from flows.sources.discover import discover
from transforms.articles.inputs import Input, Rejection
from transforms.articles.parse import parse
from transforms.records import Article

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus beside the checkout")

ROWS = [
    {
        "编号": "a1",
        "标题": "粮食丰收",
        "日期": "2023年10月8日",
        "正文": "今年全市粮食总产量达到120万吨，比上年增长2.1%。",
        "作者": "李明、王红",
    },
    {
        "编号": "a2",
        "标题": "新校启用",
        "日期": "2023/9/1",
        "正文": "我市今年新建学校12所，新增学位九千个，\n均已投入使用。",
        "作者": None,
    },
]
COLUMNS = '[table]\nid = "编号"\ntitle = "标题"\npublished = "日期"\ntext = "正文"\nauthors = "作者"'


def write(path: Path) -> None:
    frame = pd.DataFrame(ROWS)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS).encode()
    match path.name.removesuffix(".gz"):
        case "a.jsonl":
            content = lines
        case "a.csv":
            content = frame.to_csv(index=False).encode()
        case "gbk.csv":
            content = frame.to_csv(index=False, sep=";").encode("gb18030")
        case "a.tsv":
            content = frame.to_csv(index=False, sep="\t").encode("utf-16")
        case "a.xlsx":
            frame.to_excel(path, index=False)
            return
        case "a.parquet":
            frame.to_parquet(path)
            return
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.csv.gz", "gbk.csv", "a.tsv", "a.xlsx", "a.parquet"]
)
def test_rows_of_every_format_become_the_same_articles(name, declare, folder, outcomes):
    write(folder / name)
    first, second = outcomes(declare('kind = "table"', f'locations = ["{name}"]', COLUMNS))
    assert (first.title, first.authors, first.published_on) == ("粮食丰收", ["李明", "王红"], date(2023, 10, 8))
    assert (first.locator, first.published_basis) == (f"{name}#a1", "metadata")
    assert second.text == ROWS[1]["正文"]
    assert (second.authors, second.published_on) == ([], date(2023, 9, 1))


def test_broken_rows_are_rejections_and_the_rest_goes_on(declare, folder, outcomes):
    good = json.dumps({"text": "我市今年新建学校12所，新增学位九千个，均已投入使用。"}, ensure_ascii=False)
    lines = [
        '{"text": ',
        '["no object"]',
        '{"body": "x"}',
        '{"text": null}',
        '{"text": 5}',
        '{"text": "x"}',
        '{"text": "\udcff"}',
        good,
    ]
    (folder / "a.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    found = outcomes(declare('kind = "table"', 'locations = ["a.jsonl"]'))
    assert [getattr(each, "reason", "article") for each in found] == [
        "bad-row", "bad-row", "missing-column", "no-text", "bad-row", "too-short", "undecodable", "article",
    ]  # fmt: skip
    assert found[-1].locator == "a.jsonl#8"


def test_missing_column_says_which_there_are(declare, folder, outcomes):
    (folder / "a.jsonl").write_text('{"body": "x", "head": "y"}')
    assert (
        "no column text; the row has body, head"
        in outcomes(declare('kind = "table"', 'locations = ["a.jsonl"]'))[0].detail
    )


def test_row_over_the_limit_is_passed_over(declare, folder, outcomes):
    good = json.dumps({"text": "我市今年新建学校12所，新增学位九千个，均已投入使用。"}, ensure_ascii=False)
    (folder / "a.jsonl").write_text('{"text": "' + "长" * 5000 + '"}\n' + good + "\n", "utf-8")
    found = outcomes(declare('kind = "table"', 'locations = ["a.jsonl"]', "[limits]\nmax_bytes = 1000"))
    assert [getattr(each, "reason", "article") for each in found] == ["too-large", "article"]


def test_repeated_id_is_a_rejection(declare, folder, outcomes):
    line = json.dumps({"id": "x", "text": "我市今年新建学校12所，新增学位九千个，均已投入使用。"}, ensure_ascii=False)
    (folder / "a.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    found = outcomes(declare('kind = "table"', 'locations = ["a.jsonl"]', '[table]\nid = "id"'))
    assert [getattr(each, "reason", "article") for each in found] == ["article", "duplicate"]


@pytest.mark.parametrize("name", ["a.parquet", "a.xlsx", "a.jsonl.gz"])
def test_damaged_table_is_a_rejection(name, declare, folder, outcomes):
    write(folder / name)
    (folder / name).write_bytes((folder / name).read_bytes()[:60])
    found = outcomes(declare('kind = "table"', f'locations = ["{name}"]', COLUMNS))
    assert isinstance(found[-1], Rejection) and found[-1].reason == "damaged"


@needs_corpus
def test_work_reports_lose_the_page_around_them_and_keep_their_speaker():
    declared = find_sources(ROOT / "seeds", ["gov-work-reports"])[0]
    articles = [parse(each, declared.source) for each in discover(declared) if isinstance(each, Input)]
    assert len(articles) == 16
    for article in articles:
        assert isinstance(article, Article)
        assert article.text.startswith("各位代表：\n")
        assert len(article.authors) == 1
        assert article.default_place.endswith(("省", "市", "自治区"))
        assert not {"下载", "打印", "全屏", "收藏", "【", "】", "相关报道："} & set(article.text.split("\n"))
        assert "来源：" not in article.text and "【字号" not in article.text
    zhejiang = next(each for each in articles if each.default_place == "浙江省")
    assert list(zip(zhejiang.authors, zhejiang.author_roles, strict=True)) == [("刘捷", "浙江省省长")]
    assert (zhejiang.publisher, zhejiang.published_on) == ("浙江日报", date(2026, 1, 22))


@needs_corpus
def test_every_row_of_the_news_corpus_is_an_article_with_its_date():
    declared = find_sources(ROOT / "seeds", ["cctv-news"])[0]
    inputs = list(discover(declared))
    articles = [parse(each, declared.source) for each in inputs if isinstance(each, Input)]
    assert len(articles) == len(inputs) == 10_796
    assert all(isinstance(each, Article) and each.published_basis == "metadata" for each in articles)


def test_row_that_lost_a_character_is_rejected_alone(declare, folder, outcomes):
    row = "我市今年新建学校12所，新增学位九千个，均已投入使用。"
    lines = ["text", *[row] * 40]
    content = "\n".join(lines).encode("gb18030").replace("九千".encode("gb18030"), b"\xff", 1)
    (folder / "a.csv").write_bytes(content)
    found = outcomes(declare('kind = "table"', 'locations = ["a.csv"]'))
    assert [getattr(each, "reason", "article") for each in found] == ["undecodable", *["article"] * 39]


def test_jsonl_in_a_declared_encoding_is_read(declare, folder, outcomes):
    line = json.dumps({"text": "我市今年新建学校12所，新增学位九千个，均已投入使用。"}, ensure_ascii=False)
    (folder / "a.jsonl").write_bytes(line.encode("gb18030"))
    (article,) = outcomes(declare('kind = "table"', 'locations = ["a.jsonl"]', 'encoding = "gb18030"'))
    assert article.text.startswith("我市今年")
