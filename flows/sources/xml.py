"""XML from outside: no entities of its own, no external references, in UTF-8 whatever it said."""

from __future__ import annotations

import re

from transforms.articles.encoding import decode
from transforms.articles.inputs import RejectedError

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_MAX_DEPTH = 200
_TAG = re.compile(r"<(/?)[A-Za-z][^<>]*?(/?)>")


def safe_xml(content: bytes, charset: str = "") -> bytes:
    """XML that is safe to parse.

    Args:
        content: as fetched.
        charset: as the server declared.

    Raises:
        RejectedError: it declares entities, is nested too deep, or is no text.
    """
    text = decode(content, None, charset)
    if "<!ENTITY" in text[:1_000_000].upper():
        raise RejectedError("parse", "too-complex", "XML that declares entities of its own")
    if _depth(text) > _MAX_DEPTH:
        raise RejectedError("parse", "too-complex", f"XML nested more than {_MAX_DEPTH} deep")
    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    return f'<?xml version="1.0" encoding="utf-8"?>{bare.lstrip()}'.encode("utf-8", "replace")


def _depth(text: str) -> int:
    deepest = now = 0
    for closing, empty in _TAG.findall(text):
        now += 0 if empty else -1 if closing else 1
        deepest = max(deepest, now)
    return deepest
