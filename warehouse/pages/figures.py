"""Numbers and periods as people read them: takes a row's fields, gives short texts in both languages."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup

from warehouse.pages.messages import bilingual

SIGNS = {"about": ("约", "≈"), "over": ("超", ">"), "under": ("不足", "<")}
_CHINESE = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_ENGLISH = ((1e12, "trn"), (1e9, "bn"), (1e6, "m"))


def plain(value: float) -> str:
    """A number with grouped thousands and no needless zeros: 36560000.0 → 36,560,000; 20.2 → 20.2."""
    text = f"{round(value, 6):,.6f}"
    return text.rstrip("0").rstrip(".")


@cache
def short(value: float) -> Markup:
    """A large number in each language's own multiplier: 36560000 → 3,656万 / 36.56m."""
    return bilingual(_scaled(value, _CHINESE), _scaled(value, _ENGLISH))


def _scaled(value: float, steps: tuple[tuple[float, str], ...]) -> str:
    for size, name in steps:
        if abs(value) >= size:
            return plain(round(value / size, 4)) + name
    return plain(value)


def amount(value: float, value_high: float | None, modifier: str, measure: str) -> Markup:
    """A value with its precision and, for a change, its sign: 超6,000, +5.5, 5–6."""
    mark = Markup('<span class="sign">{}</span>').format(bilingual(*SIGNS[modifier])) if modifier in SIGNS else Markup()
    if value_high is not None:
        return mark + short(value) + Markup("–") + short(value_high)
    plus = "+" if measure == "change" and value > 0 else ""
    return mark + Markup("{}").format(plus) + short(value)


@cache
def period(text: str | None) -> Markup:
    """A period in words: ``/2021-04-01`` → 截至2021-04-01; ``2021-01/2021-10`` → 2021-01 – 2021-10."""
    if not text:
        return Markup()
    start, slash, end = text.partition("/")
    if not slash:
        return Markup("{}").format(start)
    if not start:
        return bilingual(f"截至 {end}", f"as of {end}")
    if not end:
        return bilingual(f"{start} 以来", f"since {start}")
    return Markup("{} – {}").format(start, end)


@cache
def day(when: date | None) -> Markup:
    """A date in each language's own form: 2021年4月1日 / 1 April 2021."""
    if when is None:
        return bilingual("日期不详", "undated")
    english = f"{when.day} {month_name[when.month]} {when.year}"
    return Markup('<time datetime="{}">{}</time>').format(
        when.isoformat(), bilingual(f"{when.year}年{when.month}月{when.day}日", english)
    )


def change(row: Mapping[str, Any]) -> Markup:
    """How a pair changed: −67.8 %, and shares by their difference (91% → 95%: +4 个百分点).

    It is coloured where the registry knows which way is better.
    """
    of_share = row["unit"] == "%"
    amount_changed = row["change"] if of_share else row["change_percent"]
    if amount_changed is None:
        return Markup()
    tone = {True: "better", False: "worse", None: ""}[row["improved"]]
    sign = "+" if amount_changed > 0 else "−" if amount_changed < 0 else ""
    unit = bilingual("个百分点", "points") if of_share else Markup("%")
    return Markup('<span class="delta {}">{}{} {}</span>').format(tone, sign, plain(abs(amount_changed)), unit)
