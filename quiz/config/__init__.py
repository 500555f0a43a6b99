"""The user's paths and settings."""
