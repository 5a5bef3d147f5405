"""Copies of one article share a story in the lake, and nothing is written where nothing changed."""

from datetime import UTC, date, datetime

import pytest

from transforms.articles.source import Source
from transforms.records import Article, Reading
from transforms.tables import Provenance, tabulate
from warehouse.lake import open_for_writing
from warehouse.load import Run, load
from warehouse.schema.arrow import arrow_schemas
from warehouse.stories import join_copies

NOTICE = (
    "临江县农业农村局消息，今年全县粮食播种面积达到58.6万亩，比上年增加1.2万亩，粮食总产量31.4万吨，比上年增长2.3%。"
    "县里投入财政资金1.8亿元用于水利设施改造，新建高标准农田4.5万亩，主要农作物综合机械化率达到88.5%。"
)
OTHER = "青山市今天举行马拉松比赛，来自18个国家和地区的1.2万名选手参加，志愿者超过3000人，带动消费超过6000万元。"


def article_of(source_id, name, text):
    """An article of a source, by its locator."""
    return Article(
        text=text,
        title=name,
        source_id=source_id,
        locator=name,
        published_on=date(2023, 10, 8),
        published_basis="metadata",
        content_sha256=f"{name}{len(text)}".encode().hex(),
    )


@pytest.fixture
def store(lake_url):
    """Load texts as articles of two sources, join copies, give the story ids by locator and how many moved."""

    def stored(texts):
        provenance = Provenance("run-1", datetime(2026, 1, 2, tzinfo=UTC), "1")
        readings = [Reading(article_of(*each)) for each in texts]
        sources = [
            Source(source_id=each, title=each, publisher=each, kind="files", locations=["*"])
            for each in sorted({source_id for source_id, _, _ in texts})
        ]
        with open_for_writing(lake_url) as lake:
            load(lake, Run(provenance, "0.1.0"), sources, [tabulate(readings, arrow_schemas(), provenance)])
            moved = join_copies(lake)
            rows = lake.connection.execute("SELECT locator, story_id FROM lake.articles ORDER BY locator").fetchall()
        return moved, dict(rows)

    return stored


def test_copies_from_two_sources_share_a_story_and_others_have_none(store):
    moved, found = store([("one", "a", NOTICE), ("two", "b", NOTICE.replace("消息", "获悉")), ("two", "c", OTHER)])
    assert moved == 2
    assert found["a"] == found["b"] is not None
    assert found["c"] is None


def test_joining_again_writes_nothing(store):
    texts = [("one", "a", NOTICE), ("two", "b", NOTICE)]
    assert store(texts)[0] == 2
    assert store(texts)[0] == 0


def test_a_copy_that_is_rewritten_leaves_the_story(store):
    store([("one", "a", NOTICE), ("two", "b", NOTICE)])
    moved, found = store([("one", "a", NOTICE), ("two", "b", OTHER)])
    assert moved >= 1
    assert found == {"a": None, "b": None}
