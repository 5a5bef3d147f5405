"""Where things are: the folder worked in, its sources, lake, report and log, from the environment or by custom.

Everything has a place under one root, so that a checkout works without any setting; each place can be
moved by an environment variable. Nothing is read or made here: a :class:`Settings` is names only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """The places of one installation.

    Attributes:
        root: the folder that the others stand in; holds ``seeds/``.
        seeds: one folder a source, each with its ``source.toml``.
        lake: a folder, or the URL of a catalog and a data path (see ``warehouse.lake``).
        report: folder of the pages.
        logs: folder of the log file.
        prefect_home: Prefect's own folder, with the database of the server that a run brings along.
    """

    root: Path
    seeds: Path
    lake: str
    report: Path
    logs: Path
    prefect_home: Path

    @property
    def log_file(self) -> Path:
        """The log that runs append to."""
        return self.logs / "shushuo.log"


def load_settings(environ: Mapping[str, str] | None = None, start: Path | None = None) -> Settings:
    """The settings in force.

    Args:
        environ: variables ``SHUSHUO_ROOT``, ``SHUSHUO_SEEDS``, ``SHUSHUO_LAKE``, ``SHUSHUO_REPORT``,
            ``SHUSHUO_LOGS`` and ``PREFECT_HOME``; the process's own where None. Relative places are taken
            from the root.
        start: folder from which the root is looked for where ``SHUSHUO_ROOT`` is not set.
    """
    variables = os.environ if environ is None else environ
    named = variables.get("SHUSHUO_ROOT")
    root = Path(named).expanduser().resolve() if named else find_root(start or Path.cwd())

    def place(variable: str, default: str) -> Path:
        return root / Path(variables.get(variable) or default).expanduser()

    lake = variables.get("SHUSHUO_LAKE") or "lake"
    return Settings(
        root=root,
        seeds=place("SHUSHUO_SEEDS", "seeds"),
        lake=lake if "://" in lake or lake.startswith(("postgres:", "ducklake:")) else str(root / lake),
        report=place("SHUSHUO_REPORT", "report"),
        logs=place("SHUSHUO_LOGS", "logs"),
        prefect_home=place("PREFECT_HOME", ".prefect"),
    )


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds ``seeds/``; else the checkout; else `start` itself."""
    for folder in (start, *start.parents):
        if (folder / "seeds").is_dir():
            return folder.resolve()
    checkout = Path(__file__).resolve().parents[1]
    return checkout if (checkout / "seeds").is_dir() else start.resolve()
