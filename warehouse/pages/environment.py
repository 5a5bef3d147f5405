"""The templates, ready to render: takes nothing but the package's own files, gives a Jinja environment.

Everything that a template prints is escaped (autoescape is on for every template, whatever its name); a
missing variable is an error, never an empty place.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from pathlib import Path

import jinja2
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from transforms.articles import paragraphs
from warehouse.pages import figures, messages

_MAKING = (".py", ".html", ".toml")
ASSETS = ("site.css", "site.js", "charts.js", "search.js", "chart.umd.min.js")


def environment() -> Environment:
    """The environment that all pages are rendered in."""
    made = Environment(
        loader=PackageLoader("warehouse.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        t=messages.both,
        label=messages.attribute,
        bilingual=messages.bilingual,
        amount=figures.amount,
        change=figures.change,
        period=figures.period,
        day=figures.day,
        plain=figures.plain,
        short=figures.short,
        asset=asset,
        policy=policy,
        inlined=inlined,
    )
    return made


@cache
def asset(name: str) -> str:
    """The text of a style sheet or script of the pages."""
    return (resources.files("warehouse.pages") / "assets" / name).read_text(encoding="utf-8")


@cache
def edition() -> str:
    """Tells the code, templates and words that pages are made with, in a few characters: others, other pages."""
    own = sorted(file for file in Path(__file__).parent.rglob("*") if file.suffix in _MAKING)
    made = hashlib.sha256(jinja2.__version__.encode())
    for file in [*own, Path(paragraphs.__file__)]:
        made.update(file.read_bytes())
    return made.hexdigest()


@cache
def inlined(name: str) -> Markup:
    """A style sheet or script as it stands inside a page; it is ours and holds no end tag, so nothing is escaped."""
    text = asset(name)
    if "</" in text:
        raise ValueError(f"{name} holds an end tag and cannot stand inside a page")
    return Markup(text)


@cache
def policy(*inline: str) -> str:
    """The content security policy of a page: its own files and, by hash, what stands inside it; no network.

    Args:
        inline: names of the assets that stand inside the page.
    """
    hashes = {
        name: f"'sha256-{base64.b64encode(hashlib.sha256(asset(name).encode()).digest()).decode()}'" for name in inline
    }
    styles = [hashed for name, hashed in hashes.items() if name.endswith(".css")]
    scripts = [hashed for name, hashed in hashes.items() if name.endswith(".js")]
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *scripts]),
            " ".join(["style-src 'self'", *styles]),
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
