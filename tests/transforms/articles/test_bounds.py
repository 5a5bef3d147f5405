"""A source that breaks fails its bounds; one that has a quiet day does not."""

import pytest

from transforms.articles.bounds import Measures, breaches, measure, suggest
from transforms.articles.source import Bounds
from transforms.records import Article

HEALTHY = Measures(inputs=105, articles=100, rejects=5, median_length=800, dated=98, authored=90, observations=700)
BOUNDS = Bounds(
    min_articles=80, max_articles=300, min_median_length=400, max_rejects=0.1, min_dated=0.9, min_authored=0.8,
    min_observations=300, max_observations=3000,
)  # fmt: skip


def broken(**changes):
    fields = {name: getattr(HEALTHY, name) for name in Measures.__slots__}
    return [(breach.bound, breach.is_fatal) for breach in breaches(BOUNDS, Measures(**{**fields, **changes}))]


def test_a_healthy_run_keeps_its_bounds():
    assert broken() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"articles": 0, "rejects": 0}, [("min_articles", True)]),
        ({"median_length": 60.0}, [("min_median_length", True)]),
        ({"rejects": 50}, [("max_rejects", True)]),
        ({"dated": 10}, [("min_dated", True)]),
        ({"authored": 0}, [("min_authored", True)]),
        ({"observations": 12}, [("min_observations", True)]),
        ({"articles": 400, "dated": 400, "authored": 400, "observations": 3000}, [("max_articles", False)]),
        ({"observations": 9000}, [("max_observations", False)]),
    ],
    ids=[
        "nothing found",
        "short bodies",
        "rejects",
        "dates gone",
        "authors gone",
        "no numbers",
        "too many",
        "too many numbers",
    ],
)
def test_a_broken_source_breaches_its_bound(changes, expected):
    assert broken(**changes) == expected


def test_a_day_with_two_new_articles_is_not_judged_by_shares():
    quiet = {
        "articles": 2,
        "rejects": 1,
        "unchanged": 100,
        "dated": 0,
        "authored": 0,
        "observations": 0,
        "median_length": 90.0,
    }
    assert broken(**quiet) == []


def test_breach_says_what_was_expected():
    fields = {name: getattr(HEALTHY, name) for name in Measures.__slots__}
    (breach,) = breaches(BOUNDS, Measures(**{**fields, "dated": 40}))
    assert str(breach) == "bounds.min_dated: 0.40, expected at least 0.90"


def test_measures_are_counted_from_articles():
    articles = [Article(text="一" * 10, authors=["李明"]), Article(text="一" * 30)]
    found = measure(articles, rejects=1, unchanged=4, observations=9)
    assert (found.inputs, found.articles, found.median_length, found.dated, found.authored) == (7, 2, 20.0, 0, 1)


def test_suggested_bounds_are_kept_by_the_run_they_come_from():
    assert breaches(Bounds(**suggest(HEALTHY)), HEALTHY) == []
