-- Which corrections the lake must gain and lose. `corrections` are the staged ones: all that hold now.
CREATE OR REPLACE TEMP TABLE corrections_arriving AS FROM corrections EXCEPT FROM corrections_stored;
CREATE OR REPLACE TEMP TABLE corrections_leaving AS
SELECT correction_id FROM (FROM corrections_stored EXCEPT FROM corrections);
