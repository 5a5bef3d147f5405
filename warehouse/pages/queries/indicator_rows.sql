-- Every observation of every indicator, the newest first; what a page cannot hold is cut by its writer.
SELECT
    metric_key, indicator, subject, place_code, period, period_end, measure, status, value, value_high, unit, modifier,
    comparison, speaker, quote, sentence, title, published_on, article_id, seq, source_id, observation_id
FROM metrics
WHERE metric_key IS NOT NULL
ORDER BY metric_key, published_on DESC NULLS LAST, article_id, seq
