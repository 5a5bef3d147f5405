-- Which corrections the lake must gain and lose. `corrections` are the staged ones: all that hold now.
CREATE OR REPLACE TEMP TABLE corrections_arriving AS FROM corrections EXCEPT FROM lake.corrections;
CREATE OR REPLACE TEMP TABLE corrections_leaving AS
SELECT correction_id FROM (FROM lake.corrections EXCEPT FROM corrections);
