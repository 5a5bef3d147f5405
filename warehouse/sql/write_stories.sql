-- The story of every article that has copies; none for those that have no copies any more.
UPDATE lake.articles AS stored
SET story_id = stories.story_id
FROM stories
WHERE stored.article_id = stories.article_id AND stored.story_id IS DISTINCT FROM stories.story_id;
UPDATE lake.articles AS stored
SET story_id = NULL
WHERE stored.story_id IS NOT NULL AND stored.article_id NOT IN (SELECT article_id FROM stories);
CALL lake.set_commit_message('shushuo', 'copies of one story');
