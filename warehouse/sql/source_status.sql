-- What the lake has of each source: articles, rejects, the day of the newest article, the last run that read it.
SELECT
    sources.source_id,
    coalesce(articles.articles, 0) AS articles,
    coalesce(rejects.rejects, 0) AS rejects,
    articles.newest,
    last_runs.last_run
FROM sources
LEFT JOIN (
    SELECT source_id, count(*) AS articles, max(published_on) AS newest FROM articles GROUP BY source_id
) AS articles USING (source_id)
LEFT JOIN (
    SELECT source_id, count(*) AS rejects FROM rejects WHERE scope = 'input' GROUP BY source_id
) AS rejects USING (source_id)
LEFT JOIN (
    SELECT read.source_id, max(ended_at) AS last_run
    FROM (SELECT unnest(counts) AS read, ended_at FROM runs)
    GROUP BY read.source_id
) AS last_runs USING (source_id)
ORDER BY sources.source_id
