"""Copies of one article share a story in the lake, from the snapshot on that brings them."""

from datetime import UTC, date, datetime

import pytest

from transforms.articles.source import Source
from transforms.records import Article, Reading
from transforms.tables import Provenance, tabulate
from warehouse.lake import open_for_writing
from warehouse.load import Run, load
from warehouse.schema.arrow import arrow_schemas

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
    """Load texts as articles of two sources; give the story ids by locator, and the snapshot if one was written."""

    def stored(texts, version="1"):
        provenance = Provenance("run-1", datetime(2026, 1, 2, tzinfo=UTC), version)
        readings = [Reading(article_of(*each)) for each in texts]
        sources = [
            Source(source_id=each, title=each, publisher=each, kind="files", locations=["*"])
            for each in sorted({source_id for source_id, _, _ in texts})
        ]
        with open_for_writing(lake_url) as lake:
            snapshots = "SELECT count(*) FROM ducklake_snapshots('lake')"
            before = lake.connection.execute(snapshots).fetchall()[0][0]
            batch = tabulate(readings, arrow_schemas(), provenance)
            written = load(lake, Run(provenance, "0.1.0"), sources, [batch]).snapshot is not None
            assert lake.connection.execute(snapshots).fetchall()[0][0] == before + written
            rows = lake.connection.execute("SELECT locator, story_id FROM lake.articles ORDER BY locator").fetchall()
        return dict(rows)

    return stored


def test_copies_from_two_sources_share_a_story_and_others_have_none(store):
    found = store([("one", "a", NOTICE), ("two", "b", NOTICE.replace("消息", "获悉")), ("two", "c", OTHER)])
    assert found["a"] == found["b"] is not None
    assert found["c"] is None


def test_a_copy_that_arrives_later_brings_the_stored_article_into_its_story(store):
    assert store([("one", "a", NOTICE), ("one", "c", OTHER)]) == {"a": None, "c": None}
    found = store([("two", "b", NOTICE)])
    assert found["a"] == found["b"] is not None
    assert found["c"] is None


def test_articles_that_are_only_read_anew_keep_their_story(store):
    texts = [("one", "a", NOTICE), ("two", "b", NOTICE)]
    before = store(texts)
    assert store(texts[:1], version="2") == before
    assert before["a"] is not None


def test_a_copy_that_is_rewritten_leaves_the_story(store):
    store([("one", "a", NOTICE), ("two", "b", NOTICE)])
    assert store([("one", "a", NOTICE), ("two", "b", OTHER)]) == {"a": None, "b": None}


def test_a_copy_that_is_rewritten_in_the_run_that_brings_another_leaves_it_to_that(store):
    """One stored article changes its story, one is replaced, one arrives, all in one transaction."""
    first = store([("one", "a", NOTICE), ("two", "b", NOTICE)])
    found = store([("two", "b", OTHER), ("two", "d", NOTICE), ("two", "e", OTHER)])
    assert found["a"] == found["d"] is not None
    assert found["b"] == found["e"] not in {None, found["a"]}
    assert first["a"] == first["b"] is not None
