-- Inputs whose article the lake has, or now gets, under another locator: the first in the alphabet keeps it.
SELECT
    article_id,
    source_id,
    if(verdict = 'duplicate', locator, stored_locator) AS locator,
    if(verdict = 'duplicate', content_sha256, stored_sha256) AS content_sha256
FROM verdicts
WHERE stored_locator <> locator
