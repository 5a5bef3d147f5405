"""The whole of the reading: an article in, the article and everything found in it out."""

from __future__ import annotations

from transforms.frame import frame
from transforms.observations import observe
from transforms.records import Article, Reading

EXTRACTOR_VERSION = "1"
"""Raised with every change after which the same text may give other rows; stored with each row."""


def read(article: Article) -> Reading:
    """Read one article: its observations, people, organisations, places, initiatives and quotations."""
    cut = frame(article)
    return Reading(article=article, observations=observe(cut))
