"""Strings that may reach a screen: safe text, width, normalization, English."""
