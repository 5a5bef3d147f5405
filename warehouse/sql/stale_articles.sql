-- Articles that lack rows of extractor $1; only of the sources $2 where there are any, published since $3 where given.
SELECT source_id, article_id
FROM lake.articles
WHERE extractor_version <> $1
  AND (len($2::VARCHAR[]) = 0 OR list_contains($2::VARCHAR[], source_id))
  AND ($3::DATE IS NULL OR published_on IS NULL OR published_on >= $3::DATE)
ORDER BY source_id, article_id
