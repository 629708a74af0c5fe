"""What a text counts: numbers, dates, units and number words, and whether two texts count the same."""
