SELECT quality.*, coalesce(sources.title, source_id) AS source_title
FROM quality
LEFT JOIN sources USING (source_id)
ORDER BY check_name, source_id, amount DESC, detail
