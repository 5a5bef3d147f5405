-- Inputs that were read by extractor $1 under one of the declarations $2 ("source_id sha256").
-- An input that is both (an article by an earlier version of its bytes, a reject now) stands once for each content.
WITH same_sources AS (
    SELECT source_id FROM lake.sources WHERE list_contains($2, source_id || ' ' || declaration_sha256)
)
SELECT source_id, locator, content_sha256, outcome
FROM (
    SELECT source_id, locator, content_sha256, extractor_version, 'reject' AS outcome
    FROM lake.rejects
    WHERE scope = 'input' AND content_sha256 IS NOT NULL
      AND reason <> 'internal' -- our own defects are tried again: a mended one must not wait for a new version
    UNION ALL
    SELECT source_id, locator, content_sha256, extractor_version, 'article' FROM lake.articles
)
WHERE extractor_version = $1 AND source_id IN (FROM same_sources)
ORDER BY outcome DESC -- the last one of a key counts: an article before a reject
