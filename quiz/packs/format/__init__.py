"""The fields of the pack format."""
