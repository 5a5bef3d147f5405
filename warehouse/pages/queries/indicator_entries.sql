-- The registry's entries, for the heads of indicator pages.
SELECT * FROM indicators ORDER BY indicator_id
