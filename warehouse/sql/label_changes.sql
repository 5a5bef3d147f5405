-- How many observations have another id than the registry gives their indicator.
SELECT count(*)
FROM lake.observations AS stored
JOIN labels
    ON stored.indicator IS NOT DISTINCT FROM labels.indicator
    AND stored.dimension IS NOT DISTINCT FROM labels.dimension
    AND stored.indicator_id IS NOT DISTINCT FROM labels.was
