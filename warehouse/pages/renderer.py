"""One page at a time: takes a template and what it shows, gives the file to the writer.

Knows what every page shares: the menu, the way back to the site's folder, and which things have pages of
their own (`links`), so that no page leads nowhere.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment

from warehouse.pages.writer import Writer

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
        root = "../" * path.count("/")
        given = {"root": root, "here": path, "menu": MENU, "title": title, "links": self.links, "inline": False} | shown
        self._writer.write(path, self._templates.get_template(template).render(given))

    def file(self, path: str, text: str) -> None:
        """Write a file that is no page."""
        self._writer.write(path, text)
