"""Who wrote, took the pictures, or spoke: the lines between a title and the first paragraph.

Takes one line, gives the names in it with their roles, or nothing if the line is no byline:
本报首席记者 陈佳妮 文 本报记者 陈立波 摄 → 陈佳妮 (本报首席记者), 陈立波 (本报记者);
浙江省省长 刘捷 → 刘捷 (浙江省省长).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_ROLE_END = r"(?:记者|通讯员|评论员|撰稿人|撰稿|作者|观察员|摄影师|实习生|特约撰稿|报道组|编辑部)"
_GLUED_ROLE = re.compile(rf"^(\S*?{_ROLE_END})[:：]?(\S*)$")
_LABEL = re.compile(
    r"^(文|图|摄|作者|撰文|采写|摄影|文字|图文|记者|通讯员|讲话人|报告人|发言人)\s*[:：/／|丨]\s*(\S*)$"
)
_JOB = re.compile(r"^(?:文|图|摄|文[/／、并]?[图摄]|图[/／、]?文|摄影|摄影报道|报道|采写|整理|供图|撰文|综合报道)$")
_NAME = re.compile(rf"^{_HAN}{{2,4}}$|^{_HAN}{{1,8}}(?:[·•・]{_HAN}{{1,8}}){{1,3}}$")
_NAME_WITH_JOB = re.compile(rf"^({_HAN}{{2,3}})(?:摄|摄影|文|图)$")
_NOT_A_NAME = re.compile(
    r"^(?:本报讯?|本[网台刊社]讯?|新华社.*|人民网|编者按|新闻|通讯|消息|来源|时间|日期|责任编辑|编辑)$"
)
_SPLIT = re.compile(r"[\s、，,；;（）()□■●○◎]+|(?<=[\u4e00-\u9fff])[/／|丨](?=[\u4e00-\u9fff])")
# 林 君, 韦 韬: a name of two characters set with a space between them.
_SPACED_NAME = re.compile(rf"(?<![^\s、，,])({_HAN})[ \u3000]+({_HAN})(?=摄?$|[\s、，,])")
_OFFICE = re.compile(
    r"(?:省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|主席|总理|总书记|书记|主任|部长|局长|厅长|院长|检察长|行长|"
    r"委员长|司长|处长|会长|理事长|董事长|总经理|总裁|校长|所长|署长|特首|行政长官|发言人|秘书长|巡视员)$"
)


@dataclass(frozen=True, slots=True)
class Author:
    """A name as it stands in a byline, and the role written before it, or ""."""

    name: str
    role: str = ""


def byline(line: str) -> list[Author]:
    """Read a line as a byline of writers and photographers.

    Args:
        line: one line, without the space around it.

    Returns:
        The people, in order; empty if anything in the line is no part of a byline.
    """
    if len(line) > 120 or re.search(r"[。！？!?]", line):
        return []
    authors: list[Author] = []
    role, marked = "", False
    for token in _tokens(line):
        kind, name = _read_token(token)
        if kind == "other":
            return []
        marked = marked or kind in {"role", "job"}
        role = token.rstrip(":：") if kind == "role" else role
        if name:
            authors.append(Author(name, role))
    return authors if marked else []


def office_holder(line: str) -> Author | None:
    """Read a line as an office and the one who holds it: 浙江省省长 刘捷, 自治区主席 韦 韬."""
    if len(line) > 60:
        return None
    parts = _SPACED_NAME.sub(r"\1\2", line).split()
    if len(parts) != 2 or not _OFFICE.search(parts[0]) or not _NAME.match(parts[1]):
        return None
    return Author(parts[1], parts[0])


def bare_name(line: str) -> Author | None:
    """Read a line as a name that stands alone (毛伟明); only its place in the head tells that it is one."""
    joined = _SPACED_NAME.sub(r"\1\2", line[:20])
    return Author(joined) if _NAME.match(joined) and len(joined) <= 4 else None


def _tokens(line: str) -> list[str]:
    found: list[str] = []
    for token in _SPLIT.split(_SPACED_NAME.sub(r"\1\2", line)):
        if not token or token in {"|", "丨", "/", "／", "—", "-"}:
            continue
        label, glued = _LABEL.match(token), _GLUED_ROLE.match(token)
        if label:
            found += [label[1], label[2]] if label[2] else [label[1]]
        elif glued and not _JOB.match(token):
            found += [glued[1], glued[2]] if glued[2] else [glued[1]]
        else:
            found.append(token)
    return found


def _read_token(token: str) -> tuple[str, str]:
    """The kind of a token (role, job, name, other), and the name in it."""
    bare = token.rstrip(":：")
    if re.search(rf"{_ROLE_END}$", bare) and len(bare) <= 20:
        return "role", ""
    if _JOB.match(bare):
        return "job", ""
    with_job = _NAME_WITH_JOB.match(bare)
    if with_job:
        return "job", with_job[1]
    if _NAME.match(bare) and not _NOT_A_NAME.match(bare):
        return "name", bare
    return "other", ""
