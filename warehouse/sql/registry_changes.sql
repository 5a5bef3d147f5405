-- How many indicators are registered otherwise than the lake has them, or no longer.
SELECT
    (SELECT count(*) FROM (FROM registry_rows EXCEPT FROM lake.indicators))
    + (SELECT count(*) FROM (FROM lake.indicators EXCEPT FROM registry_rows))
