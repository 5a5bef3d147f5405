"""The numerals of dates: takes 12, 十二, 廿三 or 两, gives the number."""

from __future__ import annotations

DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}


def number(text: str) -> int:
    """The number that a short numeral of a date writes, up to 99."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("两", "二")
    tens, mark, ones = text.partition("十")
    if not mark:
        return int("".join(DIGITS.get(digit, "") for digit in text) or 0)
    return 10 * int(DIGITS.get(tens, "1")) + int(DIGITS.get(ones, "0"))
