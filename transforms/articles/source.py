"""What a source says of itself: the fields of ``source.toml``, as strict types.

Takes the parsed TOML of one source, gives a :class:`Source`. Nothing unknown is let through and nothing is
guessed: a key that does not exist, a wrong type or a contradiction is an error. Reading the file and wording
the error for its author is done by ``flows.sources.declarations``.
"""

from __future__ import annotations

import codecs
import re
from datetime import date, datetime
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Kind = Literal["files", "table", "feed", "sitemap", "listing", "warc"]
FileFormat = Literal["txt", "md", "html", "pdf", "docx", "epub", "eml", "mht"]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)


def _check_selectors(given: object) -> None:
    from transforms.articles.pages import is_selector

    for selector in given if isinstance(given, list) else [given]:
        if isinstance(selector, str) and not is_selector(selector):
            raise ValueError(f"a CSS selector such as #content or .list a; {selector} is none")


class Files(_Strict):
    """Options of kind ``files``: which files are articles."""

    exclude: list[str] = Field(default=[], description="patterns of files to leave out")
    format: FileFormat | None = Field(default=None, description="read every file as this, whatever its name ends in")


class Table(_Strict):
    """Options of kind ``table``: one row an article, columns mapped by name."""

    format: Literal["jsonl", "csv", "tsv", "xlsx", "parquet"] | None = Field(
        default=None, description="if the name does not tell"
    )
    sheet: str | None = Field(default=None, description="sheet of an xlsx workbook; the first if not given")
    text: str = Field(default="text", description="column with the article's text")
    html: bool = Field(default=False, description="the text column holds HTML")
    id: str | None = Field(default=None, description="column that names the row for good")
    url: str | None = Field(default=None, description="column with the address of the article")
    title: str | None = Field(default=None, description="column with the title")
    subtitle: str | None = Field(default=None, description="column with the subtitle")
    authors: str | None = Field(default=None, description="column with the authors")
    publisher: str | None = Field(default=None, description="column with the publisher")
    published: str | None = Field(default=None, description="column with the publication date")
    place: str | None = Field(default=None, description="column with the place that the article speaks for")


class Html(_Strict):
    """CSS selectors of a page. What has no selector is read from the page's metadata and by the reader's own rules."""

    body: str | None = Field(default=None, description="the element that holds the paragraphs")
    paragraphs: str = Field(
        default="p", description="the paragraphs within the body; the body's own text if there are none"
    )
    remove: list[str] = Field(default=[], description="elements to take out before reading")
    title: str | None = Field(
        default=None, description="element with the title; `selector@attribute` reads an attribute"
    )
    subtitle: str | None = Field(default=None, description="element with the subtitle")
    authors: str | None = Field(default=None, description="element with the authors")
    publisher: str | None = Field(default=None, description="element with the source (来源)")
    published: str | None = Field(default=None, description="element with the publication date")
    published_pattern: str | None = Field(
        default=None, description="regular expression over the page; group 1 is the date"
    )

    @field_validator("body", "paragraphs", "remove", "title", "subtitle", "authors", "publisher", "published")
    @classmethod
    def _are_selectors(cls, given: object) -> object:
        _check_selectors(given)
        return given

    @field_validator("published_pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                groups = re.compile(pattern).groups
            except re.error as error:
                raise ValueError(f"a regular expression ({error})") from None
            if groups != 1:
                raise ValueError("a regular expression with one group, which is the date")
        return pattern


class Pages(_Strict):
    """Options of kinds ``feed``, ``sitemap``, ``listing`` and ``warc``: which linked pages are articles."""

    include: list[str] = Field(default=[], description="patterns that an article's address must match (one of)")
    exclude: list[str] = Field(default=[], description="patterns of addresses to leave out")
    links: str = Field(default="a", description="listing: selector of the links to articles")
    next: str | None = Field(default=None, description="listing: selector of the link to the next page of the list")
    max_lists: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=20, description="list pages or sitemaps read in one run"
    )
    max_articles: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=500, description="articles fetched in one run"
    )
    full_text: bool = Field(default=True, description="feed: read the linked page; false takes the entry's own text")

    @field_validator("links", "next")
    @classmethod
    def _are_selectors(cls, given: object) -> object:
        _check_selectors(given)
        return given

    @field_validator("include", "exclude")
    @classmethod
    def _compile(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            try:
                re.compile(pattern.removeprefix("re:") if pattern.startswith("re:") else "")
            except re.error as error:
                raise ValueError(f"a pattern such as */2024/*, or re: and a regular expression ({error})") from None
        return patterns


class Fetch(_Strict):
    """How the network is used."""

    delay_seconds: Annotated[float, Field(ge=0, le=3600)] = Field(
        default=1.0, description="pause between requests to a host"
    )
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = Field(
        default=30.0, description="limit for one whole answer"
    )
    max_bytes: Annotated[int, Field(ge=1_000, le=2_000_000_000)] = Field(
        default=20_000_000, description="limit for one answer"
    )
    retries: Annotated[int, Field(ge=0, le=10)] = Field(
        default=3, description="further tries after a transient failure"
    )
    allow_private: bool = Field(default=False, description="let addresses in private and loopback ranges through")
    contact: str = Field(default="", description="address or page named in the User-Agent")


class Limits(_Strict):
    """What an input may cost."""

    max_bytes: Annotated[int, Field(ge=1)] = Field(default=20_000_000, description="bytes of one input")
    max_archive_bytes: Annotated[int, Field(ge=1)] = Field(
        default=2_000_000_000, description="bytes that an archive unpacks to"
    )
    max_ratio: Annotated[float, Field(ge=1)] = Field(
        default=200.0, description="unpacked over packed bytes of an archive"
    )
    max_members: Annotated[int, Field(ge=1)] = Field(default=200_000, description="members of an archive")


_WITH_SECRET = re.compile(r"[\w+.-]+://[^/]*@|s3://[^/]*:")  # https://user:password@host, s3://key:secret@bucket

_PAIRS = (
    ("min_articles", "max_articles"),
    ("min_body_length", "max_body_length"),
    ("min_observations", "max_observations"),
)


class Bounds(_Strict):
    """What a healthy run looks like. A run below a minimum publishes nothing; above a maximum it warns."""

    min_articles: Count | None = Field(
        default=None, description="articles in a run over the whole source; 1 if not given"
    )
    max_articles: Count | None = None
    min_body_length: Count = Field(default=20, description="code points below which an input is no article")
    max_body_length: Count = Field(default=1_000_000, description="code points above which an input is no article")
    min_median_length: Count | None = Field(default=None, description="median length of the articles of a run")
    max_rejects: Share | None = Field(default=None, description="share of the inputs of a run")
    min_dated: Share | None = Field(default=None, description="share of articles with a publication date")
    min_authored: Share | None = Field(default=None, description="share of articles with an author")
    min_observations: Annotated[float, Field(ge=0)] | None = Field(
        default=None, description="observations per 100 articles"
    )
    max_observations: Annotated[float, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for low, high in _PAIRS:
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                raise ValueError(f"{low} at most {high}, not {least} and {most}")
        return self


class Source(_Strict):
    """One source of articles, as declared in ``seeds/<source_id>/source.toml``."""

    source_id: str = Field(default="", description="set from the folder's name, not in the file")
    title: Annotated[str, Field(min_length=1)] = Field(description="the source's name, in its own language")
    title_en: str = Field(default="", description="the name in English")
    publisher: Annotated[str, Field(min_length=1)] = Field(description="who publishes it")
    publisher_en: str = ""
    official: bool = Field(default=False, description="whether the publisher is a public body or its organ")
    homepage: str = ""
    language: str = Field(default="zh", pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})*$", description="BCP 47 tag")
    timezone: str = Field(default="Asia/Shanghai", description="IANA time zone of dates and of the schedule")
    default_place: str = Field(default="", description="full name of the place that 全省, 全市, 我省 mean")
    licence: str = Field(default="", description="licence or terms of use")
    schedule: str | None = Field(default=None, description="cron expression, in the source's time zone")
    disabled: str | None = Field(default=None, description="why the source is not read at present")
    kind: Kind
    locations: Annotated[list[str], Field(min_length=1)] = Field(
        description="paths or patterns from the source's folder, https:// or s3:// addresses"
    )
    encoding: str | None = Field(default=None, description="encoding of every file, where it is known")
    date_formats: list[str] = Field(default=[], description="strptime formats tried before the usual ones")
    since: date | None = Field(default=None, description="articles published earlier are left out")
    until: date | None = Field(default=None, description="articles published later are left out")
    page_furniture: bool = Field(
        default=False, description="the text was copied off web pages: take 下载 打印 【字号…】 out"
    )
    files: Files = Files()
    table: Table = Table()
    html: Html = Html()
    pages: Pages = Pages()
    fetch: Fetch = Fetch()
    limits: Limits = Limits()
    bounds: Bounds = Bounds()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("a time zone such as Asia/Shanghai") from None
        return name

    @field_validator("locations")
    @classmethod
    def _hold_no_secrets(cls, locations: list[str]) -> list[str]:
        if any(_WITH_SECRET.match(location) for location in locations):
            raise ValueError("addresses without a user name, key or password: those belong in the environment")
        return locations

    @field_validator("date_formats")
    @classmethod
    def _are_formats(cls, formats: list[str]) -> list[str]:
        for each in formats:
            try:
                datetime.strptime(datetime(2024, 2, 28).strftime(each), each)
            except ValueError:
                raise ValueError(f"strptime formats such as %Y年%m月%d日; {each} is none") from None
        return formats

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, name: str | None) -> str | None:
        try:
            if name is not None:
                codecs.lookup(name)
        except LookupError:
            raise ValueError("an encoding such as utf-8, gb18030, big5 or utf-16") from None
        return name

    @field_validator("schedule")
    @classmethod
    def _is_cron(cls, expression: str | None) -> str | None:
        from cronsim import CronSim, CronSimError

        try:
            if expression is not None:
                CronSim(expression, datetime(2026, 1, 1))
        except CronSimError as error:
            raise ValueError(f'a cron expression such as "30 6 * * *" ({error})') from None
        return expression

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since not after until, not {self.since} and {self.until}")
        unused = {"files": "files", "table": "table", "pages": "feed sitemap listing warc"}
        for section, kinds in unused.items():
            if section in self.model_fields_set and self.kind not in kinds.split():
                raise ValueError(f"no [{section}] in a source of kind {self.kind}")
        return self
