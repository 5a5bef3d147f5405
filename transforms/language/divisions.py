"""The administrative divisions of China: takes a GB/T 2260 code or a name, gives names, codes and parents.

The register is the one that the package python-stdnum keeps for identity numbers (``stdnum/cn/loc.dat``,
from Wikipedia's tables of GB/T 2260, LGPL): every division down to counties with the years in which its
code was in force, so that an article of April 2021 may still speak of 杭州市江干区. It is read from the
installed package on first use (about 20 ms); ``lexicons/divisions.csv`` amends it where it lacks a change.

To use it elsewhere: :func:`full_name` for the name that a subject bears, :func:`named` for the divisions
that bear a name (杭州市, 杭州), :func:`parent` and :func:`within` for the hierarchy. To find places in a
text, use ``transforms.language.places``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

FOREVER = 9999
_REMEMBERED = 8  # years that news still uses the name of a division that is no more
_MUNICIPALITIES = ("11", "12", "31", "50")
# Head-lines of the tables, not divisions: 市辖区, 县, 省直辖县级行政单位, 行政委员会.
_HEADLINES = re.compile(r"市辖区|市区|县|.*(?:行政单位|委员会|岛礁及其海域)")
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族"
    "|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族"
    "|锡伯族|锡伯|普米族|塔吉克|怒族|鄂温克族|裕固族|独龙族|鄂伦春|保安族|各族"
)
_AUTONOMOUS = re.compile(rf"^(?P<stem>.{{2,}}?)(?:{_PEOPLES})*自治(?P<kind>区|州|县|旗)$")
_ORDINARY = re.compile(r"^(?P<stem>.{2,}?)(?:特别行政区|地区|林区|新区|[省市县区盟旗])$")


class Division(NamedTuple):
    """A division under one code and name, in force from `since` to `until` (years, both included)."""

    code: str
    name: str
    since: int
    until: int

    @property
    def level(self) -> int:
        """1 province, 2 prefecture, 3 county."""
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3


def full_name(code: str, year: int = FOREVER) -> str:
    """The full administrative name of a division: 浙江省, 温州市, 杭州市江干区, 绍兴市新昌县, 河南省新郑市.

    Args:
        code: a GB/T 2260 code of six digits.
        year: the year whose name is wanted (the last one by default).

    Returns:
        The name with the parent that makes it unique (a county's prefecture, a county-level city's
        province), or "" for a code that the register does not hold.
    """
    division = _in_year(_register().get(code, []), year)
    if division is None:
        return ""
    above = parent(code)
    if division.level < 3 or not above:
        return division.name
    if division.name.endswith("市"):
        above = code[:2] + "0000"
    upper = _in_year(_register().get(above, []), year)
    return (upper.name if upper else "") + division.name


def spoken_name(code: str, year: int = FOREVER) -> str:
    """The name that news gives a division mentioned alone: as :func:`full_name`, a county under its province.

    浙江省桐庐县, 河南省新郑市, but 杭州市江干区: a district is nothing without its city.
    """
    own = name_of(code, year)
    if code.endswith("00") or own.endswith("区") or code[:2] in _MUNICIPALITIES:
        return full_name(code, year)
    return name_of(code[:2] + "0000", year) + own


@lru_cache(maxsize=8192)
def name_of(code: str, year: int = FOREVER) -> str:
    """A division's own name without its parents: 江干区; "" for an unknown code."""
    division = _in_year(_register().get(code, []), year)
    return division.name if division else ""


def parent(code: str) -> str:
    """The code of the division next above, or "" above a province."""
    if code.endswith("0000"):
        return ""
    province = code[:2] + "0000"
    prefecture = code[:4] + "00"
    if code == prefecture or code[:2] in _MUNICIPALITIES or prefecture not in _register():
        return province
    return prefecture


@lru_cache(maxsize=8192)
def chain(code: str) -> tuple[str, ...]:
    """A division's code and those of its parents, the lowest first."""
    codes = []
    while code:
        codes.append(code)
        code = parent(code)
    return tuple(codes)


def within(code: str, above: str) -> bool:
    """Whether a division is another or lies in it, by their codes: 330104 lies in 330000."""
    return bool(code and above) and above in chain(code)


@lru_cache(maxsize=16384)
def named(name: str, year: int = FOREVER) -> tuple[str, ...]:
    """Codes of the divisions that bear a full or short name, the highest level first.

    Those in force in `year` are preferred; a name that none bears any more gives its last bearers.
    """
    bearers = names().get(name, [])
    if year < FOREVER:
        bearers = [division for division in bearers if division.until >= year - _REMEMBERED]
    current = [division for division in bearers if division.since <= year <= division.until]
    latest = current or [d for d in bearers if d.until == max((b.until for b in bearers), default=0)]
    # Two codes for one district in the year of a merger (三元区 in 2021): the newer one.
    ordered = sorted(latest, key=lambda d: (d.level, -d.since, d.code))
    return tuple(dict.fromkeys(division.code for division in ordered))


@lru_cache(maxsize=1)
def names() -> dict[str, list[Division]]:
    """Every full and short name, with the divisions that bear or have borne it since 2010."""
    found: dict[str, list[Division]] = {}
    for divisions in _register().values():
        for division in divisions:
            for form in _forms(division.name):
                found.setdefault(form, []).append(division)
    return found


def _forms(name: str) -> list[str]:
    """A name and its short forms: 恩施土家族苗族自治州, 恩施州, 恩施."""
    if match := _AUTONOMOUS.match(name):
        stem = match["stem"]
        return [name, stem] if match["kind"] == "区" else [name, stem + match["kind"], stem]
    if match := _ORDINARY.match(name):
        return [name, match["stem"]]
    return [name]


def _in_year(divisions: list[Division], year: int) -> Division | None:
    for division in reversed(divisions):
        if division.since <= year:
            return division
    return divisions[0] if divisions else None


@lru_cache(maxsize=1)
def _register() -> dict[str, list[Division]]:
    """Code to its names in the order of time; spells that ended before 2010 are left out."""
    register: dict[str, list[Division]] = {}
    for division in _read():
        if division.until >= 2010 and not _HEADLINES.fullmatch(division.name):
            register.setdefault(division.code, []).append(division)
    for divisions in register.values():
        divisions.sort(key=lambda division: division.since)
    return register


def _read() -> list[Division]:
    """The package's table (``  0104 county="[1983-2021]江干区"`` under ``33 province=…``), then our amendments."""
    found, province = [], ""
    for line in resources.files("stdnum").joinpath("cn", "loc.dat").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            code, spells = province + line[2:6], line[line.index('"') + 1 : -1]
            found += [_spell(code, spell) for spell in spells.translate(_SIMPLIFIED).split(",")]
        elif not line.startswith("#"):
            province = line[:2]
    amendments = resources.files("transforms.language.lexicons").joinpath("divisions.csv")
    for line in amendments.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "code,")):
            code, since, until, name = line.split(",")
            found.append(Division(code, name, int(since), int(until or FOREVER)))
    return found


# The few traditional characters that the table holds (加格達奇區).
_SIMPLIFIED = str.maketrans("達奇區嶺員會特別澳門", "达奇区岭员会特别澳门")


def _spell(code: str, spell: str) -> Division:
    since, until = "", ""
    if spell.startswith("["):
        years, spell = spell[1:].split("]")
        since, until = years.split("-")
    return Division(code, spell, int(since or 0), int(until or FOREVER))
