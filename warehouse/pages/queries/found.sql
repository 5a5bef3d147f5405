-- What the search of the pages looks through, the newest first.
SELECT
    strftime(published_on, '%Y-%m') AS month, article_id, seq, indicator, indicator_id, subject, period, measure, status,
    value, value_high, unit, modifier, speaker, sentence, title, published_on
FROM metrics
ORDER BY published_on DESC NULLS LAST, article_id, seq
