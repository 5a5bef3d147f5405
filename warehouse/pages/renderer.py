"""One page at a time: takes a template and what it shows, gives the file to the writer.

Knows what every page shares: the menu, the way back to the site's folder, and which things have pages of
their own (`links`), so that no page leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment

from warehouse.pages.writer import Writer

Row = dict[str, Any]

MENU = (
    ("overview", "index.html"),
    ("indicators", "indicators.html"),
    ("places", "places.html"),
    ("initiatives", "initiatives.html"),
    ("changes", "changes.html"),
    ("targets", "targets.html"),
    ("conflicts", "conflicts.html"),
    ("articles", "articles.html"),
    ("quality", "quality.html"),
    ("search", "search.html"),
)


class Renderer:
    """Renders templates into the site.

    Attributes:
        links: pages of things by the key of the thing: ``metric_key`` of indicators, ``place:330000``,
            ``initiative:…``.
    """

    def __init__(self, templates: Environment, writer: Writer) -> None:
        """Prepare to render `templates` for `writer`."""
        self._templates = templates
        self._writer = writer
        self.links: dict[str, str] = {}

    def page(self, path: str, template: str, title: str, **shown: Any) -> None:  # noqa: ANN401 - what templates take
        """Render one page to `path`."""
        self._writer.write(path, self._rendered(path, template, title, shown))

    def page_of(self, path: str, template: str, title: str, origin: str, show: Callable[[], Row]) -> None:
        """Render one page to `path`, unless it stands there as made from this `origin`.

        Args:
            path: where it goes.
            template: what it is rendered with.
            title: its title.
            origin: tells all that goes into the page; another origin, another page.
            show: gives what the template shows; called only where the page is rendered.
        """
        if not self._writer.stands(path, origin):
            self._writer.write(path, self._rendered(path, template, title, show()), origin)

    def _rendered(self, path: str, template: str, title: str, shown: Row) -> str:
        root = "../" * path.count("/")
        given = {"root": root, "here": path, "menu": MENU, "title": title, "links": self.links, "inline": False} | shown
        return self._templates.get_template(template).render(given)

    def file(self, path: str, text: str) -> None:
        """Write a file that is no page."""
        self._writer.write(path, text)
