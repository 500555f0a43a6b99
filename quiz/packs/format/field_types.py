"""What a field is: its name, and what may stand behind it."""

from dataclasses import dataclass
from enum import Enum, auto


class FieldType(Enum):
    """What may stand behind a field's name."""

    TEXT = auto()
    TEXTS = auto()
    """One text, or a list of texts."""
    REASONED = auto()
    """One text, a list of texts, or texts each with a reason."""
    FLAG = auto()
    """`yes` or `no`."""
    WORD = auto()
    """One of the field's `words`."""
    ROWS = auto()
    """A block of lines, or the name of a file."""
    NAMED_TEXT = auto()
    """Names, each with a text."""
    NAMED_TEXTS = auto()
    """Names, each with one text or several."""
    NAMED = auto()
    """Names, each with the fields of the thing that `of` names."""
    ENTRIES = auto()
    """A list of the things that `of` names."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a thing."""

    name: str
    type: FieldType
    help: str
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    item_schema: str | None = None
    pattern: str | None = None
    """What its text looks like, or each of its texts; whether it is right only the reader knows."""
    names: str | None = None
    """What the names in it look like."""
    max_items: int | None = None
    """How many texts it takes."""


@dataclass(frozen=True, slots=True)
class MappingSchema:
    """A kind of mapping that a pack holds."""

    name: str
    help: str
    fields: dict[str, Field]
    required: tuple[Field, ...]


def define_schema(name: str, help: str, *groups: tuple[Field, ...]) -> MappingSchema:  # noqa: A002 - the field's name
    """Give a thing with the fields of some groups, in their order."""
    fields = {field.name: field for group in groups for field in group}
    return MappingSchema(name, help, fields, tuple(field for field in fields.values() if field.required))
