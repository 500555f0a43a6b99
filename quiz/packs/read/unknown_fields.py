"""Advice about fields that an entry can’t have, by the fields that the author probably meant."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from quiz.packs.format.field_types import MappingSchema
from quiz.packs.format.fields import COLUMN, FACT, FILE, LIST, PACK, QUESTION, SOURCE, TABLE
from quiz.packs.format.synonyms import ANSWER, CONCEPTS, OPTIONS, Concept
from quiz.packs.read.suggestions import closest_match
from quiz.packs.syntax.characters import ODD, describe_odd, without_odd
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode
from quiz.text.english import shorten, with_article

_TIGHT = re.compile(r"([^\W\d][\w-]*):(\S.*)", re.DOTALL)
_QUOTES = "\"'“”‘’„`*"


class Suggestion(NamedTuple):
    """Advice about an unknown field."""

    advice: str
    intended: tuple[str, ...] = ()
    """The fields that the author probably meant to write."""


def suggest_field(name: str, schema: MappingSchema, node: MappingNode) -> Suggestion | None:
    """Return advice about an unknown field of an entry, or `None` without a guess."""
    odd = ODD.search(name)
    if odd is not None:
        what, advice = describe_odd(odd[0])
        plain = without_odd(name)
        return Suggestion(f"{advice} The name contains {what}.", _known((plain,), schema))
    if (tight := _TIGHT.match(name)) and tight[1] in schema.fields:
        return Suggestion(f"Put a space after the colon: `{tight[1]}: {shorten(tight[2])}`.", (tight[1],))
    plain = re.sub(r"[_\s]+", "-", name.strip(_QUOTES + " ").casefold()).strip("-")
    if plain in schema.fields:
        return _rename(plain, node, f"Did you mean “{plain}”?")
    concept = _find_concept(plain)
    misplaced = _suggest_place(plain, concept, schema, node.values[name])
    if misplaced is not None:
        return misplaced
    if concept is not None:
        return _suggest_concept(name, concept, schema, node)
    match = closest_match(plain, schema.fields)
    return None if match is None else _rename(match, node, f"Did you mean “{match}”?")


def _known(names: Iterable[str], schema: MappingSchema) -> tuple[str, ...]:
    return tuple(name for name in names if name in schema.fields)


def _find_concept(plain: str) -> Concept | None:
    """Find the meaning of a word, also with a number or a letter after it, as in `option-a`."""
    stem = re.sub(r"-?(?:\d+|-[a-f])$", "", plain)
    return next((each for word in (plain, stem) for each in CONCEPTS if word in each.words), None)


def _suggest_place(
    plain: str, concept: Concept | None, schema: MappingSchema, value: Node
) -> Suggestion | None:
    """Return advice for a field that belongs to a part of this mapping."""
    names = (plain, *(() if concept is None else concept.fields))
    if schema is TABLE:
        field = next((name for name in names if name in COLUMN.fields and name not in schema.fields), None)
        if field is not None:
            return Suggestion(f"Write `{field}` under `columns:` and the name of a column.")
    is_entry_field = any(plain in entry.fields for entry in (FACT, LIST, TABLE, QUESTION))
    if schema in (PACK, FILE) and is_entry_field and isinstance(value, ScalarNode) and value.text:
        return Suggestion(f"Indent `{plain}` like the other fields of its entry.")
    return None


def _suggest_concept(
    name: str, concept: Concept, schema: MappingSchema, node: MappingNode
) -> Suggestion | None:
    if concept.absence is not None:
        return Suggestion(f"Delete it: packs have no {concept.absence}.")
    subject = with_article(schema.name)
    if concept is ANSWER and "statement" in node.values and "true" in schema.fields:
        return _rename("true", node, "Rename it to `true`, with `yes` or `no`, in a statement.")
    if concept is ANSWER and "right" not in schema.fields and "fact" in schema.fields:
        return Suggestion(_mark_advice(name, subject, node))
    if concept is OPTIONS and "right" in schema.fields:
        advice = "Write the right answer under `right`, and the others as a list under `wrong`."
        return Suggestion(advice, ("right", "wrong"))
    if concept is OPTIONS and "wrong" in schema.fields:
        advice = "List the wrong ones under `wrong`, and mark the right one in the sentence."
        return Suggestion(advice, ("wrong",))
    field = next((field for field in concept.fields if field in schema.fields), None)
    if field is None and concept.fields[0] in SOURCE.fields and "cite" in schema.fields:
        return Suggestion(f"Write `{concept.fields[0]}` under a source in `sources`, and cite that source.")
    if field is None:
        return None
    return _rename(field, node, f"Rename it to `{field}`, its name in {subject}.")


def _rename(field: str, node: MappingNode, advice: str) -> Suggestion:
    if field in node.values:
        return Suggestion(f"Delete it, or move its text to `{field}`, which is already there.")
    return Suggestion(advice, (field,))


def _mark_advice(name: str, subject: str, node: MappingNode) -> str:
    value = node.values[name]
    text = value.text if isinstance(value, ScalarNode) and value.text else "answer"
    return f"Delete it: in {subject}, the answer is the mark in the sentence, as in `<{shorten(text)}>`."
