"""Text that both front ends print."""
