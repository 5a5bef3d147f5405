-- 举措总览: each named programme, system, reform or platform, across articles, with who runs it, who and where it is about, and what numbers are told of it.
-- @initiative 举措: the name without its quotation marks; what rows are joined by
-- @owners 主责单位: the bodies that run it, as articles name them
-- @people 人物: who speaks of its numbers, or is named beside it
-- @places 地区: its own places, and those named beside it
-- @numbers 数字: its observations in order, each as indicator, value, unit and quote
-- @observations 数字个数: how many observations its passages state
-- @articles 文章数: how many articles name it
-- @article_ids 文章: their ids
WITH named AS (
    SELECT *, regexp_replace(name, '[“”"‘’「」《》\s]', '', 'g') AS initiative FROM initiatives
),
mentions AS (
    SELECT initiative, article_id, unnest(spans) AS span FROM named
),
beside_people AS (
    SELECT DISTINCT mentions.initiative, people.name
    FROM mentions
    JOIN (SELECT article_id, name, unnest(spans) AS span FROM people) AS people USING (article_id)
    WHERE abs(people.span.span_start - mentions.span.span_start) < 120
),
beside_places AS (
    SELECT DISTINCT mentions.initiative, places.name
    FROM mentions
    JOIN (SELECT article_id, coalesce(canonical_name, name) AS name, unnest(spans) AS span FROM places) AS places
        USING (article_id)
    WHERE abs(places.span.span_start - mentions.span.span_start) < 60
),
stated AS (
    SELECT DISTINCT named.initiative, observations.*
    FROM named
    JOIN initiative_observations USING (initiative_id)
    JOIN observations USING (observation_id)
)
SELECT
    named.initiative,
    min(named.name) AS name,
    mode(named.kind) AS kind,
    list(DISTINCT named.owner) FILTER (named.owner IS NOT NULL) AS owners,
    (
        SELECT list(DISTINCT person ORDER BY person)
        FROM (
            SELECT name AS person FROM beside_people WHERE beside_people.initiative = named.initiative
            UNION
            SELECT speaker FROM stated WHERE stated.initiative = named.initiative AND speaker IS NOT NULL
        )
    ) AS people,
    (
        SELECT list(DISTINCT place ORDER BY place)
        FROM (
            SELECT name AS place FROM beside_places WHERE beside_places.initiative = named.initiative
            UNION
            SELECT subject FROM stated WHERE stated.initiative = named.initiative AND subject_kind = 'place'
        )
    ) AS places,
    (
        SELECT list({indicator: indicator, value: value, unit: unit, quote: quote, observation_id: observation_id}
            ORDER BY article_id, seq)
        FROM stated WHERE stated.initiative = named.initiative
    ) AS numbers,
    (SELECT count(*) FROM stated WHERE stated.initiative = named.initiative) AS observations,
    count(DISTINCT named.article_id) AS articles,
    list(DISTINCT named.article_id ORDER BY named.article_id) AS article_ids
FROM named
GROUP BY named.initiative
