-- Which rejects the lake must lose and gain: those of every input of this run are replaced by what it met now.

CREATE OR REPLACE TEMP TABLE inputs_read AS
SELECT source_id, locator FROM verdicts UNION SELECT source_id, locator FROM rejects;

CREATE OR REPLACE TEMP TABLE rejects_stored AS
SELECT reject_id, content_sha256, extractor_version
FROM lake.rejects
WHERE (source_id, locator) IN (SELECT (source_id, locator) FROM inputs_read);

CREATE OR REPLACE TEMP TABLE rejects_arriving AS
FROM rejects AS staged
WHERE NOT EXISTS (
    FROM rejects_stored AS stored
    WHERE stored.reject_id = staged.reject_id
      AND stored.content_sha256 IS NOT DISTINCT FROM staged.content_sha256
      AND stored.extractor_version = staged.extractor_version
);

CREATE OR REPLACE TEMP TABLE rejects_leaving AS
SELECT reject_id
FROM rejects_stored AS stored
WHERE NOT EXISTS (
    FROM rejects AS staged
    WHERE stored.reject_id = staged.reject_id
      AND stored.content_sha256 IS NOT DISTINCT FROM staged.content_sha256
      AND stored.extractor_version = staged.extractor_version
);
