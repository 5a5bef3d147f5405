-- Everything that a found observation is shown with; the lake is asked no more when somebody searches.
SELECT
    observations.observation_id, observations.article_id, observations.seq, observations.span_start,
    observations.span_end, observations.quote, observations.sentence, observations.section, observations.value,
    observations.value_high, observations.unit, observations.dimension, observations.modifier, observations.measure, observations.status,
    observations.statistic, observations.comparison, observations.indicator, observations.indicator_id,
    observations.subject, observations.subject_kind, observations.place_code, observations.period,
    observations.period_start, observations.period_end, observations.speaker, observations.speaker_role,
    observations.confidence, articles.title, articles.subtitle, articles.published_on, articles.publisher,
    articles.url, articles.locator, articles.default_place, articles.source_id, sources.title AS source_title,
    indicators.name AS indicator_name,
    -- The words right around it: its own clause is cut from them.
    articles.text[greatest(span_start - 40, 0) + 1:span_start] AS words_before,
    articles.text[span_end + 1:span_end + 24] AS words_after
FROM observations
JOIN articles USING (article_id)
LEFT JOIN sources USING (source_id)
LEFT JOIN indicators USING (indicator_id)
ORDER BY articles.published_on DESC NULLS LAST, articles.article_id, observations.seq
