-- What is told of each place that has a code, the newest first.
SELECT
    place_code, subject, metric, metric_en, metric_key, period, period_end, measure, status, value, value_high, unit,
    modifier, comparison, speaker, quote, sentence, title, published_on, article_id, seq, observation_id, indicator
FROM metrics
WHERE place_code IS NOT NULL AND subject_kind = 'place' AND metric_key IS NOT NULL
ORDER BY place_code, published_on DESC NULLS LAST, article_id, seq
