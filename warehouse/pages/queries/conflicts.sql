SELECT * FROM conflicts ORDER BY second_published_on DESC NULLS LAST, metric, first_observation_id, second_observation_id
LIMIT 1000
