"""Kind ``files``: every file that a location names is an article; archives are read member by member."""

from __future__ import annotations

from collections.abc import Iterator

from flows.sources.archives import archive_format, members
from flows.sources.declarations import DeclaredSource
from flows.sources.locations import Found, locate, read_all
from flows.sources.memory import PageMemory
from transforms.articles.formats import format_of_name
from transforms.articles.inputs import Input, Rejection


def discover(declared: DeclaredSource, memory: PageMemory | None = None) -> Iterator[Input | Rejection]:
    """The files of a source, and the members of its archives, in a fixed order."""
    for found in locate(declared, lambda name: format_of_name(name) or archive_format(name), memory):
        if isinstance(found, Rejection):
            yield found
        elif archive_format(found.locator):
            yield from members(found, declared)
        else:
            yield as_input(found, declared)


def as_input(found: Found, declared: DeclaredSource) -> Input | Rejection:
    """One file as an input; a rejection if it cannot be read or is too large."""
    content = read_all(found, declared)
    if isinstance(content, Rejection):
        return content
    return Input(
        declared.source_id,
        found.locator,
        content,
        url=found.url,
        media_type=found.media_type,
        charset=found.charset,
        modified=found.modified,
    )
