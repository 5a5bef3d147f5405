"""SQL from users reads the lake and nothing else: no write, no file, no network, no end of time or memory."""

from datetime import UTC, datetime

import pytest

from transforms.articles.source import Source
from transforms.tables import Provenance, tabulate
from warehouse.address import parse
from warehouse.content import content_hash
from warehouse.errors import LakeError
from warehouse.guard import FaultySqlError, ForbiddenSqlError
from warehouse.lake import open_for_reading, open_for_writing
from warehouse.load import Run, load
from warehouse.query import Limits, QueryLimitError, described, open_session, run_sql
from warehouse.schema.arrow import arrow_schemas

SOURCE = Source(source_id="qingchuan", title="青川日报", publisher="青川融媒", kind="files", locations=["*.txt"])


@pytest.fixture(scope="module")
def filled(new_lake_url, make_reading):
    """A lake with one article, which no test of this module may change."""
    url = new_lake_url()
    provenance = Provenance("run-1", datetime(2026, 1, 2, tzinfo=UTC), "1")
    with open_for_writing(url) as lake:
        batch = tabulate([make_reading("a.txt", 120)], arrow_schemas(), provenance)
        load(lake, Run(provenance, "0.1.0"), [SOURCE], [batch])
        before = content_hash(lake)
    yield url
    with open_for_reading(url) as lake:
        assert content_hash(lake) == before


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT indicator, value, unit, subject, period_start, period_end, speaker FROM observations ORDER BY seq",
        "FROM articles",
        "DESCRIBE observations",
        "SUMMARIZE observations",
        "SHOW TABLES",
        "EXPLAIN SELECT * FROM people",
        "EXPLAIN ANALYZE SELECT count(*) FROM people",
        "WITH roads AS (SELECT value FROM observations WHERE unit = '公里') SELECT max(value) FROM roads",
        "SELECT unnest(spans).quote FROM places",
        "SELECT * FROM range(3), lake.main.articles",
        "SELECT title || '.txt' FROM articles WHERE title LIKE '%/%' OR regexp_matches(title, '[./]')",
        "VALUES (1)",
    ],
)
def test_what_users_ask_is_answered(filled, sql):
    assert run_sql(filled, sql).num_columns > 0


ESCAPES = [
    # writing to the lake
    "INSERT INTO observations SELECT * FROM observations",
    "UPDATE observations SET value = 0",
    "DELETE FROM observations",
    "DROP TABLE observations",
    "CREATE TABLE mine AS SELECT 1",
    "CREATE OR REPLACE VIEW observations AS SELECT 1",
    "ALTER TABLE observations ADD COLUMN x INTEGER",
    "TRUNCATE observations",
    "MERGE INTO people USING people AS other ON true WHEN MATCHED THEN DELETE",
    "SELECT * FROM ducklake_expire_snapshots('lake', older_than => now())",
    "SELECT * FROM ducklake_cleanup_old_files('lake', cleanup_all => true)",
    "SELECT * FROM ducklake_delete_orphaned_files('lake', cleanup_all => true)",
    "CALL ducklake_merge_adjacent_files('lake')",
    "CALL lake.set_option('data_path', '/tmp')",
    # writing files
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{data}/out.csv'",
    "COPY observations TO '{data}/out.parquet' (FORMAT parquet)",
    "EXPORT DATABASE '{folder}/out'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/out.csv'",
    "PREPARE p AS COPY (SELECT 1) TO '{folder}/out.csv'",
    # reading files
    "COPY people FROM '{folder}/secret.csv'",
    "SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM read_csv_auto('{folder}/secret.csv')",
    "SELECT * FROM sniff_csv('{folder}/secret.csv')",
    "SELECT * FROM read_text('{folder}/secret.csv')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('{folder}/secret.csv')",
    "SELECT * FROM read_ndjson_objects('{folder}/secret.csv')",
    "SELECT * FROM parquet_scan('{folder}/*')",
    "SELECT * FROM parquet_metadata('{folder}/x')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM glob('{data}/../*')",
    "SELECT * FROM '{folder}/secret.csv'",
    'SELECT * FROM "{folder}/secret.csv"',
    "SELECT (SELECT any_value(content) FROM read_text('{folder}/secret.csv'))",
    "DESCRIBE SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM sqlite_scan('{lake}/catalog.sqlite', 'ducklake_snapshot')",
    "FROM (FROM read_text('{folder}/secret.csv'))",
    "WITH x AS MATERIALIZED (FROM read_text('{folder}/secret.csv')) FROM x",
    "SELECT * FROM articles WHERE EXISTS (FROM read_text('{folder}/secret.csv'))",
    "SELECT * FROM query('FROM read_text(''{folder}/secret.csv'')')",
    "SELECT * FROM query_table(['{folder}/secret.csv'])",
    "EXPLAIN ANALYZE FROM read_text('{folder}/secret.csv')",
    # the network
    "SELECT * FROM read_csv('https://example.org/x.csv')",
    "SELECT * FROM 's3://bucket/x.parquet'",
    "SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 'x')",
    "SELECT * FROM postgres_query('lake', 'SELECT 1')",
    # attaching, loading, configuring
    "ATTACH '{folder}/other.db' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH lake",
    "USE memory",
    "INSTALL httpfs",
    "LOAD fts",
    "LOAD '{folder}/x.duckdb_extension'",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET memory_limit",
    "SET memory_limit = '100GB'",
    "SET temp_directory = '{folder}'",
    "PRAGMA database_list",
    "PRAGMA enable_profiling = 'json'",
    "PRAGMA profiling_output = '{folder}/out.json'",
    "SELECT * FROM pragma_database_list()",
    "CREATE SECRET s (TYPE s3, KEY_ID 'x')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM which_secret('s3://x', 's3')",
    "SELECT getenv('HOME')",
    "CREATE MACRO peek() AS TABLE FROM read_text('{folder}/secret.csv')",
    "SELECT * FROM enable_logging()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "EXECUTE p",
    # the catalog's own tables: in PostgreSQL, everything else in that database stands beside them
    "SELECT * FROM __ducklake_metadata_lake.ducklake_snapshot",
    "SELECT * FROM __ducklake_metadata_lake.main.ducklake_data_file",
    'SELECT * FROM "__ducklake_metadata_lake".information_schema.tables',
    # several at once, and comments
    "SELECT 1; DROP TABLE observations",
    "SELECT 1; SELECT 2",
    "/* SELECT */ DROP TABLE observations",
    "-- SELECT\nCOPY (SELECT 1) TO '{folder}/out.csv'",
    "EXPLAIN EXPLAIN DROP TABLE observations",
]


def filled_in(sql, lake_url, tmp_path):
    address = parse(lake_url)
    return (
        sql.replace("{folder}", str(tmp_path))
        .replace("{data}", address.data_path)
        .replace("{lake}", str(address.folder or tmp_path))
    )


@pytest.mark.parametrize("sql", ESCAPES)
def test_no_way_out(filled, tmp_path, sql):
    (tmp_path / "secret.csv").write_text("a,b\n1,geheim\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*.csv")) + sorted(tmp_path.rglob("out*"))
    with pytest.raises((ForbiddenSqlError, FaultySqlError)) as refused:
        run_sql(filled, filled_in(sql, filled, tmp_path))
    assert "geheim" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert sorted(tmp_path.rglob("*.csv")) + sorted(tmp_path.rglob("out*")) == before


OUTSIDE = (
    "{folder}",
    "/etc/",
    "https:",
    "s3://bucket",
    "host=",
    "SET ",
    "RESET ",
    "INSTALL ",
    "LOAD ",
    "INSERT",
    "DELETE",
)


@pytest.mark.parametrize(
    "sql", [sql for sql in ESCAPES if any(sign in sql for sign in OUTSIDE) and not sql.startswith("PREPARE")]
)
def test_no_way_out_even_past_the_guard(filled, tmp_path, monkeypatch, sql):
    """DuckDB's own lock holds where the guard would let something through."""
    (tmp_path / "secret.csv").write_text("a,b\n1,geheim\n", encoding="utf-8")
    monkeypatch.setattr("warehouse.query.check", lambda *_: None)
    with pytest.raises(LakeError) as refused:
        run_sql(filled, filled_in(sql, filled, tmp_path))
    assert "geheim" not in str(refused.value)
    assert [file.name for file in tmp_path.iterdir()] == ["secret.csv"]


def test_local_variables_of_the_program_are_no_tables(filled):
    hidden = arrow_schemas()["people"].empty_table()
    assert hidden.num_rows == 0
    with pytest.raises(FaultySqlError, match="hidden"):
        run_sql(filled, "SELECT * FROM hidden")


def test_faulty_sql_says_what_is_wrong_in_one_line(filled):
    with pytest.raises(FaultySqlError, match="valu"):
        run_sql(filled, "SELECT valu FROM observations")
    with pytest.raises(FaultySqlError, match="syntax error"):
        run_sql(filled, "SELEC 1")


def test_a_runaway_query_ends_at_its_time(filled):
    with pytest.raises(QueryLimitError, match="--timeout"):
        run_sql(filled, "SELECT count(*) FROM range(1000000) a, range(1000000) b", limits=Limits(seconds=0.3))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM range(100000000)",
        "SELECT string_agg(range::VARCHAR, '') FROM range(100000000)",
        "SELECT DISTINCT range::VARCHAR FROM range(100000000)",
    ],
    ids=["answer", "one value", "work"],
)
def test_a_greedy_query_ends_at_its_memory(filled, sql):
    with pytest.raises(QueryLimitError, match="--memory"):
        run_sql(filled, sql, limits=Limits(memory="100MB"))


def test_a_session_goes_on_after_a_refused_query(filled):
    with open_session(filled, limits=Limits(seconds=5)) as session:
        with pytest.raises(ForbiddenSqlError):
            session.ask("DROP TABLE people")
        assert session.ask("SELECT count(*) AS n FROM people WHERE name = ?", ["何远山"]).to_pylist() == [{"n": 1}]


def test_an_amount_of_memory_that_is_none_is_refused(filled):
    with pytest.raises(LakeError, match="2GB"):
        run_sql(filled, "SELECT 1", limits=Limits(memory="much"))


def test_every_column_is_described(filled):
    asked = run_sql(
        filled, "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name IN ('lake', 'temp')"
    )
    assert {(row["table_name"], row["column_name"]) for row in asked.to_pylist()} == {
        (column.table, column.column) for column in described()
    }
    assert all(column.description and column.name_zh for column in described())
