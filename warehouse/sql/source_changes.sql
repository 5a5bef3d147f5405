-- Which sources are declared otherwise than the lake has them.
CREATE OR REPLACE TEMP TABLE sources_arriving AS FROM sources EXCEPT FROM sources_stored;
CREATE OR REPLACE TEMP TABLE sources_leaving AS SELECT source_id FROM sources_arriving;
