"""Who a speaker is: takes the words of an attributing clause, gives the speaker's name and role.

A :class:`Voices` reads one article from front to back and remembers who was heard, so that what points back
(他说, 该机构表示, 相关负责人还介绍, 《报告》指出, 会议强调) finds the person or body it means.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.entities.speaker_phrases import MARKS, any_of, body_in_front, subject, tail, without_side
from transforms.frame import Frame
from transforms.language.lexicons import lexicon
from transforms.language.names import (
    body_pattern,
    ends_with_office,
    is_chinese_name,
    is_foreign_name,
    offices,
    split_office,
    with_country,
)
from transforms.language.words import words as words_of

_LONGEST_SPEAKER = 44
# 71%的受访者, 约四成的经济学家; not 2024年春运工作专班, 三峡集团
_COUNTED = re.compile(
    r"(?:约|近|超过?|逾|多达|至少|大约|有)?(?:\d[\d.]*(?!\d|年)|[一二三四五六七八九十两数百]+(?:成|名|位|家|分之|多[名位家])|半数)"
)
_ORDERED = re.compile(
    r"(?P<who>[^，。；：！？\n]+?)(?:联合)?(?:发布|印发|出台|公布|签署|下发)了?"
    r"[^，。；！？\n]*?(?:令|通知|公告|意见|方案|计划|办法|规定|条例|通报|》)，$"
)
_STARTED = re.compile(r"(?P<title>《[^》]+》)[^，。；！？\n]{0,6}(?:启动|实施|出台|印发|发布|公布)，$")
_CLAUSE_TAGS = frozenset(("v", "d", "p", "c", "r"))
# Words in front of a role that do not belong to it: 会见比利时首相德克罗, 特邀公安局局长罗杰
_ROLE_STARTS = re.compile(
    r"会见|会晤|邀请|特邀|采访|同(?!济|仁|志)|向(?!阳)|[由与和对]|主持的|的|\d日|[今昨当][天日]|（[^）]*）|称|指控"
)
# 媒体援引港口官员的话报道(称): whom they cite
_CITED = re.compile(r"(?:援引|引述)(?P<whom>[^，。]{2,30}?)的?(?:话|消息|说法|表态|声明)(?:报道)?$")
_AT_THE_CONFERENCE = frozenset(("发布会上", "会上", "发布会", "吹风会上", "记者会上", "新闻发布会上", "在发布会上"))
# 省卫生厅今天举行新闻发布会; 国新办举行发布会，请交通运输部负责人介绍…
_HELD = re.compile(
    r"[，。](?:邀请|请)(?P<asked>[^，。]{2,30}?)(?:相关|有关|主要)?(?:负责人|负责同志)(?=介绍|解读|出席|就)"
    r"|(?P<holder>[^，。：；\n]{2,40}?)(?:联合)?(?:举行|召开)[^，。；\n]{0,40}?(?:发布会|吹风会|记者会|通气会)"
)
_GENERIC = re.compile(r"相关|有关|最新|多项|多份|初步|这|该|一|另")  # 有关研究报告 is nobody's


class Voice(NamedTuple):
    """A speaker: a person by name, else a body; ``role`` as written or ""; whether a release speaks for it."""

    speaker: str
    role: str
    release: bool = False


@lru_cache(maxsize=1)
def _release() -> re.Pattern[str]:
    nouns = any_of(lexicon("speech")["release"])
    # 德国联邦统计局的初步统计数据, 商务部大数据, 《2024年全国教育事业发展统计公报》
    kinds = "最新|初步|相关|有关|官方|监测|年度|这份|该|一份|多项|多份|联合|抽样|问卷|网络"
    return re.compile(rf"(?:的)?(?:{kinds})*(?:{nouns}|《[^》]*》)+(?:均|也|书)?$")


@lru_cache(maxsize=1)
def _nounlike() -> frozenset[str]:
    return frozenset(lexicon("speech")["nounlike"])


@lru_cache(maxsize=1)
def _not_speaker() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lexicon('speech')['not_speaker'])})")


@lru_cache(maxsize=1)
def _pointers() -> frozenset[str]:
    words = lexicon("speech")
    return offices().union(words["pronouns"], words["meeting"], words["pointing"]) - set(words["unnamed"])


@lru_cache(maxsize=1)
def _unnamed() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(lexicon('speech')['unnamed'])})$")


def _meeting_name(text: str) -> str:
    nouns = any_of(lexicon("speech")["meeting"])
    host = re.search(r"(?P<host>[\u4e00-\u9fff]{2,16}?)(?:\d+月)?(?:\d+日)?召开会议", text)
    if host:
        return subject(host["host"]) + "会议"
    held = rf"(?:主持召开|召开|举行|出席|主持|参加)了?(?P<name>[^，。、\n]{{2,30}}?(?:{nouns}))"
    itself = rf"(?P<name>[\u4e00-\u9fff0-9“”]{{2,30}}?(?:{nouns}))(?:\d+月|\d+日|今天|于|在|[开闭]幕|举行|召开)"
    found = re.search(itself, text) or re.search(held, text)
    return found["name"] if found else ""


class Voices:
    """The voices of one article, read from front to back."""

    def __init__(self, frame: Frame) -> None:
        self._text = frame.folded
        self._title = frame.title
        self._person: Voice | None = None
        self._body: Voice | None = None
        self._owner: tuple[int, Voice] | None = None  # of the release last named, and where
        self._roles: dict[str, str] = {}
        self._meeting: str | None = None

    def new_story(self) -> None:
        """Forget who was heard: a headline inside the article begins another story."""
        self._person = self._body = self._owner = None

    def heard(self, position: int, voice: Voice, kind: str) -> None:
        """Remember that `voice` spoke at `position`."""
        if not voice.speaker:
            return
        if split_office(voice.role + voice.speaker) or is_chinese_name(voice.speaker):
            self._person = voice
        else:
            self._body = voice
        if kind in ("release", "source", "learned"):
            self._owner = (position, voice)

    def issued(self, clause: str, position: int) -> None:
        """Remember that the clause's subject put out a release (商务部今天公布…数据)."""
        phrase = subject(clause)
        if phrase and self._plausible(phrase):
            voice = self.resolve(phrase, position)
            if voice:
                self._owner = (position, voice._replace(release=True))

    def ordered(self, passage: str, position: int) -> Voice | None:
        """Who orders or plans in 市长亚当斯发布行政令，要求… or 《扩优行动计划》启动，明确提出…."""
        started = _STARTED.search(passage)
        if started:
            return Voice(started["title"], "", release=True)
        issued = _ORDERED.search(passage)
        phrase = subject(issued["who"]) if issued else ""
        return self.resolve(phrase, position) if phrase and self._plausible(phrase) else None

    def speaker(self, clause: str, start: int, verb: str, *, strict: bool, showing: bool) -> Voice | None:
        """The speaker of a verb of saying, from the clause in front of it (or the sentence in front of that)."""
        released = _release().search(clause)
        if released and (showing or not split_office(subject(clause))):
            return self._releaser(clause[: released.start()], released.group(), start)
        cited = _CITED.search(clause)
        if cited:  # 南岛媒体援引港口官员的话报道称: whom the media cite
            clause = cited["whom"]
        phrase = subject(clause)
        if not phrase:
            if verb.startswith("介绍") and clause.strip(MARKS) in _AT_THE_CONFERENCE:
                return self._conference(start)
            return None if showing else self._from_sentence(start)
        if verb.startswith("介绍") and phrase in lexicon("speech")["hosts"]:
            return None  # the host of a press conference, not the body that speaks there
        nounlike = verb in _nounlike()
        if showing or clause.endswith("的") or ((strict or nounlike) and not self._plausible(phrase)):
            return None
        if (strict or nounlike) and not tail().fullmatch(clause[clause.rindex(phrase) + len(phrase) :]):
            return None
        return self.resolve(phrase, start)

    def sourced(self, phrase: str, position: int) -> Voice | None:
        """The source of 据…报道; 据介绍 gives the one who spoke last, 据统计 nobody."""
        owned = re.search(r"的?大?(?:数据|数字|资料|信息)$", phrase)
        if owned and owned.start() and not self._plausible(phrase[: owned.start()]):
            phrase = body_in_front(phrase[: owned.start()])  # 商务部商务大数据监测
            if not self._plausible(phrase):
                return None  # 根据飞行轨迹生产的数据
        phrase = re.sub(r"(?:的?(?:数据|数字|资料|消息|报告|信息))?(?:表示|称|说|显示|表明)?$", "", phrase)
        if not phrase:
            if not self._text.startswith("据介绍", position):
                return None
            return self._conference(position) or self._body or self._person
        return self.resolve(phrase, position)

    def named(self, phrase: str, position: int) -> Voice | None:
        """The voice of a phrase that is a person or body on its own looks, else None."""
        return self.resolve(phrase, position) if phrase and self._plausible(phrase) else None

    def _conference(self, position: int) -> Voice | None:
        """Who speaks at the press conference of the paragraph: the body asked to, else the one that holds it."""
        begin = self._text.rfind("\n", 0, position) + 1
        for found in _HELD.finditer(self._text, begin, position):
            voice = self.named(subject(found["asked"] or found["holder"]), begin)
            if voice is not None and voice.speaker not in lexicon("speech")["hosts"]:
                return voice
        return None

    def resolve(self, phrase: str, position: int) -> Voice | None:
        """The voice that `phrase` names or points back to, or None if it names nobody."""
        phrase = phrase.strip(MARKS)
        if "“" in phrase and "”" not in phrase:
            phrase += "”"  # 下属武装派别“卡桑旅”: the closing mark went with the marks around the phrase
        if phrase in _pointers():
            return self._pointed_to(phrase, position)
        if len(phrase) > _LONGEST_SPEAKER:  # 撰写…调查文章的美国资深记者西摩·赫什
            phrase = phrase.rpartition("的")[2]
        if (
            not 2 <= len(phrase) <= _LONGEST_SPEAKER
            or phrase.endswith("全国")
            or phrase in lexicon("speech")["never_alone"]
        ):
            return None
        if _not_speaker().match(phrase) or _COUNTED.match(phrase):
            return None
        office = split_office(phrase)
        if office:
            self._roles.setdefault(office.name, with_country(office.role))
            return Voice(office.name, with_country(office.role))
        if not (self._plausible(phrase) or is_foreign_name(phrase)) and words_of(phrase)[0].tag in _CLAUSE_TAGS:
            return None  # 推动落实好…, 以实际行动恪守…: a clause, not a name
        return self._unnamed_or_body(with_country(self._full(phrase, position)))

    def _pointed_to(self, phrase: str, position: int) -> Voice | None:
        """Whom 他, 会议, 该机构 or a bare title (总书记) means."""
        words = lexicon("speech")
        if phrase in words["pronouns"]:
            return self._person or self._person_before(position)
        if phrase in words["meeting"]:
            return self._meeting_voice()
        if phrase in words["pointing"]:
            return self._body
        bearer = next((name for name, role in self._roles.items() if role.endswith(phrase)), "")
        return Voice(bearer, phrase) if bearer else None

    def _unnamed_or_body(self, phrase: str) -> Voice | None:
        office = _unnamed().search(phrase)
        if office is None:
            return Voice(without_side(phrase), self._role_of(phrase))
        body = phrase[: office.start()].strip(MARKS + "的该")
        if body:
            return Voice(body, office.group())
        return self._body._replace(role=office.group(), release=False) if self._body else None

    def _releaser(self, owner: str, noun: str, position: int) -> Voice | None:
        owner = subject(owner)
        if _not_speaker().match(owner):
            return None  # 按照《规划》要求
        if noun.startswith(("相关", "有关", "多项", "多份")):
            return Voice("", "")  # 相关研究预计: nobody's, nor the one's who spoke before
        if owner and not self._plausible(owner):
            owner = body_in_front(owner)
        voice = self.resolve(owner, position) if owner and not _GENERIC.match(owner) else None
        if voice:
            return voice._replace(release=True)
        # 数据显示 with no body goes on with the release of this paragraph or the one before.
        since = self._text.rfind("\n", 0, max(0, self._text.rfind("\n", 0, position)))
        if self._owner and (self._owner[0] > since or "《" in noun or noun[-2:] in ("报告", "声明", "文章")):
            return self._owner[1]._replace(release=True)
        # The title of a document speaks for want of a body.
        return Voice(noun[noun.index("《") :], "", release=True) if "《" in noun else None

    def _plausible(self, phrase: str) -> bool:
        """Whether a phrase is a person or body on its own looks, where the verb alone does not vouch for it."""
        if phrase in _pointers():
            return True
        known = self._body is not None and self._body.speaker == phrase
        return known or bool(
            phrase in self._roles
            or split_office(phrase)
            or body_pattern().search(phrase)
            or ends_with_office(phrase)
            or _unnamed().search(phrase)
            or is_chinese_name(phrase)
            or phrase.endswith("方面")
            or (is_chinese_name(phrase, vouched=True) and words_of(phrase)[0].tag.startswith("nr"))
        )

    def _from_sentence(self, start: int) -> Voice | None:
        """并表示, 在接受采访时说: the subject stands in an earlier clause of the sentence."""
        begin = max(self._text.rfind(mark, 0, start) for mark in "。！？；：\n") + 1
        for earlier in self._text[begin:start].split("，"):
            phrase = subject(earlier)
            if phrase and self._plausible(phrase):
                return self.resolve(phrase, begin)
        return None

    def _person_before(self, position: int) -> Voice | None:
        begin = self._text.rfind("\n", 0, position) + 1
        for clause in reversed(re.split("[，。！？；：]", self._text[begin:position])):
            office = split_office(subject(clause))
            if office:
                return Voice(office.name, with_country(office.role))
        return None

    def _role_of(self, name: str) -> str:
        """The office that stands in front of the first mention of a name, or ""."""
        if name not in self._roles:
            first = self._text.find(name)
            front = re.split("[，。！？；：\n“”]", self._text[max(0, first - 40) : first])[-1]
            front = _ROLE_STARTS.split(front)[-1]
            self._roles[name] = with_country(front.strip(MARKS)) if ends_with_office(front) else ""
        return self._roles[name]

    def _full(self, phrase: str, position: int) -> str:
        """该州消防部门官员 → 昆士兰州消防部门官员: the name last written with that ending."""
        if not phrase.startswith("该") or len(phrase) < 3:
            return phrase
        names = re.findall(rf"[\u4e00-\u9fff]{{2,8}}?{phrase[1]}", self._text[max(0, position - 200) : position])
        return names[-1] + phrase[2:] if names else phrase

    def _meeting_voice(self) -> Voice | None:
        """会议指出: the meeting that the title or the first lines name."""
        if self._meeting is None:
            self._meeting = _meeting_name(f"{self._title}\n{self._text[:600]}")
        return Voice(self._meeting, "") if self._meeting else None
