"""The figures behind `quiz audit`."""
