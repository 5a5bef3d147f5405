-- 序列: one indicator of one subject in one unit through time. Levels and changes are series of their own, and so are months, years and sums from January on. Of several reports of one point the latest wins (`is_latest`); the earlier ones stay. Copies of a report count once.
-- @series_key 序列键: what the points of one series share, as one text
-- @is_latest 是否最新: whether this is the newest report of the point; WHERE is_latest gives one row a point
-- @reports 报道数: how many reports (copies counted once) tell this point
-- @revision 修订次序: 1 for the newest report of the point, 2 for the one before
WITH points AS (
    SELECT *, concat_ws('|', metric_key, subject, unit_key, measure, coalesce(yardstick, ''), coalesce(statistic, ''), grain) AS series_key
    FROM metrics
    WHERE status = 'actual' AND metric_key IS NOT NULL AND subject IS NOT NULL AND period_end IS NOT NULL
),
told_once AS (
    -- a report and its copies tell a value once; the surest reading stands for them
    SELECT *
    FROM points
    QUALIFY row_number() OVER (
        PARTITION BY series_key, period, story_id, value ORDER BY confidence DESC, published_on, article_id, seq
    ) = 1
)
SELECT
    series_key, metric, metric_en, metric_key, indicator_id, subject, place_code, unit, unit_key, dimension, measure, yardstick,
    comparison, statistic, grain, period, period_start, period_end, value, value_high, modifier,
    row_number() OVER point AS revision,
    row_number() OVER point = 1 AS is_latest,
    count(DISTINCT story_id) OVER (PARTITION BY series_key, period) AS reports,
    published_on, source_id, speaker, quote, sentence, title, url, story_id, article_id, observation_id, seq, confidence
FROM told_once
WINDOW point AS (
    PARTITION BY series_key, period ORDER BY published_on DESC NULLS LAST, confidence DESC, article_id, seq
)
