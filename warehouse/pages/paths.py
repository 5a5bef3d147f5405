"""Where pages stand: takes what a page is about, gives its path in the site. The same thing keeps its path."""

from __future__ import annotations

import hashlib
import re

_PLAIN = re.compile(r"[a-z0-9_]{1,60}")


def article_page(article_id: str) -> str:
    """The page of an article."""
    return f"articles/{article_id}.html"


def passage(article_id: str, seq: int) -> str:
    """The place of a number in its article's text."""
    return f"{article_page(article_id)}#t{seq}"


def indicator_page(metric_key: str) -> str:
    """The page of an indicator: its id, or a hash of the words that articles use for it."""
    return f"indicators/{_slug(metric_key)}.html"


def place_page(place_code: str) -> str:
    """The page of a place."""
    return f"places/{_slug(place_code)}.html"


def initiative_page(initiative: str) -> str:
    """The page of an initiative."""
    return f"initiatives/{_slug(initiative)}.html"


def month_page(month: str | None) -> str:
    """The list of a month's articles (``2024-05``), or of the undated ones."""
    return f"articles/month-{month or 'undated'}.html"


def _slug(key: str) -> str:
    if _PLAIN.fullmatch(key):
        return key
    return f"x{hashlib.sha256(key.encode()).hexdigest()[:14]}"
