"""Station subjects: takes the observations, fills `subject`, `subject_kind` and `place_code`: whose value it is.

The name that owns the number within its clause wins (保守党支持率至18%), then the clause's topic, the topics of the
clauses before it in the sentence, and those of the sentences before it in the paragraph; failing these a place
where the thing told happens, the place of who speaks, the headline of the item, and at last the article's own
place, or the country for national news. In an article with a place of its own (a work report) every sentence
starts again from that place.
"""

from __future__ import annotations

import re

from transforms.frame import Frame, Sentence
from transforms.language import divisions, places
from transforms.language.words import Word
from transforms.observations.fronts import Clause, clauses
from transforms.observations.topics import Topic, Topics, things
from transforms.records import Observation

_COUNTRY = Topic(0, 0, "中国", "place", sort="country")
_CASUALTIES = re.compile(r"[^，。；]{0,8}?(?:死亡|遇难|丧生|身亡|受伤|失踪|伤亡|死伤|获救)")
_GATHERING = ("在", "于", "齐聚", "落户", "亮相", "云集", "汇聚", "相聚")
_FIRM = re.compile(r"公司|集团|银行|企业|厂|油田|鞍钢|铝电|比亚迪|华为")
_EVENT = re.compile(
    r"(?:^|出席|主持|召开|举行|参加|致信|祝贺|】)\s*(?P<event>[^\s，。；：]{2,30}?(?:全体会议|会议|大会|全会|论坛|峰会|博览会|交易会|活动|仪式|运动会|联赛))"
)
_POLICY = re.compile(r"常务会议|政治局|座谈会|发布会|工作会议|电话会议|部署|动员|委员会会议")
_CARRIES = 5  # sentences
_POINTS_BACK = 12  # sentences


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `subject`, `subject_kind` and `place_code` of every observation, in place."""
    if not observations:
        return
    reader = _Reader(frame)
    for observation in observations:
        topic = reader.subject(observation)
        if topic:
            observation.subject = topic.name
            observation.subject_kind = topic.kind
            observation.place_code = topic.code


class _Reader:
    """Finds subjects in one article."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._topics = Topics(frame)
        self._report = places.is_report(frame.title)
        self._clauses: dict[int, list[Clause]] = {}
        self._stories = _stories(frame)
        self._defaults: dict[int, Topic] = {}

    def subject(self, observation: Observation) -> Topic:
        """Whose value an observation is."""
        sentence = self._frame.sentence_at(observation.start)
        found = self._behind(observation, sentence) or self._in_sentence(observation, sentence)
        if found:
            return found
        if self._report:
            return self._default(sentence)
        return (
            self._where(observation, sentence)
            or self._next_to(observation, sentence)
            or self._carried(observation, sentence)
            or self._default(sentence)
        )

    def _of(self, sentence: Sentence) -> list[Clause]:
        found = self._clauses.get(sentence.start)
        if found is None:
            found = self._clauses[sentence.start] = clauses(sentence, self._topics.named(sentence))
        return found

    def _behind(self, observation: Observation, sentence: Sentence) -> Topic | None:
        """Who or what a relative clause tells of: 救起43人的一级英模李本春, 惠及3400万人的引大济岷工程."""
        for topic in self._topics.named(sentence):
            if topic.kind == "place" or topic.start < observation.end:
                continue
            gap = self._frame.folded[observation.end : topic.start]
            if len(gap) >= 40:
                break
            if topic.kind == "person" and re.fullmatch(r"[^。；：]*的[^，。；：的、]{0,8}", gap):
                return topic
            if topic.kind == "project" and re.fullmatch(r"[^。；：，、]{0,8}的", gap):
                return topic
        return None

    def _in_sentence(self, observation: Observation, sentence: Sentence) -> Topic | None:
        before = [c for c in self._of(sentence) if c.start <= observation.start]
        if not before:
            return None
        own = before[-1]
        if where := self._of_casualties(observation, sentence, before):
            return where
        if owner := self._owner(observation, sentence, own):
            return owner
        if own.topic and own.topic.start < observation.start:
            return own.topic if self._may_be(own.topic) else None
        if meant := self._meant_by_noun(own, sentence):
            return meant
        for clause in reversed(before[:-1]):
            if self._report and clause is not before[-2] and not (clause.topic and _FIRM.search(clause.topic.name)):
                continue
            if clause.topic:
                return self._continued(clause, own)
            if clause.voice:
                return (
                    clause.voice if own.bare and clause.voice.kind == "organisation" and not clause.voice.seat else None
                )
        return None

    def _meant_by_noun(self, own: Clause, sentence: Sentence) -> Topic | None:
        """The thing that a bare noun points back to: 会议共审议10件, 白皮书约2.8万字."""
        if own.noun not in things():
            return None
        index = self._frame.sentence_index(sentence.start)
        for earlier in reversed(self._frame.sentences[max(0, index - _POINTS_BACK) : index]):
            for topic in self._topics.named(earlier):
                if topic.kind == "project" and topic.name.endswith(own.noun) and topic.name != own.noun:
                    return topic
        return None

    def _may_be(self, topic: Topic) -> bool:
        """Whether a report may speak of this topic rather than of its own place."""
        if self._frame.folded.startswith("等", topic.end) and topic.sort != "list":
            return False  # those counted own nothing: 《流浪地球2》等7部影片
        if not self._report:
            return True
        if topic.kind == "project":
            return not topic.name.startswith("“") or not topic.name.endswith(("工程", "计划", "行动"))
        if topic.kind == "organisation":
            return topic.seat != "中国" and topic.code != self._frame.home
        return topic.sort not in ("country", "world", "foreign", "list")

    def _continued(self, earlier: Clause, clause: Clause) -> Topic | None:
        """A topic of an earlier clause, as the subject of a later one.

        A clause with a subject of its own leaves a body for the body's place: what 公安厅 does and then
        一证通办实现率 belong to 浙江省.
        """
        topic = earlier.topic
        if topic is None:
            return None
        if self._report and not (
            _FIRM.search(topic.name) or (topic.kind == "place" and earlier.direct and clause.bare)
        ):
            return None
        if topic.kind == "project" and not (clause.bare or clause.noun in _EXTENTS or earlier.verbless):
            return None
        if topic.kind == "organisation" and not clause.bare and topic.seat and not _FIRM.search(topic.name):
            return Topic(topic.start, topic.end, topic.seat, "place", topic.code)
        return topic if self._may_be(topic) else None

    def _owner(self, observation: Observation, sentence: Sentence, clause: Clause) -> Topic | None:
        """The name whose nouns lead straight to the number: 拉低保守党支持率至18%."""
        inside = [t for t in self._topics.named(sentence) if clause.start <= t.start and t.end <= observation.start]
        for topic in reversed(inside):
            text = self._frame.folded[topic.end : observation.start]
            if (
                text.endswith("等")
                or "、" in text
                or (not text and topic.kind != "place" and "、" in self._frame.folded[clause.start : topic.start])
            ):
                return None  # 东盟医疗保健合作中心等3个项目: those counted own nothing
            if topic is clause.topic or not self._may_be(topic) or topic.kind == "person" or topic.sort == "world":
                return None
            between = [w for w in sentence.words if topic.end <= w.start and w.end <= observation.start]
            ahead = [w for w in sentence.words if clause.start <= w.start and w.end <= topic.start]
            if between and between[-1].text == "的" and clause.topic:
                return None
            if all(_leads(w.text, w.tag) for w in between) and not _governed(ahead):
                return topic
            return None
        return None

    def _of_casualties(self, observation: Observation, sentence: Sentence, before: list[Clause]) -> Topic | None:
        """Where people were hurt, rather than who hurt them."""
        if not _CASUALTIES.match(self._frame.folded, observation.end):
            return None
        named = [t for t in self._topics.named(sentence) if t.kind == "place" and t.end <= observation.start]
        for clause in reversed(before):
            if clause.voice:
                continue
            inside = [t for t in named if clause.start <= t.start < clause.end]
            others = [t for t in inside if t is not clause.topic]
            if others or inside:
                return (others or inside)[0]
        return None

    def _where(self, observation: Observation, sentence: Sentence) -> Topic | None:
        """A place after 在, 齐聚 or 落户 in the same sentence."""
        for topic in self._topics.named(sentence):
            before = self._frame.folded[max(sentence.start, topic.start - 2) : topic.start]
            if topic.kind == "place" and before.endswith(_GATHERING) and topic.sort != "world":
                return topic
        return None

    def _next_to(self, observation: Observation, sentence: Sentence) -> Topic | None:
        """A body or place right behind the number: 5名伦敦警察局官员, 19家马里的小企业."""
        for topic in self._topics.named(sentence):
            if topic.start == observation.end and topic.kind != "person":
                return topic
        return None

    def _carried(self, observation: Observation, sentence: Sentence) -> Topic | None:
        """The topic of the sentences before, in the same paragraph."""
        own = next((c for c in reversed(self._of(sentence)) if c.start <= observation.start), None)
        index = self._frame.sentence_index(sentence.start)
        voice: Topic | None = None
        for earlier in reversed(self._frame.sentences[max(0, index - _CARRIES) : index + 1]):
            if not self._joined(earlier, sentence):
                break
            for clause in self._of(earlier):
                if clause.start > observation.start:
                    break
                if clause.topic and earlier is not sentence and own:
                    return self._continued(clause, own)
                voice = clause.voice or voice
        if voice and voice.kind == "place":
            return voice
        return Topic(0, 0, voice.seat, "place", voice.code) if voice and voice.seat else None

    def _joined(self, earlier: Sentence, later: Sentence) -> bool:
        """Whether two sentences are of one paragraph, or of one that a line's end has broken."""
        if earlier.paragraph == later.paragraph:
            return True
        if later.paragraph - earlier.paragraph > 1 or self._stories[later.paragraph] == later.paragraph:
            return False
        _, end = self._frame.paragraphs[earlier.paragraph]
        return self._frame.folded[end - 1] not in "。！？；：”）" and end - earlier.start > 20

    def _default(self, sentence: Sentence) -> Topic:
        """The headline's topic, or the article's own place."""
        first = self._stories[sentence.paragraph]
        if first not in self._defaults:
            self._defaults[first] = self._headline(first) or self._own_place()
        return self._defaults[first]

    def _headline(self, paragraph: int) -> Topic | None:
        if self._report:
            return None
        if paragraph < 0:
            return self._title()
        start, _ = self._frame.paragraphs[paragraph]
        sentence = self._frame.sentence_at(start)
        for clause in self._of(sentence):
            if clause.topic:
                return clause.topic
        named = self._topics.named(sentence)
        return named[0] if named else None

    def _title(self) -> Topic | None:
        """The place that the title begins with (上海：加快…)."""
        mentions = places.find(self._frame.title)
        if mentions and mentions[0].start == 0 and mentions[0].kind in ("division", "country", "foreign", "zone"):
            first = mentions[0]
            return Topic(0, 0, first.name, "place", first.code if first.kind == "division" else "")
        event = _EVENT.search(self._frame.title)
        if event and not _POLICY.search(event["event"]):
            return Topic(0, 0, event["event"], "project")
        return None

    def _own_place(self) -> Topic:
        code = self._frame.home
        if not code and re.search(r"全省|我省|省委|省政府", self._frame.folded):
            code = self._topics.localities.dominant("省")
        return Topic(0, 0, divisions.full_name(code), "place", code) if code else _COUNTRY


# What a thing has of its own: 福厦高铁设计时速350公里，全长278公里.
_EXTENTS = frozenset(
    "全长 总长 长度 里程 总投资 投资 面积 总面积 时速 设计 高度 重量 装机 总装机 总 容量 主题 规模 大桥 线路".split()
)
_LINKING = frozenset(
    "为 是 达 达到 达成 下调 上调 降至 升至 增至 降到 升到 至 到 从 由 分别 约 近 超 超过 突破 仅 已 已达 有 共 共有 增长 下降 上升 提高 预测 预期".split()
)


_GOVERNING = frozenset("对 向 比 较 高于 低于 超过 支持 从 来自 占".split())


def _leads(text: str, tag: str) -> bool:
    """Whether a word may stand between an owner and its number."""
    return tag[0] in "njtm" or tag in ("vn", "b", "uj", "a", "d") or text in _LINKING


def _governed(cut: list[Word]) -> bool:
    """Whether words in front of a name make it an object only (对非洲、欧洲出口分别增长…)."""
    return any(word.text in _GOVERNING for word in cut) or (
        bool(cut) and cut[-1].text in ("和", "与", "同", "会同", "联合")
    )


def _stories(frame: Frame) -> list[int]:
    """For each paragraph the paragraph that heads its item, or -1 where the title does."""
    heads, current = [], -1
    for number, (start, end) in enumerate(frame.paragraphs):
        text = frame.folded[start:end]
        if number and len(text) <= 40 and text[-1] not in "。！？；，：”…" and "。" not in text:
            current = number
        heads.append(current)
    return heads
