-- How many texts (or their days, on which stories depend as well) come, go or become others. An article that is only
-- read anew keeps its text, and so everybody keeps their story.
CREATE OR REPLACE TEMP TABLE text_changes AS
WITH
    coming AS (
        SELECT article_id, text, published_on FROM articles WHERE article_id IN (SELECT article_id FROM arriving_articles)
    ),
    going AS (
        SELECT article_id, text, published_on FROM lake.articles WHERE article_id IN (SELECT article_id FROM leaving)
    )
SELECT
    (SELECT count(*) FROM (FROM coming EXCEPT FROM going))
    + (SELECT count(*) FROM (FROM going EXCEPT FROM coming)) AS texts;
