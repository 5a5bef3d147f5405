-- Stored observations get the ids that follow from the registry.
UPDATE lake.observations AS stored
SET indicator_id = labels.indicator_id
FROM labels
WHERE stored.indicator IS NOT DISTINCT FROM labels.indicator
    AND stored.dimension IS NOT DISTINCT FROM labels.dimension
    AND stored.indicator_id IS NOT DISTINCT FROM labels.was
