SELECT * FROM quotations WHERE article_id BETWEEN $first AND $last ORDER BY article_id, span_start
