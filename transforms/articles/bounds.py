"""Whether a run of a source looks healthy: what was read of it against the bounds of its declaration.

Takes :class:`Measures` of a run, gives breaches. Below a minimum a source is broken (an index without links, pages
that lost their bodies, an error page sent as an article) and nothing of the run is published; above a maximum it warns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from transforms.articles.source import Bounds
from transforms.records import Article

LEAST_SAMPLE = 20
"""Shares and medians say nothing of fewer fresh inputs than this, unless they are all that the source has."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a run read of one source.

    Attributes:
        inputs: everything that was found: articles + rejects + unchanged.
        articles: articles read in this run.
        rejects: inputs refused in this run.
        unchanged: inputs that an earlier run had read.
        median_length: median length of the texts of `articles`, in code points.
        dated: articles with a publication date.
        authored: articles with an author.
        observations: observations in `articles`; None where they were not extracted.
    """

    inputs: int
    articles: int
    rejects: int
    unchanged: int = 0
    median_length: float = 0.0
    dated: int = 0
    authored: int = 0
    observations: int | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A bound that a run does not keep.

    Attributes:
        bound: its key in ``[bounds]``.
        expected: the declared value.
        found: what the run has.
        is_fatal: whether nothing of the run may be published.
    """

    bound: str
    expected: float
    found: float
    is_fatal: bool

    def __str__(self) -> str:
        """One line for people."""
        word = "at least" if self.bound.startswith("min_") else "at most"
        return f"bounds.{self.bound}: {_plain(self.found)}, expected {word} {_plain(self.expected)}"


def measure(articles: Iterable[Article], rejects: int, unchanged: int = 0, observations: int | None = None) -> Measures:
    """Count what was read.

    Args:
        articles: the articles of the run.
        rejects: how many inputs were refused.
        unchanged: how many were known.
        observations: how many observations the articles have, if that is known.
    """
    read = list(articles)
    return Measures(
        inputs=len(read) + rejects + unchanged,
        articles=len(read),
        rejects=rejects,
        unchanged=unchanged,
        median_length=float(median(len(each.text) for each in read)) if read else 0.0,
        dated=sum(each.published_on is not None for each in read),
        authored=sum(bool(each.authors) for each in read),
        observations=observations,
    )


def breaches(bounds: Bounds, found: Measures) -> list[Breach]:
    """The bounds that a run does not keep, the fatal ones first.

    Args:
        bounds: as declared.
        found: what the run read.
    """
    values: dict[str, float | None] = {"articles": found.articles + found.unchanged}
    if bounds.min_articles is None:  # without any article a source is broken, unless min_articles = 0 is declared
        bounds = bounds.model_copy(update={"min_articles": 1})
    if found.articles + found.rejects >= LEAST_SAMPLE or not found.unchanged:
        values |= _shares(found)
    every = []
    for name, value in values.items():
        for side, is_fatal in (("min", True), ("max", name == "rejects")):
            expected = getattr(bounds, f"{side}_{name}", None)
            if expected is None or value is None:
                continue
            if value < expected if side == "min" else value > expected:
                every.append(Breach(f"{side}_{name}", expected, value, is_fatal))
    return sorted(every, key=lambda breach: not breach.is_fatal)


def suggest(found: Measures) -> dict[str, float]:
    """Bounds that a healthy run like this one keeps with room: about four fifths of what it has.

    Args:
        found: a run that was looked at and is right.

    Returns:
        Values by key of ``[bounds]``.
    """
    shares = _shares(found)
    suggested: dict[str, float] = {"min_articles": max(1, int(found.articles * 0.8))}
    if found.articles >= LEAST_SAMPLE:
        suggested["min_median_length"] = int(found.median_length * 0.6)
        suggested["max_rejects"] = round(min(1.0, (shares["rejects"] or 0.0) * 2 + 0.02), 2)
        for name in ("dated", "authored"):
            if (shares[name] or 0.0) >= 0.5:
                suggested[f"min_{name}"] = round((shares[name] or 0.0) * 0.9, 2)
    if shares["observations"]:
        suggested["min_observations"] = int(shares["observations"] * 0.6)
    return suggested


def _shares(found: Measures) -> dict[str, float | None]:
    """What a run has, in the units of the bounds; None where it has nothing to divide by."""
    fresh = found.articles + found.rejects
    per_article = found.articles or None
    return {
        "median_length": found.median_length if per_article else None,
        "rejects": found.rejects / fresh if fresh else None,
        "dated": found.dated / per_article if per_article else None,
        "authored": found.authored / per_article if per_article else None,
        "observations": None
        if per_article is None or found.observations is None
        else 100 * found.observations / per_article,
    }


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:.2f}"
