"""Text that may be shown, compared and counted; everything else may use it."""
