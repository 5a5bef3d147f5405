"""The pages that people look at: takes a lake, writes a static site that opens from disk with no network.

``publish`` and ``build`` are the entries. `reading` asks the lake, `articles` and its neighbours prepare what a
page shows, ``templates/`` holds the HTML, ``assets/`` style and behaviour, ``messages.toml`` the words in both
languages.
"""

from warehouse.pages.site import build, publish

__all__ = ["build", "publish"]
