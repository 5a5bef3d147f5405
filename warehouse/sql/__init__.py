"""The warehouse's SQL, one file a purpose; ``script(name)`` gives its text."""

from functools import cache
from importlib import resources


@cache
def script(name: str) -> str:
    """The text of ``<name>.sql``."""
    return (resources.files("warehouse.sql") / f"{name}.sql").read_text(encoding="utf-8")
