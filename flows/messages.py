"""What a user is told when something cannot be done: one line, with what to do and the nearest valid name.

Takes exceptions, gives lines. Errors of this project carry their line themselves; of others only those that
a user can mend (a missing file, a refused permission) are put in words. The rest are defects and stay tracebacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class MistakeError(Exception):
    """A command was used wrongly; its text says what to do. Exit status 2."""


class RunFailedError(Exception):
    """A run failed; its text says what failed and what state is left. Exit status 1."""


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that ends an error: the closest valid names, or all of them where none is close.

    Returns:
        ``; did you mean zjfz?``, ``; there are: a, b``, or "" where nothing is known.
    """
    names = sorted(known)
    close = get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return f"; did you mean {' or '.join(close)}?"
    return f"; there are: {', '.join(names[:12])}" if names else ""


def one_line(error: Exception) -> str | None:
    """The line that tells a user about `error`, or None where only a traceback would help."""
    ours = type(error).__module__.partition(".")[0] in {"flows", "warehouse", "transforms"}
    if ours:
        return " ".join(str(error).split())
    if isinstance(error, FileNotFoundError) and error.filename:
        return f"{error.filename}: no such file; check the name"
    if isinstance(error, IsADirectoryError) and error.filename:
        return f"{error.filename}: is a folder; name a file"
    if isinstance(error, PermissionError) and error.filename:
        return f"{error.filename}: not allowed; check who owns it"
    return None


def in_one_line(error: Exception) -> str:
    """One line for an error of any kind, for places that have room for no more."""
    return one_line(error) or f"{type(error).__name__}: {' '.join(str(error).split())}"
