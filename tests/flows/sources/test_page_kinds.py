"""Kinds that find pages by links: feed, sitemap, listing; and web archives."""

import gzip
import io
from datetime import date

import pytest

from flows.sources.discover import discover
from flows.sources.memory import ProcessMemory
from transforms.articles.inputs import Rejection
from transforms.records import Article

TEXT = "全县新修公路{n}公里，惠及十二个村，群众出行更加方便，农产品运输时间缩短了一半以上。"


def page(number):
    return f"<html><head><title>公路通车{number}</title></head><body><div class='art'><p>{TEXT.format(n=number)}</p></div></body></html>"


@pytest.fixture
def pages(site):
    for number in range(1, 6):
        site.add(f"/n/{number}.html", page(number))
    return site


HTML = '[html]\nbody = ".art"'


def rss(site, numbers):
    items = "".join(
        f"<item><title>公路通车{n}</title><link>{site.address}/n/{n}.html</link><author>李明</author>"
        f"<pubDate>Sun, 0{n} Oct 2023 20:00:00 GMT</pubDate><description>{TEXT.format(n=n)}</description></item>"
        for n in numbers
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>x</title>{items}</channel></rss>"


def test_feed_entries_are_read_from_their_pages_with_the_feeds_metadata(pages, declare, outcomes, on_loopback):
    pages.add("/feed.xml", rss(pages, [3, 2, 1]), content_type="application/rss+xml")
    articles = outcomes(declare('kind = "feed"', f'locations = ["{pages.address}/feed.xml"]', HTML, on_loopback))
    assert [each.text for each in articles] == [TEXT.format(n=n) for n in (3, 2, 1)]
    assert [(each.published_on, each.published_basis, each.authors) for each in articles[:1]] == [
        (date(2023, 10, 4), "metadata", ["李明"])  # 20:00 GMT is the next day in Shanghai
    ]


def test_feed_text_is_taken_from_the_entry_where_that_is_asked(pages, declare, outcomes, on_loopback):
    pages.add("/feed.xml", rss(pages, [1]).encode("gb18030"), content_type="text/xml; charset=gb2312")
    keys = ['kind = "feed"', f'locations = ["{pages.address}/feed.xml"]', "[pages]\nfull_text = false", on_loopback]
    (article,) = outcomes(declare(*keys))
    assert (article.title, article.text, article.published_on) == ("公路通车1", TEXT.format(n=1), date(2023, 10, 2))
    assert "/n/1.html" not in pages.paths()


def test_atom_feed_in_a_local_file(declare, folder, outcomes):
    (folder / "feed.xml").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>公路通车</title><updated>2023-10-01T08:00:00+08:00</updated>'
        f'<link href="https://example.org/1.html"/><content type="html">&lt;p&gt;{TEXT.format(n=1)}&lt;/p&gt;</content></entry></feed>'
    )
    (article,) = outcomes(declare('kind = "feed"', 'locations = ["feed.xml"]', "[pages]\nfull_text = false"))
    assert (article.text, article.url, article.locator) == (
        TEXT.format(n=1),
        "https://example.org/1.html",
        "feed.xml#urn:1",
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
            "too-complex",
        ),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>',
            "too-complex",
        ),
        ("<a>" * 5000, "too-complex"),
        ("no feed at all", "not-an-article"),
        ("<rss><channel></channel></rss>", "not-an-article"),
    ],
    ids=["laughs", "external", "nested", "text", "empty"],
)
def test_feed_that_is_none_or_unsafe_is_a_rejection(content, reason, declare, folder, outcomes):
    (folder / "feed.xml").write_text(content)
    (found,) = outcomes(declare('kind = "feed"', 'locations = ["feed.xml"]'))
    assert isinstance(found, Rejection) and found.reason == reason


def sitemap(entries, of="url"):
    rows = "".join(f"<{of}><loc>{place}</loc><lastmod>{day}</lastmod></{of}>" for place, day in entries)
    outer = "urlset" if of == "url" else "sitemapindex"
    return f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{outer}>'


def test_sitemaps_and_their_index_are_read_newest_first(pages, declare, outcomes, on_loopback):
    site = pages
    first = sitemap([(f"{site.address}/n/1.html", "2023-10-01"), (f"{site.address}/n/3.html", "2023-10-03")])
    second = sitemap([(f"{site.address}/n/2.html", "2023-10-02"), (f"{site.address}/about.html", "2023-10-09")])
    site.add("/1.xml", first, content_type="application/xml")
    site.add("/2.xml.gz", gzip.compress(second.encode()), content_type="application/gzip")
    index = [(f"{site.address}/1.xml", "2023-10-03"), (f"{site.address}/2.xml.gz", "2023-10-02")]
    site.add("/index.xml", sitemap(index, "sitemap"), content_type="application/xml")
    declared = declare(
        'kind = "sitemap"',
        f'locations = ["{site.address}/index.xml"]',
        HTML,
        '[pages]\ninclude = ["*/n/*.html"]',
        on_loopback,
    )
    assert [each.text for each in outcomes(declared)] == [TEXT.format(n=n) for n in (3, 2, 1)]
    assert "/about.html" not in site.paths()


def listing(numbers, following=None):
    links = "".join(f"<li><a href='/n/{n}.html#top' title='公路通车{n}'>公路…</a></li>" for n in numbers)
    onward = f"<a class='next' href='{following}'>下一页</a>" if following else ""
    return f"<html><body><a href='/'>首页</a><ul class='list'>{links}</ul>{onward}</body></html>"


LIST_PAGES = '[pages]\nlinks = ".list a"\nnext = "a.next"'


def test_listing_is_followed_over_its_pages(pages, declare, outcomes, on_loopback):
    pages.add("/list1", listing([5, 4], "/list2"))
    pages.add("/list2", listing([3, 3, 2]))
    declared = declare('kind = "listing"', f'locations = ["{pages.address}/list1"]', HTML, LIST_PAGES, on_loopback)
    assert [each.title for each in outcomes(declared)] == ["公路通车5", "公路通车4", "公路通车3", "公路通车2"]


@pytest.fixture
def long_list(pages, declare, on_loopback):
    """A list of thirty pages, of which the newest twenty stand on its first page; lengthen it by numbers."""
    for number in range(1, 31):
        pages.add(f"/n/{number}.html", page(number), ETag=f'"{number}"')

    def make(newest):
        pages.add("/list1", listing(range(newest, newest - 20, -1), "/list2"))
        pages.add("/list2", listing([1]))
        pages.asked.clear()
        return declare('kind = "listing"', f'locations = ["{pages.address}/list1"]', HTML, LIST_PAGES, on_loopback)

    return make


def numbers(inputs):
    return [int(each.locator.rpartition("/")[2].removesuffix(".html")) for each in inputs]


def test_listing_stops_after_ten_pages_that_an_earlier_run_has_read(long_list, pages):
    memory = ProcessMemory()
    assert numbers(discover(long_list(25), memory)) == [*range(25, 5, -1), 1]
    memory.settle()
    assert numbers(discover(long_list(27), memory)) == [27, 26, *range(25, 15, -1)]
    assert "/list2" not in pages.paths()


def test_pages_that_a_run_fetched_and_did_not_come_to_read_are_given_again_without_the_network(long_list, pages):
    memory = ProcessMemory()
    first = list(discover(long_list(25), memory))
    again = list(discover(long_list(25), memory))
    assert [each.content for each in again] == [each.content for each in first]
    assert not [path for path in pages.paths() if path.startswith("/n/")]


def test_corrected_page_is_seen_among_the_newest(long_list, pages):
    memory = ProcessMemory()
    list(discover(long_list(25), memory))
    memory.settle()
    declared = long_list(25)
    pages.add("/n/24.html", page(2400), ETag='"new"')
    corrected = next(each for each in discover(declared, memory) if each.locator.endswith("/24.html"))
    assert "2400" in corrected.content.decode()


def test_saved_sitemap_leads_to_its_pages(pages, declare, folder, outcomes, on_loopback):
    (folder / "sitemap.xml").write_text(sitemap([(f"{pages.address}/n/1.html", ""), ("/n/2.html", "2023-10-02")]))
    home = f'homepage = "{pages.address}"'
    declared = declare('kind = "sitemap"', 'locations = ["sitemap.xml"]', home, HTML, on_loopback)
    assert [each.text for each in outcomes(declared)] == [TEXT.format(n=n) for n in (2, 1)]


def test_saved_lists_lead_to_their_pages_and_on_to_the_web(pages, declare, folder, outcomes, on_loopback):
    (folder / "list.html").write_text(listing([5, 4], "/list2"))
    pages.add("/list2", listing([3]))
    home = f'homepage = "{pages.address}"'
    declared = declare('kind = "listing"', 'locations = ["*.html"]', home, HTML, LIST_PAGES, on_loopback)
    assert [each.title for each in outcomes(declared)] == ["公路通车5", "公路通车4", "公路通车3"]


def test_saved_list_without_a_homepage_and_one_that_is_not_there_say_what_to_mend(declare, folder, outcomes):
    (folder / "list.html").write_text(listing([5]))
    declared = declare('kind = "listing"', 'locations = ["list.html", "gone.html"]', LIST_PAGES)
    relative, gone = outcomes(declared)
    assert "start from homepage" in relative.detail
    assert (gone.reason, gone.locator) == ("unreachable", "gone.html")


def test_sitemap_without_pages_is_a_rejection(site, declare, outcomes, on_loopback):
    site.add("/s.xml", "<html><body>维护中</body></html>")
    (found,) = outcomes(declare('kind = "sitemap"', f'locations = ["{site.address}/s.xml"]', on_loopback))
    assert (found.reason, found.locator) == ("not-an-article", f"{site.address}/s.xml")


def test_file_that_did_not_change_on_the_web_is_not_sent_again(site, declare, on_loopback):
    def answer(handler):
        known = handler.headers.get("If-None-Match") == '"1"'
        handler.answer(304 if known else 200, {"ETag": '"1"'}, b"" if known else TEXT.format(n=1).encode())

    site.add_behaviour("/a.txt", answer)
    declared = declare('kind = "files"', f'locations = ["{site.address}/a.txt"]', on_loopback)
    memory = ProcessMemory()
    (first,), (again,) = list(discover(declared, memory)), list(discover(declared, memory))
    assert first.content == again.content == TEXT.format(n=1).encode()
    assert site.asked[-1][1]["If-None-Match"] == '"1"'


def test_list_without_links_is_a_rejection(site, declare, outcomes, on_loopback):
    site.add("/list1", "<html><body>网站改版</body></html>")
    (found,) = outcomes(declare('kind = "listing"', f'locations = ["{site.address}/list1"]', LIST_PAGES, on_loopback))
    assert (found.stage, found.reason) == ("discover", "not-an-article")


def test_link_that_is_no_address_does_not_stop_the_list(pages, declare, outcomes, on_loopback):
    list_page = listing([5, 4]).replace("/n/5.html#top", "https://[news.example/5.html")
    pages.add("/list1", list_page)
    declared = declare('kind = "listing"', f'locations = ["{pages.address}/list1"]', HTML, LIST_PAGES, on_loopback)
    assert [each.title for each in outcomes(declared) if isinstance(each, Article)] == ["公路通车4"]


def test_broken_link_is_a_rejection_and_the_rest_goes_on(pages, declare, outcomes, on_loopback):
    pages.add("/list1", listing([5, 99, 4]))
    declared = declare('kind = "listing"', f'locations = ["{pages.address}/list1"]', HTML, LIST_PAGES, on_loopback)
    found = outcomes(declared)
    assert [isinstance(each, Article) for each in found] == [True, False, True]
    assert (found[1].stage, found[1].reason, found[1].locator) == ("fetch", "unreachable", f"{pages.address}/n/99.html")


def test_file_and_table_at_an_address_are_read(site, declare, outcomes, on_loopback):
    site.add("/a.txt", TEXT.format(n=1), content_type="text/plain; charset=utf-8")
    site.add("/a.jsonl", '{"text": "' + TEXT.format(n=2) + '"}\n', content_type="application/octet-stream")
    (text,) = outcomes(declare('kind = "files"', f'locations = ["{site.address}/a.txt"]', on_loopback))
    (row,) = outcomes(declare('kind = "table"', f'locations = ["{site.address}/a.jsonl"]', on_loopback))
    assert (text.text, row.text) == (TEXT.format(n=1), TEXT.format(n=2))


def warc(records):
    written = io.BytesIO()
    for address, http in records:
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{abs(hash(address)):032x}>\r\nWARC-Date: 2023-10-08T01:02:03Z\r\n"
            f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        written.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return written.getvalue()


def http(body, status="200 OK", content_type="text/html; charset=utf-8", extra=""):
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def test_pages_of_a_web_archive_are_read(declare, folder, outcomes):
    packed = gzip.compress(page(2).encode())
    records = [
        ("https://example.org/n/1.html", http(page(1).encode("gb18030"), content_type="text/html; charset=gb2312")),
        ("https://example.org/n/2.html", http(packed, extra="Content-Encoding: gzip\r\n")),
        ("https://example.org/n/3.html", http(b"gone", status="404 Not Found")),
        ("https://example.org/n/4.png", http(b"\x89PNG", content_type="image/png")),
        ("https://example.org/about", http(page(5).encode())),
    ]
    (folder / "a.warc.gz").write_bytes(warc(records))
    declared = declare('kind = "warc"', 'locations = ["a.warc.gz"]', HTML, '[pages]\nexclude = ["*/about"]')
    articles = outcomes(declared)
    assert [(each.url, each.text) for each in articles] == [
        (f"https://example.org/n/{n}.html", TEXT.format(n=n)) for n in (1, 2)
    ]


@pytest.mark.parametrize(
    "content", [b"", b"no archive", gzip.compress(b"WARC/1.0\r\nbroken")[:30]], ids=["empty", "text", "cut"]
)
def test_broken_web_archive_is_a_rejection(content, declare, folder, outcomes):
    (folder / "a.warc.gz").write_bytes(content)
    (found,) = outcomes(declare('kind = "warc"', 'locations = ["a.warc.gz"]'))
    assert isinstance(found, Rejection) and found.reason == "damaged"
