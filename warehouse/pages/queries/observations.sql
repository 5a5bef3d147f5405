SELECT * FROM observations WHERE article_id BETWEEN $first AND $last ORDER BY article_id, seq
