"""The readers of foreign formats, one module each: every reader yields records."""
