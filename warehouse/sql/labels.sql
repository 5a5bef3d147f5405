-- The ids of indicators. `labels_found`: names whose id is another one now, with the id that rows have so far.
CREATE OR REPLACE TEMP TABLE labels AS FROM labels_found;

-- What arrives has its id from the start; what is stored follows in the transaction of the load (write_labels).
UPDATE observations AS staged
SET indicator_id = labels.indicator_id
FROM labels
WHERE staged.indicator IS NOT DISTINCT FROM labels.indicator
    AND staged.dimension IS NOT DISTINCT FROM labels.dimension
    AND staged.indicator_id IS NOT DISTINCT FROM labels.was;

-- How many stored observations that is; those of articles that leave do not matter.
CREATE OR REPLACE TEMP TABLE label_changes AS
SELECT count(*) AS observations
FROM lake.observations AS stored
JOIN labels
    ON stored.indicator IS NOT DISTINCT FROM labels.indicator
    AND stored.dimension IS NOT DISTINCT FROM labels.dimension
    AND stored.indicator_id IS NOT DISTINCT FROM labels.was
WHERE stored.article_id NOT IN (SELECT article_id FROM leaving);

-- Which indicators the lake must gain and lose. `indicators` are the staged ones: all that hold now.
CREATE OR REPLACE TEMP TABLE indicators_arriving AS FROM indicators EXCEPT FROM indicators_stored;
CREATE OR REPLACE TEMP TABLE indicators_leaving AS
SELECT indicator_id FROM (FROM indicators_stored EXCEPT FROM indicators);
