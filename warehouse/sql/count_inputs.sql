-- What became of the staged inputs of each declared source.
SELECT
    source_id,
    count(*) FILTER (verdict = 'added')::BIGINT AS added,
    count(*) FILTER (verdict = 'changed')::BIGINT AS changed,
    count(*) FILTER (verdict = 'unchanged')::BIGINT AS unchanged,
    -- already in the lake under another locator; other refused inputs are counted where they are staged
    count(*) FILTER (verdict = 'duplicate')::BIGINT AS doubled,
    (
        SELECT count(*) FROM observations JOIN verdicts AS written USING (article_id)
        WHERE written.source_id = sources.source_id AND written.verdict IN ('added', 'changed')
    )::BIGINT AS observations
FROM sources
LEFT JOIN verdicts USING (source_id)
GROUP BY source_id
ORDER BY source_id
