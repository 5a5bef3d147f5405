"""The language itself: script, words, numerals, units, times, places and names, as any article uses them."""
