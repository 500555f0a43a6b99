"""Help for those who write packs: checking, and showing what was found."""
