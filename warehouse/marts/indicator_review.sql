-- 指标待审: names that no registered indicator claims, the most frequent first, with the registered name nearest to them: what to add to seeds/indicators.toml next. Nothing is joined by this; a person decides.
-- @observations 次数: how many observations bear the name
-- @articles 文章数: how many articles it stands in
-- @example 例句: a sentence that it stands in
-- @nearest_id 最近标识: the id of the registered indicator nearest to it
-- @nearest 最近名称: the registered name that reads most like it
-- @likeness 相似度: between 0 and 1 (Jaccard, of characters)
WITH open_names AS (
    SELECT
        regexp_replace(indicator, '[“”"‘’「」《》\s]', '', 'g') AS indicator, count(*) AS observations,
        count(DISTINCT article_id) AS articles, mode(unit) AS unit, any_value(sentence) AS example
    FROM observations
    WHERE indicator IS NOT NULL AND indicator_id IS NULL
    GROUP BY 1
    ORDER BY observations DESC, indicator
    LIMIT 500
),
registered AS (
    SELECT indicator_id, unnest(list_prepend(name, aliases)) AS name FROM indicators
),
compared AS (
    SELECT
        open_names.indicator, arg_max(registered.indicator_id, jaccard(open_names.indicator, registered.name)) AS nearest_id,
        arg_max(registered.name, jaccard(open_names.indicator, registered.name)) AS nearest,
        round(max(jaccard(open_names.indicator, registered.name)), 2) AS likeness
    FROM open_names, registered
    GROUP BY open_names.indicator
)
SELECT open_names.*, nearest, nearest_id, likeness
FROM open_names
LEFT JOIN compared USING (indicator)
ORDER BY observations DESC, indicator
