"""source.toml is strict, and its errors say what to mend."""

from pathlib import Path

import pytest

from flows.sources.declarations import DeclarationError, UnknownSourceError, check_declaration, find_sources

ROOT = Path(__file__).parents[3]
GOOD = 'title = "样报"\npublisher = "样报社"\nkind = "files"\nlocations = ["*.txt"]\n'


def problems(text: str) -> list[str]:
    with pytest.raises(DeclarationError) as caught:
        check_declaration(text.encode(), Path("seeds/yangbao/source.toml"))
    return caught.value.problems


def test_every_declared_source_of_this_project_is_right():
    assert "zjfz" in [declared.source_id for declared in find_sources(ROOT / "seeds")]


def test_folder_name_becomes_the_id():
    assert check_declaration(GOOD.encode(), Path("seeds/yangbao/source.toml")).source_id == "yangbao"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("publishr = 'x'", "publishr: no such key; did you mean publisher?"),
        ("delay_seconds = 2", "delay_seconds: no such key; did you mean delay_seconds in [fetch]?"),
        ("official = 'yes'", "official: expected a valid boolean, not 'yes'"),
        ("timezone = 'Asia/Hangzhou'", "timezone: expected a time zone such as Asia/Shanghai, not 'Asia/Hangzhou'"),
        ("schedule = '61 * * * *'", "schedule: expected a cron expression"),
        ("encoding = 'utf-9'", "encoding: expected an encoding such as utf-8"),
        ("since = 2024-02-30", "since: expected a day that exists, without quotes, such as 2024-02-28, not 2024-02-30"),
        ("until = 2024-13-01", "until: expected a day that exists"),
        ("[bounds]\nmin_dated = 2024-2-30", "bounds.min_dated: expected a day that exists"),
        ("since = '2024-02-28'", "since: expected a day that exists, without quotes"),
        ("since = ", "no TOML"),
        ("bounds = 3", "bounds: expected a section: [bounds], not 3"),
        (
            "date_formats = ['%Y年%m月%d日', '%Q']",
            "date_formats: expected strptime formats such as %Y年%m月%d日; %Q is none",
        ),
        ("[html]\nbody = '#a['", "html.body: expected a CSS selector such as #content or .list a; #a[ is none"),
        ("[html]\nremove = ['.ad', '..']", "html.remove: expected a CSS selector"),
        ("since = 2024-03-01\nuntil = 2024-02-01", "since not after until"),
        ("[bounds]\nmin_artikles = 3", "bounds.min_artikles: no such key; did you mean min_articles?"),
        ("[bounds]\nmin_articles = 9\nmax_articles = 3", "min_articles at most max_articles"),
        ("[bounds]\nmin_dated = 80", "bounds.min_dated: expected less than or equal to 1, not 80"),
        ("[table]\ntext = 'body'", "no [table] in a source of kind files"),
        ("[html]\npublished_pattern = '(\\d+'", "html.published_pattern: expected a regular expression"),
    ],
)
def test_error_names_file_key_expectation_and_nearest_name(more, said):
    found = problems(GOOD + more)
    assert all(line.startswith("seeds/yangbao/source.toml: ") for line in found)
    assert any(said in line for line in found), found


@pytest.mark.parametrize("kind", ["listing", "warc"])
@pytest.mark.parametrize(("key", "value"), [("include", "['re:(']"), ("exclude", "['re:[']"), ("links", "'a['")])
def test_patterns_and_selectors_of_pages_are_tried_before_anything_is_fetched(kind, key, value):
    text = GOOD.replace('"files"', f'"{kind}"') + f"[pages]\n{key} = {value}"
    assert any(f"pages.{key}: expected a" in line for line in problems(text))


@pytest.mark.parametrize(
    "location",
    [
        "https://anna:geheim@example.cn/",
        "http://geheim@example.cn/",
        "s3://AKIA1:geheim@bucket/a/",
        "s3://AKIA1:gehe/im@bucket/",
    ],
)
def test_address_with_a_key_in_it_is_refused_and_not_repeated(location):
    (said,) = problems(GOOD.replace('"*.txt"', f'"{location}"'))
    assert "locations: expected addresses without a user name, key or password" in said
    assert "gehe" not in said and "AKIA1" not in said


def test_unknown_kind_gets_the_nearest_one():
    assert any("did you mean files?" in line for line in problems(GOOD.replace('"files"', '"file"')))


def test_all_problems_are_said_at_once():
    assert len(problems("titel = 'x'\nkind = 'files'\nlocations = []")) == 4


def test_unknown_source_gets_the_nearest_one():
    with pytest.raises(UnknownSourceError, match="did you mean zjfz"):
        find_sources(ROOT / "seeds", ["zjfx"])
