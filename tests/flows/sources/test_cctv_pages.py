"""Thirty real pages, read beside their HTML by a person: title, date and every paragraph; and all pages of the sample.

The answers are lengths and the first twelve digits of SHA-256, for the texts are not ours to keep.
"""

import hashlib
import json
from pathlib import Path

import pytest

from flows.sources.declarations import FILE_NAME, find_sources
from flows.sources.discover import discover
from transforms.articles.inputs import Rejection
from transforms.articles.parse import parse
from transforms.records import Article

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT.parent / "shared" / "corpus" / "cctv-html-sample.tar.gz"
ANSWERS = json.loads((Path(__file__).parent / "answers" / "cctv_pages.json").read_text("utf-8"))
pytestmark = pytest.mark.skipif(not SAMPLE.is_file(), reason="needs ../shared/corpus beside the checkout")


@pytest.fixture(scope="module")
def pages():
    declared = find_sources(ROOT / "seeds", ["cctv-pages"])[0]
    return {each.locator.rpartition("/")[2]: parse(each, declared.source) for each in discover(declared)}


def fingerprint(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@pytest.mark.parametrize("answer", ANSWERS, ids=[answer["page"] for answer in ANSWERS])
def test_title_date_and_every_paragraph(answer, pages):
    article = pages[answer["page"]]
    assert isinstance(article, Article)
    assert (str(article.published_on), article.published_basis) == (answer["published"], "metadata")
    assert [len(article.title), fingerprint(article.title)] == [answer["title"]["length"], answer["title"]["sha256"]]
    assert [[len(each), fingerprint(each)] for each in article.text.split("\n")] == answer["paragraphs"]


def test_every_page_is_an_article_or_a_reject(pages):
    rejected = [each for each in pages.values() if isinstance(each, Rejection)]
    assert len(pages) == 1560
    assert len(rejected) == 60
    assert {each.reason for each in rejected} == {"no-text"}


def test_the_declaration_is_short():
    assert len((ROOT / "seeds/cctv-pages" / FILE_NAME).read_text("utf-8").splitlines()) <= 25
