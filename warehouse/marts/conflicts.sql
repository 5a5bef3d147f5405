-- 出入: two reports of one indicator, subject, period and unit whose values are further apart than their rounding and their 约, 超 and 近 allow. Both are quoted; which of them is right is for a person to say.
-- @apart_percent 相差: how far apart they are, in percent of the first
-- @first_low 下界: least value that the words of the first report allow
-- @first_high 甲上界: greatest value that the words of the first report allow
-- @second_low 乙下界: least value that the words of the second report allow
-- @second_high 乙上界: greatest value that the words of the second report allow
WITH written AS (
    SELECT
        *,
        try_cast(regexp_extract(replace(quote, ',', ''), '[0-9]+(\.[0-9]+)?') AS DOUBLE) AS digits,
        length(regexp_extract(quote, '[0-9]+\.([0-9]+)', 1)) AS decimals
    FROM metrics
    WHERE status = 'actual' AND indicator_id IS NOT NULL AND subject IS NOT NULL AND period_end IS NOT NULL
        AND value_high IS NULL
),
stepped AS (
    -- 1.2万亿元 is told in steps of 1000亿元: the last digit written, times the multiplier
    SELECT *, CASE WHEN digits > 0 THEN abs(value) / digits * pow(10, -decimals) ELSE 0 END AS step
    FROM written
),
ranged AS (
    SELECT
        *,
        CASE modifier
            WHEN 'exact' THEN value - step
            WHEN 'about' THEN value - greatest(step, 0.1 * abs(value))
            WHEN 'over' THEN value
            ELSE value - greatest(step, 0.2 * abs(value))
        END AS low,
        CASE modifier
            WHEN 'exact' THEN value + step
            WHEN 'about' THEN value + greatest(step, 0.1 * abs(value))
            WHEN 'over' THEN value + greatest(step, 0.5 * abs(value))
            ELSE value
        END AS high
    FROM stepped
)
SELECT
    one.metric, one.metric_en, one.metric_key, one.indicator_id, one.subject, one.place_code, one.period, one.period_end,
    one.measure, one.yardstick, one.unit,
    one.value AS first_value, other.value AS second_value,
    round(100 * abs(other.value - one.value) / nullif(abs(one.value), 0), 2) AS apart_percent,
    one.low AS first_low, one.high AS first_high, other.low AS second_low, other.high AS second_high,
    one.quote AS first_quote, other.quote AS second_quote,
    one.sentence AS first_sentence, other.sentence AS second_sentence,
    one.title AS first_title, other.title AS second_title,
    one.published_on AS first_published_on, other.published_on AS second_published_on,
    one.source_id AS first_source_id, other.source_id AS second_source_id,
    one.article_id AS first_article_id, other.article_id AS second_article_id,
    one.observation_id AS first_observation_id, other.observation_id AS second_observation_id,
    one.seq AS first_seq, other.seq AS second_seq,
    least(one.confidence, other.confidence) AS confidence
FROM ranged AS one
JOIN ranged AS other
    ON one.metric_key = other.metric_key AND one.subject = other.subject AND one.period = other.period
    AND one.unit_key = other.unit_key AND one.measure = other.measure
    AND one.statistic IS NOT DISTINCT FROM other.statistic
    AND one.yardstick IS NOT DISTINCT FROM other.yardstick
    AND one.story_id <> other.story_id
    AND (one.published_on, one.observation_id) < (other.published_on, other.observation_id)
WHERE (one.high < other.low OR other.high < one.low)
-- the same two values are told once, by the earliest reports of them
QUALIFY row_number() OVER (
    PARTITION BY one.metric_key, one.subject, one.period, one.unit_key, one.measure, one.statistic, one.yardstick,
        least(one.value, other.value), greatest(one.value, other.value)
    ORDER BY one.published_on, other.published_on, one.observation_id, other.observation_id
) = 1
