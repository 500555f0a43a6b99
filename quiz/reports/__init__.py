"""Reports for both front ends."""
