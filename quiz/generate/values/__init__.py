"""Values of the program's own types: numbers, years, dates, durations, ranges."""
