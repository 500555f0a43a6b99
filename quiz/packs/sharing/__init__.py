"""Packs of other people: their addresses, downloads and archives, and the record of their origin."""
