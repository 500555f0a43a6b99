"""The game itself: its nouns, its problems, its chance, its rounds as they are played; no clock, no files."""
