-- Articles by month of publication, the newest first, with how many numbers each states.
SELECT
    strftime(published_on, '%Y-%m') AS month, article_id, articles.title, published_on,
    coalesce(sources.title, source_id) AS source_title,
    (SELECT count(*) FROM observations WHERE observations.article_id = articles.article_id) AS observations
FROM articles
LEFT JOIN sources USING (source_id)
ORDER BY published_on DESC NULLS LAST, article_id
