"""The place that an article speaks for, by its title or its table: 2026年四川省人民政府工作报告 → 四川省."""

from __future__ import annotations

import re

from transforms.language import divisions

_REPORT = re.compile(
    r"(?:(?:19|20)\d\d年)?\s*([\u4e00-\u9fff]{2,12}?(?:省|自治区|市|自治州|盟|地区|县|自治县|旗|区)?)(?:人民政府)?"
    r"(?:(?:19|20)\d\d年)?(?:人民)?(?:政府)?(?:工作报告|国民经济和社会发展(?:统计公报|计划))"
)


def place_of_title(title: str) -> str:
    """The place whose government reports, as a work report or a bulletin names it in its title, or ""."""
    match = _REPORT.search(title)
    return full_place(match[1]) if match and divisions.named(match[1]) else ""


def full_place(name: str) -> str:
    """A place by its full administrative name (内蒙古 → 内蒙古自治区); as it stands where that is not certain."""
    codes = divisions.named(name.strip()) if name.strip() else []
    return divisions.full_name(codes[0]) if len(codes) == 1 else name.strip()
