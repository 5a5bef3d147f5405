"""What people put right stays right: through loads, newer extractors and changed files, and can be taken back."""

from datetime import UTC, date, datetime

import pytest

from transforms.articles.source import Source
from transforms.tables import Provenance, tabulate
from warehouse.content import content_hash
from warehouse.corrections import CorrectionError, parse_corrections
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import Ledger, Run, load
from warehouse.schema.arrow import arrow_schemas

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])
HEAD = "article,quote,observation_id,field,right_value,by,why\n"
PLACE = HEAD + "qingchuan/a.txt,办理时限从20天,,subject,青川县交通局,编辑部,上文主语\n"


@pytest.fixture
def run(lake_url, make_reading):
    def loaded(found, corrections=None, *, version="1"):
        provenance = Provenance(f"run-{version}", datetime(2026, 1, 2, tzinfo=UTC), version)
        batch = tabulate([make_reading(*one) for one in found], arrow_schemas(), provenance)
        given = None if corrections is None else parse_corrections(corrections)
        with open_for_writing(lake_url) as lake:
            made = Run(provenance, "0.1.0", corrections=given)
            return load(lake, made, [SOURCE], [batch], Ledger({"qingchuan": len(found)}))

    return loaded


@pytest.fixture
def ask(lake_url):
    def answer(query):
        with open_for_reading(lake_url) as lake:
            lake.connection.execute("USE lake")
            return lake.connection.execute(query).fetchall()

    return answer


@pytest.fixture
def content(lake_url):
    def hashed():
        with open_for_reading(lake_url) as lake:
            return content_hash(lake)

    return hashed


DAYS = "SELECT subject, corrected FROM observations WHERE quote = '20天' ORDER BY ALL"


def test_a_correction_is_applied_and_marked(run, ask):
    result = run([("a.txt", 120), ("b.txt", 80)], PLACE)
    assert [outcome.state for outcome in result.corrections] == ["applied"]
    assert ask(DAYS) == [("青川县交通局", ["subject"]), (None, None)]
    assert ask("SELECT state, was, corrected_by FROM corrections") == [("applied", None, "编辑部")]


def test_the_same_corrections_again_write_nothing(run):
    run([("a.txt", 120)], PLACE)
    assert run([("a.txt", 120)], PLACE).snapshot is None
    assert run([], PLACE).snapshot is None
    assert run([], None).snapshot is None


def test_a_correction_of_a_stored_article_needs_no_other_reading(run, ask):
    run([("a.txt", 120)])
    result = run([], PLACE)
    assert (result.added, result.changed, result.snapshot is None) == (0, 0, False)
    assert ask(DAYS) == [("青川县交通局", ["subject"])]
    assert ask("SELECT count(*), count(DISTINCT observation_id) FROM observations") == [(6, 6)]


def test_a_correction_survives_a_newer_extractor_and_a_changed_file(run, ask):
    run([("a.txt", 120)], PLACE)
    run([("a.txt", 120)], None, version="2")
    assert ask(DAYS) == [("青川县交通局", ["subject"])]
    run([("a.txt", 99)], PLACE, version="2")
    assert ask(DAYS) == [("青川县交通局", ["subject"])]


def test_a_correction_taken_back_leaves_no_trace(run, content):
    run([("a.txt", 120)], HEAD)
    before = content()
    value = HEAD + "qingchuan/a.txt,服务群众1.2万人次,,value,13000,编辑部,原文有误\n"
    value += "qingchuan/a.txt,服务群众1.2万人次,,period,2023,编辑部,上文说去年\n"
    run([("a.txt", 120)], value)
    assert content() != before
    run([], HEAD)
    assert content() == before


def test_what_follows_from_a_field_follows_again(run, ask):
    lines = HEAD + "qingchuan/a.txt,一码通”平台服务群众1.2万人次,,period,2023-02,甲,乙\n"
    lines += "qingchuan/a.txt,20天缩,,unit,分钟,甲,乙\nqingchuan/a.txt,20天缩,,value,30,甲,乙\n"
    run([("a.txt", 120)], lines)
    assert ask("SELECT period_start, period_end FROM observations WHERE period = '2023-02'") == [
        (date(2023, 2, 1), date(2023, 2, 28))
    ]
    assert ask("SELECT value, unit, value_si, corrected FROM observations WHERE quote = '20天'") == [
        (30.0, "分钟", 1800.0, ["unit", "value"])
    ]


def test_an_observation_can_be_named_by_its_id(run, ask):
    run([("a.txt", 120)])
    ((observation_id,),) = ask("SELECT observation_id FROM observations WHERE quote = '6.5天'")
    result = run([], HEAD + f",,{observation_id},status,target,编辑部,是目标\n")
    assert [outcome.state for outcome in result.corrections] == ["applied"]
    assert ask("SELECT status FROM observations WHERE quote = '6.5天'") == [("target",)]


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("qingchuan/a.txt,没有这句话,,subject,青川县,甲,乙", "not found"),
        ("qingchuan/zzz.txt,20天,,subject,青川县,甲,乙", "not found"),
        (",,0123456789abcdef01234567,subject,青川县,甲,乙", "not found"),
        ("qingchuan/a.txt,120公里,,subject,青川县,甲,乙", "ambiguous"),
        ("qingchuan/a.txt,从20天缩短到6.5天,,subject,青川县,甲,乙", "ambiguous"),
        ("qingchuan/a.txt,20天,,unit,天,甲,乙", "unneeded"),
    ],
)
def test_a_correction_that_is_not_applied_is_reported_and_kept(run, ask, line, state):
    result = run([("a.txt", 120)], HEAD + line + "\n")
    assert [outcome.state for outcome in result.corrections] == [state]
    assert ask("SELECT state FROM corrections") == [(state,)]
    assert ask("SELECT count(*) FROM observations WHERE corrected IS NOT NULL") == [(0,)]


def test_a_correction_that_loses_its_observation_says_so(run, ask):
    line = HEAD + "qingchuan/a.txt,新修农村公路120公里,,subject,青川县,甲,乙\n"
    run([("a.txt", 120)], line)
    result = run([("a.txt", 77)], line)
    assert [outcome.state for outcome in result.corrections] == ["not found"]
    assert ask("SELECT count(*) FROM observations WHERE corrected IS NOT NULL") == [(0,)]


def test_two_lines_for_one_field_do_not_depend_on_their_order(run, content):
    two = ["qingchuan/a.txt,20天,,subject,甲县,甲,乙", "qingchuan/a.txt,从20天,,subject,乙县,甲,乙"]
    run([("a.txt", 120)], HEAD + "\n".join(two))
    before = content()
    result = run([("a.txt", 120)], HEAD + "\n".join(reversed(two)))
    assert content() == before
    assert sorted(outcome.state for outcome in result.corrections) == ["ambiguous", "applied"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("article,quote\na,b\n", "first line must be"),
        (HEAD + "a,b,,colour,red,甲,乙\n", "line 2: 'colour' cannot be corrected"),
        (HEAD + "# a remark\na,b,,value,many,甲,乙\n", "line 3: value"),
        (HEAD + "a,b,,value,nan,甲,乙\n", "must be a number"),
        (HEAD + "a,b,,value,,甲,乙\n", "must have a value"),
        (HEAD + "a,b,,modifier,roughly,甲,乙\n", "must be one of exact"),
        (HEAD + "a,b,,period,2024-13,甲,乙\n", "line 2: period"),
        (HEAD + "a,,,value,3,甲,乙\n", "name an observation_id"),
        (HEAD + "a,b,,value,3,,乙\n", "by whom"),
        (HEAD + "a,b,,value,3,甲\n", "must have 7 cells"),
        (HEAD + "a,b,,value,3,甲,乙,丙\n", "must have 7 cells"),
        (HEAD + "a,b,,value,3,甲,乙\na,b,,value,3,丁,丙\n", "line 3: the same correction"),
    ],
)
def test_a_faulty_line_is_named(text, said):
    with pytest.raises(CorrectionError, match=said):
        parse_corrections(text)


def test_comments_blank_lines_and_a_byte_order_mark_are_fine():
    text = "\ufeff" + "# who corrects writes a line here\n\n" + HEAD + "# none yet\n"
    assert parse_corrections(text) == []
    assert parse_corrections("") == []
