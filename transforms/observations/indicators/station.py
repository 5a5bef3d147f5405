"""Station indicators: takes the observations with their numbers, fills `indicator`, `statistic` and `comparison`.

An indicator is read off the clause around the number (see ``phrases`` for the tokens): what stands before a
verb of change or a link (规模以上工业增加值|增长5.8%), the verb and the thing counted (抓获犯罪嫌疑人|12名), or what
follows the number (73个|高频民生事项实现“跑零次”). What a clause leaves out it takes from the clauses before it.
"""

from __future__ import annotations

from collections import defaultdict

from transforms.entities.people import TITLES
from transforms.frame import Frame, Sentence
from transforms.observations.indicators.announced import in_order, is_alone
from transforms.observations.indicators.clauses import name_clause
from transforms.observations.indicators.heads import Heads
from transforms.observations.indicators.phrases import Quantities, Spans, clauses
from transforms.observations.subjects.topic import Topic
from transforms.observations.subjects.topics import topics_of
from transforms.records import Observation

_STOPS = "。！？；”"
_TOLD = 6  # sentences back in which casualties may find what caused them


def fill(frame: Frame, observations: list[Observation]) -> None:
    """Fill `indicator`, `statistic` and `comparison` of every observation, in place."""
    if not observations:
        return
    by_sentence: dict[int, Quantities] = defaultdict(list)
    for index, observation in enumerate(observations):
        number = frame.sentence_index(observation.start)
        by_sentence[number].append((observation.start, observation.end, index))
    heads, paragraph, topics = Heads(), -1, topics_of(frame)
    for number, quantities in by_sentence.items():
        sentence = frame.sentences[number]
        heads = heads.carried() if sentence.paragraph == paragraph else Heads()
        paragraph = sentence.paragraph
        before = frame.sentences[number - 1] if number and number - 1 not in by_sentence else None
        heads.before = before if before and before.paragraph == paragraph else None
        headed = sentence.text[-1] not in _STOPS  # a headline opens a story: what stands before it tells of another
        heads.told = [] if headed else frame.sentences[max(0, number - _TOLD) : number]
        places = frozenset((mention.start, mention.end) for mention in frame.places_in(sentence))
        owners = _owners(topics.named(sentence), sentence, quantities[-1][0])
        found = clauses(sentence, quantities, places, owners)
        if is_alone(found[0]):
            beyond = frame.sentences[number + 1 : number + 2] if len(found) == 1 else []
            found = in_order(found, clauses(beyond[0], by_sentence.get(number + 1, [])) if beyond else [])
        for tokens in found:
            name_clause(tokens, heads, observations)


def _owners(named: list[Topic], sentence: Sentence, last: int) -> Spans:
    """Whom and what a sentence names before its last number: 中国气象局|组织12支小分队; single places aside."""
    owning = [topic for topic in named if topic.end <= last and (topic.kind != "place" or topic.sort == "list")]
    ends = {word.end for word in sentence.words} if owning else ()
    return [(topic.start, _with_title(topic, sentence)) for topic in owning if topic.end in ends]


def _with_title(topic: Topic, sentence: Sentence) -> int:
    """Where a name ends with the title behind it: 王毅外长."""
    if topic.kind != "person":
        return topic.end
    behind = sentence.text[topic.end - sentence.start :]
    return topic.end + next((len(title) for title in TITLES if behind.startswith(title)), 0)
