SELECT coverage.*, coalesce(sources.title, source_id) AS source_title
FROM coverage
LEFT JOIN sources USING (source_id)
ORDER BY source_id, month DESC NULLS LAST
