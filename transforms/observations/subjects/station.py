"""Station subjects: takes the observations, fills `subject`, `subject_kind` and `place_code`: whose value it is.

The owner of the number wins (see ``owners``), then the topic of its clause (see ``fronts``), the topics of the
clauses before it in the sentence, and those of the sentences before it in the paragraph; failing these a place
where the thing told happens, the place of who speaks, and at last what the item is about (see ``items``). In a work
report every sentence starts again from the report's own place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.frame import Frame, Sentence
from transforms.language import places
from transforms.language.lexicons import lexicon
from transforms.observations.subjects import full_names, owners
from transforms.observations.subjects.fronts import Clause, Fronts
from transforms.observations.subjects.items import Items
from transforms.observations.subjects.owners import Spot
from transforms.observations.subjects.references import References
from transforms.observations.subjects.topic import Topic
from transforms.observations.subjects.topics import points_below
from transforms.records import Observation

_FIRM = re.compile(r"公司|集团|银行|企业|厂|油田|铝电|鞍钢|比亚迪|华为|机场|交易所|港$")
_GOVERNMENT = re.compile(
    r"(?:[部厅局委署办]|政府|委员会|办公室|指挥部|法院|检察院|国务院|中央|人大|政协|防总|机制|财政)$"
)
_COUNTED = re.compile(r"[约近超]?\d|[一二三四五六七八九十百千两多]+[个家名位座项]")
_EXAMPLE = re.compile(r"[^，。；：！？\n的]{0,14}等(?:\d|[一二三四五六七八九十百千两多]+[个家名位座项条])")
_PUBLISHING = re.compile("要求|公布|发布|通报|显示|统计|发现")
_ROW = re.compile("[^、等]+[市区县州盟旗](?:、[^、等]+[市区县州盟旗])+")  # 庆阳市、酒泉市
# A province's part in a campaign that is named after a river: 长江十年禁渔, 黄河“几字弯”攻坚战
_CAMPAIGN = re.compile("(?:流域|边缘|沿线|干流)?(?:“[^”]{1,6}”)?(?:十年禁渔|攻坚战|阻击战|歼灭战|大保护|儿女)")
# Papers that plan or rule, and what a number counts of them
_PLAN = re.compile("(?:意见|方案|措施|规划|计划|通知|办法|条例|纲要|规定|决定|政策|法)(?:（[^）]*）)?》$")
_PARTS = re.compile("[条章节目项字篇]|[个类种大](?:方面|部分|篇章|附件|领域|章节)")
_PART_NOUN = 2  # characters behind 个 and its like: 4个|方面
_NOBODY = Topic(0, 0, "", "")
_PERSONAL = frozenset(("他", "她"))
_POINTING = frozenset(("他们", "她们", "这家", "这座", "这位", "这条"))
_CARRIES = 5  # sentences that a topic is carried on


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `subject`, `subject_kind` and `place_code` of every observation, in place."""
    if not observations:
        return
    reader = _Reader(frame, [observation.start for observation in observations])
    for observation in observations:
        topic = reader.subject(observation)
        observation.subject = topic.name if frame.text is frame.folded else full_names.as_written(topic, frame)
        observation.subject_kind = topic.kind
        observation.place_code = topic.code


class _Reader:
    """Finds subjects in one article."""

    def __init__(self, frame: Frame, numbers: list[int]) -> None:
        self._frame, self._numbers = frame, numbers
        self._report = places.is_report(frame.title)
        self._fronts = Fronts(frame)
        self._items = Items(frame, self._fronts)
        self._references = References(frame, self._fronts, self._items)

    def subject(self, observation: Observation) -> Topic:
        """Whose value an observation is."""
        sentence = self._frame.sentence_at(observation.start)
        spot = Spot(observation.start, observation.end, sentence, self._fronts.named(sentence))
        clauses = [clause for clause in self._fronts.clauses(sentence) if clause.start <= spot.start]
        found = owners.told_of(spot) or (self._in_sentence(spot, clauses) if clauses else None)
        if not found and not self._report:
            found = self._pointed_at(spot, clauses)
        if not found and not self._report:
            found = owners.happening_at(spot) or owners.right_behind(spot)
            found = found or (self._carried(spot, clauses) if clauses else None)
        found = found or self._default(sentence)
        return self._issuer(found) if _PLAN.search(found.name) and not _counts_parts(spot) else found

    def _issuer(self, plan: Topic) -> Topic:
        """Whose a plan is, which itself has its parts only (《意见》共20条), not what it aims at (到2030年达到80%)."""
        bodies = self._fronts.named(self._frame.sentence_at(plan.start)) if plan.end else ()
        seat = next((body for body in bodies if body.kind == "organisation" and body.seat), None)
        return Topic(0, 0, seat.seat, "place", seat.code) if seat else self._items.own_place()

    def _default(self, sentence: Sentence) -> Topic:
        """What the item is about; nobody where the sentence points below the country and nothing tells where to."""
        told = self._items.default(sentence)
        return _NOBODY if told.sort == "country" and points_below(sentence) else told

    def _pointed_at(self, spot: Spot, clauses: list[Clause]) -> Topic | None:
        """Whom 他 means: the one named last; nobody where none is, and none for 这家 without a place either."""
        pronoun = next((clause.pronoun for clause in reversed(clauses) if clause.topic or clause.pronoun), "")
        if pronoun in _POINTING:
            country = self._items.default(spot.sentence).sort == "country"
            return _NOBODY if country and not self._carried(spot, clauses) else None
        if pronoun not in _PERSONAL:
            return None
        index = self._frame.sentence_index(spot.start)
        for earlier in reversed(self._frame.sentences[max(0, index - _CARRIES) : index + 1]):
            people = [t for t in self._fronts.named(earlier) if t.kind == "person" and t.end <= spot.start]
            if people:
                return people[-1]
        return _NOBODY

    def _in_sentence(self, spot: Spot, clauses: list[Clause]) -> Topic | None:
        """The owner or topic that the number's own sentence gives it."""
        own = clauses[-1]
        owner = owners.hurt_at(spot, clauses) or owners.leading(spot, own)
        if owner and self._may_be(owner):
            return owner
        if own.topic and own.topic.end <= spot.start and not owners.is_scope(spot, own.topic):
            topic = owners.member(spot, own, self._numbers) or own.topic
            return topic if self._may_be(topic) and not owners.counted(spot, topic, own.start) else None
        return self._references.meant(own, spot) or self._from_clauses(spot, clauses, hurt=owners.counts_victims(spot))

    def _from_clauses(self, spot: Spot, clauses: list[Clause], *, hurt: bool) -> Topic | None:
        """The topic of a clause before the number's own in its sentence; who tells of victims is not whose they are."""
        interrupted, own = False, clauses[-1]
        for distance, clause in enumerate(reversed(clauses[:-1])):
            if self._report and distance:
                break
            interrupted = interrupted or bool(clause.noun and not clause.voice)
            if not hurt and not self._report and (brought := owners.introduced(spot, clause, own)):
                return brought
            if clause.topic:
                return self._continued(clause, own, near=True)
            if not hurt and (meant := self._references.meant(clause, spot)):
                return meant
            if clause.voice:
                publishes = _PUBLISHING.search(self._frame.folded, clause.voice.end, clause.end)
                speaks_for_itself = own.bare and not hurt and not interrupted and clause.voice.kind == "organisation"
                speaks_for_itself = speaks_for_itself and not (publishes and clause.voice.seat == "中国")
                return clause.voice if speaks_for_itself else None
        return None

    def _may_be(self, topic: Topic) -> bool:
        """Whether numbers may belong to a topic; a report speaks of its own place rather than of the country."""
        if self._is_example(topic):
            return False
        if not self._report or (topic.sort == "list" and _ROW.fullmatch(topic.name)):
            return True
        if topic.kind == "project":
            return not topic.name.endswith(("班列", "专列", "航线"))
        if topic.kind == "organisation":
            own = topic.code == self._frame.home and _GOVERNMENT.search(topic.name) is not None
            return topic.seat != "中国" and not own
        campaign = topic.sort == "region" and _CAMPAIGN.match(self._frame.folded, topic.end)
        return not campaign and topic.sort not in ("country", "world", "foreign", "list")

    def _is_example(self, topic: Topic) -> bool:
        """Whether a name only stands for those that a number counts: 《流浪地球2》等7部, 兰考县、东坡区等100个单位."""
        text = self._frame.folded
        if topic.sort == "list" or topic.name.endswith("等"):
            return topic.name.endswith("等") and _COUNTED.match(text, topic.end) is not None
        behind = topic.kind == "organisation" and _EXAMPLE.match(text, topic.end) is not None
        return behind or text.startswith("等", topic.end)

    def _continued(self, earlier: Clause, own: Clause, *, near: bool = False) -> Topic | None:
        """A topic of an earlier clause, as the subject of a later one.

        A clause with a subject of its own leaves a body for the body's place (what 公安厅 does and then
        一证通办实现率 belong to 浙江省), and in another sentence (not `near`) a thing for nothing, unless it
        tells of the thing's extent or names it again (《…报告2023》发布。报告采集…).
        """
        topic = earlier.topic
        if topic is None or not self._may_be(topic):
            return None
        followed = topic.kind == "place" and earlier.direct and own.bare
        if self._report and not (_FIRM.search(topic.name) or followed):
            return None
        if topic.kind == "person" and not (near or own.bare or own.pronoun in _PERSONAL or own.noun in _of_people()):
            return None  # 习近平考察雄安站。…最快只要50分钟: the journey's, not his
        again = own.noun and own.noun in topic.name
        led = topic.sort == "lead" and own.noun != "国家"
        if topic.kind == "project" and not (near or led or own.bare or again or own.noun in _extents()):
            return None
        if topic.kind == "organisation" and not own.bare and topic.seat and _GOVERNMENT.search(topic.name):
            return Topic(topic.start, topic.end, topic.seat, "place", topic.code)
        return topic

    def _carried(self, spot: Spot, clauses: list[Clause]) -> Topic | None:
        """The topic of the sentences before, in the same paragraph, or the place of who speaks there."""
        own = next((clause for clause in clauses if clause.noun), clauses[-1])
        index = self._frame.sentence_index(spot.sentence.start)
        voice: Topic | None = None
        for earlier in reversed(self._frame.sentences[max(0, index - _CARRIES) : index + 1]):
            if not self._items.together(earlier, spot.sentence):
                break
            for clause in self._fronts.clauses(earlier):
                if clause.start > spot.start:
                    break
                if clause.topic and earlier is not spot.sentence:
                    return self._continued(clause, own)
                voice = clause.voice or voice
        if voice and voice.kind == "place":
            return voice
        return Topic(0, 0, voice.seat, "place", voice.code) if voice and voice.seat else None


def _counts_parts(spot: Spot) -> bool:
    """Whether a number counts the parts of a paper: 《意见》共20条."""
    return _PARTS.search(spot.text(spot.start, spot.end + _PART_NOUN), spot.end - spot.start - 1) is not None


@lru_cache(maxsize=1)
def _of_people() -> frozenset[str]:
    return frozenset(lexicon("subjects")["of_people"])


@lru_cache(maxsize=1)
def _extents() -> frozenset[str]:
    return frozenset(lexicon("subjects")["extents"])
