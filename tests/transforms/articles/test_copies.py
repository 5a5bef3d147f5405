"""Copies share a story; the same words with other figures do not."""

import random
from datetime import date

import pytest

from transforms.articles.copies import fingerprint, stories

NOTICE = (
    "临江县农业农村局消息，今年全县粮食播种面积达到58.6万亩，比上年增加1.2万亩，粮食总产量31.4万吨，比上年增长2.3%，连续九年保持增长。"
    "县里投入财政资金1.8亿元用于水利设施改造，新建高标准农田4.5万亩，累计建成32万亩，主要农作物综合机械化率达到88.5%。"
    "县农业农村局派出12个工作组、96名技术人员分片包干，进村入户开展技术指导，帮助农户解决生产中的困难，确保各项措施落到实处。"
)
OTHER = (
    "青山市今天举行马拉松比赛，来自18个国家和地区的1.2万名选手参加。赛道经过老城、湖区和新区，沿途设有补给站15处、医疗点22处，"
    "志愿者超过3000人。组委会介绍，本届比赛报名人数比去年增加四成，带动住宿餐饮消费超过6000万元，比赛期间全市酒店入住率达到95%。"
)
REPRINT = NOTICE.replace("临江县农业农村局消息", "本报临江讯 记者从县农业农村局获悉").replace(
    "帮助农户解决生产中的困难，", ""
)
LATER = (
    NOTICE.replace("58.6", "59.1")
    .replace("31.4", "32.0")
    .replace("2.3%", "1.9%")
    .replace("4.5", "3.9")
    .replace("32万", "36万")
    .replace("1.8", "2.1")
)


def grouped(texts, dates=None):
    days = dates or [None] * len(texts)
    found = stories({f"{n:02d}": fingerprint(text, day) for n, (text, day) in enumerate(zip(texts, days, strict=True))})
    return [found[f"{n:02d}"] for n in range(len(texts))]


def test_the_same_text_from_two_sources_is_one_story():
    assert grouped([NOTICE, OTHER, NOTICE]) == ["00", "01", "00"]


def test_a_reprint_with_small_edits_is_the_same_story():
    assert grouped([NOTICE, REPRINT]) == ["00", "00"]


def test_punctuation_layout_and_script_make_no_other_story():
    traditional = (
        NOTICE.replace("农业农村", "農業農村").replace("面积", "面積").replace("万", "萬").replace("设施", "設施")
    )
    assert grouped([NOTICE, NOTICE.replace("，", ",\n"), traditional]) == ["00", "00", "00"]


def test_next_years_figures_in_the_same_words_are_another_story():
    assert grouped([NOTICE, LATER]) == ["00", "01"]


def test_the_same_words_a_year_later_are_another_story():
    assert grouped([OTHER, OTHER], [date(2022, 3, 3), date(2023, 3, 3)]) == ["00", "01"]
    assert grouped([OTHER, OTHER], [date(2022, 3, 3), date(2022, 3, 5)]) == ["00", "00"]


def test_short_texts_are_copies_only_if_they_are_equal():
    assert grouped(
        ["省长今天在省城会见来访的外宾一行。", "省长今天在省城会见来访的外宾一行", "省长今天在省城会见来访的客商一行。"]
    ) == ["00", "00", "02"]
    assert grouped(["本台消息。", "本台消息。"]) == ["00", "01"]


@pytest.mark.parametrize("seed", range(5))
def test_order_does_not_matter(seed):
    made = {"a": NOTICE, "b": OTHER, "c": REPRINT, "d": LATER, "e": OTHER}
    prints = {name: fingerprint(text) for name, text in made.items()}
    shuffled = list(prints)
    random.Random(seed).shuffle(shuffled)
    assert stories({name: prints[name] for name in shuffled}) == stories(prints)


def test_fingerprints_are_the_same_on_every_machine():
    found = fingerprint(NOTICE)
    assert found is not None
    assert (len(found.signature), found.signature[:8].hex()) == (512, "ec7be30777c81f1b")
