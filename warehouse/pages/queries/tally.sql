SELECT
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM observations) AS observations,
    (SELECT count(DISTINCT subject) FROM observations) AS subjects,
    (SELECT count(DISTINCT source_id) FROM articles) AS sources
