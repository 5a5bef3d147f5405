"""The words of the pages in both languages: takes a message's name, gives HTML that shows one of them.

Both languages stand in the page, and the style sheet hides the one that the reader did not choose; so the
switch needs no reload, and a page without its script still reads in Chinese.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from markupsafe import Markup


@cache
def messages() -> dict[str, dict[str, str]]:
    """Every message by its name (``field.value``), as ``{"zh": …, "en": …}``."""
    text = (resources.files("warehouse.pages") / "messages.toml").read_text(encoding="utf-8")
    return {f"{group}.{name}": said for group, names in tomllib.loads(text).items() for name, said in names.items()}


@cache
def both(name: str) -> Markup:
    """A message as two elements, one a language; raises KeyError for a name that is not there."""
    said = messages()[name]
    return bilingual(said["zh"], said["en"])


def bilingual(chinese: str, english: str) -> Markup:
    """Two texts of one meaning, of which the page shows the one in the reader's language."""
    if chinese == english:
        return Markup("{}").format(chinese)
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(
        chinese, english
    )


@cache
def attribute(attribute_name: str, name: str) -> Markup:
    """An attribute (``aria-label``, ``placeholder``, ``title``) that the switch turns to the other language."""
    said = messages()[name]
    return Markup('{0}="{1}" data-zh-{0}="{1}" data-en-{0}="{2}"').format(attribute_name, said["zh"], said["en"])
