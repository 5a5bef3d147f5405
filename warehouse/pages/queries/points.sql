-- The points of every series with at least two of them: what charts draw.
SELECT
    metric_key, series_key, subject, unit, unit_key, measure, yardstick, statistic, grain, period, period_end, value,
    value_high, modifier, quote, article_id, seq, published_on, reports
FROM series
WHERE is_latest
QUALIFY count(*) OVER (PARTITION BY series_key) >= 2
ORDER BY metric_key, series_key, period_end
