"""Finding the inputs of a source: one generator a kind, inputs in a fixed order.

Takes a declared source, gives inputs with their bytes, one after the other, so that no more than one need be in
memory; what cannot be read is given as a rejection in its place. Nothing is parsed here.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from flows.sources.declarations import DeclaredSource
from flows.sources.memory import PageMemory
from transforms.articles.inputs import Input, Rejection

_KINDS = {
    "files": "flows.sources.files",
    "table": "flows.sources.tables",
    "feed": "flows.sources.feeds",
    "sitemap": "flows.sources.sitemaps",
    "listing": "flows.sources.listings",
    "warc": "flows.sources.warcs",
}


def discover(declared: DeclaredSource, memory: PageMemory | None = None) -> Iterator[Input | Rejection]:
    """The inputs of a source.

    Args:
        declared: the source and its folder.
        memory: what earlier runs fetched; it is asked for conditionally, or not fetched again.

    Yields:
        Inputs, and rejections for what was found and could not be read. Each locator comes once as an input;
        further inputs of the same locator are rejections (``duplicate``).
    """
    kind = importlib.import_module(_KINDS[declared.source.kind]).discover
    seen: set[str] = set()
    for found in kind(declared, memory):
        if isinstance(found, Input) and found.locator in seen:
            again = "the same locator stands twice; the first is taken"
            yield Rejection("discover", "duplicate", again, found.source_id, found.locator, found.content_sha256)
            continue
        if isinstance(found, Input):
            seen.add(found.locator)
        yield found
