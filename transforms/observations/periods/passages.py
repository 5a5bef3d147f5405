"""Where the stories of an article begin: takes the frame, gives its headlines."""

from __future__ import annotations

from transforms.frame import Frame

_LONGEST_HEADLINE = 40


def find_headlines(frame: Frame) -> list[int]:
    """The paragraphs that are headlines: short lines without a full stop, with a story under them."""
    found = []
    spans = frame.paragraphs
    for number, (start, end) in enumerate(spans[:-1]):
        line = frame.folded[start:end].strip()
        if 0 < len(line) <= _LONGEST_HEADLINE and line[-1] not in "。！？；：，”" and not line.startswith("央视网消息"):
            found.append(number)
    return found
