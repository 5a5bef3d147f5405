-- The articles as the load will leave the lake: what it keeps of the stored ones, and what arrives.
CREATE OR REPLACE TEMP TABLE arriving_articles AS
SELECT article_id FROM verdicts WHERE verdict IN ('added', 'changed', 'corrected');

CREATE OR REPLACE TEMP VIEW texts_after AS
SELECT article_id, text, published_on, story_id
FROM lake.articles
WHERE article_id NOT IN (SELECT article_id FROM leaving)
UNION ALL
SELECT article_id, text, published_on, story_id
FROM articles
WHERE article_id IN (SELECT article_id FROM arriving_articles);
