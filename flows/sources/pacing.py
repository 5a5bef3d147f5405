"""One request at a time to a host, with a pause between them, however many sources read from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Pacer:
    """Knows when each host was asked last."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Start with hosts that were never asked.

        Args:
            clock: seconds, never going back.
            sleep: waits so many seconds.
        """
        self._clock, self._sleep = clock, sleep
        self._last: dict[str, float] = {}
        self._locks: dict[str, Lock] = {}
        self._guard = Lock()

    def lock(self, host: str) -> Lock:
        """The lock to hold while a request to a host is under way."""
        with self._guard:
            return self._locks.setdefault(host, Lock())

    def wait(self, host: str, seconds: float) -> None:
        """Wait until `seconds` have passed since the last request to a host ended."""
        last = self._last.get(host)
        if last is not None:
            left = last + seconds - self._clock()
            if left > 0:
                self._sleep(left)

    def done(self, host: str) -> None:
        """Note that a request to a host has ended."""
        self._last[host] = self._clock()

    def pause(self, seconds: float) -> None:
        """Wait before trying again."""
        self._sleep(seconds)


PACER = Pacer()
"""The pacer of this process: sources that share a host share its pauses."""
