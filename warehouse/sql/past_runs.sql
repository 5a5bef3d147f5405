-- The runs that wrote something, the newest first, each with the snapshot it wrote (null where that is expired).
SELECT
    run_id,
    written.snapshot_id AS snapshot,
    started_at,
    ended_at,
    state,
    code_version,
    extractor_version,
    counts
FROM lake.runs
LEFT JOIN (
    SELECT snapshot_id, json_extract_string(commit_extra_info, '$.run_id') AS run_id
    FROM ducklake_snapshots('lake')
    WHERE json_valid(commit_extra_info)
) AS written USING (run_id)
ORDER BY written.snapshot_id DESC NULLS LAST, started_at DESC, run_id DESC
