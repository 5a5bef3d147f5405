"""Who said what: takes a frame, gives the stretches of words that the article puts into somebody's mouth.

The attributions of the article (``attributions``) say where somebody begins to speak; here it is settled how
far the words run: a quotation to its closing mark, also over paragraphs; indirect speech to the next speaker,
the next headline, the end of the paragraph, or where the article's own voice resumes; a press conference as
long as the article goes on.
"""

from __future__ import annotations

import re

from transforms.entities import quotation_marks as marks
from transforms.entities.attributions import Attribution, is_headline
from transforms.entities.attributions import find as find_attributions
from transforms.entities.quotation_marks import Quote
from transforms.entities.releases import ISSUES, is_survey
from transforms.entities.scenes import STATING, goes_on, is_scene, resumes
from transforms.frame import Frame, Sentence
from transforms.language.lexicons import lexicon
from transforms.records import Quotation

_SHORTEST = 4  # 武契奇表示感谢。
_LIST_ITEM = re.compile(r"——|[一二三四五六七八九十]是|第[一二三四五六七八九十]|\d+[.、]|（[一二三四五六七八九十]）")
_NEAR_START = 4
_OPENING = 40  # characters within which a paragraph that goes on with a release names its body again
_MEDIA = ("媒体", "报", "社", "网", "电视台")
_COUNTING = frozenset(("统计", "数据", "监测", "调查", "测算"))
_PUBLISHING = frozenset(("公布", "通报", "发布", "公布了", "通报了"))
_HOSTED = re.compile(r"(?:举行|召开)[^。，]{0,20}(?:发布会|吹风会|记者会|通气会)")
_TOLD = re.compile("[0-9]|[一二三四五六七八九十两百千]+多?[名位家个国]")  # what an attributing clause itself tells
_CONFERENCE = re.compile(r"发布会|吹风会|记者会|通气会")


def find(frame: Frame) -> list[Quotation]:
    """Every quotation and every stretch of indirect speech, in the order of the text.

    Spans do not overlap; the innermost speaker has the words (据某报报道，某人说：… belongs to 某人).
    """
    if "quotations" not in frame.memo:
        frame.memo["quotations"] = _Reader(frame).read()
    found: list[Quotation] = frame.memo["quotations"]
    return found


class _Reader:
    """Reads one article from front to back; `_word` is whose words run since `_since`."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._text = frame.folded
        self._found: list[Quotation] = []
        self._word: Attribution | None = None
        self._since = 0
        self._last: Attribution | None = None
        self._conference = False
        self._release: Attribution | None = None  # the story opens with a release, and goes on with its figures
        self._paragraph_start = 0
        self._hosted = False  # the story opens with a press conference: whoever speaks next speaks there
        self._lead = -1  # where the story's first paragraph begins

    def read(self) -> list[Quotation]:
        """The quotations of the article."""
        attributions = find_attributions(self._frame)
        if not attributions:
            return []
        for start, end in self._frame.paragraphs:
            if is_headline(self._text, start, end):
                self._stop(start)
                self._headline(end, [a for a in attributions if start <= a.start < end])
                self._last, self._conference, self._release, self._lead = None, False, None, -1
            else:
                if self._lead < 0:
                    self._lead, self._hosted = start, bool(_HOSTED.search(self._text, start, end))
                self._paragraph(start, end, [a for a in attributions if start <= a.start < end])
        self._stop(len(self._text))
        return self._found

    def _headline(self, end: int, attributions: list[Attribution]) -> None:
        """What a headline itself puts into somebody's mouth: 某组织称境内70万人流离失所, up to its next part."""
        for attribution in attributions:
            if attribution.kind in ("said", "release") and not attribution.behind:
                self._since = attribution.begins
                until = self._text.find(" ", attribution.begins, end)
                self._emit(attribution, attribution.begins, until if until >= 0 else end, direct=False)

    def _paragraph(self, start: int, end: int, attributions: list[Attribution]) -> None:
        self._paragraph_start = start
        self._enter(start, attributions)
        quotes = [
            quote
            for quote in marks.find(self._text, start, end)
            if marks.is_sentence(self._text, quote, start, attributions)
        ]
        inside = [a for a in attributions if not any(q.start <= a.start < q.end for q in quotes)]
        steps: list[tuple[int, int, Quote | Attribution | Sentence]] = [(quote.start, 2, quote) for quote in quotes]
        steps += [(a.start, 1, a) for a in inside]
        steps += [(sentence.start, 0, sentence) for sentence in self._sentences(start, end)]
        for position, _, step in sorted(steps, key=lambda step: step[:2]):
            if position < self._since:
                continue
            if isinstance(step, Attribution):
                self._attributed(step)
            elif isinstance(step, Quote):
                self._quoted(step, inside)
            elif self._word is not None and not self._goes_on(self._word, start, step):
                self._stop(position)

    def _enter(self, start: int, attributions: list[Attribution]) -> None:
        """Settle at the start of a paragraph whether the words of the one before go on."""
        text = self._text
        before = text[max(0, start - 3) : start].rstrip("\n")[-1:]
        listed = _LIST_ITEM.match(text, start) is not None
        open_end = before == "：" or before not in "。！？…”；"
        release = self._release.voice.speaker if self._release else ""
        named = any(a.voice.speaker == release and a.start - start < _OPENING for a in attributions)
        if self._release and not named and resumes(self._frame, start, release):
            self._release = None
        if (open_end or listed) and self._word is not None:
            return
        self._stop(start)
        going = self._release or (self._last if self._conference else None)
        if going is not None and not (self._conference and is_scene(self._frame, start)):
            self._go(going, start)

    def _attributed(self, attribution: Attribution) -> None:
        within = self._within_sentence(attribution)
        if within and attribution.kind == "own" and attribution.verb:
            return  # 民政部表示，相关平台数据显示，…: still the ministry's
        if within and self._keeps_word(attribution):
            return
        told = within and _TOLD.search(self._text, attribution.start, attribution.begins)
        self._stop(attribution.begins if told else attribution.start)
        self._since = attribution.begins
        if attribution.kind == "own":
            return
        if not self._conference or attribution.kind != "release":
            self._last = attribution
        if not attribution.behind:
            self._go(attribution, attribution.begins)
        sentence = self._frame.sentence_at(attribution.start)
        hosted = self._hosted or _CONFERENCE.search(sentence.text)
        if attribution.kind in ("told", "said") and hosted:
            self._conference = True
        announces = self._announces(attribution)
        if self._release is None and not self._leads(attribution):
            return
        if announces:
            self._release = attribution
        elif attribution.voice.speaker != (self._release and self._release.voice.speaker) and (
            self._leads(attribution) or attribution.start - self._paragraph_start < _NEAR_START
        ):
            self._release = None  # the story turns to another speaker

    def _keeps_word(self, attribution: Attribution) -> bool:
        """Whether the speaker of a sentence keeps the word where it names a further source.

        财政大臣亨特称，根据预算办公室的预测，…: still 亨特's; media only pass on what they cite.
        """
        word = self._word
        if word is None:
            return False
        if word.voice.speaker == attribution.voice.speaker:
            return True  # 据媒体报道，该市发生枪击，并宣布宵禁
        passes_on = word.voice.speaker.endswith(_MEDIA)
        return word.kind == "said" and attribution.kind in ("source", "release") and not passes_on

    def _within_sentence(self, attribution: Attribution) -> bool:
        """Whether an attribution stands in a sentence that somebody says: 据北社报道，七名市长联名要求…."""
        word = self._word
        return word is not None and not any(m in self._text[word.begins : attribution.start] for m in "。；！？\n")

    def _announces(self, attribution: Attribution) -> bool:
        """Whether an attribution puts out figures (商务部数据显示; 记者从…获悉; 统计局公布), and no policy (《条例》).

        Where a story goes on with figures, a statistic named again (据海关统计) takes them over.
        """
        if attribution.voice.role in lexicon("speech")["unnamed"] and self._release is not None:
            return True  # 省水利厅公布了…成效。省水利厅有关负责人介绍，…
        if attribution.behind or attribution.voice.role or attribution.voice.speaker.startswith(("《", "党的")):
            return False
        if attribution.verb == ISSUES or is_survey(self._text[attribution.start : attribution.begins]):
            return False
        if attribution.kind == "source":
            return self._release is not None and attribution.verb in _COUNTING
        if attribution.kind in ("learned", "release"):
            return attribution.verb not in STATING  # a statement is no row of figures
        return attribution.verb in _PUBLISHING and "预警" not in self._text[attribution.start : attribution.begins]

    def _leads(self, attribution: Attribution) -> bool:
        """Whether an attribution stands in the first paragraph of its story."""
        return self._paragraph_start == self._lead <= attribution.start

    def _quoted(self, quote: Quote, attributions: list[Attribution]) -> None:
        """Give the words of a quotation to whom an attribution beside it names, else to the last speaker."""
        behind = next((a for a in attributions if marks.adjoins(self._text, quote, a)), None)
        if behind is not None:
            attribution: Attribution | None = behind
        elif self._word is not None:
            attribution = self._word
        else:
            attribution = self._last
            attribution = attribution or next((a for a in attributions if a.start > quote.end), None)
        resumed = self._word
        self._stop(quote.start)
        if attribution is None:
            return
        self._last = attribution
        self._emit(attribution, quote.start, quote.end, direct=True)
        self._since = quote.end
        whole = self._text[quote.end - 1] in "。！？…"
        if resumed is not None and not whole and behind is None:
            self._go(resumed, quote.end)

    def _sentences(self, start: int, end: int) -> list[Sentence]:
        """The sentences of a paragraph but the first."""
        index, found = self._frame.sentence_index(start) + 1, []
        sentences = self._frame.sentences
        while index < len(sentences) and sentences[index].start < end:
            found.append(sentences[index])
            index += 1
        return found

    def _goes_on(self, attribution: Attribution, paragraph: int, sentence: Sentence) -> bool:
        """Whether a further sentence still is what the speaker said, where no mark or verb tells."""
        steady = self._conference or attribution is self._release
        return goes_on(self._frame, attribution, paragraph, sentence, steady=steady)

    def _go(self, attribution: Attribution, position: int) -> None:
        self._word, self._since = attribution, position

    def _stop(self, position: int) -> None:
        if self._word is not None:
            self._emit(self._word, self._since, position, direct=False)
        self._word, self._since = None, max(self._since, position)

    def _emit(self, attribution: Attribution, start: int, end: int, *, direct: bool) -> None:
        text = self._text
        while start < end and text[start] in "，：。“” \n—":
            start += 1
        while start < end and text[end - 1] in " \n“":
            end -= 1
        if end - start >= _SHORTEST:
            voice = attribution.voice
            self._found.append(Quotation(voice.speaker, voice.role, attribution.verb, start, end, direct))
