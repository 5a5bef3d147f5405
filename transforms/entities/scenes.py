"""Where a speaker ends: takes a stretch of text and who spoke before it, says whether the article speaks again.

A story that opens with a body's figures (商务部数据显示，…) goes on with them paragraph by paragraph until it turns
to a place (在湖北宜昌，当地…), to what somebody sees (走进这家企业, 记者) or to the doings of the body itself
(农业农村部去年启动…). The openings are patterns of ``lexicons/speech.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.entities.attributions import Attribution
from transforms.entities.releases import ISSUES, PROVIDING
from transforms.frame import Frame, Sentence
from transforms.language.lexicons import lexicon
from transforms.language.names import is_chinese_name

_OPENING_LENGTH = 26  # characters in which a paragraph of the article's own names the body that acts
_PLANS = re.compile("下一步|下一阶段|将(?:继续|进一步|会同|在|对|全面|持续)")
_PLANNING = frozenset(("提出", "明确", "要求", "规定"))  # what a plan does: 《方案》提出，到2030年…
STATING = frozenset(("说", "称"))
_BRANCH = re.compile("铁路|公路|水[路运上]|民航|航空")
_DIVISIONS = frozenset(("division", "town", "zone"))


@lru_cache(maxsize=1)
def _seen() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["scenes"])


@lru_cache(maxsize=1)
def _turns() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["turns"])


@lru_cache(maxsize=1)
def _time() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon('speech')['time_before_scene']})?[，\s]*(?P<inside>在)?")


@lru_cache(maxsize=1)
def _looking_back() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["looking_back"])


@lru_cache(maxsize=1)
def _new_time() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["new_time"])


@lru_cache(maxsize=1)
def _resuming() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon("speech")["resuming"])))


def goes_on(frame: Frame, attribution: Attribution, paragraph: int, sentence: Sentence, *, steady: bool) -> bool:
    """Whether a further sentence of a paragraph still is what the speaker said, where no mark or verb tells.

    Args:
        frame: the article.
        attribution: who began to speak in this paragraph.
        paragraph: where the paragraph begins.
        sentence: the sentence in question.
        steady: the speaker is the one of the whole story (a press conference, a release).
    """
    words = sentence.text.lstrip()
    if _resuming().match(words):
        return False
    speaker, role, _ = attribution.voice
    if speaker.startswith("党的") or "总书记" in (role, speaker):
        return words.startswith(tuple(lexicon("speech")["instructing"]))
    if attribution.kind == "release" and (speaker.startswith("《") or attribution.verb in (*_PLANNING, ISSUES)):
        provides = attribution.verb != ISSUES or frame.folded[sentence.start - 1] == "；" or PROVIDING.search(words)
        return bool(provides) and not _looking_back().match(words)
    stated = attribution.kind == "release" and attribution.verb in STATING  # 联合声明说: words, no figures
    own = stated or role or is_chinese_name(speaker) or attribution.kind not in ("release", "said")
    placed = attribution.kind == "release" and _turns_to_place(frame, sentence.start, speaker)
    if not own and (placed or is_scene(frame, sentence.start)):
        return False
    if attribution.kind != "said" or steady or not _new_time().match(words):
        return True
    lead = frame.folded.find("：", paragraph, attribution.start) + 1  # 央视网消息（新闻联播）：
    # 总统14日宣布该国进入灾害状态。目前，…: done with the announcement
    return attribution.start <= max(lead, paragraph) + 2 and not attribution.verb.startswith("宣布")


def resumes(frame: Frame, start: int, speaker: str) -> bool:
    """Whether a paragraph that names no speaker is the article's own, and no further part of a release.

    Args:
        frame: the article.
        start: where the paragraph begins.
        speaker: the body whose release the story gives.
    """
    if _turns().match(frame.folded, start) or is_scene(frame, start):
        return True
    opening = frame.folded[start : start + len(speaker) + _OPENING_LENGTH]
    if speaker in opening:
        return not _PLANS.search(opening)  # 下一步，农业农村部将…: part of what it made known
    branch = _BRANCH.match(frame.folded, start)
    if branch and _BRANCH.search(speaker.replace("国铁", "铁路")) and branch.group()[0] not in speaker:
        return True  # 公路方面: not the railways' figures
    return _turns_to_place(frame, start, speaker)


def _turns_to_place(frame: Frame, start: int, speaker: str) -> bool:
    """Whether a sentence begins with one place that is not the speaker's: 安徽小麦面积…; 北京、河南等省 are a list."""
    position = _time().match(frame.folded, start).end()  # type: ignore[union-attr]
    place = _place_at(frame, position)
    listed = re.search("[等、]", frame.folded[position + len(place) : position + len(place) + 6])
    return bool(place) and not listed and place[:2] not in speaker


def is_scene(frame: Frame, start: int) -> bool:
    """Whether a sentence opens a scene: 在湖北宜昌西陵区，…; 走进…; 记者…."""
    if _seen().match(frame.folded, start):
        return True
    opening = _time().match(frame.folded, start)
    return bool(opening and opening["inside"] and _place_at(frame, opening.end()))


def _place_at(frame: Frame, position: int) -> str:
    """The division named at a position, or ""."""
    sentence = frame.sentence_at(position)
    return next((m.name for m in frame.places_in(sentence) if m.start == position and m.kind in _DIVISIONS), "")
