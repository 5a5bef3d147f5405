-- Every article, in the order in which pages are made.
SELECT article_id FROM articles ORDER BY article_id
