"""The linter behind `quiz check`."""
