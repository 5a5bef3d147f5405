-- The tables of which some rows are deleted in the present state, and how many bytes their files have.
SELECT table_name, sum(file_size_bytes)::BIGINT
FROM __ducklake_metadata_lake.ducklake_table AS tables
JOIN __ducklake_metadata_lake.ducklake_data_file AS files USING (table_id)
WHERE tables.end_snapshot IS NULL
    AND files.end_snapshot IS NULL
    AND table_id IN (FROM __ducklake_metadata_lake.ducklake_delete_file SELECT table_id WHERE end_snapshot IS NULL)
GROUP BY ALL
ORDER BY ALL
