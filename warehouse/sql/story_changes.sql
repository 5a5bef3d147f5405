-- Which articles get another story, where stories were compared at all; `stories` has those with copies.
CREATE OR REPLACE TEMP TABLE story_moves AS
SELECT after.article_id, stories.story_id
FROM texts_after AS after
LEFT JOIN stories USING (article_id)
WHERE (SELECT texts > 0 FROM text_changes) AND after.story_id IS DISTINCT FROM stories.story_id;

-- What arrives has it from the start;
UPDATE articles SET story_id = story_moves.story_id
FROM story_moves
WHERE articles.article_id = story_moves.article_id;

-- what is stored follows in the transaction of the load.
CREATE OR REPLACE TEMP TABLE story_changes AS
FROM story_moves WHERE article_id NOT IN (SELECT article_id FROM arriving_articles);
