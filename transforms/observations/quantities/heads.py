"""The noun that a bare number counts: takes a text and where a number with no unit stands, gives the noun before it.

老年人有1.5万 counts 老年人, 旅游总人次36.74亿 人次 and 受益人口由300万增加到420万 人口 both times; a noun that only
names an amount (播放量突破3亿) is no unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from transforms.language.words import Word

_VERBS_OF_COUNT = re.compile(
    r"(?:已经?|累计|总共|共|约|近|超过?|超|突破|达到?|有|为|至少|仍有|增加?到|增加?至|增至|上升[到至]|升至|升到|总计)*$"
)
_AMOUNT = re.compile(
    "[量数额值率度次比]$|规模|指数|收入|投资|资金|面积|里程|市场|价格|总|平均|粉丝量|总共|成本|预算|产能"
)
_COUNTED_TIMES = re.compile("(?:人|辆|架)次$")
WHENCE = r"[由从](?:[0-9]{4}年的?|[^，。；0-9]{0,4}前的)?"  # 从2015年的|3千多亿, 从三年前的|2万
_FROM_TO = re.compile(
    rf"{WHENCE}(?:近|约|超过?)?(?:[0-9.]+[百千万亿多余]+[增减升降提扩涨跌缩跃][^，。；]{{0,3}}[到至](?:[0-9]{{4}}年的?|如今的)?)?$"
)
_LONGEST_ORIGIN = 24  # characters


def counted_before(text: str, start: int, word_at: Callable[[int], Word | None]) -> str:
    """The noun that the number at `start` counts in its predicate, or "".

    Args:
        text: the folded article.
        start: where the number begins.
        word_at: tells the word that holds a character.
    """
    change = _FROM_TO.search(text, max(0, start - _LONGEST_ORIGIN), start)
    start = change.start() if change else start
    verbs = _VERBS_OF_COUNT.search(text, max(0, start - 12), start)
    if verbs is None or verbs.start() == 0:
        return ""
    times = _COUNTED_TIMES.search(text, max(0, verbs.start() - 2), verbs.start())
    if times:
        return times.group()
    word = word_at(verbs.start() - 1)
    if word is None or word.end != verbs.start() or word.tag not in ("n", "nz", "l"):
        return ""
    return "" if len(word.text) < 2 or _AMOUNT.search(word.text) else word.text


def without_origin(head: str) -> str:
    """The words before a number without what it came from: 贸易额从3亿升至 → 贸易额."""
    return _FROM_TO.sub("", head)
