"""Drafts of packs for tables of facts: from the bytes of a file to the lines of a pack."""
