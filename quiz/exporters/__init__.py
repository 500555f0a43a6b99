"""Questions in the formats of other programs.

Each module writes one format from a sequence of questions. `formats` chooses the module and describes what a
format can't carry.
"""
