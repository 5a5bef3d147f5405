"""What can go wrong with the lake, said in one line that tells what to do; secrets never stand in it."""

from __future__ import annotations

import re

_SECRETS = (
    re.compile(r"(://[^:/@\s]*:)[^@/\s]+(@)"),  # postgresql://user:password@host
    re.compile(
        r"((?:password|secret|token|key_id|access_key)[a-z_]*(?:\s*[=:]\s*|\s+(?=')))('[^']*'|[^\s,;]+)()",
        re.IGNORECASE,
    ),
    re.compile(r"(X-Amz-(?:Credential|Signature|Security-Token)=)[^&\s]+()", re.IGNORECASE),
)


class LakeError(Exception):
    """The lake cannot do what was asked; trying again would not help."""


class LakeBusyError(LakeError):
    """Another run held the lake for longer than this one was told to wait."""


class LakeUnavailableError(LakeError):
    """The catalog or the data path did not answer; nothing was written, and trying again may help."""


class NewerLakeError(LakeError):
    """The lake was written by a newer release."""


def redact(text: str) -> str:
    """The text without passwords, keys and tokens."""
    for pattern in _SECRETS:
        text = pattern.sub(lambda match: f"{match.group(1)}***{match.group(match.lastindex or 0)}", text)
    return text


def one_line(error: BaseException, length: int = 300) -> str:
    """What an error says, in one redacted line."""
    said = " ".join(redact(str(error)).split())
    return said if len(said) <= length else said[: length - 1] + "…"
