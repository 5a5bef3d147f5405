-- The observations of each initiative, with where they stand.
SELECT DISTINCT
    regexp_replace(initiatives.name, '[“”"‘’「」《》\s]', '', 'g') AS initiative,
    metrics.metric, metrics.metric_en, metrics.metric_key, metrics.indicator, metrics.subject, metrics.place_code, metrics.period,
    metrics.measure, metrics.status, metrics.value, metrics.value_high, metrics.unit, metrics.modifier, metrics.comparison,
    metrics.speaker, metrics.quote, metrics.sentence, metrics.title, metrics.published_on, metrics.article_id,
    metrics.seq, metrics.observation_id
FROM initiatives
JOIN initiative_observations USING (initiative_id)
JOIN metrics USING (observation_id)
ORDER BY initiative, published_on DESC NULLS LAST, metrics.article_id, metrics.seq
