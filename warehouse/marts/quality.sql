-- 质量: one line a check and source: fill rates and confidence, refused inputs by reason, how fresh each source is.
-- @check_name 检查: fill, confidence, rejects or freshness
-- @detail 细目: the field, the band of confidence, the reason, or what is dated
-- @amount 数量: how many rows it counts; days for freshness
-- @share 占比: of all observations of the source (fill, confidence) or of all its inputs (rejects)
WITH filled AS (
    SELECT
        source_id, count(*) AS total, count(indicator) AS indicator, count(indicator_id) AS indicator_id,
        count(subject) AS subject, count(place_code) AS place_code, count(period) AS period, count(speaker) AS speaker,
        count(unit_id) AS unit_id
    FROM observations JOIN articles USING (article_id)
    GROUP BY source_id
),
inputs AS (
    SELECT source_id, count(*) AS total FROM (
        SELECT source_id FROM articles UNION ALL SELECT source_id FROM rejects WHERE scope = 'input'
    )
    GROUP BY source_id
)
SELECT source_id, 'fill' AS check_name, detail, amount, round(amount / total, 4) AS share
FROM (UNPIVOT filled ON indicator, indicator_id, subject, place_code, period, speaker, unit_id INTO NAME detail VALUE amount)
UNION ALL
SELECT
    source_id, 'confidence', CASE WHEN confidence >= 0.9 THEN '≥ 0.9' WHEN confidence >= 0.7 THEN '0.7–0.9' ELSE '< 0.7' END,
    count(*), round(count(*) / any_value(filled.total), 4)
FROM observations JOIN articles USING (article_id) JOIN filled USING (source_id)
GROUP BY ALL
UNION ALL
SELECT source_id, 'rejects', concat(stage, ': ', reason), count(*), round(count(*) / any_value(inputs.total), 4)
FROM rejects LEFT JOIN inputs USING (source_id)
GROUP BY ALL
UNION ALL
SELECT source_id, 'freshness', concat('newest article ', max(published_on)), date_diff('day', max(published_on), current_date), NULL
FROM articles
GROUP BY source_id
