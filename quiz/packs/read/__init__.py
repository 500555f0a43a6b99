"""From nodes to facts."""
