"""The indicator registry of an installation: takes the seeds folder, gives what ``indicators.toml`` in it declares."""

from __future__ import annotations

import tomllib
from pathlib import Path

from flows.messages import MistakeError
from transforms.indicators_registry import Registry, RegistryError, parse

FILE_NAME = "indicators.toml"


def read_registry(seeds: Path) -> Registry:
    """The registry; an empty one where the folder has no ``indicators.toml``.

    Raises:
        MistakeError: the file is no TOML, or an entry is not right.
    """
    file = seeds / FILE_NAME
    try:
        return parse(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Registry(())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RegistryError) as error:
        raise MistakeError(f"{file}: {error}") from error
