SELECT * FROM places WHERE article_id BETWEEN $first AND $last ORDER BY article_id, spans[1].span_start, name
