-- How many rows this run would write or take away; a run with none of them leaves no trace.
SELECT
    (SELECT count(*) FROM verdicts WHERE verdict IN ('added', 'changed', 'corrected'))
    + (SELECT count(*) FROM leaving)
    + (SELECT count(*) FROM rejects_arriving)
    + (SELECT count(*) FROM rejects_leaving)
    + (SELECT count(*) FROM sources_arriving)
    + (SELECT count(*) FROM corrections_arriving)
    + (SELECT count(*) FROM corrections_leaving)
    + (SELECT count(*) FROM indicators_arriving)
    + (SELECT count(*) FROM indicators_leaving)
    + (SELECT observations FROM label_changes)
