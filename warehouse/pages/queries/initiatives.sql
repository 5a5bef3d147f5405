-- With the observations that its passage states, as a list of ids.
SELECT
    initiatives.*,
    (
        SELECT list(observation_id) FROM initiative_observations AS stated
        WHERE stated.initiative_id = initiatives.initiative_id
    ) AS observation_ids
FROM initiatives
WHERE article_id BETWEEN $first AND $last
ORDER BY article_id, spans[1].span_start, name
