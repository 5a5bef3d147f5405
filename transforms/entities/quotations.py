"""Who said what: takes a frame, gives the stretches of words that the article puts into somebody's mouth.

The attributions of the article (``attributions``) say where somebody begins to speak; here it is settled how
far the words run: a quotation to its closing mark, also over paragraphs; indirect speech to the next speaker,
the next headline, the end of the paragraph, or where the article's own voice resumes; a press conference as
long as the article goes on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.entities.attributions import Attribution, is_headline
from transforms.entities.attributions import find as find_attributions
from transforms.entities.scenes import is_scene, resumes
from transforms.entities.voices import Voice
from transforms.frame import Frame, Sentence
from transforms.language.lexicons import lexicon
from transforms.records import Quotation

_SENTENCE_INSIDE = re.compile(r"[。！？，；]")
_LONGEST_SLOGAN = 20
_SHORTEST = 4  # 武契奇表示感谢。
_MARK = re.compile("[“”「」]")
_LIST_ITEM = re.compile(r"——|[一二三四五六七八九十]是|第[一二三四五六七八九十]|\d+[.、]|（[一二三四五六七八九十]）")
_NEAR_START = 4
_OPENING = 40  # characters within which a paragraph that goes on with a release names its body again
_COUNTING = frozenset(("统计", "数据", "监测", "调查", "测算"))
_PLANNING = frozenset(("提出", "明确", "要求", "规定"))  # what a plan does: 《方案》提出，到2030年…
_HOSTED = re.compile(r"(?:举行|召开)[^。，]{0,20}(?:发布会|吹风会|记者会|通气会)")
_CONFERENCE = re.compile(r"发布会|吹风会|记者会|通气会")


@lru_cache(maxsize=1)
def _looking_back() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["looking_back"])


@lru_cache(maxsize=1)
def _new_time() -> re.Pattern[str]:
    return re.compile(lexicon("speech")["new_time"])


class _Quote(NamedTuple):
    """Words in quotation marks, the marks left out."""

    start: int
    end: int


def find(frame: Frame) -> list[Quotation]:
    """Every quotation and every stretch of indirect speech, in the order of the text.

    Spans do not overlap; the innermost speaker has the words (据某报报道，某人说：… belongs to 某人).
    """
    if "quotations" not in frame.memo:
        frame.memo["quotations"] = _Reader(frame).read()
    found: list[Quotation] = frame.memo["quotations"]
    return found


@lru_cache(maxsize=1)
def _resuming() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon("speech")["resuming"])))


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
                self._last, self._conference, self._release, self._lead = None, False, None, -1
            else:
                if self._lead < 0:
                    self._lead, self._hosted = start, bool(_HOSTED.search(self._text, start, end))
                self._paragraph(start, end, [a for a in attributions if start <= a.start < end])
        self._stop(len(self._text))
        return self._found

    def _paragraph(self, start: int, end: int, attributions: list[Attribution]) -> None:
        self._paragraph_start = start
        self._enter(start, attributions)
        quotes = [quote for quote in _quotes(self._text, start, end) if self._is_sentence(quote, start, attributions)]
        inside = [a for a in attributions if not any(q.start <= a.start < q.end for q in quotes)]
        steps: list[tuple[int, int, _Quote | Attribution | Sentence]] = [(quote.start, 2, quote) for quote in quotes]
        steps += [(a.start, 1, a) for a in inside]
        steps += [(sentence.start, 0, sentence) for sentence in self._sentences(start, end)]
        for position, _, step in sorted(steps, key=lambda step: step[:2]):
            if position < self._since:
                continue
            if isinstance(step, Attribution):
                self._attributed(step)
            elif isinstance(step, _Quote):
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
        if self._reported(attribution):
            return
        self._stop(attribution.start)
        self._since = attribution.begins
        if attribution.kind == "own":
            return
        self._last = attribution
        if not attribution.behind:
            self._go(attribution, attribution.begins)
        sentence = self._frame.sentence_at(attribution.start)
        hosted = self._hosted or _CONFERENCE.search(sentence.text)
        if attribution.kind in ("told", "said") and hosted:
            self._conference = True
        announces = _announces(attribution, going=self._release is not None)
        if self._release is None and not self._leads(attribution):
            return
        if announces:
            self._release = attribution
        elif attribution.voice.speaker != (self._release and self._release.voice.speaker) and (
            self._leads(attribution) or attribution.start - self._paragraph_start < _NEAR_START
        ):
            self._release = None  # the story turns to another speaker

    def _reported(self, attribution: Attribution) -> bool:
        """Whether media report what another's survey shows: 据南岛电视台报道，《港湾报》的民调显示 is the station's."""
        word = self._word
        if word is None or word.kind != "source" or word.verb != "报道" or attribution.kind != "release":
            return False
        return not any(mark in self._text[word.begins : attribution.start] for mark in "。；！？\n")

    def _leads(self, attribution: Attribution) -> bool:
        """Whether an attribution stands in the first paragraph of its story."""
        return self._paragraph_start == self._lead <= attribution.start

    def _quoted(self, quote: _Quote, attributions: list[Attribution]) -> None:
        """Give the words of a quotation to whom an attribution beside it names, else to the last speaker."""
        behind = next((a for a in attributions if self._adjoins(quote, a)), None)
        if behind is not None:
            attribution: Attribution | None = behind
        elif self._word is not None:
            attribution = self._word
        else:
            attribution = self._named_behind(quote) or self._last
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

    def _named_behind(self, quote: _Quote) -> Attribution | None:
        """“…。”田国刚讲的这个故事: a sentence in quotation marks is of him whose name follows it."""
        if self._last is None or self._text[quote.end - 1 : quote.end] not in "。！？…":
            return None
        following = self._text[quote.end + 1 : quote.end + 16]
        for earlier in {q.speaker: q for q in self._found if q.speaker}.values():
            if following.startswith(earlier.speaker):
                voice = Voice(earlier.speaker, earlier.role)
                return Attribution(quote.end + 1, quote.end + 1, voice, "", "said", behind=True)
        return None

    def _is_sentence(self, quote: _Quote, paragraph: int, attributions: list[Attribution]) -> bool:
        """Whether the words in quotation marks are said by somebody, and not a name or a slogan."""
        words = self._text[quote.start : quote.end]
        if not _SENTENCE_INSIDE.search(words):
            return False
        introduced = quote.start - 1 <= paragraph or self._text[quote.start - 2] in "，。！？；：—"
        complete = words[-1] in "。！？，…"
        if any(self._adjoins(quote, a) for a in attributions):
            return complete or introduced
        return introduced and (complete or len(words) > _LONGEST_SLOGAN)

    def _adjoins(self, quote: _Quote, attribution: Attribution) -> bool:
        """Whether an attribution stands right behind the closing mark: “…”罗杰说 or “…”，罗杰说."""
        between = self._text[quote.end + 1 : attribution.start] if quote.end < attribution.start else "-"
        return between in ("", "，")

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
        words = sentence.text.lstrip()
        if _resuming().match(words):
            return False
        speaker = attribution.voice.speaker
        if speaker.startswith("党的") or "总书记" in (attribution.voice.role, speaker):
            return words.startswith(tuple(lexicon("speech")["instructing"]))
        if attribution.kind == "release":
            if speaker.startswith("《") or attribution.verb in _PLANNING:
                return not _looking_back().match(words)
            return not is_scene(self._frame, sentence.start)
        if attribution.kind != "said" or self._conference or attribution is self._release:
            return True
        lead = self._text.find("：", paragraph, attribution.start) + 1  # 央视网消息（新闻联播）：
        return attribution.start <= max(lead, paragraph) + 2 or not _new_time().match(words)

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


def _announces(attribution: Attribution, *, going: bool) -> bool:
    """Whether an attribution puts out figures (商务部数据显示; 记者从…获悉; 统计局公布), and no policy (《条例》).

    Where a story goes on with figures, a statistic named again (据海关统计) takes them over.
    """
    if attribution.behind or attribution.voice.role or attribution.voice.speaker.startswith(("《", "党的")):
        return False
    if attribution.kind == "source":
        return attribution.verb == "消息" or (going and attribution.verb in _COUNTING)
    return attribution.kind in ("learned", "release") or attribution.verb in ("公布", "通报", "发布")


def _quotes(text: str, start: int, end: int) -> list[_Quote]:
    """The outermost words in quotation marks of one paragraph; a mark left open runs to the paragraph's end."""
    found, depth, opened = [], 0, start
    for mark in _MARK.finditer(text, start, end):
        if mark.group() in "“「":
            if not depth:
                opened = mark.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append(_Quote(opened, mark.start()))
        elif not found:  # closes a quotation that an earlier paragraph opened
            found.append(_Quote(start, mark.start()))
    if depth and opened < end:
        found.append(_Quote(opened, end))
    return [quote for quote in found if quote.start < quote.end]
