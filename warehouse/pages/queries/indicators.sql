-- Indicators that get a page: registered ones that anything is told of, and other names that three stories tell.
SELECT
    metric_key, any_value(metric) AS metric, any_value(metric_en) AS metric_en, any_value(indicator_id) AS indicator_id,
    any_value(topic) AS topic, count(*) AS observations, count(DISTINCT story_id) AS stories,
    count(DISTINCT subject) AS subjects, max(published_on) AS latest
FROM metrics
WHERE metric_key IS NOT NULL
GROUP BY metric_key
HAVING any_value(indicator_id) IS NOT NULL OR (count(DISTINCT story_id) >= 3 AND length(metric_key) > 1)
ORDER BY any_value(indicator_id) IS NULL, count(*) DESC, metric_key
LIMIT 3000
