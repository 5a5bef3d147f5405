"""A source outside of its bounds is told from one within, by the rows that would be written."""

from datetime import UTC, datetime

import pytest

from flows import health
from flows.extraction import extract_chunk
from flows.loading import SourceReading
from flows.sources.declarations import DeclaredSource
from transforms.articles.inputs import Input
from transforms.articles.source import Source
from transforms.tables import Provenance

TEXT = "来源：临江日报\n2023年10月8日\n今年全县粮食播种面积达到58.6万亩，比上年增加1.2万亩，粮食总产量31.4万吨，比上年增长2.3%。"


def reading(texts, **bounds):
    declared = {"source_id": "t", "title": "t", "publisher": "t", "kind": "files", "locations": ["*"], "bounds": bounds}
    source = Source.model_validate(declared)
    inputs = [Input("t", f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    read = SourceReading(DeclaredSource(source, None))
    read.inputs = len(inputs)
    read.batches = [extract_chunk(inputs, source, Provenance("run", datetime(2026, 1, 1, tzinfo=UTC), "1"))]
    return read


@pytest.mark.parametrize(
    ("texts", "bounds", "said"),
    [
        ([TEXT] * 3, {"min_articles": 3, "min_dated": 1.0, "min_observations": 100}, ""),
        ([TEXT] * 3, {"min_articles": 4}, "bounds.min_articles: 3, expected at least 4"),
        ([TEXT, "短"], {"max_rejects": 0.1}, "bounds.max_rejects: 0.50, expected at most 0.10"),
        ([TEXT.split("\n")[2]] * 3, {"min_dated": 0.9}, "bounds.min_dated: 0, expected at least 0.90"),
        (
            ["今天天气很好，大家都很高兴，一起去公园里散步，唱歌，跳舞。"] * 3,
            {"min_observations": 50},
            "bounds.min_observations",
        ),
        ([TEXT] * 3, {"min_median_length": 5000}, "bounds.min_median_length"),
    ],
    ids=["healthy", "articles", "rejects", "dates", "observations", "length"],
)
def test_breach_names_the_bound(texts, bounds, said):
    found = health.failure(health.judge(reading(texts, **bounds)))
    assert found.startswith(said) if said else found == ""


def test_too_many_is_a_warning_only():
    found = health.judge(reading([TEXT] * 3, max_articles=2))
    assert health.failure(found) == ""
    assert health.warning(found) == "bounds.max_articles: 3, expected at most 2"


@pytest.mark.parametrize(
    ("texts", "bounds", "told"),
    [
        ([], {}, "nothing found"),
        (["短", "短"], {}, "2 of 2 inputs refused: too-short 2; the first: 0.txt"),
    ],
    ids=["nothing", "rejects only"],
)
def test_source_without_any_article_is_broken(texts, bounds, told):
    read = reading(texts, **bounds)
    assert health.failure(health.judge(read)) == "bounds.min_articles: 0, expected at least 1"
    assert health.refused(read).startswith(told)
    assert health.failure(health.judge(reading(texts, min_articles=0))) == ""  # where that is declared
