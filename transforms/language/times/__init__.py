"""Times: the expressions that say when, found and resolved against the day of publication."""
