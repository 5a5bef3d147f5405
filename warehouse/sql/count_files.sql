-- Parquet files (data and deletes) of the present state.
SELECT sum(file_count + delete_file_count)::BIGINT FROM ducklake_table_info('lake')
