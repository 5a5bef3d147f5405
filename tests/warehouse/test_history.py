"""The past can be named, looked at and compared; stored text is read again by a newer extractor."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from transforms.articles.source import Source
from transforms.tables import Provenance, Reject, source_row, tabulate
from warehouse.content import content_hash
from warehouse.history import NoSuchRunError, changes, past_runs, snapshot_of, summary
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import Ledger, Run, load
from warehouse.query import run_sql
from warehouse.schema.arrow import arrow_schemas
from warehouse.stored import in_batches, stale_articles, stored_articles, stored_sources

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])


def loader(url, make_reading):
    """Loads readings as a run."""

    def loaded(run_id, found, *, version="1", edit=None):
        provenance = Provenance(run_id, datetime(2026, 1, 2, tzinfo=UTC), version)
        readings = [make_reading(*one) for one in found]
        for reading in readings:
            if edit:
                edit(reading)
        with open_for_writing(url) as lake:
            batch = tabulate(readings, arrow_schemas(), provenance)
            return load(lake, Run(provenance, "0.1.0"), [SOURCE], [batch])

    return loaded


@pytest.fixture
def run(lake_url, make_reading):
    return loader(lake_url, make_reading)


@pytest.fixture(scope="module")
def three_runs(new_lake_url, make_reading):
    """A lake of three runs, which no test of this module may change."""
    url = new_lake_url()
    run = loader(url, make_reading)
    run("2026a", [("a.txt", 120), ("b.txt", 80)])
    run("2026b", [("a.txt", 121), ("c.txt", 5)])

    def move(reading):
        reading.observations[2].subject = "青川县交通局"

    run("2027c", [("b.txt", 80)], version="2", edit=move)
    with open_for_reading(url) as lake:
        before = content_hash(lake)
    yield url
    with open_for_reading(url) as lake:
        assert content_hash(lake) == before


def test_runs_are_listed_newest_first_with_their_snapshots(three_runs):
    with open_for_reading(three_runs) as lake:
        runs = past_runs(lake)
    assert [run.run_id for run in runs] == ["2027c", "2026b", "2026a"]
    assert [run.snapshot for run in runs] == sorted((run.snapshot for run in runs), reverse=True)
    assert runs[1].counts[0]["changed"] == 1


def test_the_lake_can_be_asked_as_of_a_run_or_a_time(three_runs):
    query = "SELECT count(*) AS articles, max(value) AS most FROM articles JOIN observations USING (article_id) WHERE unit = '公里'"
    with open_for_reading(three_runs) as lake:
        by_start = snapshot_of(lake, "2027")
        assert snapshot_of(lake, "now") is None
        later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
        assert snapshot_of(lake, later) == by_start
        assert snapshot_of(lake, f"{datetime.now(UTC):%Y-%m-%d}") == by_start
    assert run_sql(three_runs, query, at="2026a").to_pylist() == [{"articles": 6, "most": 120.0}]
    assert run_sql(three_runs, query).to_pylist() == [{"articles": 9, "most": 121.0}]


@pytest.mark.parametrize(
    ("when", "said"),
    [("2026", "2 runs begin"), ("nonsense", "no run and no time"), ("1999-01-01", "no snapshot as old")],
)
def test_a_name_that_names_no_state_is_refused(three_runs, when, said):
    with open_for_reading(three_runs) as lake, pytest.raises(NoSuchRunError, match=said):
        snapshot_of(lake, when)


def test_what_changed_between_two_runs_is_told_by_source_row_and_column(three_runs):
    with open_for_reading(three_runs) as lake:
        first, second, third = (snapshot_of(lake, run) for run in ("2026a", "2026b", "2027c"))
        found = changes(lake, first, second)
        assert summary(found) == [
            {"source_id": "qingchuan", "table": "articles", "added": 1, "removed": 0, "changed": 1},
            {"source_id": "qingchuan", "table": "observations", "added": 9, "removed": 3, "changed": 2},
        ]
        (article,) = (change for change in found if change.kind == "changed" and change.table == "articles")
        assert set(article.columns) == {"title", "text", "content_sha256", "reading_sha256"} & set(article.columns)
        moved = [change for change in changes(lake, second, third) if change.table == "observations"]
        assert [(change.kind, change.columns) for change in moved] == [("changed", {"subject": (None, "青川县交通局")})]
        back = summary(changes(lake, second, first))
        assert back[1] == {"source_id": "qingchuan", "table": "observations", "added": 3, "removed": 9, "changed": 2}
        assert changes(lake, third, None) == []


def test_only_articles_of_an_older_extractor_are_stale(three_runs):
    with open_for_reading(three_runs) as lake:
        assert {source: len(ids) for source, ids in stale_articles(lake, "2").items()} == {"qingchuan": 2}
        assert stale_articles(lake, "2", ["elsewhere"]) == {}
        assert stale_articles(lake, "2", since=datetime(2030, 1, 1, tzinfo=UTC).date()) == {}
        assert [len(batch) for _, batch in in_batches(stale_articles(lake, "3"), 2)] == [2, 1]


def test_a_stored_article_comes_back_as_it_was_parsed(run, lake_url, make_reading):
    run("first", [("a.txt", 120)])
    parsed = make_reading("a.txt", 120).article
    with open_for_reading(lake_url) as lake:
        (ids,) = stale_articles(lake, "2").values()
        (article,) = stored_articles(lake, ids)
        assert stored_sources(lake, ["qingchuan"]) == [source_row(SOURCE)]
    assert replace(article, article_id="") == replace(parsed, article_id="")


def test_reading_again_from_the_lake_is_like_reading_anew(run, lake_url, tmp_path, make_reading):
    run("first", [("a.txt", 120), ("b.txt", 80)])
    provenance = Provenance("again", datetime(2026, 2, 2, tzinfo=UTC), "2")
    with open_for_writing(lake_url) as lake:
        for source_id, ids in in_batches(stale_articles(lake, "2"), 1):
            articles = stored_articles(lake, ids)
            readings = [
                replace(make_reading(article.locator, {"a.txt": 120, "b.txt": 80}[article.locator]), article=article)
                for article in articles
            ]
            step = replace(provenance, run_id=f"again-{articles[0].locator}")
            batch = tabulate(readings, arrow_schemas(), step)
            ledger = Ledger({source_id: len(articles)})
            assert load(lake, Run(step, "0.1.0"), stored_sources(lake, [source_id]), [batch], ledger).changed == 1
        assert stale_articles(lake, "2") == {}
        again = content_hash(lake)
    with open_for_writing(str(tmp_path / "anew")) as lake:
        batch = tabulate([make_reading("a.txt", 120), make_reading("b.txt", 80)], arrow_schemas(), provenance)
        load(lake, Run(provenance, "0.1.0"), [SOURCE], [batch])
        assert content_hash(lake) == again


def test_a_reject_is_no_stale_article(lake_url):
    provenance = Provenance("only", datetime(2026, 1, 2, tzinfo=UTC), "1")
    with open_for_writing(lake_url) as lake:
        batch = tabulate([], arrow_schemas(), provenance, [Reject("qingchuan", "d.pdf", "parse", "scanned")])
        load(lake, Run(provenance, "0.1.0"), [SOURCE], [batch])
        assert stale_articles(lake, "2") == {}
