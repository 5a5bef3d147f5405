-- The lake's small tables as they stand, read once in a load. Most of them are often empty, and a look at an empty
-- table is dear: DuckLake then asks its catalog about every column in turn (30 to 60 ms, where a full one takes 8).
CREATE OR REPLACE TEMP TABLE sources_stored AS FROM lake.sources;
CREATE OR REPLACE TEMP TABLE corrections_stored AS FROM lake.corrections;
CREATE OR REPLACE TEMP TABLE indicators_stored AS FROM lake.indicators;
