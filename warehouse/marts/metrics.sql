-- 指标观测: every observation with its harmonised indicator and where it was said. The article's own words stay in `indicator`.
-- @metric 指标: canonical name of the registered indicator, else the article's own words
-- @metric_en 英文名称: English name of the registered indicator
-- @metric_key 指标键: the indicator's id, else the article's own words; what series are grouped by
-- @measure 度量: level or change; a rate that is named as growth (GDP增速5%) counts as the change that it is
-- @value 数值: as in observations; a fall that is named as one (降幅3%) is negative
-- @unit_key 单位键: id of the unit where it is known, else the unit as written
-- @grain 时期类型: what kind of period it is: day, month, quarter, half, year, to_date (from January on), span, point (as of a day), or none
-- @yardstick 比较口径: what a change is measured against: year (同比, 比上年, and growth in percent that names nothing else), previous (环比, 比上月), else the article's words
-- @story_id 报道: shared by copies of one report; the article's id where it is told of no other
WITH named AS (
    SELECT
        observations.* REPLACE (
            CASE
                WHEN observations.dimension = 'ratio' AND observations.measure = 'level'
                    AND regexp_matches(observations.indicator, '(降幅|跌幅)$') THEN -abs(observations.value)
                ELSE observations.value
            END AS value,
            CASE
                WHEN observations.dimension = 'ratio'
                    AND regexp_matches(observations.indicator, '(增速|增幅|增长率|涨幅|降幅|跌幅)$') THEN 'change'
                ELSE observations.measure
            END AS measure
        ),
        coalesce(observations.unit_id, observations.unit, '') AS unit_key,
        period_start = date_trunc('month', period_start) AND period_end = last_day(period_end) AS whole_months,
        (year(period_end) - year(period_start)) * 12 + month(period_end) - month(period_start) + 1 AS months
    FROM observations
)
SELECT
    coalesce(indicators.name, named.indicator) AS metric,
    indicators.name_en AS metric_en,
    coalesce(named.indicator_id, named.indicator) AS metric_key,
    named.indicator_id, named.indicator,
    named.subject, named.subject_kind, named.place_code,
    named.period, named.period_start, named.period_end,
    CASE
        WHEN named.period IS NULL THEN 'none'
        WHEN period_end IS NULL THEN 'span'
        WHEN period_start IS NULL THEN 'point'
        WHEN period_start = period_end THEN 'day'
        WHEN NOT whole_months THEN 'span'
        WHEN months = 1 THEN 'month'
        WHEN months = 12 AND month(period_start) = 1 THEN 'year'
        WHEN months = 3 AND month(period_start) IN (4, 7, 10) THEN 'quarter'
        WHEN months = 6 AND month(period_start) = 7 THEN 'half'
        WHEN month(period_start) = 1 AND year(period_start) = year(period_end) THEN 'to_date'
        ELSE 'span'
    END AS grain,
    named.measure, named.status, named.statistic, named.comparison,
    CASE
        WHEN named.measure = 'level' THEN NULL
        WHEN regexp_matches(named.comparison, '同比|[比较](上年|去年|上一年)|上年同期|去年同期') THEN 'year'
        WHEN regexp_matches(named.comparison, '环比|[比较]上?(个)?(月|季)|[比较]上期') THEN 'previous'
        ELSE coalesce(named.comparison, CASE WHEN named.dimension = 'ratio' THEN 'year' ELSE '' END)
    END AS yardstick,
    named.value, named.value_high, named.unit, named.unit_id, named.unit_key, named.dimension, named.value_si,
    named.modifier,
    named.speaker, named.speaker_role, named.quote, named.sentence, named.section,
    articles.title, articles.published_on, articles.source_id, articles.url,
    coalesce(articles.story_id, named.article_id) AS story_id,
    named.article_id, named.observation_id, named.seq, named.before_observation_id, named.confidence,
    indicators.better, indicators.topic
FROM named
JOIN articles USING (article_id)
LEFT JOIN indicators ON indicators.indicator_id = named.indicator_id
