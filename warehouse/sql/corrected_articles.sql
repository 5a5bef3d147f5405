-- Articles that corrections name: $1 are names of articles, $2 ids of observations. What arrives now counts first.
SELECT name, article_id
FROM (
    SELECT unnest([article_id, url, source_id || '/' || locator]) AS name, article_id FROM articles
    UNION
    SELECT unnest([article_id, url, source_id || '/' || locator]), article_id FROM lake.articles
)
WHERE list_contains($1, name)
UNION
SELECT observation_id, article_id FROM observations WHERE list_contains($2, observation_id)
UNION
SELECT observation_id, article_id FROM lake.observations WHERE list_contains($2, observation_id)
