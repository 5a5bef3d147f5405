-- The role before each author's name in the byline, which a later reading of the stored text needs.
ALTER TABLE lake.articles ADD COLUMN author_roles VARCHAR[];
