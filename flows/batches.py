"""Inputs of a source, batch by batch, so that memory holds one batch and a task run is worth its cost.

A batch is a number of inputs or a number of bytes, whichever is reached first. A reader that broke off
(a store that went away) can be asked again: it discovers anew and goes on behind what it gave already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from flows.sources.declarations import DeclaredSource
from flows.sources.discover import discover
from transforms.articles.inputs import Input, Rejection

BATCH_INPUTS = 200
BATCH_BYTES = 8_000_000

Found = Input | Rejection


class InputReader:
    """The inputs of one source, in the source's own order, in batches."""

    def __init__(
        self, declared: DeclaredSource, discovery: Callable[[DeclaredSource], Iterator[Found]] = discover
    ) -> None:
        """Start at the source's first input; nothing is read yet."""
        self.declared = declared
        self._discovery = discovery
        self._inputs: Iterator[Found] | None = None
        self._given = 0

    def next_batch(self, inputs: int = BATCH_INPUTS, size: int = BATCH_BYTES) -> list[Found]:
        """The next inputs, or an empty list after the last one.

        Args:
            inputs: at most so many.
            size: no further one after so many bytes.

        Raises:
            Exception: whatever the source raises; the inputs of the broken batch come again with the next call.
        """
        if self._inputs is None:
            self._inputs = islice(self._discovery(self.declared), self._given, None)
        batch: list[Found] = []
        taken = 0
        try:
            while len(batch) < inputs and taken < size:
                found = next(self._inputs, None)
                if found is None:
                    break
                batch.append(found)
                taken += len(found.content) if isinstance(found, Input) else 0
        except Exception:
            self._inputs = None
            raise
        self._given += len(batch)
        return batch
