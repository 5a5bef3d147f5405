-- The registry of indicators, as the newest run read it.
CREATE TABLE lake.indicators (
    indicator_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,
    unit VARCHAR,
    dimension VARCHAR NOT NULL,
    better VARCHAR,
    aliases VARCHAR[] NOT NULL,
    source VARCHAR NOT NULL,
    source_url VARCHAR
);
