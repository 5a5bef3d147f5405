"""One article in every other format: PDF, Word, EPUB, Markdown, mail and saved page."""

import io
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest

from transforms.articles.inputs import Rejection
from transforms.records import Article

FILES = Path(__file__).parent / "files"
FIRST = "记者从临江县农业农村局获悉，今年全县粮食播种面积达到58.6万亩，比上年增加1.2万亩，粮食总产量预计31.4万吨。"
SECOND = "县里投入财政资金1.8亿元用于水利设施改造，新建高标准农田4.5万亩，主要农作物综合机械化率达到88.5%。"


def test_pdf_lines_are_put_together_to_paragraphs(read):
    article = read((FILES / "printed_page.pdf").read_bytes(), "通报.pdf")
    lines = article.text.split("\n")
    assert (article.title, article.published_on) == ("临江县2023年粮食生产情况通报", date(2023, 12, 20))
    assert [section.title for section in article.sections] == ["一、总体情况", "二、存在的问题", "三、下一步安排"]
    assert len(lines) == 10
    assert lines[3].startswith("2023年，全县") and lines[3].endswith("创历史新高。")
    assert lines[4].endswith("占耕地面积的61%。农业机械总动力达到45万千瓦，主要农作物综合机械化率为88.5%。")
    assert lines[9].startswith("会议还通报了")  # from the second page, without its running head


def test_pdf_without_text_is_rejected_as_scanned(read):
    document = pdfium.PdfDocument.new()
    for _ in range(3):
        document.new_page(595, 842)
    written = io.BytesIO()
    document.save(written)
    found = read(written.getvalue(), "a.pdf")
    assert isinstance(found, Rejection)
    assert (found.stage, found.reason) == ("parse", "scanned")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.epub"])
def test_damaged_file_is_rejected_as_such(name, read):
    content = b"%PDF-1.7\n" + b"x" * 500 if name == "a.pdf" else b"PK\x03\x04" + b"x" * 500
    found = read(content, name)
    assert isinstance(found, Rejection)
    assert found.reason in {"damaged", "unknown-format"}


def test_word_file_keeps_order_headings_and_tables(read):
    document = docx.Document()
    document.add_heading("全县粮食丰收", 0)
    document.add_paragraph("记者 李明")
    document.add_heading("生产情况", 1)
    document.add_paragraph(FIRST)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "水稻", "19.3万吨"
    document.add_paragraph(SECOND)
    written = io.BytesIO()
    document.save(written)
    article = read(written.getvalue(), "a.docx")
    assert (article.title, article.authors) == ("全县粮食丰收", ["李明"])
    assert article.text.split("\n") == ["全县粮食丰收", "记者 李明", "生产情况", FIRST, "水稻 19.3万吨", SECOND]
    assert [section.title for section in article.sections] == ["生产情况"]


def epub(chapters, title="临江年鉴"):
    packed = io.BytesIO()
    items = "".join(
        f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in reversed(range(len(chapters))))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<?xml version="1.0"?><container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "OEBPS/p.opf",
            f'<?xml version="1.0"?><package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{title}</dc:title>'
            f"<dc:creator>李明</dc:creator><dc:date>2023-10-08</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for number, chapter in enumerate(chapters):
            archive.writestr(
                f"OEBPS/text/c{number}.xhtml", f"<html><head><title>x</title></head><body>{chapter}</body></html>"
            )
    return packed.getvalue()


def test_epub_chapters_come_in_reading_order(read):
    article = read(epub([f"<h2>第二章</h2><p>{SECOND}</p>", f"<h2>第一章</h2><p>{FIRST}</p>"]), "a.epub")
    assert article.text.split("\n") == ["第一章", FIRST, "第二章", SECOND]
    assert (article.title, article.authors, article.published_on) == ("临江年鉴", ["李明"], date(2023, 10, 8))
    assert [section.title for section in article.sections] == ["第一章", "第二章"]


def test_markdown_loses_its_marks_and_gives_front_matter_and_headings(read):
    text = f"---\ntitle: 全县粮食丰收\ndate: 2023-10-08\nauthor: [李明, 王红]\n---\n\n# 全县粮食丰收\n\n**记者**从[县里](http://x)获悉，\n{FIRST}\n\n## 投入\n\n- {SECOND}\n"
    article = read(text, "a.md")
    assert article.text.split("\n") == ["全县粮食丰收", f"记者从县里获悉，{FIRST}", "投入", SECOND]
    assert (article.title, article.authors, article.published_on) == (
        "全县粮食丰收",
        ["李明", "王红"],
        date(2023, 10, 8),
    )
    assert [section.title for section in article.sections] == ["投入"]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_mail_headers_are_its_metadata(charset, read):
    words = "全市今年新增就业三万人，失业率下降到百分之四以下，比去年同期下降零点三，市民收入增加。"
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "就业简报", "李明 <a@example.org>", "Sun, 08 Oct 2023 20:00:00 +0000"
    mail.set_content(words.encode(charset, "replace").decode(charset) + "\n", charset=charset, cte="base64")
    article = read(mail.as_bytes(), "a.eml")
    assert (article.title, article.authors, article.published_on) == ("就业简报", ["李明"], date(2023, 10, 9))
    assert article.text.startswith("全市今年新增就")


def test_wrapped_mail_is_unwrapped_and_quotes_are_left_out(read):
    body = (
        "> 上次的简报说到一半。\n"
        + "\n".join(FIRST[start : start + 20] for start in range(0, len(FIRST), 20))
        + f"\n\n{SECOND}\n-- \n签名"
    )
    mail = (
        b"Subject: =?utf-8?B?566A5oql?=\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + body.encode()
    )
    article = read(mail, "a.eml")
    assert article.text == f"{FIRST}\n{SECOND}"


def test_saved_page_is_read_as_a_page_with_its_address(read):
    page = f"<html><head><title>秋粮丰收</title></head><body><div class='art'><p>{FIRST}</p><p>{SECOND}</p></div></body></html>"
    content = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a.html\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{page}\r\n--xx\r\nContent-Type: image/png\r\n\r\nx\r\n--xx--\r\n"
    )
    article = read(content, "a.mht", html={"body": ".art"})
    assert isinstance(article, Article)
    assert (article.title, article.url) == ("秋粮丰收", "https://example.org/a.html")
    assert article.text == f"{FIRST}\n{SECOND}"


def test_unknown_format_is_rejected(read):
    assert read(b"\x89PNG\r\n", "a.png").reason == "unknown-format"
