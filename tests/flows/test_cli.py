"""The command line, in processes of its own: what it prints, what it imports, how it fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import ARTICLE, environment_for

HEAVY = {"prefect", "duckdb", "pyarrow", "pandas", "httpx", "rjieba", "numpy"}


def imported_by(*arguments):
    program = (
        "import sys; from flows.cli import run_command\n"
        f"run_command({list(arguments)!r})\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["sql", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments):
    assert imported_by(*arguments) & HEAVY == set()


def test_extract_needs_neither_prefect_nor_a_lake(workspace):
    imported = imported_by("extract", str(workspace / "seeds" / "qingchuan" / "gonglu.txt"))
    assert imported & {"prefect", "duckdb", "pandas", "pyarrow"} == set()


@pytest.mark.parametrize("command", ["run", "sql", "tables", "extract", "eval", "serve-flows"])
def test_every_command_shows_examples(in_process, workspace, command):
    said = in_process(workspace, command, "--help").stdout
    assert "Examples" in said and f"shushuo {command}" in said


def test_without_a_command_the_help_is_shown(in_process, workspace):
    done = in_process(workspace)
    assert done.returncode == 2 and "Usage: shushuo" in done.stdout


def test_version(in_process, workspace):
    assert in_process(workspace, "--version").stdout.startswith("shushuo 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rnu"], "Did you mean 'run'? See `shushuo --help`."),
        (["run", "--fast"], "No such option: --fast"),
        (["sql"], "Missing argument"),
        (["sql", "DROP TABLE articles"], "only SELECT is allowed"),
        (["sql", "SELECT * FROM observatons"], 'Did you mean "observations"?'),
        (["sql", "SELECT 1", "--out", "x.docx"], "end it in .csv, .json or .parquet"),
        (["tables", "observation"], "did you mean observations"),
        (["extract", "--published", "gestern", "seeds/qingchuan/gonglu.txt"], "write it as 2024-05-01"),
    ],
)
def test_a_command_used_wrongly_says_in_one_line_what_to_do(in_process, ran, arguments, said):
    done = in_process(ran.workspace, *arguments)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("shushuo: ") and said in line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "nowhere.txt"], "nowhere.txt: no such file"),
        (["extract", "seeds"], "seeds: is a folder; name a file"),
        (["sql", "SELECT 1"], "there is no lake in"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(in_process, workspace, arguments, said):
    done = in_process(workspace, *arguments)
    assert done.returncode in (1, 2)
    (line,) = done.stderr.splitlines()
    assert said in line


def test_extract_prints_observations_as_json_lines(shushuo):
    done = shushuo("extract", "-", "--published", "2024-01-15", stdin=ARTICLE)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    roads = next(line for line in lines if line["quote"] == "150公里")
    assert (roads["value"], roads["unit"], roads["speaker"]) == (150, "公里", "何远山")
    assert roads["sentence"] in ARTICLE.replace("\n", "") or roads["sentence"] in ARTICLE


def test_extract_writes_chinese_whatever_the_locale_says(shushuo):
    done = shushuo("extract", stdin="全县新修公路120公里。", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "公里" in done.stdout


def test_extract_reads_documents_in_the_form_that_is_scored(in_process, workspace):
    document = {"id": "d1", "title": "简报", "published": "2024-01-15", "source": "t", "text": "粮食从3万吨增至5万吨。"}
    (workspace / "docs.jsonl").write_text(json.dumps(document, ensure_ascii=False) + "\n\n", "utf-8")
    (line,) = in_process(workspace, "extract", "--docs", "docs.jsonl").stdout.splitlines()
    found = json.loads(line)
    assert found["id"] == "d1"
    assert [(o["value"], o["unit"], o["from"]) for o in found["observations"]] == [
        (30000, "吨", None),
        (50000, "吨", 0),
    ]
    assert all({"confidence", "rule", "start", "end"} <= set(o) for o in found["observations"])


def test_a_broken_document_is_named_by_its_line(in_process, workspace):
    (workspace / "docs.jsonl").write_text('{"id": "a", "text": "一"}\n{"id": "b"}\n', "utf-8")
    done = in_process(workspace, "extract", "--docs", "docs.jsonl")
    assert done.returncode == 2 and "docs.jsonl, line 2" in done.stderr


@pytest.mark.parametrize(("form", "start"), [("csv", "quote,value\n"), ("json", "[\n"), ("table", "quote")])
def test_an_answer_is_written_in_each_form(in_process, ran, form, start):
    done = in_process(
        ran.workspace, "sql", "SELECT quote, value FROM observations ORDER BY seq LIMIT 3", "--format", form
    )
    assert done.returncode == 0 and done.stdout.startswith(start)
    assert "120公里" in done.stdout


def test_an_answer_goes_to_a_file_in_the_form_of_its_name(in_process, ran):
    import pyarrow.parquet as pq

    in_process(ran.workspace, "sql", "SELECT quote, value FROM observations", "--out", "answer.parquet")
    assert pq.read_table(ran.workspace / "answer.parquet").column_names == ["quote", "value"]


def test_a_reader_that_stops_early_sees_no_complaint(ran):
    command = Path(sys.executable).with_name("shushuo")
    query = "SELECT * FROM range(200000)"
    done = subprocess.run(
        ["bash", "-c", f'"{command}" sql "{query}" --format csv | head -n 1'],
        cwd=ran.workspace,
        env=environment_for(ran.workspace),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == ("range\n", "")


def test_tables_tells_what_each_column_means(in_process, workspace):
    done = in_process(workspace, "tables", "observations")
    assert "value_high" in done.stdout and "Upper end of a range" in done.stdout


def test_eval_shows_figures_by_field_and_rule_and_the_wrong_cases(in_process, workspace):
    text = "全县新修公路120公里，惠及群众3万人。"
    (workspace / "docs.jsonl").write_text(json.dumps({"id": "d", "text": text}, ensure_ascii=False), "utf-8")
    usual = {
        "value_high": None,
        "modifier": "exact",
        "measure": "level",
        "status": "actual",
        "subject": "",
        "period": "",
    }
    gold = [
        {
            **usual,
            "start": 6,
            "end": 11,
            "value": 120,
            "unit": "公里",
            "indicator": "新修公路",
            "speaker": "",
            "from": None,
        },
        {
            **usual,
            "start": 16,
            "end": 19,
            "value": 40000,
            "unit": "人",
            "indicator": "惠及群众",
            "speaker": "",
            "from": None,
        },
    ]
    (workspace / "gold.jsonl").write_text(json.dumps({"id": "d", "observations": gold}, ensure_ascii=False), "utf-8")
    done = in_process(workspace, "eval", "gold.jsonl", "docs.jsonl")
    assert done.returncode == 0, done.stderr
    assert "1 documents, 2 annotated, 2 extracted" in done.stdout
    assert "quantity  d:16" in done.stdout and "【3万人】" in done.stdout
    as_json = json.loads(in_process(workspace, "eval", "gold.jsonl", "docs.jsonl", "--json").stdout)
    assert as_json["quantity"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_eval_names_a_document_that_is_missing(in_process, workspace):
    (workspace / "docs.jsonl").write_text('{"id": "a", "text": "一"}', "utf-8")
    (workspace / "gold.jsonl").write_text('{"id": "b", "observations": []}', "utf-8")
    done = in_process(workspace, "eval", "gold.jsonl", "docs.jsonl")
    assert done.returncode == 2 and "has no document b" in done.stderr
