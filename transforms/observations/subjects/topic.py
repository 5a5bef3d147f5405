"""The record of a candidate: who or what a sentence names that may have a number."""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """Whose a number may be.

    Attributes:
        start: first character of the words that name it.
        end: one past the last.
        name: the name that a subject bears.
        kind: ``place``, ``organisation``, ``person`` or ``project``.
        code: GB/T 2260 code of its place, or "".
        seat: a body's place by name (国家统计局 → 中国), or "".
        sort: what the finder knows beyond the kind: a place's kind (division, country …), ``pointed``, or "".
    """

    start: int
    end: int
    name: str
    kind: str
    code: str = ""
    seat: str = ""
    sort: str = ""
