SELECT
    article_id, source_id, coalesce(sources.title, source_id) AS source_title, articles.title, authors,
    coalesce(articles.publisher, sources.publisher) AS publisher, published_on, published_basis,
    articles.language, articles.url, locator, sections, text
FROM articles
LEFT JOIN sources USING (source_id)
WHERE article_id BETWEEN $first AND $last
ORDER BY article_id
