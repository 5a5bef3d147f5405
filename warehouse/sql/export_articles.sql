-- Articles with the month of their publication, for the partitions of an export.
SELECT *, coalesce(strftime(published_on, '%Y-%m'), 'undated') AS month
FROM lake.articles
ORDER BY source_id, month, article_id
