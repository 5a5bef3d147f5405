-- The observations that answer a question, best first. Words count most where they are an observation's own, then in
-- its sentence, then in its article's title; a place, an indicator, a time or a kind of number that was asked for adds
-- to that. A sentence that several articles print stands once, under the earliest of them.
WITH own AS (
    SELECT number, fts_main_observations.match_bm25(number, $words) AS score FROM observations
), of_sentence AS (
    SELECT number AS sentence_number, fts_main_sentences.match_bm25(number, $words) AS score FROM sentences
), of_article AS (
    SELECT number AS article_number, fts_main_articles.match_bm25(number, $words) AS score FROM articles
), scored AS (
    SELECT
        observations.* EXCLUDE (words),
        coalesce(own.score, 0) * $own_weight
            + coalesce(of_sentence.score, 0) * $sentence_weight
            + coalesce(of_article.score, 0) * $article_weight AS words_score,
        coalesce(list_contains($indicator_ids, indicator_id), false) AS has_indicator,
        len(list_filter($place_prefixes, prefix -> starts_with(place_code, prefix))) > 0 AS in_place,
        len(list_filter($place_codes, code -> place_code = code)) > 0 AS is_place,
        len(list_filter($place_names, name -> starts_with(subject, name))) > 0 AS of_named_place,
        -- How near the asked time is: the very same, within it (2024年: 2024年2月), around it, only told then, another.
        CASE
            WHEN $start IS NULL THEN 0
            WHEN period_start = $start AND period_end = $end THEN $exact_time_bonus
            WHEN period_end BETWEEN $start AND $end AND coalesce(period_start, $start) >= $start THEN $time_bonus
            WHEN period_start <= $end AND period_end >= $start THEN $near_time_bonus
            WHEN period_end IS NULL AND published_on BETWEEN $start AND $end THEN $near_time_bonus
            WHEN period_end IS NULL THEN 0
            ELSE $other_time_loss
        END AS time_score
    FROM observations
    JOIN own USING (number)
    JOIN of_sentence USING (sentence_number)
    JOIN of_article USING (article_number)
    WHERE {conditions}
)
SELECT
    * EXCLUDE (
        number, sentence_number, article_number, words_score, has_indicator, in_place, is_place,
        of_named_place, time_score
    ),
    words_score
        + $indicator_bonus * has_indicator::INTEGER
        + $place_bonus * (coalesce(in_place, false) OR coalesce(of_named_place, false))::INTEGER
        + $exact_place_bonus * coalesce(is_place, false)::INTEGER
        + $other_place_loss
            * ($places_asked AND place_code IS NOT NULL AND NOT in_place AND NOT coalesce(of_named_place, false))::INTEGER
        + time_score
        + $change_bonus * ($change AND measure = 'change')::INTEGER
        + $target_bonus * ($target = (status = 'target'))::INTEGER
        + $kind_bonus
            * coalesce(list_contains($dimensions, dimension) OR list_contains($units, unit), false)::INTEGER AS score,
    count(*) OVER (PARTITION BY sentence, quote, quote_start) AS copies
FROM scored
WHERE words_score > 0 OR $words = ''
QUALIFY row_number() OVER (
    PARTITION BY sentence, quote, quote_start ORDER BY published_on NULLS LAST, article_id, seq
) = 1
ORDER BY score DESC, published_on DESC NULLS LAST, article_id, seq
LIMIT $limit
