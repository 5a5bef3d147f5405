-- Stored articles get the story of the copies that came, or lose that of copies that went.
UPDATE lake.articles AS stored
SET story_id = story_changes.story_id
FROM story_changes
WHERE stored.article_id = story_changes.article_id
