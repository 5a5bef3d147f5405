"""Bytes to characters, never to mojibake.

Takes bytes and what was declared of them, gives text or raises ``RejectedError``. A declaration is believed if
the bytes can be read so and the result looks like text; else the byte-order mark, UTF-8, UTF-16, GB18030 and
Big5 are tried and the reading with the most common Chinese characters is taken.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib.resources import files

from transforms.articles.inputs import RejectedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:\-]{2,40})""", re.IGNORECASE)
# What pages call gb2312 or gbk is GB18030 in all that matters; what they call big5 may hold Hong Kong's characters.
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "cp936", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("ascii", "us-ascii", "unicode"), "utf-8"),
}
# Servers declare these by default; every sequence of bytes can be read so, and the declaration says nothing.
_EMPTY = frozenset(("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# No text has many of these: controls, private use, the mark of a lost character, tags and variation supplements.
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\U000e0000-\U0010ffff]")
_HAN = re.compile("[\u3400-\u9fff]")
_FOREIGN = re.compile("[\uac00-\ud7af\u0400-\u04ff]")
LOST = "\ufffd"
"""The mark of a lost character."""

_MOST_LOST = 20
_TEXT_PER_LOSS = 300
_SAMPLE = 10_000
_STATISTICS_BYTES = 200_000


def decode(content: bytes, declared: str | None = None, transport: str = "") -> str:
    """Read bytes as text.

    Args:
        content: the bytes.
        declared: the encoding that the source's author declares; wrong bytes are then an error, not a guess.
        transport: the encoding that the server declared, if any; believed only if it fits.

    Returns:
        The text with line feeds as line ends, without byte-order mark and control characters.

    Raises:
        RejectedError: the bytes are no readable text.
    """
    return clean(_choose(content, declared, transport)[1])


def encoding_of(sample: bytes, declared: str | None = None) -> str:
    """The encoding that the first bytes of a long file are in.

    Args:
        sample: its first bytes; a character may be cut off at their end.
        declared: as for `decode`.

    Raises:
        RejectedError: the bytes are no readable text.
    """
    return _choose(sample, declared, "")[0]


def _choose(content: bytes, declared: str | None, transport: str) -> tuple[str, str]:
    """An encoding that the bytes can be read in, and the text."""
    if declared is not None:
        name = _WIDER.get(declared.lower(), declared)
        text = _read(content, name)
        if text is None or not _is_text(text):
            raise RejectedError("decode", "undecodable", f"not {declared}, as source.toml declares")
        return name, text
    for candidate in _candidates(content, transport):
        text = _read(content, candidate)
        if text is not None and _is_text(text):
            return candidate, text
    return _best_guess(content)


def clean(text: str) -> str:
    """Line feeds as line ends; no byte-order mark, no control characters (they cannot be seen or stored everywhere)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _CONTROL.sub("", text.replace("\ufeff", ""))


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page names in its first 4 kB (``<meta charset=…>``, ``<?xml encoding=…?>``)."""
    found = _DECLARED.search(content[:4096])
    return found[1].decode("ascii") if found else None


def _candidates(content: bytes, transport: str) -> list[str]:
    """What the bytes may be by mark and declaration; UTF-8 first, for nothing else looks like it by accident."""
    names = [name for mark, name in _MARKS if content.startswith(mark)][:1]
    names.append("utf-8")
    names += [name for name in (transport, declared_encoding(content)) if name]
    return list(dict.fromkeys(_WIDER.get(name.lower(), name.lower()) for name in names if name.lower() not in _EMPTY))


def _read(content: bytes, encoding: str) -> str | None:
    """The text, or None where the bytes are not in that encoding.

    A character cut off at the very end is let go. A few broken ones elsewhere become marks of loss: pages cut their
    summaries and advertisements within a character; an article that has such a mark itself is rejected later on.
    """
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(content)
    except LookupError:
        return None
    except UnicodeError:
        pass
    try:
        text = content.decode(encoding, "replace")
    except UnicodeError:
        return None
    lost = text.count(LOST)
    return text if lost <= _MOST_LOST and lost * _TEXT_PER_LOSS <= len(text) else None


@cache
def _common() -> frozenset[str]:
    lexicon = files("transforms.articles.lexicons").joinpath("common_characters.txt").read_text("utf-8")
    return frozenset("".join(line for line in lexicon.splitlines() if not line.startswith("#")))


def _is_text(text: str) -> bool:
    """Whether characters are what people write: few control or private ones, Chinese mostly of the common kind."""
    sample = _sample(text)
    if len(_STRANGE.findall(sample)) > 2 + len(sample) * 0.02:
        return False
    han = _HAN.findall(sample)
    foreign = len(_FOREIGN.findall(sample))
    return len(han) < 20 or (sum(map(_common().__contains__, han)) >= len(han) * 0.25 and foreign < len(han))


def _sample(text: str) -> str:
    """Enough of a long text to judge it by: its start, its middle and its end."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]


def _best_guess(content: bytes) -> tuple[str, str]:
    """The best reading where nothing declared fits."""
    names = ["gb18030", "big5hkscs"]
    if content[:2000].count(0) > len(content[:2000]) // 10 or len(content) % 2 == 0:
        names += ["utf-16-le", "utf-16-be"]
    found = [(name, text) for name in names if (text := _read(content, name)) is not None and _is_text(text)]
    best = max(found, key=lambda reading: _familiarity(reading[1]), default=None)
    if best is None or _familiarity(best[1]) < 0.1:
        return _by_statistics(content)
    return best


def _familiarity(text: str) -> float:
    sample = _sample(text)
    return sum(map(_common().__contains__, sample)) / max(1, len(sample))


def _by_statistics(content: bytes) -> tuple[str, str]:
    """The last resort, for texts that are not Chinese: charset-normalizer's best match."""
    from charset_normalizer import from_bytes

    head = content[:_STATISTICS_BYTES]
    match = from_bytes(head).best() if b"\0" not in head else None
    text = _read(content, match.encoding) if match else None
    if match is None or text is None or match.chaos > 0.1 or not _is_text(text):
        raise RejectedError("decode", "undecodable", "neither UTF-8, UTF-16, GB18030 nor Big5 gives readable text")
    return match.encoding, text
