"""Broken inputs of every format, made from good ones by seeded chance; and a child process that reads them.

Run as a program it reads mutants of one format and prints what became of them as JSON:
``python mutants.py FORMAT FIRST COUNT``.
"""

from __future__ import annotations

import faulthandler
import gzip
import io
import json
import random
import resource
import socket
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[3]
SECONDS = 10
"""Longer than this no input may take."""

TEXT = (
    "记者从临江县农业农村局获悉，今年全县粮食播种面积达到58.6万亩，比上年增加1.2万亩，粮食总产量预计31.4万吨。\n"
    "县里投入财政资金1.8亿元用于水利设施改造，新建高标准农田4.5万亩，主要农作物综合机械化率达到88.5%。\n"
)
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>秋粮丰收_临江新闻网</title><script type='application/ld+json'>"
    '{"@type":"NewsArticle","headline":"秋粮丰收","datePublished":"2023-10-08T22:00:00Z","author":{"name":"李明"}}</script></head>'
    "<body><h1>秋粮丰收</h1><div class='art'>"
    + "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
    + "</div></body></html>"
)
FEED = (
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>x</title><item><title>秋粮丰收</title>"
    f"<link>https://example.org/1</link><pubDate>Sun, 08 Oct 2023 20:00:00 GMT</pubDate><description>{TEXT}</description></item></channel></rss>"
)


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _tar(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("秋粮丰收", 0)
    document.add_paragraph(TEXT)
    document.add_table(2, 2).cell(0, 0).text = "19.3万吨"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _epub() -> bytes:
    container = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>"
    package = (
        "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata><dc:title>年鉴</dc:title></metadata>"
        "<manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>"
    )
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "p.opf": package,
        "a.xhtml": PAGE,
    }
    return _zip({name: content.encode() for name, content in members.items()})


def _frame(kind: str) -> bytes:
    import pandas as pd

    written = io.BytesIO()
    frame = pd.DataFrame([{"id": n, "title": "秋粮丰收", "text": TEXT, "published": "2023-10-08"} for n in range(5)])
    if kind == "xlsx":
        frame.to_excel(written, index=False)
    else:
        frame.to_parquet(written)
    return written.getvalue()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "简报", "李明 <a@example.org>", "Sun, 08 Oct 2023 20:00:00 +0000"
    mail.set_content(TEXT)
    mail.add_alternative(PAGE, subtype="html")
    return mail.as_bytes()


def _warc() -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-10-08T01:02:03Z\r\n"
        f"WARC-Target-URI: https://example.org/1\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def _rows() -> bytes:
    return "".join(json.dumps({"text": TEXT, "id": n}, ensure_ascii=False) + "\n" for n in range(5)).encode()


def _sitemap() -> bytes:
    rows = "".join(f"<url><loc>https://example.org/{n}</loc><lastmod>2023-10-0{n}</lastmod></url>" for n in range(1, 6))
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def _listing() -> bytes:
    links = "".join(f"<li><a href='https://example.org/{n}'>秋粮丰收</a></li>" for n in range(5))
    return f"<html><body><ul>{links}</ul></body></html>".encode()


ALONE = "[fetch]\nretries = 0\ndelay_seconds = 0.0"
"""For lists, whose links lead to pages that are not there."""

FORMATS = {
    "txt": ("a.txt", 'kind = "files"', lambda: TEXT.encode("gb18030")),
    "md": ("a.md", 'kind = "files"', f"---\ntitle: 秋粮\n---\n# 秋粮\n\n{TEXT}\n- 一\n".encode),
    "html": ("a.html", 'kind = "files"\n[html]\nbody = ".art"', PAGE.encode),
    "page": ("a.html", 'kind = "files"', PAGE.encode),
    "pdf": (
        "a.pdf",
        'kind = "files"',
        (ROOT / "tests/transforms/articles/files/printed_page.pdf").read_bytes,
    ),
    "docx": ("a.docx", 'kind = "files"', _docx),
    "epub": ("a.epub", 'kind = "files"', _epub),
    "eml": ("a.eml", 'kind = "files"', _mail),
    "mht": ("a.mht", 'kind = "files"', lambda: b"Snapshot-Content-Location: https://example.org/1\r\n" + _mail()),
    "zip": ("a.zip", 'kind = "files"', lambda: _zip({"a.txt": TEXT.encode(), "b.html": PAGE.encode()})),
    "tar": ("a.tar.gz", 'kind = "files"', lambda: _tar({"a.txt": TEXT.encode(), "b.html": PAGE.encode()})),
    "jsonl": ("a.jsonl", 'kind = "table"\n[table]\nid = "id"', _rows),
    "csv": ("a.csv", 'kind = "table"', lambda: f'id,text\n1,"{TEXT}"\n2,"{TEXT}"\n'.encode("gb18030")),
    "xlsx": ("a.xlsx", 'kind = "table"', lambda: _frame("xlsx")),
    "parquet": ("a.parquet", 'kind = "table"', lambda: _frame("parquet")),
    "feed": ("a.xml", 'kind = "feed"\n[pages]\nfull_text = false', FEED.encode),
    "warc": ("a.warc.gz", 'kind = "warc"', _warc),
    "tsv": ("a.tsv", 'kind = "table"', lambda: f"id\ttext\n1\t{TEXT.strip().replace(chr(10), '')}\n".encode("utf-16")),
    "sitemap": ("a.xml", f'kind = "sitemap"\n{ALONE}', _sitemap),
    "listing": ("a.html", f'kind = "listing"\n{ALONE}', _listing),
}
"""File name, declaration and a good example of each format."""


def mutate(good: bytes, seed: int) -> bytes:
    """A broken copy of good bytes; the same seed gives the same."""
    chance = random.Random(seed)
    content = bytearray(good)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        chance.choice((_flip, _flip, _cut, _repeat, _zero, _splice, _insert))(content, chance)
    return bytes(content)


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 20))):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) + 1)
    del content[start : start + chance.choice((1, 10, 1000, len(content)))]


def _repeat(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) + 1)
    piece = bytes(content[start : start + chance.choice((1, 20, 500))])
    content[start:start] = piece * chance.choice((1, 10, 500))


def _zero(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) + 1)
    size = min(chance.choice((1, 4, 200)), len(content) - start)
    content[start : start + size] = b"\0" * size


def _splice(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) + 1)
    content[start : start + 8] = chance.randbytes(chance.choice((1, 8, 300)))


def _insert(content: bytearray, chance: random.Random) -> None:
    nasty = (
        b"<div>",
        b"</p>",
        b"<!--",
        b"<![CDATA[",
        b"&#x0;",
        b"&amp;",
        b"\xff\xfe",
        b"{",
        b'"',
        b"\r",
        b"<script>",
        "全".encode("gb18030"),
    )
    start = chance.randrange(len(content) + 1)
    content[start:start] = chance.choice(nasty) * chance.choice((1, 2, 3000))


def _laughs(of: str) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><{of}>&a9;</{of}>'.encode()


def _nested_mail() -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(5000))
    return b"Subject: x\r\n" + opened


def _office_bomb(name: str, part: str) -> bytes:
    good = FORMATS[name][2]()
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        members = {entry: archive.read(entry) for entry in archive.namelist()}
    members[part] = b"<?xml version='1.0'?><x>" + b"0" * 100_000_000
    return _zip(members)


def _office_laughs(name: str, part: str) -> bytes:
    good = FORMATS[name][2]()
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        members = {entry: archive.read(entry) for entry in archive.namelist()}
    return _zip({**members, part: _laughs("x")})


MONSTERS = {
    "deep page": ("html", lambda: b"<div>" * 100_000 + TEXT.encode() + b"</div>" * 100_000),
    "deep page without selectors": ("page", lambda: b"<div>" * 100_000 + TEXT.encode()),
    "deep formatting": ("html", lambda: b"<div class='art'>" + b"<b><i><a><u>" * 25_000 + TEXT.encode()),
    "deep tables": ("page", lambda: b"<table><tr><td>" * 30_000 + TEXT.encode()),
    "deep quotes": ("md", lambda: b">" * 100_000 + TEXT.encode()),
    "deep lists": ("md", lambda: b"".join(b" " * n + b"- x\n" for n in range(2000)) + TEXT.encode()),
    "deep brackets": ("md", lambda: b"[" * 100_000 + TEXT.encode() + b"](" * 50_000),
    "many stars": ("md", lambda: b"*a **b " * 100_000),
    "deep json": ("jsonl", lambda: b'{"text":' + b"[" * 200_000 + b"\n" + _rows()),
    "deep mail": ("eml", _nested_mail),
    "deep feed": ("feed", lambda: b"<rss>" + b"<channel>" * 100_000),
    "laughing feed": ("feed", lambda: _laughs("rss")),
    "laughing feed in UTF-16": ("feed", lambda: _laughs("rss").decode().encode("utf-16")),
    "laughing page": ("page", lambda: _laughs("html")),
    "laughing word": ("docx", lambda: _office_laughs("docx", "word/document.xml")),
    "laughing workbook": ("xlsx", lambda: _office_laughs("xlsx", "xl/worksheets/sheet1.xml")),
    "laughing book": ("epub", lambda: _office_laughs("epub", "p.opf")),
    "word bomb": ("docx", lambda: _office_bomb("docx", "word/document.xml")),
    "workbook bomb": ("xlsx", lambda: _office_bomb("xlsx", "xl/worksheets/sheet1.xml")),
    "book bomb": ("epub", lambda: _office_bomb("epub", "a.xhtml")),
    "zip bomb": ("zip", lambda: _zip({f"{n}.txt": b"0" * 20_000_001 for n in range(5)})),
    "zip of zips": ("zip", lambda: _zip({"a.zip": _zip({"a.zip": _zip({"a.txt": b"0" * 50_000_000})})})),
    "tar bomb": ("tar", lambda: _tar({f"{n}.txt": b"0" * 20_000_001 for n in range(5)})),
    "gzip bomb": ("warc", lambda: gzip.compress(b"\0" * 100_000_000)),
    "100 MB on one line": ("txt", lambda: TEXT.replace("\n", "").encode() * 700_000),
    "19 MB on one line": ("txt", lambda: TEXT.replace("\n", "").encode() * 60_000),
    "19 MB of page on one line": ("html", f"<div class='art'>{TEXT * 60_000}</div>".encode),
    "2 MB of page without selectors": (
        "page",
        f"<html><body>{f'<p>{TEXT}</p>' * 6_000}</body></html>".encode,
    ),
    "row of 100 MB": ("jsonl", lambda: b'{"text": "' + b"x" * 100_000_000 + b'"}\n' + _rows()),
    "cell of 100 MB": ("csv", lambda: b'text\n"' + b"x" * 100_000_000),
    "line of 19 MB of digits": ("txt", lambda: b"1" * 19_000_000),
    "line of 15 MB of spaces": ("txt", lambda: TEXT.encode() + b" " * 15_000_000),
    "15 MB of empty lines": ("txt", lambda: TEXT.encode() + b"\n" * 15_000_000),
    "5 million short lines": ("txt", lambda: b"x\n" * 5_000_000),
    "deep list": ("listing", lambda: b"<ul><li>" * 50_000 + _listing()),
    "long list": ("listing", lambda: _listing() * 20_000),
    "deep sitemap": ("sitemap", lambda: b"<url>" * 100_000),
    "laughing sitemap": ("sitemap", lambda: _laughs("urlset")),
    "sitemap bomb": ("sitemap", lambda: gzip.compress(b" " * 100_000_000)),
    "NULs": ("txt", lambda: b"\0" * 5_000_000),
    "NULs in a page": ("page", lambda: PAGE.encode().replace(b"<p>", b"<p>" + b"\0" * 100_000)),
    "two encodings": ("txt", lambda: TEXT.encode("gb18030") * 50 + TEXT.encode("utf-8") * 50),
}
"""Inputs that are made to exhaust a reader."""


def _nowhere(*_: object, **__: object) -> list[tuple[object, ...]]:
    raise OSError("a mutant reaches no network")


def become(name: str, content: bytes) -> Counter[str]:
    """What an input of a format becomes: counts of ``article`` and of reasons."""
    from flows.sources.declarations import read_source
    from flows.sources.discover import discover
    from transforms.articles.inputs import Input
    from transforms.articles.parse import parse
    from transforms.records import Article

    file_name, declaration, _ = FORMATS[name]
    with mock.patch.object(socket, "getaddrinfo", _nowhere), tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "mutant"
        folder.mkdir()
        (folder / file_name).write_bytes(content)
        kind, newline, sections = declaration.partition("\n")
        head = f"title = 'x'\npublisher = 'x'\n{kind}\nlocations = ['{file_name}']{newline}{sections}\n"
        (folder / "source.toml").write_text(head, "utf-8")
        declared = read_source(folder)
        found: Counter[str] = Counter()
        for given in discover(declared):
            outcome = parse(given, declared.source) if isinstance(given, Input) else given
            found["article" if isinstance(outcome, Article) else outcome.reason] += 1
            if not isinstance(outcome, Article) and outcome.reason == "internal":
                found[outcome.detail] += 1
        return found


def main() -> None:
    """Read mutants and print what became of them, how long the slowest took, and the memory used at most."""
    name, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    become("txt", TEXT.encode())  # what the program itself takes is no mutant's doing
    found: Counter[str] = Counter()
    slowest, which = 0.0, ""
    makers = (
        {name: MONSTERS[name]}
        if name in MONSTERS
        else {f"seed {seed}": (name, seed) for seed in range(first, first + count)}
    )
    good = b"" if name in MONSTERS else FORMATS[name][2]()
    before = None
    for label, (format_name, maker) in makers.items():
        content = mutate(good, maker) if isinstance(maker, int) else maker()
        before = before or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.monotonic()
        faulthandler.dump_traceback_later(SECONDS, exit=True)  # a hang ends the process, and says where it was
        outcome = become(format_name, content)
        faulthandler.cancel_dump_traceback_later()
        seconds = time.monotonic() - begun
        found += outcome
        found["nothing"] += not outcome
        if seconds > slowest:
            slowest, which = seconds, label
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - (before or 0)
    print(
        json.dumps({"became": found, "slowest": slowest, "which": which, "megabytes": used // 1024}, ensure_ascii=False)
    )


if __name__ == "__main__":
    main()
