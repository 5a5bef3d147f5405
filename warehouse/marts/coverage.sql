-- 覆盖: articles and observations by source and month, how much of each observation is filled, and how sure the extractor is.
-- @month 月份: first day of the month of publication; null for undated articles
-- @articles 文章数: how many articles
-- @observations 观测数: how many observations they state
-- @without_numbers 无数字文章数: how many of the articles state none
-- @per_article 篇均: observations an article
-- @with_indicator 指标填充率: share of observations that say what is measured
-- @with_subject 主体填充率: share that say whose value it is
-- @with_period 时期填充率: share that say when it holds
-- @with_speaker 说话人填充率: share that a named speaker states
-- @with_place 地区填充率: share whose subject has a GB/T 2260 code
-- @registered 名录填充率: share of observations whose indicator is registered
WITH counted AS (
    SELECT
        articles.source_id, date_trunc('month', articles.published_on)::DATE AS month,
        count(DISTINCT articles.article_id) AS articles,
        count(observations.observation_id) AS observations,
        count(DISTINCT articles.article_id) FILTER (observations.observation_id IS NULL) AS without_numbers,
        count(observations.indicator) AS indicator, count(observations.indicator_id) AS registered,
        count(observations.subject) AS subject, count(observations.period) AS period,
        count(observations.speaker) AS speaker, count(observations.place_code) AS place_code,
        avg(observations.confidence) AS confidence
    FROM articles
    LEFT JOIN observations USING (article_id)
    GROUP BY ALL
)
SELECT
    source_id, month, articles, observations, without_numbers,
    round(observations / articles, 2) AS per_article,
    round(indicator / nullif(observations, 0), 4) AS with_indicator,
    round(registered / nullif(observations, 0), 4) AS registered,
    round(subject / nullif(observations, 0), 4) AS with_subject,
    round(period / nullif(observations, 0), 4) AS with_period,
    round(speaker / nullif(observations, 0), 4) AS with_speaker,
    round(place_code / nullif(observations, 0), 4) AS with_place,
    round(confidence, 4) AS confidence
FROM counted
