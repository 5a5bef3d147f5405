-- Pairs from A to B, the surest and newest first.
SELECT before_after.*, metrics.seq
FROM before_after
JOIN metrics ON metrics.observation_id = after_observation_id
ORDER BY before_after.indicator_id IS NULL, before_after.published_on DESC NULLS LAST, after_observation_id
LIMIT 1500
