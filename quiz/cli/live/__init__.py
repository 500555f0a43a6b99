"""Hosting a room and joining one, on a screen or in lines of text."""
