-- Observations with their article's source and month, for the partitions of an export.
SELECT
    observations.*,
    articles.source_id,
    coalesce(strftime(articles.published_on, '%Y-%m'), 'undated') AS month
FROM lake.observations
JOIN lake.articles USING (article_id)
ORDER BY source_id, month, article_id, seq
