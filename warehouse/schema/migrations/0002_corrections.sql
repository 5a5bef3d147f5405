-- What people put right: a table of corrections, and on each observation which of its fields were corrected.
CREATE TABLE lake.corrections (
    correction_id VARCHAR NOT NULL,
    article VARCHAR,
    quote VARCHAR,
    target_observation_id VARCHAR,
    field VARCHAR NOT NULL,
    right_value VARCHAR,
    corrected_by VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    observation_id VARCHAR,
    was VARCHAR
);
ALTER TABLE lake.observations ADD COLUMN corrected VARCHAR[];
