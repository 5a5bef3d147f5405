-- 前后对比: pairs that an article states as from A to B (办理时限从20.2天缩减到6.5天), with the change.
-- @before_value 变化前: the value before, in the unit of the value after
-- @after_value 变化后: the value after
-- @change 变化量: after minus before, in the unit
-- @change_percent 变化率: the change in percent of the value before; null where that was zero
-- @improved 是否改善: whether the change is for the better, where the registry knows which way that is
WITH pairs AS (
    SELECT
        after.*,
        before.quote AS before_quote, before.modifier AS before_modifier, before.period AS before_period,
        CASE
            WHEN before.unit_key = after.unit_key OR before.unit IS NULL THEN before.value
            WHEN before.dimension = after.dimension AND after.value_si <> 0
                THEN before.value_si / (after.value_si / after.value)
        END AS before_value
    FROM metrics AS after
    JOIN metrics AS before ON before.observation_id = after.before_observation_id
)
SELECT
    metric, metric_en, metric_key, indicator_id, indicator, subject, place_code, before_value, value AS after_value, unit,
    round(value - before_value, 6) AS change,
    round(100 * (value - before_value) / nullif(abs(before_value), 0), 1) AS change_percent,
    CASE better
        WHEN 'higher' THEN value > before_value
        WHEN 'lower' THEN value < before_value
    END AS improved,
    before_quote, quote AS after_quote, before_modifier, modifier AS after_modifier, before_period, period AS after_period,
    sentence, speaker, title, published_on, source_id, url, article_id, before_observation_id,
    observation_id AS after_observation_id, confidence
FROM pairs
WHERE before_value IS NOT NULL
