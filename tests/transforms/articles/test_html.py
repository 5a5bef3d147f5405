"""Pages: selectors, metadata of every custom, the guess without selectors, pages that are no articles."""

from datetime import date

import pytest

from transforms.articles.inputs import Rejection
from transforms.articles.metadata import clean_title

FIRST = "记者从临江县农业农村局获悉，今年全县粮食播种面积达到58.6万亩，比上年增加1.2万亩，粮食总产量预计31.4万吨。"
SECOND = "县里投入财政资金1.8亿元用于水利设施改造，新建高标准农田4.5万亩，主要农作物综合机械化率达到88.5%。"
THIRD = "“明年打算再多种20亩。”种粮大户老周说，今年他种了300亩水稻，亩产超过600公斤，一年下来净赚15万元。"


def page(head="", before="", after="", body=None):
    paragraphs = body or f"<p>　　{FIRST}</p><p>{SECOND}<br>{THIRD}</p>"
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href='/'>首页</a><a href='/n'>新闻</a></nav>{before}"
        f"<div class='art'>{paragraphs}<script>var a=1;</script></div>{after}<footer>版权所有 临江发布</footer></body></html>"
    )


@pytest.mark.parametrize("html", [{"body": ".art"}, {}], ids=["selectors", "guessed"])
def test_every_paragraph_and_nothing_else_is_the_text(html, read):
    article = read(page("<title>秋粮丰收_临江新闻网</title>"), "a.html", html=html)
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert article.title == "秋粮丰收"


@pytest.mark.parametrize(
    ("head", "before"),
    [
        (
            '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},'
            '{"@type":"NewsArticle","headline":"秋粮丰收","datePublished":"2023-10-08T22:00:00Z",'
            '"author":[{"@type":"Person","name":"李明"}],"publisher":{"name":"临江日报"}}]}</script>',
            "",
        ),
        (
            '<meta property="og:title" content="秋粮丰收"><meta property="article:published_time" '
            'content="2023-10-09T06:00:00+08:00"><meta name="author" content="李明"><meta property="og:site_name" content="临江日报">',
            "",
        ),
        (
            '<meta name="ArticleTitle" content="秋粮丰收"><meta name="PubDate" content="2023-10-09 06:00">'
            '<meta name="ContentSource" content="临江日报"><meta name="Author" content="李明">',
            "",
        ),
        (
            "<title>秋粮丰收 - 临江县人民政府网</title>",
            "<h1>秋粮丰收</h1><div><span>来源：临江日报</span><span>发布时间：2023年10月9日</span><span>作者：李明</span>"
            "<span>责任编辑：王红</span></div>",
        ),
    ],
    ids=["json-ld", "opengraph", "government-meta", "visible-lines"],
)
def test_metadata_is_read_in_every_custom(head, before, read):
    article = read(page(head, before), "a.html", html={"body": ".art"})
    assert (article.title, article.authors, article.publisher) == ("秋粮丰收", ["李明"], "临江日报")
    assert (article.published_on, article.published_basis) == (date(2023, 10, 9), "metadata")


def test_selectors_win_over_metadata(read):
    html = {
        "body": ".art",
        "title": "h2.t",
        "published": "meta[name=d]@content",
        "authors": ".by",
        "publisher": ".src",
        "subtitle": ".sub",
    }
    head = '<meta name="d" content="08.10.2023"><meta property="og:title" content="网站标题">'
    before = '<h2 class="t">[视频]秋粮丰收</h2><i class="sub">亩产再创新高</i><b class="by">记者 李明 王红</b><b class="src">来源：临江日报</b>'
    article = read(page(head, before), "a.html", html=html, date_formats=["%d.%m.%Y"])
    assert (article.title, article.subtitle, article.authors) == ("秋粮丰收", "亩产再创新高", ["李明", "王红"])
    assert (article.publisher, article.published_on) == ("临江日报", date(2023, 10, 8))


def test_text_outside_of_paragraph_tags_is_not_lost(read):
    body = f"开头一段，介绍全县情况。<p>{FIRST}</p>中间一段<b>加粗</b>文字<div>{SECOND}</div>末尾一段。<table><tr><td>产量</td><td>31万吨</td></tr></table>"
    article = read(page(body=body), "a.html", html={"body": ".art"})
    assert article.text.split("\n") == [
        "开头一段，介绍全县情况。", FIRST, "中间一段加粗文字", SECOND, "末尾一段。", "产量 31万吨",
    ]  # fmt: skip


def test_line_ends_of_the_source_are_no_spaces_between_chinese_characters(read):
    body = f"<p>全县\n    粮食总产量\n达到 31 万吨，\n比上年增长。</p><p>{FIRST}</p>"
    assert read(page(body=body), "a.html", html={"body": ".art"}).text.startswith(
        "全县粮食总产量达到 31 万吨，比上年增长。"
    )


def test_removed_elements_do_not_reach_the_text(read):
    body = f"<p>{FIRST}</p><p class='ad'>广告：点击领取优惠券</p><p>{SECOND}</p>"
    assert read(page(body=body), "a.html", html={"body": ".art", "remove": [".ad"]}).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (page("<title>404 Not Found</title>"), "not-an-article"),
        (page("<title>安全验证</title>"), "not-an-article"),
        ("<html><body><video src='a.mp4'></video></body></html>", "no-text"),
        ("<html><body><div class='art'> </div></body></html>", "no-text"),
        ("<html><body>" + "<div>" * 100_000 + FIRST + "</body></html>", "too-complex"),
    ],
    ids=["404", "captcha", "no-body", "empty-body", "nested"],
)
def test_page_that_is_no_article_is_rejected(content, reason, read):
    found = read(content, "a.html", html={"body": ".art"})
    assert isinstance(found, Rejection)
    assert found.reason == reason


def test_page_in_gb18030_is_read(read):
    content = page('<meta charset="gb2312"><title>秋粮丰收</title>').encode("gb18030")
    assert read(content, "a.shtml", html={"body": ".art"}).text.startswith(FIRST)


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("[视频]【在希望的田野上】夏粮丰收", "【在希望的田野上】夏粮丰收"),
        ("夏粮丰收_新闻频道_央视网(cctv.com)", "夏粮丰收"),
        ("夏粮丰收 - 临江县人民政府网", "夏粮丰收"),
        ("夏粮丰收|临江日报", "夏粮丰收"),
        ("义乌-马德里班列开行", "义乌-马德里班列开行"),
        ("2022—2023年度城市榜单发布", "2022—2023年度城市榜单发布"),
        ("从“上网”到“用网”", "从“上网”到“用网”"),
    ],
)
def test_titles_lose_medium_and_site_only(title, cleaned):
    assert clean_title(title) == cleaned
