"""A source folder that a test fills, and the whole way from it to articles."""

import pytest

from flows.sources.declarations import read_source
from flows.sources.discover import discover
from transforms.articles.inputs import Input
from transforms.articles.parse import parse

HEAD = 'title = "样报"\npublisher = "样报社"\n'


@pytest.fixture
def folder(tmp_path):
    """The folder of a source, empty."""
    made = tmp_path / "seeds" / "t"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def declare(folder):
    """Write a source.toml and read it: declare('kind = "files"', …)."""

    def make(*lines):
        (folder / "source.toml").write_text(HEAD + "\n".join(lines), "utf-8")
        return read_source(folder)

    return make


@pytest.fixture
def outcomes():
    """Articles and rejections of a declared source, in order."""

    def read(declared):
        return [parse(each, declared.source) if isinstance(each, Input) else each for each in discover(declared)]

    return read
