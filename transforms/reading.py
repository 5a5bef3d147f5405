"""The whole of the reading: an article in, the article and everything found in it out.

``transforms.observations.observe`` reads the quantities alone; this adds the entities, which share the frame
and what was once worked out on it (places, quotations).
"""

from __future__ import annotations

from transforms.entities import initiatives, organisations, people, places, quotations
from transforms.frame import frame
from transforms.observations import observe
from transforms.records import Article, Reading

EXTRACTOR_VERSION = "5"
"""Raised with every change after which the same text may give other rows; stored with each row."""


def read(article: Article) -> Reading:
    """Read one article: its observations, people, organisations, places, initiatives and quotations."""
    cut = frame(article)
    observations = observe(cut)
    return Reading(
        article=article,
        observations=observations,
        people=people.find(cut),
        organisations=organisations.find(cut),
        places=places.find(cut),
        initiatives=initiatives.find(cut, observations),
        quotations=quotations.find(cut),
    )
