-- Promises: those whose outcome is known first, then the newest.
SELECT *
FROM targets
WHERE indicator_id IS NOT NULL OR actual IS NOT NULL
ORDER BY actual IS NULL, period_end DESC NULLS LAST, metric, subject, observation_id
LIMIT 2000
