-- 目标: what was promised for when, by whom, beside what came of it once that is reported (same indicator, subject, unit, measure and period).
-- @target 目标值: the value promised
-- @target_high 目标上限: upper end, where a range was promised
-- @actual 实际值: the newest report of the actual value; null until one is read
-- @gap 差距: actual minus target (minus the upper end, where the actual is above a range)
-- @met 是否达成: whether the promise was kept: at least the target where more is better or 以上 was promised, at most where less is or 以内; about half a step of tolerance where 左右 was
WITH promised AS (
    SELECT * FROM metrics
    WHERE status = 'target' AND metric_key IS NOT NULL AND subject IS NOT NULL AND period IS NOT NULL
),
actual AS (
    SELECT * FROM metrics
    WHERE status = 'actual' AND metric_key IS NOT NULL AND subject IS NOT NULL AND period IS NOT NULL
        -- what is said before the period is nearly over is no outcome of it
        AND (period_end IS NULL OR published_on >= period_end - INTERVAL 31 DAY)
    QUALIFY row_number() OVER (
        PARTITION BY metric_key, subject, unit_key, measure, period, coalesce(statistic, '')
        -- growth is promised against the year before
        ORDER BY coalesce(yardstick, 'year') = 'year' DESC, published_on DESC, confidence DESC, article_id, seq
    ) = 1
)
SELECT
    promised.metric, promised.metric_en, promised.metric_key, promised.indicator_id, promised.indicator,
    promised.subject, promised.place_code, promised.measure, promised.period, promised.period_start, promised.period_end,
    promised.value AS target, promised.value_high AS target_high, promised.modifier, promised.unit,
    actual.value AS actual,
    round(
        CASE
            WHEN actual.value BETWEEN promised.value AND promised.value_high THEN 0
            WHEN actual.value > promised.value_high THEN actual.value - promised.value_high
            ELSE actual.value - promised.value
        END, 6
    ) AS gap,
    CASE
        WHEN actual.value IS NULL THEN NULL
        WHEN promised.modifier = 'under' OR (promised.better = 'lower' AND promised.modifier <> 'over')
            THEN actual.value <= coalesce(promised.value_high, promised.value)
        WHEN promised.modifier = 'about' THEN actual.value >= promised.value - 0.05 * abs(promised.value)
        WHEN promised.modifier = 'over' OR promised.better = 'higher' THEN actual.value >= promised.value
    END AS met,
    promised.quote, promised.sentence, promised.speaker, promised.title, promised.published_on, promised.source_id,
    promised.url, promised.article_id, promised.observation_id, promised.seq, promised.confidence,
    actual.quote AS actual_quote, actual.published_on AS actual_published_on, actual.article_id AS actual_article_id,
    actual.observation_id AS actual_observation_id, actual.seq AS actual_seq
FROM promised
LEFT JOIN actual
    ON actual.metric_key = promised.metric_key AND actual.subject = promised.subject
    AND actual.unit_key = promised.unit_key AND actual.measure = promised.measure AND actual.period = promised.period
    AND actual.statistic IS NOT DISTINCT FROM promised.statistic
    AND actual.published_on > promised.published_on
