"""What programs ask the server, and what people see without a script."""

import json
import re

import pytest

from tests.warehouse.search.conftest import store, written
from tests.warehouse.serving.conftest import asking
from warehouse.query import Limits
from warehouse.serving import application
from warehouse.serving.views import examples


def test_search_answers_with_all_fields(ask):
    answer = ask("/api/search", params={"q": "GDP growth Zhejiang 2023", "limit": "3"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    first = answer.json()["hits"][0]
    assert (first["quote"], first["subject"], first["published_on"]) == ("6%", "浙江省", "2024-01-20")


def test_search_takes_the_filters_of_the_command(ask):
    hits = ask("/api/search", params={"place": "温州", "since": "2024", "until": "2024-03", "speaker": "小舟"}).json()
    assert [hit["quote"] for hit in hits["hits"]] == ["95%"]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [({"place": "zzz"}, "no such place"), ({"since": "soon"}, "not a day"), ({"limit": "many"}, "write a number")],
)
def test_what_is_asked_wrongly_is_said(ask, parameters, said):
    answer = ask("/api/search", params={"q": "增长"} | parameters)
    assert answer.status_code == 400
    assert said in answer.json()["error"]


def test_sql_answers_with_columns_and_rows(ask):
    asked = "SELECT quote AS a, value AS a, published_on FROM observations JOIN articles USING (article_id) WHERE quote = '95%'"
    answer = ask("/api/sql", params={"q": asked}).json()
    assert [column["name"] for column in answer["columns"]] == ["a", "a", "published_on"]
    assert answer["rows"] == [["95%", 95.0, "2024-03-05"]]
    assert (answer["total"], answer["truncated"]) == (1, False)
    assert ask("/api/sql", "POST", json={"sql": asked}).json() == answer


def test_sql_says_what_json_cannot(ask):
    asked = (
        "SELECT 'nan'::DOUBLE AS n, 1/0 AS i, INTERVAL 90 SECOND AS t, [DATE '2024-01-31'] AS d, 1.5::DECIMAL(4,2) AS x"
    )
    text = ask("/api/sql", params={"q": asked}).text
    assert json.loads(text, parse_constant=pytest.fail)["rows"] == [["nan", "inf", "P0M0DT90S", ["2024-01-31"], 1.5]]


def test_sql_as_csv_is_a_file_that_no_spreadsheet_runs(ask):
    answer = ask("/api/sql", params={"q": "SELECT '=1+1' AS 公式, -5 AS n, [1, 2] AS list", "format": "csv"})
    assert answer.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    assert answer.text == '\ufeff公式,n,list\r\n\'=1+1,-5,"[1, 2]"\r\n'


def test_more_rows_than_are_given_are_said(ask):
    answer = ask("/api/sql", params={"q": "FROM range(10001)"}).json()
    assert (len(answer["rows"]), answer["total"], answer["truncated"]) == (10_000, 10_001, True)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM observations",
        "DROP TABLE articles",
        "SELECT * FROM read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "ATTACH '/tmp/x.db'",
        "COPY observations TO '/tmp/x.csv'",
        "SELECT getenv('HOME')",
        "SET memory_limit = '64GB'",
        "SELECT 1; SELECT 2",
        "selct 1",
        "SELECT nothing FROM observations",
    ],
)
def test_sql_reads_the_lake_and_does_nothing_else(ask, sql):
    for answer in (ask("/api/sql", params={"q": sql}), ask("/api/sql", "POST", json={"sql": sql})):
        assert answer.status_code == 400
        assert answer.json()["error"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"SELECT 1", "text/plain"),
        (b'{"sql": "SELECT 1"}', "text/plain"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'{"sql": 1}', "application/json"),
        (b'{"sql": "' + b" " * 200_000 + b'"}', "application/json"),
    ],
)
def test_sql_by_post_is_json_and_not_endless(ask, content, kind):
    assert ask("/api/sql", "POST", content=content, headers={"content-type": kind}).status_code == 400


def test_a_query_that_takes_too_long_or_too_much_is_stopped(small_lake, report):
    slow = asking(application(small_lake, report, limits=Limits(seconds=0.5, memory="500MB")))
    answer = slow("/api/sql", params={"q": "SELECT count(*) FROM range(1000000000000) AS a WHERE a.range % 7 = 1"})
    assert (answer.status_code, "stopped after 0.5 s" in answer.json()["error"]) == (503, True)
    large = asking(application(small_lake, report, limits=Limits(seconds=20, memory="20MB")))
    answer = large("/api/sql", params={"q": "SELECT range, repeat('x', 100) FROM range(10000000) ORDER BY hash(range)"})
    assert (answer.status_code, "20MB" in answer.json()["error"]) == (503, True)


def test_every_example_of_the_sql_page_runs(ask):
    assert len(examples()) >= 5
    for example in examples():
        answer = ask("/sql", params={"q": example["sql"]})
        assert answer.status_code == 200
        assert 'class="problem"' not in answer.text


def test_the_pages_are_served_and_lead_to_live_search(ask, report):
    assert ask("/").text == ask("/index.html").text == (report / "index.html").read_text("utf-8")
    moved = ask("/search.html", params={"q": "反诈"})
    assert (moved.status_code, moved.headers["location"]) == (307, "/search?q=%E5%8F%8D%E8%AF%88")
    page = ask("/search", params={"q": "反诈 拦截 资金"}).text
    article = re.search(r'href="(articles/[^"#]+)#t0"', page)
    assert article is not None
    assert ask(f"/{article[1]}").status_code == 200


def test_what_is_not_there_is_said_in_kind(ask):
    assert ask("/nothing.html").status_code == 404
    assert "没有这一页" in ask("/nothing.html").text
    answer = ask("/api/nothing")
    assert (answer.status_code, answer.json()) == (404, {"error": "Not Found"})
    assert ask("/live/nothing.js").status_code == 404
    assert ask("/.pages.json").status_code == 404


@pytest.mark.parametrize("path", ["/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/a%00b"])
def test_no_path_leads_out_of_the_folder(ask, path):
    assert ask(path).status_code == 404


def test_only_the_methods_that_are_needed_are_answered(ask):
    for path in ("/", "/search", "/sql", "/api/search"):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert ask(path, method).status_code == 405, (path, method)
    assert ask("/api/sql", "DELETE").status_code == 405


def test_without_pages_and_without_a_lake_it_says_what_to_run(tmp_path):
    empty = asking(application(str(tmp_path / "lake"), tmp_path / "report"))
    first = empty("/")
    assert (first.status_code, "shushuo report" in first.text) == (404, True)
    for path in ("/api/search?q=x", "/api/sql?q=SELECT+1", "/search?q=x", "/sql?q=SELECT+1"):
        answer = empty(path)
        assert (answer.status_code, "shushuo run" in answer.text) == (503, True), path


def test_a_defect_is_no_traceback_in_the_browser(small_lake, report, monkeypatch):
    app = application(small_lake, report)
    monkeypatch.setattr(app.state.live, "search", lambda *_: 1 / 0)
    answer = asking(app)("/api/search?q=x")
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_lake_that_changes_is_searched_as_it_is(tmp_path, report, monkeypatch):
    monkeypatch.setattr("warehouse.serving.live._LOOK_AGAIN", -1.0)
    url = str(tmp_path / "lake")
    store(url, written()[:1])
    app = application(url, report)
    ask = asking(app)
    assert ask("/api/search?q=宁波").json()["hits"] == []
    store(url, written()[1:2], "run-2")
    assert ask("/api/search?q=宁波").json()["hits"][0]["quote"] == "5.5%"
    app.state.live.close()
