"""What a run is doing, for whoever watches: a bar in a terminal, a few lines elsewhere, nothing when served.

The flow reports to the watcher of its context (a flow's parameters are JSON, a watcher is not).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from rich.console import Console


class Watcher(Protocol):
    """Hears how far a run has come."""

    def step(self, description: str) -> None:
        """A new step has begun: 读 zjfz, load …."""

    def advance(self, inputs: int) -> None:
        """So many further inputs are done."""

    def say(self, message: str) -> None:
        """Something that a waiting user wants to know."""


class Unwatched:
    """Nobody watches."""

    def step(self, description: str) -> None:
        """Say nothing."""

    def advance(self, inputs: int) -> None:
        """Say nothing."""

    def say(self, message: str) -> None:
        """Say nothing."""


class Lines:
    """A line for each step, for logs of CI and pipes."""

    def __init__(self, console: Console) -> None:
        """Write to `console`."""
        self._console = console

    def step(self, description: str) -> None:
        """Print the step."""
        self._console.print(f"{description} …", markup=False, highlight=False)

    def advance(self, inputs: int) -> None:
        """Say nothing: a line for each batch would drown the rest."""

    def say(self, message: str) -> None:
        """Print the message."""
        self._console.print(message, markup=False, highlight=False)


_UNWATCHED = Unwatched()
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


def watcher() -> Watcher:
    """Who watches this run."""
    return _watcher.get() or _UNWATCHED


@contextmanager
def watched(console: Console) -> Iterator[Watcher]:
    """Show progress on `console`: a moving bar if it is a terminal, else a line for each step."""
    if not console.is_terminal:
        with _watched_by(Lines(console)) as lines:
            yield lines
        return
    with _bar(console) as bar, _watched_by(bar):
        yield bar


@contextmanager
def _watched_by(watcher_now: Watcher) -> Iterator[Watcher]:
    token = _watcher.set(watcher_now)
    try:
        yield watcher_now
    finally:
        _watcher.reset(token)


@contextmanager
def _bar(console: Console) -> Iterator[Watcher]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    class Bar:
        """The bar; its total is not known before a source has been read to its end, so it counts."""

        def step(self, description: str) -> None:
            progress.update(line, description=description)

        def advance(self, inputs: int) -> None:
            progress.advance(line, inputs)

        def say(self, message: str) -> None:
            progress.console.print(message, markup=False, highlight=False)

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        line = progress.add_task("starting", total=None)
        yield Bar()
