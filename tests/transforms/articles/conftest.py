"""An article from bytes, as the readers see them."""

import pytest

from transforms.articles.inputs import Input
from transforms.articles.parse import parse
from transforms.articles.source import Source


@pytest.fixture
def read():
    """read(content, "a.html", html={…}) → the article or the rejection."""

    def make(content, locator="a.txt", charset="", **more):
        declared = {
            "source_id": "t",
            "title": "样报",
            "publisher": "样报社",
            "kind": "files",
            "locations": ["*"],
            **more,
        }
        given = Input("t", locator, content if isinstance(content, bytes) else content.encode(), charset=charset)
        return parse(given, Source.model_validate(declared))

    return make
