"""What stands before a number, without what only frames it: the core that names the quantity.

Takes the tokens of an item before its number, gives the head (地区生产总值|增长5.8%) or verb and object
(公安机关共|抓获犯罪嫌疑人|12名) and tells whether a link or a change tied it to the number.
"""

from __future__ import annotations

from transforms.observations.indicators.lists import Tokens, is_measure, spell
from transforms.observations.indicators.phrases import Token
from transforms.observations.indicators.roles import lexicon
from transforms.observations.indicators.slimming import COMPLETED, after_examples, without_examples
from transforms.observations.indicators.word_sets import endings, word_set

ACHIEVED = COMPLETED | {"承载"}
_INSTRUMENTAL = frozenset(("通过", "使用", "利用", "运用", "动用", "采用", "依靠", "借助"))
DRIVING = frozenset(("带动", "拉动", "推动", "促进"))
_BRINGING = DRIVING | {"助力", "支撑", "撬动"}
_ON_ROUTES = ("时间", "时长", "里程", "距离", "路程", "路途", "车程", "票价")
_TO = frozenset(("至", "到"))
_STANDING = frozenset(("位于", "处于", "处在", "介于"))
_AGENTS = ("国家", "展商", "赛场", "机构", "人员", "队员", "节目", "天气")
_OWN = frozenset(("全长", "总长", "总投资", "总投资额", "股价", "占地", "海拔", "总占地"))
_PLACED = frozenset(("位于", "地处", "坐落于"))
_AROUND = frozenset(("地带", "沿海", "海域", "水域", "地区", "沿岸", "城区", "全域"))
_ATTENDING = frozenset(("应到", "实到", "应出席", "实际出席"))
_CAPITALS = frozenset(("首府", "首都", "省会"))
_THEN = frozenset(("后", "以后", "之后"))
_VICTIMS = {"伤者": "受伤", "死者": "死亡", "遇难者": "遇难", "死难者": "死亡", "伤亡者": "伤亡", "伤员": "受伤"}


def core_of(left: Tokens, following: bool = False) -> tuple[Tokens, bool]:
    """The core before a number, and whether a link, a change or 从 ties it to the number.

    Args:
        left: the tokens before the number, cleared of circumstances.
        following: whether a noun follows the number.

    Returns:
        The core, empty where only frames stand there; and the tie.
    """
    kept = _without_frames(left)
    kept = _without_each(_after_event(kept))
    if following and kept and kept[0].text in _PLACED and all(token.role != "V" for token in kept[1:]):
        return [], False  # 位于城区|四分之三的医院
    if following and kept and kept[-1].text in ("影响", "控制", "恢复"):
        kept[-1] = Token(kept[-1].text, "V")  # 影响|12万旅客
    if len(kept) > 1 and kept[-1].text in lexicon().peak and kept[-2].role in "LCVv":
        kept.pop()  # 诊疗量达到峰值|286万人次
    if kept and kept[-1].text in _STANDING and not following:
        kept[-1] = Token(kept[-1].text, "L")  # 生产指数位于|50%以上
    if len(kept) > 1 and kept[-1].text == "在" and kept[-2].text == "运行":
        kept[-2] = Token(kept[-2].text, "L")  # 指数运行在|50%以上
    end = _before_ties(kept)
    linked = any(token.role in "LCFUBM" for token in kept[end:])
    if following and kept and kept[-1].role in "LV" and kept[-1].text.endswith("有") and kept[-1].text != "载有":
        return [], linked  # 身上有|1处枪伤, 学院设有|11个专业: who has it is no part of it
    if end and kept[end - 1].text in ACHIEVED and not following and (end == 1 or is_measure(kept[end - 2])):
        end, linked = end - 1, True  # 快递业务量累计|完成6亿件
    if linked:
        end = _head_end(kept, end)
    while end and (kept[end - 1].role in "E、cf," or (linked and kept[end - 1].text == "再次")):
        end -= 1  # 紧急状态再次|延长两周
    if following and not linked:
        end = _before_place(kept, end)
    if linked and end and kept[end - 1].text in _OWN and (end > 2 or len(kept[0].text) > 3):
        return [kept[end - 1]], True  # 弥蒙高铁|全长: of a thing with a name
    core = without_examples(after_examples(kept[head_start(kept, end, linked) : end]), following)
    return core if linked else _telling(core, following), linked


def _before_ties(kept: Tokens) -> int:
    """Where the words that tie a head to its number begin."""
    end, tied = len(kept), ["以", "实际", "名义"]
    while end and (kept[end - 1].role in "LCFUBME" or kept[end - 1].text in tied):
        end, tied = end - 1, ["连续", "以", "实际", "名义"]
    return end


def _after_event(kept: Tokens) -> Tokens:
    """项目投产后|每年增加原料: what happens first names nothing."""
    for index in range(len(kept) - 2, 0, -1):
        if kept[index].text in _THEN and kept[index - 1].role in "Vv":
            return kept[index + 1 :]
    return kept


def _without_each(kept: Tokens) -> Tokens:
    """国际油价收于|每桶68美元, 浓度为|每立方米30微克: the head ends before the measure of each."""
    for index in range(len(kept) - 1, max(0, len(kept) - 3), -1):
        if kept[index].text.startswith("每") and kept[index - 1].role in "LC":
            return kept[:index]
    alone = len(kept) == 2 and kept[0].text.startswith("每") and kept[1].role == "L"
    return kept[1:] if alone else kept  # 单产再创新高，每亩达到|370公斤


def _before_place(kept: Tokens, end: int) -> int:
    """袭击|亚丁湾的4艘船只, 串联|武汉7个区: where what is counted stands is no part of its name."""
    start = end
    while start > 1 and kept[start - 1].role in "SG" and kept[start - 2].role in "VvSG":
        start -= 1
    return end if start and kept[start - 1].text in word_set("of_whole") else start


def _telling(core: Tokens, following: bool) -> Tokens:
    """The core without a verb that says nothing: 双方进行了|3轮会谈; 死者包括|两名儿童 are 死亡儿童."""
    empty = lexicon().empty
    if following and core and core[-1].text in empty:
        victims = next((_VICTIMS[token.text] for token in core[-3:-1] if token.text in _VICTIMS), "")
        return [Token(victims, "k")] if victims else []
    return core[1:] if core and core[0].text in empty and (following or len(core) > 1) else core


def _without_frames(left: Tokens) -> Tokens:
    kept: Tokens = []
    for index, token in enumerate(left):
        followed = index + 1 < len(left) and left[index + 1].role == "n"
        if token.text in lexicon().adjectival and followed:
            kept.append(Token(token.text, "n"))
            continue
        if token.text == "们" and index + 1 < len(left) and left[index + 1].role in "DvV":
            kept = []  # 老周和同事们|需要下潜的深度
        if token.role == "n" and index and index + 1 < len(left) and _pointed_at(left[index - 1], left[index + 1]):
            continue
        if token.role in "DTR" or (token.text == "部分" and index + 1 < len(left)):
            continue
        if token.role == "A" and token.text in lexicon().aggregation_dropped:
            continue
        if index + 1 < len(left) and _resets(token, left[index + 1]):
            kept = []
        elif token.role != "H":
            kept.append(token)
    return kept


def _pointed_at(before: Token, following: Token) -> bool:
    """这台|机组|年均生产: what acts is a thing told of before, which the subject names."""
    return before.role == "R" and before.text[0] in "这那该" and following.role in "VvDA"


def _resets(token: Token, following: Token) -> bool:
    """Whether the head begins only after this word: 使检测时间…, 首先是新增…; not 将达到."""
    if token.text in ("有", "共有", "已有", "现有"):
        return following.role != "Q" and following.text not in ("不同", "所")  # 产量都有不同程度增加
    return (token.role == "H" and following.role not in "VvLCDQTk") or token.text.endswith("是")


def _head_end(kept: Tokens, end: int) -> int:
    """Where the head before a link ends: 大科学装置|从寥寥可数增加到; 通车里程|全国第四、突破."""
    end = next((index for index in range(1, end) if kept[index].role == "F"), end)
    if end and kept[end - 1].role == "、":
        return next((i for i in range(1, end) if kept[i].role == "G" or kept[i].text in word_set("ranked")), end)
    return end


def head_start(kept: Tokens, end: int, linked: bool) -> int:
    """Where the head begins, after the places, bodies and titles that own it.

    Args:
        kept: the tokens before a number.
        end: where the head ends.
        linked: whether a link or a change ties it to the number.

    Returns:
        An index into `kept`.
    """
    start = _route(kept, end)
    if start >= 0:
        return start
    start = 0
    while (
        start < end
        and (kept[start].role in "SGOEc、,mL" or kept[start].text == "—")
        and kept[start].text not in word_set("of_whole")
    ):
        if kept[start].text in ("突破", "为") and start + 1 < end:
            break  # 突破技术难题|761项; 为企业减负|33亿元
        start += 1
    if start + 2 < end and kept[start].text in _CAPITALS:
        start += 2  # 首府凤凰城|最高气温
        start += int(start < end - 1 and kept[start].text in ("市", "地区", "的"))
    start = _after_body(kept, start, end)
    if start == end and linked and end and kept[end - 1].role == "O":
        start = end - 1  # 公司从518家|增加到731家: nothing but the body itself is counted
    if 0 < start < end - 1 and (kept[start].role == "f" or kept[start].text == "等"):
        start += 1  # 高原上|气温
        start += int(start < end - 1 and kept[start].text in ("地", "地区"))  # 湖州等地|调备水泵
    elif 0 < start < end - 1 and kept[start].text in _AROUND:
        start += int(not kept[start + 1].text.startswith("生产"))  # 加沙地带|发生袭击; but 福州|地区生产总值
    owned = [i for i in range(start + 1, end - 1) if kept[i].role in "SO" and kept[i - 1].role == "E"]
    start = owned[-1] + 1 if linked and owned else start  # 位于山区的大悟县|茶园面积
    places = [i for i in range(start + 1, end - 1) if kept[i].text in ("地", "地区") and kept[i - 1].text == "等"]
    start = places[-1] + 1 if places else start  # 东北、华南等地|降水
    titled = [i for i in range(start, end - 1) if kept[i].text.startswith("《") and kept[i + 1].role == "n"]
    if titled and all(token.role not in "Vv" for token in kept[start : titled[-1]]):
        return titled[-1] + 1  # 微短剧《…》|全网传播量
    return start


def _after_body(kept: Tokens, start: int, end: int) -> int:
    """北京证券交易所|上市公司, 西安咸阳国际机场|旅客: where a body that a place opens is over."""
    if not start or kept[start - 1].role != "S":
        return start
    for index in range(min(start + 4, end - 2), start - 1, -1):
        if kept[index].text.endswith(endings("site")) and kept[index + 1].role == "n":
            whole = all(token.role in "nSOv" for token in kept[start : index + 1])
            return index + 1 if whole else start
    return start


def _route(kept: Tokens, end: int) -> int:
    """甲地至乙地的|运行时间: where the two ends of a route begin; -1 where the head is no measure of a route."""
    if end < 4 or not kept[end - 1].text.endswith(_ON_ROUTES):
        return -1
    return next((i - 1 for i in range(1, end - 2) if kept[i].text in _TO and kept[i - 1].role in "SOn"), -1)


def before_benchmark(left: Tokens) -> Tokens:
    """外贸总额是十年前的|2.5倍, 恢复到疫情前水平的|98%: what is measured stands before the yardstick."""
    if not left or left[-1].role != "E":
        return left
    for index in range(len(left) - 2, -1, -1):
        if left[index].text == "占":
            return left  # 水质为优的河段占总长的|60%
        if left[index].role == "L" and left[index].text not in ("占到", "相当于") and (index or left[0].text == "是"):
            return left[: index + 1]
    return left


def verb_of(core: Tokens, right: Tokens) -> int | None:
    """Index of the verb that acts on what is counted, or None where the core is a noun.

    Args:
        core: what stands before the number.
        right: what follows it; where nothing does, the core's last word is no verb but the thing counted.
    """
    last = len(core) if right or len(core) == 1 or core[-1].text in _ATTENDING else len(core) - 1
    glued = len(core) == 2 and spell(core) in lexicon().generic  # 签约|金额
    if not right and (glued or (len(core) > 2 and core[0].role not in "VC" and core[-1].text in lexicon().generic)):
        return None  # 工业用地出让占比
    verbs = [i for i in range(last) if core[i].role == "V" or (i == 0 and core[i].role == "C")]
    verbs = [i for i in verbs if not _names_measure(core, i)]
    if len(verbs) > 1:
        first = core[verbs[0]].text
        if first in word_set("moving") and verbs[1] <= verbs[0] + 2:
            return verbs[1]  # 推动阶段性缓缴收费
        if first in _INSTRUMENTAL and len(verbs) > 2 and verbs[-1] == verbs[-2] + 1:
            return verbs[-2]  # 使用导弹打击|连接两地的2座桥梁
        if first in _INSTRUMENTAL or any(token.role == "P" for token in core[: verbs[0]]):
            return verbs[-1]  # 通过实施以工代赈|吸纳就业; 向参加单位|派出
    plain = [i for i in (0, len(core) - 1) if i < last and core[i].role == "v"]
    if verbs == [0] and len(plain) == 1 and core[0].text in _INSTRUMENTAL:
        return plain[0]  # 使用无人机|袭击船只
    return next(iter([*verbs, *plain]), None)


def _names_measure(core: Tokens, index: int) -> bool:
    """贷款余额, 研发投入: a verb that with the measure after it is a noun."""
    return core[index].text in lexicon().nominal and index + 1 < len(core) and is_measure(core[index + 1])


def subject_of(before: Tokens) -> Tokens:
    """The noun before the verb, if it is not the one who acts: 铁路|发送旅客, but 公安机关|抓获嫌疑人."""
    company = next((i for i, token in enumerate(before) if token.role == "P"), None)
    if company is not None:
        return before[company:] if before[company].text in ("对", "为") else []
    each = next((i for i, token in enumerate(before) if token.text.startswith("每")), None)
    if each is not None:
        return before[each:]  # 每位代表|拿到选票
    if len(before) > 2 and all(token.role == "n、"[i % 2] for i, token in enumerate(before)):
        return before  # 铁路、公路、民航|发送旅客
    acting = any(token.role in "ORE、" or token.text in _INSTRUMENTAL for token in before)
    if acting or (before and before[-1].text.endswith(_AGENTS)):
        return []  # 沿线国家|创造岗位
    nouns = [token for token in before if token.role in "nkA" and not token.text.isascii()]  # CR450|搭载乘客
    if len(nouns) > 1 and len(nouns[-1].text + nouns[-2].text) <= 4 and nouns[-2].text not in ("国家", "中央"):
        return nouns[-2:]  # 贸易伙伴|覆盖155个国家
    return nouns[-1:]


def brought_about(core: Tokens) -> Tokens:
    """以旧换新带动|汽车零售额: what grew, without what made it grow."""
    for index in range(1, len(core) - 1):
        if core[index].text in _BRINGING and is_measure(core[-1]) and all(t.role in "nS" for t in core[:index]):
            return core[index + 1 :]
    return core


def rank_in(right: Tokens) -> int:
    """Where the words after a number tell its rank: 9种|矿产资源量|居全国首位; 0 where they tell none."""
    ranked = word_set("ranked") - word_set("of_whole")
    return next((i for i, token in enumerate(right) if i > 1 and token.text in ranked), 0)


def about(core: Tokens) -> str:
    """What a measure is a measure of: 经营主体总量 → 经营主体."""
    end = len(core)
    while end > 1 and core[end - 1].text in lexicon().generic:
        end -= 1
    return spell(core[:end])
