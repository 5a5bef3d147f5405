"""Who a speaker is: takes the words of an attributing clause, gives the speaker's name and role.

A :class:`Voices` reads one article from front to back and remembers who was heard, so that what points back
(他说, 该机构表示, 相关负责人还介绍, 《报告》指出, 会议强调) finds the person or body it means.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.entities import bearers, occasions, releases
from transforms.entities.speaker_looks import begins_clause, looks_like_speaker, pointers, unnamed_office
from transforms.entities.speaker_phrases import (
    MARKS,
    body_in_front,
    in_full,
    is_counted,
    is_nobody,
    subject,
    tail,
    without_side,
)
from transforms.frame import Frame
from transforms.language.lexicons import lexicon
from transforms.language.names import is_chinese_name, is_foreign_name, split_office, with_country

_LONGEST_SPEAKER = 44
_STRICT = frozenset(("governs", "figure", "told", "message2"))
_OWNING = frozenset(("release", "source", "learned"))
_EXPECTING = frozenset(("预计", "预测", "估计"))  # 今天预计发送旅客…: nobody says so
_DOCUMENT_OF = re.compile(r"(?P<who>[^，。：【】]{2,40}?)关于[^，。]{4,60}的(?:决定|决议|意见|通知|公告|命令)")
_EMBEDDED = re.compile("(?:赞赏|感谢).{2,}多次")  # 中方赞赏土方多次表示…: nobody's words here
# 媒体援引港口官员的话报道(称): whom they cite
_CITED = re.compile(r"(?:援引|引述)(?P<whom>[^，。]{2,30}?)的?(?:话|消息|说法|表态|声明)(?:报道)?$")


class Voice(NamedTuple):
    """A speaker: a person by name, else a body; ``role`` as written or ""; whether a release speaks for it."""

    speaker: str
    role: str
    release: bool = False


@lru_cache(maxsize=1)
def _nounlike() -> frozenset[str]:
    return frozenset(lexicon("speech")["nounlike"])


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
        # A survey is asked once: 数据显示 behind it is not its own any more.
        if kind in _OWNING and not releases.is_survey(self._text[position : position + _LONGEST_SPEAKER]):
            self._owner = (position, voice)

    def issued(self, clause: str, rest: str, position: int) -> Voice | None:
        """Remember whose the release or document is that comes out (商务部今天公布…数据, 总理作出重要批示)."""
        title = releases.title_alone(clause) if rest[:1] in "，。" else ""
        voice = Voice(title, "") if title else self.named(releases.owner_of(clause, rest), position)
        if voice is None:
            return None
        voice = voice._replace(release=True)
        self._owner = (position, voice)
        return voice

    def titled(self) -> Voice | None:
        """Whose the document is that the title names and the article gives: 省委 省政府关于…的决定."""
        match = _DOCUMENT_OF.match(self._title)
        return Voice("、".join(match["who"].split()), "", release=True) if match else None

    def ordered(self, passage: str, position: int) -> Voice | None:
        """Who orders or plans in 市长亚当斯发布行政令，要求… or 《扩优行动计划》启动，明确提出…."""
        title, phrase = releases.orderer(passage)
        if title:
            return Voice(title, "", release=True)
        voice = self.named(phrase, position)
        if voice is None and passage.startswith("针对") and self._owner and self._owner[1].release:
            return self._owner[1]  # 针对企业融资难，明确提出…: what the document that came out wants
        return voice

    def speaker(self, clause: str, start: int, verb: str, group: str) -> Voice | None:
        """The speaker of a verb of saying, from the clause in front of it (or the sentence in front of that).

        Args:
            clause: the words from the clause's start to the verb.
            start: where the clause begins.
            verb: the verb.
            group: how the verb stands (see ``attributions``): only a release ``shows``, and what ``governs`` or
                tells with no mark behind needs a speaker that looks like one.
        """
        strict = group in _STRICT and verb != "消息"
        release, voice = self._release(clause, start, group, sure=not strict)
        if release:
            return voice
        if group == "shows" or clause.endswith(("的", "和", "与", "及", "等")) or _EMBEDDED.search(clause):
            return None
        cited = _CITED.search(clause)
        if cited:  # 南岛媒体援引港口官员的话报道称: whom the media cite
            clause = cited["whom"]
        country = lexicon("speech")["countries"].get(clause.rpartition(" ")[2])
        phrase = country or subject(clause)  # 多架无人机来袭 俄|称…: the side that a headline names
        if country or not phrase:
            return Voice(phrase, "") if country else self._unsaid(clause, start, verb)
        if verb.startswith("介绍") and (occasions.is_host(phrase) or releases.is_nobodys(phrase)):
            voice = self._conference(start)  # the body that speaks there, not its host, nor 有关专家
            if voice or occasions.is_host(phrase):
                return voice
        if strict or (verb in _nounlike() and group != "issued"):
            behind = clause[clause.rindex(phrase) + len(phrase) :]
            return self.named(phrase, start) if tail().fullmatch(behind) else None
        return self.resolve(phrase, start)

    def _release(self, clause: str, start: int, group: str, *, sure: bool) -> tuple[bool, Voice | None]:
        """Whether a clause ends with a release in front of its verb, and whose that is."""
        issued = releases.ISSUED.search(clause)
        voice = self.resolve(subject(clause[: issued.start()]), start) if issued else None
        if voice:  # 内阁府昨天公布的|初步统计结果: who publishes speaks, whatever the thing is called
            return True, voice._replace(release=True)
        noun = releases.noun_in_front().search(clause)
        cites = clause.find("根据") > 0  # 《星报》根据相关数据报道称
        if noun is None or (group != "shows" and (cites or split_office(subject(clause)))):
            return False, None
        return True, self._releaser(clause[: noun.start()], noun.group(), start, sure=sure)

    def _unsaid(self, clause: str, start: int, verb: str) -> Voice | None:
        """The speaker of a clause that names none: 并表示, 发布会上介绍; 今天预计 is nobody's."""
        if verb.startswith("介绍") and clause.strip(MARKS) in occasions.AT_THE_CONFERENCE:
            return self._conference(start)
        if verb[:2] in _EXPECTING and clause.strip(MARKS) not in ("并", "还", "也"):
            return None
        return self._from_sentence(start)

    def sourced(self, phrase: str, position: int) -> Voice | None:
        """The source of 据…报道; 据介绍 gives the one who spoke last, 据统计 nobody."""
        owned = re.search(r"的?大?(?:数据|数字|资料|信息)$", phrase)
        if owned and owned.start() and not self._plausible(phrase[: owned.start()]):
            phrase = body_in_front(phrase[: owned.start()])  # 商务部商务大数据监测
            if not self._plausible(phrase):
                return None if "大数据" not in owned.group() else Voice(phrase + "大数据", "")  # 根据飞行轨迹生产的数据
        phrase = releases.without_noun(phrase)
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
        for phrase in occasions.conference_bodies(self._text, begin, position):
            voice = None if releases.is_nobodys(phrase) else self.named(phrase, begin)
            if voice is not None and not occasions.is_host(voice.speaker):
                return voice
        return None

    def resolve(self, phrase: str, position: int) -> Voice | None:
        """The voice that `phrase` names or points back to, or None if it names nobody."""
        phrase = phrase.strip(MARKS)
        if "“" in phrase and "”" not in phrase:
            phrase += "”"  # 下属武装派别“卡桑旅”: the closing mark went with the marks around the phrase
        if phrase in pointers():
            return self._pointed_to(phrase, position)
        if len(phrase) > _LONGEST_SPEAKER:  # 撰写…调查文章的美国资深记者西摩·赫什
            phrase = phrase.rpartition("的")[2]
        if (
            not 2 <= len(phrase) <= _LONGEST_SPEAKER
            or phrase.endswith(("全国", "年"))  # 2015年《巴黎协定》规定
            or phrase in lexicon("speech")["never_alone"]
        ):
            return None
        if is_nobody(phrase) or is_counted(phrase):
            return None
        office = split_office(phrase)
        if office:
            self._roles.setdefault(office.name, with_country(office.role))
            return Voice(office.name, with_country(office.role))
        if not (self._plausible(phrase) or is_foreign_name(phrase)) and begins_clause(phrase):
            return None
        return self._unnamed_or_body(with_country(in_full(self._text, phrase, position)))

    def _pointed_to(self, phrase: str, position: int) -> Voice | None:
        """Whom 他, 会议, 该机构 or a bare title (总书记) means."""
        words = lexicon("speech")
        if phrase in words["pronouns"]:
            return self._person or self._bearer(position)
        if phrase in words["meeting"]:
            return self._meeting_voice()
        if phrase in words["pointing"]:
            return self._body
        bearer = next((name for name, role in self._roles.items() if role.endswith(phrase)), "")
        return Voice(bearer, phrase) if bearer else None

    def _unnamed_or_body(self, phrase: str) -> Voice | None:
        office = unnamed_office(phrase)
        if office is None:
            return Voice(without_side(phrase), self._role_of(phrase))
        body = phrase[: office.start()].strip(MARKS + "的该")
        if body:
            return Voice(body, office.group())
        return self._body._replace(role=office.group(), release=False) if self._body else None

    def _owner_phrase(self, words: str) -> str:
        """The phrase that names whose a release is: 负责基因测序的|赫利克斯技术公司|的数据."""
        owner, described = subject(words), words.removesuffix("的").rpartition("的")[2]
        told = owner.startswith("负责") or not self._plausible(owner)
        return described if told and self._plausible(described) else owner

    def _releaser(self, owner: str, noun: str, position: int, *, sure: bool) -> Voice | None:
        owner = self._owner_phrase(owner)
        if is_nobody(owner):
            return None  # 按照《规划》要求
        if noun.startswith("大数据") and owner and not self._plausible(owner):
            owner += "大数据"  # 商务大数据显示
        if releases.is_nobodys(noun) or releases.is_nobodys(owner):
            return Voice("", "")  # 相关研究预计: nobody's, nor the one's who spoke before
        voice = None
        if owner and not self._plausible(owner) and releases.is_title(owner, noun):
            voice = Voice(owner + noun, "")  # 2022年医疗保障事业发展|统计公报
        elif owner and not self._plausible(owner):
            owner = body_in_front(owner)
            if not (sure and releases.is_data(noun)) and not self._plausible(owner):
                return None  # 事故调查预计需要…, 第十版诊疗方案要求
        if owner and not voice and not releases.GENERIC_OWNER.match(owner):
            voice = self.resolve(owner, position)
        return voice._replace(release=True) if voice else self._released_before(noun, position)

    def _released_before(self, noun: str, position: int) -> Voice | None:
        """Whose a release without an owner is: 报告指出, 数据显示."""
        # 数据显示 with no body goes on with the release of this paragraph or the one before.
        since = self._text.rfind("\n", 0, max(0, self._text.rfind("\n", 0, position)))
        if self._owner and (self._owner[0] > since or releases.is_document(noun)):
            return self._owner[1]._replace(release=True)
        # The title of a document speaks for want of a body.
        return Voice(noun[noun.index("《") :], "", release=True) if "《" in noun else None

    def _plausible(self, phrase: str) -> bool:
        """Whether a phrase is a person or body, where the verb alone does not vouch for it."""
        heard = self._body is not None and self._body.speaker == phrase
        return heard or phrase in self._roles or looks_like_speaker(phrase)

    def _from_sentence(self, start: int) -> Voice | None:
        """并表示, 在接受采访时说: the subject stands in an earlier clause of the sentence."""
        begin, phrases = bearers.subjects_before(self._text, start)
        phrase = next((phrase for phrase in phrases if self._plausible(phrase)), "")
        return self.resolve(phrase, begin) if phrase else None

    def _bearer(self, position: int) -> Voice | None:
        office = bearers.office_before(self._text, position)
        return Voice(office.name, with_country(office.role)) if office else None

    def _role_of(self, name: str) -> str:
        """The office that stands in front of the first mention of a name, or ""."""
        if name not in self._roles:
            self._roles[name] = bearers.role_of(self._text, name)
        return self._roles[name]

    def _meeting_voice(self) -> Voice | None:
        """会议指出: the meeting that the title or the first lines name."""
        if self._meeting is None:
            self._meeting = occasions.meeting_name(f"{self._title}\n{self._text[:600]}")
        return Voice(self._meeting, "") if self._meeting else None
