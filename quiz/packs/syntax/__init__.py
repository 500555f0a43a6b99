"""YAML files as nodes with positions."""
