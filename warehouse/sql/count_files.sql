-- Parquet files (data and deletes) of the present state, and the small ones among them (under 10 MB), asked of the catalog
-- itself: ducklake_table_info takes ten times as long.
SELECT count(*), count(*) FILTER (size < 10_000_000)
FROM (
    SELECT file_size_bytes AS size FROM __ducklake_metadata_lake.ducklake_data_file WHERE end_snapshot IS NULL
    UNION ALL
    SELECT file_size_bytes FROM __ducklake_metadata_lake.ducklake_delete_file WHERE end_snapshot IS NULL
)
