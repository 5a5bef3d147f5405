"""Names that stand in lists: takes the text, gives each name of a list of people and of those who are appointed.

习近平、李强、赵乐际等; 王毅、何立峰参加会见; 任命李明为副主任: the form of the list vouches for its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.language.names import is_chinese_name

# A list of at least three names of two or three characters: 王毅、何立峰、李强等
_LIST = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=增补|任命|免去|撤销|选举|补选|推选))(?:[\u4e00-\u9fff]{2,4}、){2,}[\u4e00-\u9fff]{2,4}?"
    r"(?=等|出席|参加|在|分别|陪同|为|\d+[名位人]|[，。；和])"
)
# One name or two with what people do at meetings: 肖捷出席会议。 王毅、何立峰参加会见。
_ATTENDING = re.compile(
    r"(?<=[\n。，])(?:[\u4e00-\u9fff]{2,3}、)?[\u4e00-\u9fff]{2,3}?(?=等?(?:出席|参加|陪同)(?:会见|会议|会谈|活动|上述|有关))"
)
# 景海明、朱小柱、桂海文|3名航天员: the count vouches for rare family names
_COUNTED = re.compile("[0-9]+[名位](?:航天员|同志|代表|委员|干部|运动员|选手|队员|院士|教师)")
_APPOINTING = re.compile("增补|任命|免去|撤销|选举|补选|推选|不再担任")
# 任命李明为副主任; 免去王芳、赵刚的职务; 周敏不再担任…
_APPOINTED = re.compile(
    r"(?:(?<=增补|任命|免去|撤销|选举|补选|推选)|(?<=[。，；]))(?:[\u4e00-\u9fff]{2,3}、)?[\u4e00-\u9fff]{2,3}?"
    r"(?=为[^，。；]{0,20}(?:主任|主席|委员|[部局会院]长|秘书长|书记|代表)|不再担任|(?:兼任)?的[^，。；]{2,24}职务|第[^，。；]{2,24}(?:职务|资格))"
)


def find(text: str) -> Iterator[tuple[int, str]]:
    """Every name in a list of people, with where it begins."""
    matches = [*_LIST.finditer(text), *_ATTENDING.finditer(text)]
    if _APPOINTING.search(text):
        matches += _APPOINTED.finditer(text)
    for match in matches:
        names = match.group().split("、")
        counted = _COUNTED.match(text, match.end()) and all(is_chinese_name(name, vouched=True) for name in names)
        if sum(is_chinese_name(name) for name in names) < 0.6 * len(names) and not counted:
            continue
        at = match.start()
        for name in names:
            if is_chinese_name(name, vouched=True):
                yield at, name
            at += len(name) + 1
