-- The registry as it reads now, and the ids that follow from it.
DELETE FROM lake.indicators;
INSERT INTO lake.indicators FROM registry_rows;
UPDATE lake.observations AS stored
SET indicator_id = labels.indicator_id
FROM labels
WHERE stored.indicator IS NOT DISTINCT FROM labels.indicator
    AND stored.dimension IS NOT DISTINCT FROM labels.dimension
    AND stored.indicator_id IS NOT DISTINCT FROM labels.was;
CALL lake.set_commit_message('shushuo', 'indicator registry');
