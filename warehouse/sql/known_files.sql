-- Every Parquet file that some snapshot of some table needs.
SELECT path FROM __ducklake_metadata_lake.ducklake_data_file
UNION ALL
SELECT path FROM __ducklake_metadata_lake.ducklake_delete_file
