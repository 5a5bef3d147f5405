"""What the language itself tells: script, words, numerals, units, dates, places; their lexicons as data."""
