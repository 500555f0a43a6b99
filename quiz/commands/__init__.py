"""What each command does: it takes what was asked for, prints, and gives an exit code."""
