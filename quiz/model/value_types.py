"""Types whose values the program understands; every other word is a named type."""

PARSED_TYPES = frozenset("year date count number money percent duration ordinal position range score".split())
"""The types whose values can be parsed; a subject has one value of such a type."""
COMPARED_TYPES = frozenset("year date count number money percent duration position".split())
"""The types whose values have a size, so that the largest one can be asked for."""
