-- Each initiative across articles; those that numbers are told of, or that two articles name, or any where the lake is small.
SELECT * FROM initiatives_overview
WHERE observations > 0 OR articles > 1 OR (SELECT count(*) FROM articles) < 100
ORDER BY observations DESC, articles DESC, initiative
LIMIT 5000
