"""The whole of the reading: an article in, the article and everything found in it out."""

from __future__ import annotations

from transforms.frame import frame
from transforms.observations import observe
from transforms.records import Article, Reading


def read(article: Article) -> Reading:
    """Read one article: its observations, people, organisations, places, initiatives and quotations."""
    cut = frame(article)
    return Reading(article=article, observations=observe(cut))
