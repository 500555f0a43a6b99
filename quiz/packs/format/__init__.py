"""The fields, ids, marks, dates and patterns of the pack format."""
