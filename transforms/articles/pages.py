"""An HTML page as a tree, and an element of it as lines of text.

Takes HTML, gives a selectolax tree that is safe to walk, and of an element its text with one line a block: every
word that stands in the element comes out once, whatever tags its paragraphs use.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from transforms.articles.inputs import RejectedError

_BREAK = "\u2028"
_CELL = "\u2063"
_BLOCKS = (
    "p,div,br,li,ul,ol,h1,h2,h3,h4,h5,h6,tr,table,section,article,blockquote,pre,dd,dt,dl,header,footer,main,"
    "figure,figcaption,hr,center,address,caption,thead,tbody,form,fieldset,aside,nav"
)
_SILENT = "script,style,noscript,template,iframe,svg,button,select,textarea,object,audio,video,head,title"
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
# The full-width space (\u3000) is a character that authors set between names; it stays.
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2003\u2002]+")
# A line end in the source between two Chinese characters is no space to a reader.
_HAN_SPACE = re.compile(r"(?<=[\u3400-\u9fff，。、；：！？”’）》])\n\s*(?=[\u3400-\u9fff，。、；：！？“‘（《])")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dd",
        "dt",
    ]
)
MAX_DEPTH = 500
_MANY_TAGS = 4_000


def parse_page(html: str) -> LexborHTMLParser:
    """The tree of a page.

    Raises:
        RejectedError: elements are nested deeper than any page is.
    """
    if html.count("<") > _MANY_TAGS and depth(html) > MAX_DEPTH:
        raise RejectedError("parse", "too-complex", f"elements nested more than {MAX_DEPTH} deep")
    return LexborHTMLParser(html)


def depth(html: str) -> int:
    """How deep elements are nested, at most; elements that need no end tag are not counted."""
    deepest, now = 0, 0
    for closing, name, empty in _TAG.findall(html):
        if empty or name.lower() in _VOID:
            continue
        now = max(0, now - 1) if closing else now + 1
        deepest = max(deepest, now)
    return deepest


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those of some elements that stand within no other one of them, so that no word is taken twice."""
    known = {node.mem_id for node in nodes}
    found = []
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in known:
            above = above.parent
        if above is None:
            found.append(node)
    return found


def lines_of(node: LexborNode) -> list[str]:
    """The text of an element as lines, one a block or ``<br>``; the tree is changed by it.

    Args:
        node: the element.

    Returns:
        Lines without empty ones, white space in them as a reader sees it.
    """
    for silent in node.css(_SILENT):
        if silent.mem_id != node.mem_id:
            silent.decompose()
    for block in node.css(_BLOCKS):
        if block.mem_id != node.mem_id:
            block.insert_before(_BREAK)
            block.insert_after(_BREAK)
    for cell in node.css("td,th"):
        cell.insert_after(_CELL)
    return [line for each in node.text().split(_BREAK) if (line := _one_line(each))]


def _one_line(text: str) -> str:
    joined = _HAN_SPACE.sub("", text)
    cells = [_SPACE.sub(" ", cell).strip(" \u3000") for cell in joined.split(_CELL)]
    return " ".join(cell for cell in cells if cell)


def text_of_fragment(html: str) -> str:
    """The text of a piece of HTML, one line a block."""
    body = parse_page(f"<body>{html}</body>").body
    return "\n".join(lines_of(body)) if body is not None else ""


def value_at(tree: LexborHTMLParser, selector: str | None) -> str:
    """What a selector picks: an element's text, or with ``selector@attribute`` an attribute's value; "" if nothing.

    Raises:
        RejectedError: the selector is no CSS.
    """
    if selector is None:
        return ""
    path, attribute = _parts(selector)
    node = first(tree, path)
    if node is None:
        return ""
    if attribute:
        return (node.attributes.get(attribute) or "").strip()
    return _SPACE.sub(" ", node.text()).strip()


def _parts(selector: str) -> tuple[str, str]:
    """A selector and the attribute that it reads, or ""; an @ may stand in brackets, too."""
    path, _, attribute = selector.partition("@") if "@" in selector.rpartition("]")[2] else (selector, "", "")
    return path, attribute


def is_selector(selector: str) -> bool:
    """Whether a selector of a declaration can be used: CSS, and perhaps ``@attribute``."""
    try:
        LexborHTMLParser("<p></p>").css(_parts(selector)[0])
    except (SelectolaxError, ValueError, RuntimeError):
        return False
    return True


def first(tree: LexborHTMLParser, path: str) -> LexborNode | None:
    """The first element that a selector picks."""
    return next(iter(every(tree, path)), None)


def every(tree: LexborHTMLParser, path: str) -> list[LexborNode]:
    """The elements that a selector picks, in the page's order.

    Raises:
        RejectedError: the selector is no CSS.
    """
    try:
        return tree.css(path)
    except (SelectolaxError, ValueError, RuntimeError) as error:
        raise RejectedError("parse", "internal", f"source.toml: [html]: no CSS selector: {path} ({error})") from None
