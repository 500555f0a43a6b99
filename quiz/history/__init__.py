"""Saved answers in SQLite, the review schedule, statistics."""
