-- What each staged article is to the lake. `articles` and `rejects` are the staged ones, `lake` is the lake.

-- Stored articles that the staged ones meet: the same article, or another one under the same locator.
CREATE OR REPLACE TEMP TABLE stored AS
SELECT
    article_id, source_id, locator, content_sha256, extractor_version, reading_sha256, first_seen_at, story_id
FROM lake.articles
WHERE article_id IN (SELECT article_id FROM articles)
   OR (source_id, locator) IN (SELECT (source_id, locator) FROM articles);

CREATE OR REPLACE TEMP TABLE verdicts AS
SELECT
    staged.article_id,
    staged.source_id,
    staged.locator,
    staged.content_sha256,
    stored.locator AS stored_locator,
    stored.content_sha256 AS stored_sha256,
    coalesce(stored.first_seen_at, moved.first_seen_at) AS first_seen_at,
    CASE
        WHEN stored.article_id IS NULL AND moved.source_id IS NOT NULL THEN 'changed'
        WHEN stored.article_id IS NULL THEN 'added'
        -- The same article under two locators: the first in the alphabet keeps it, whichever came first in time.
        WHEN stored.locator < staged.locator THEN 'duplicate'
        WHEN stored.locator = staged.locator
            AND stored.content_sha256 = staged.content_sha256
            AND stored.extractor_version = staged.extractor_version
            AND stored.reading_sha256 = staged.reading_sha256 THEN 'unchanged'
        ELSE 'changed'
    END AS verdict
FROM articles AS staged
LEFT JOIN stored USING (article_id)
LEFT JOIN (
    SELECT source_id, locator, min(first_seen_at) AS first_seen_at FROM stored GROUP BY ALL
) AS moved ON moved.source_id = staged.source_id AND moved.locator = staged.locator;

-- Articles whose rows the lake must lose: changed ones, and what stood under the locator of a new one.
CREATE OR REPLACE TEMP TABLE leaving AS
SELECT stored.article_id
FROM stored JOIN verdicts USING (article_id)
WHERE verdicts.verdict = 'changed'
UNION
SELECT stored.article_id
FROM stored JOIN verdicts USING (source_id, locator)
WHERE verdicts.verdict IN ('added', 'changed') AND stored.article_id <> verdicts.article_id;

-- A newer version keeps when its article was first seen.
UPDATE articles SET first_seen_at = verdicts.first_seen_at
FROM verdicts
WHERE verdicts.article_id = articles.article_id AND verdicts.first_seen_at IS NOT NULL;

-- And its story, unless the texts say otherwise (story_changes).
UPDATE articles SET story_id = stored.story_id FROM stored WHERE stored.article_id = articles.article_id;
