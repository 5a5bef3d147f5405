-- How many articles tell another story than the lake says.
SELECT count(*)
FROM lake.articles AS stored
LEFT JOIN stories USING (article_id)
WHERE stored.story_id IS DISTINCT FROM stories.story_id
