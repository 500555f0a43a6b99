"""The types of the fields in the pack format."""

from dataclasses import dataclass
from enum import Enum, auto


class FieldType(Enum):
    """The form of a field's value."""

    TEXT = auto()
    TEXTS = auto()
    """One text, or a list of texts."""
    REASONED = auto()
    """One text, a list of texts, or texts each with a reason."""
    FLAG = auto()
    """`yes` or `no`."""
    WORD = auto()
    """One of the field's `choices`."""
    WORDS = auto()
    """One or several of the field's `choices`."""
    ROWS = auto()
    """A block of lines, or the name of a file."""
    NAMED_TEXT = auto()
    """Names, each with a text."""
    NAMED_TEXTS = auto()
    """Names, each with one text or several."""
    NAME_GROUPS = auto()
    """Types, each with names and their other names."""
    NAMED = auto()
    """Names, each with a mapping of the field's `item_schema`."""
    ENTRIES = auto()
    """A list of mappings of the field's `item_schema`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a mapping."""

    name: str
    type: FieldType
    help: str
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    item_schema: str | None = None
    pattern: str | None = None
    """The form of each text, for the JSON Schema; the reader makes finer checks."""
    names: str | None = None
    """The form of the names in the field."""
    max_items: int | None = None


@dataclass(frozen=True, slots=True)
class MappingSchema:
    """The fields that a kind of mapping can have."""

    name: str
    help: str
    fields: dict[str, Field]
    required: tuple[Field, ...]


def define_schema(name: str, help: str, *groups: tuple[Field, ...]) -> MappingSchema:  # noqa: A002 - the field's name
    """Build a schema with the fields of the groups, in order."""
    fields = {field.name: field for group in groups for field in group}
    return MappingSchema(name, help, fields, tuple(field for field in fields.values() if field.required))
