"""Single files at https:// addresses, as locations of any kind of source."""

from __future__ import annotations

from flows.sources.declarations import DeclaredSource
from flows.sources.fetching import Fetcher
from flows.sources.locations import Found, rejection, stream_of
from flows.sources.memory import PageMemory, RememberedPage
from transforms.articles.inputs import Input, RejectedError, Rejection


def found_at(address: str, declared: DeclaredSource, memory: PageMemory | None = None) -> Found | Rejection:
    """The file at an address.

    Args:
        address: an http or https address.
        declared: the source that names it.
        memory: what was fetched before.
    """
    try:
        with Fetcher(declared, memory) as fetcher:
            page = fetcher.get(address)
    except RejectedError as error:
        return rejection(error, address, declared)
    return Found(
        locator=address,
        size=len(page.content),
        modified=page.fetched_at,
        open=lambda: stream_of(page.content),
        url=page.url,
        media_type=page.media_type,
        charset=page.charset,
    )


def as_input(page: RememberedPage, address: str, declared: DeclaredSource, hints: dict[str, str]) -> Input:
    """A fetched page as an input, under the address that led to it."""
    return Input(
        declared.source_id,
        address,
        page.content,
        url=page.url,
        media_type=page.media_type,
        charset=page.charset,
        fetched_at=page.fetched_at,
        hints=hints,
    )
