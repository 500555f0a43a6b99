"""Packs on disk: reading, checking their form, caching, installing."""
