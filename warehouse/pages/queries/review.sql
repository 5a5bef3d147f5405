SELECT * FROM indicator_review LIMIT 100
