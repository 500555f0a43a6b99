"""The JSON Schema (draft-07) of a pack, made of the table of fields, for editors."""

import json
from collections.abc import Iterable
from itertools import count
from typing import Any, TypeAlias

from quiz.model.problems import ProblemCollector
from quiz.packs.format.field_types import Field, FieldType, MappingSchema
from quiz.packs.format.fields import FACT, FILE, LIST, PACK, QUESTION, SCHEMAS, TABLE, VALUE
from quiz.packs.format.patterns import LABEL, matches
from quiz.packs.read.field_validator import MAX_CHARACTERS
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode, TextFile
from quiz.packs.syntax.parse import parse_yaml
from quiz.text.safe import Text

JsonSchema: TypeAlias = dict[str, Any]

_FLAG = [True, False, "yes", "no", "true", "false"]
_NUMBERS = ("1", "2021", "0" * 64)
_WORD_OF_A_FLAG = "no"
_QUESTION = ("question", "right", "wrong")
_STATEMENT = ("statement", "true")
_TEXT = r"([^<\\]|\\.)*"
_UNMARKED = rf"^{_TEXT}$"
_UNLABELLED = rf"^{_TEXT}<(?!\s*{LABEL}\s*=)"
_MARKED_TWICE = rf"^{_TEXT}<{_TEXT}<"
_SNIPPETS = {
    FACT.name: (("id", "fact", "type", "ask", "cite"),),
    LIST.name: (("id", "fact", "each", "complete", "cite"),),
    TABLE.name: (("id", "fact", "columns", "rows", "cite"),),
    QUESTION.name: (("id", *_QUESTION, "because", "cite"), ("id", *_STATEMENT, "because", "cite")),
}


def to_json() -> str:
    """Give the schema as a text."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2)


def build_schema() -> JsonSchema:
    """Give the schema of a pack’s file, the one with its head or a further one."""
    head = [name for name in PACK.fields if name not in FILE.fields]
    required = [field.name for field in PACK.fields.values() if field.required]
    made = _thing(PACK)
    del made["required"]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A pack of facts for quiz",
        **made,
        "minProperties": 1,
        # A further file has none of the head’s fields, so each of these calls for those that a head needs.
        "dependencies": {name: [other for other in required if other != name] for name in head},
        "definitions": {thing.name: _thing(thing) for thing in SCHEMAS.values() if thing not in (PACK, FILE)},
    }


def _thing(thing: MappingSchema) -> JsonSchema:
    made: JsonSchema = {
        "description": thing.help,
        "type": "object",
        "properties": {field.name: _field(field) for field in thing.fields.values()},
        "additionalProperties": False,
        "required": [field.name for field in thing.fields.values() if field.required],
    }
    if thing is FACT:
        made["allOf"] = [
            {"if": _has_fact(_UNMARKED), "then": {"required": ["find"]}},
            {"if": _has_fact(_UNLABELLED), "then": {"required": ["type"]}},
            {"if": _has_fact(_MARKED_TWICE), "then": _only((), VALUE.fields)},
        ]
    if thing is QUESTION:
        made["if"] = {"required": ["statement"]}
        made["then"] = _only(_STATEMENT, _QUESTION)
        made["else"] = _only(_QUESTION, _STATEMENT)
    return made


def _field(field: Field) -> JsonSchema:
    made = {"description": field.help, "examples": [_example(field)], **_shape(field)}
    if field.item_schema in _SNIPPETS and field.type is FieldType.ENTRIES:
        made["defaultSnippets"] = [
            _snippet(SCHEMAS[field.item_schema], names) for names in _SNIPPETS[field.item_schema]
        ]
    return made


def _shape(field: Field) -> JsonSchema:
    match field.type:
        case FieldType.TEXT if field.choices:
            return {"enum": [*field.choices, *(int(word) for word in field.choices if word.isdigit())]}
        case FieldType.WORD:
            return {"enum": list(field.choices)}
        case FieldType.FLAG:
            return {"enum": _FLAG}
        case FieldType.TEXT:
            return _text(field.pattern)
        case FieldType.ROWS:
            return {"type": "string", "pattern": r"\S"}
        case FieldType.TEXTS:
            return _texts(field)
        case FieldType.REASONED:
            made = _texts(field)
            return made | {"type": [*made["type"], "object"], "additionalProperties": _text(None)}
        case FieldType.NAMED_TEXT:
            return _named(field, _text(field.pattern))
        case FieldType.NAMED_TEXTS:
            return _named(field, _texts(field))
        case FieldType.NAMED:
            return _named(field, {"$ref": f"#/definitions/{field.item_schema}"})
        case FieldType.ENTRIES:
            return {"type": "array", "items": {"$ref": f"#/definitions/{field.item_schema}"}}


def _text(pattern: str | None) -> JsonSchema:
    """Give the schema of a text, which YAML may take for a number or a flag where it looks like one."""
    types = ["string"]
    if pattern is None or any(matches(pattern, number) for number in _NUMBERS):
        types.append("number")
    if pattern is None or matches(pattern, _WORD_OF_A_FLAG):
        types.append("boolean")
    looks = r"\S" if pattern is None else f"^(?:{pattern})$"
    return {"type": types, "pattern": looks, "maxLength": MAX_CHARACTERS}


def _texts(field: Field) -> JsonSchema:
    one = _text(field.pattern)
    made = one | {"type": [*one["type"], "array"], "items": one, "minItems": 1}
    return made if field.max_items is None else made | {"maxItems": field.max_items}


def _named(field: Field, value: JsonSchema) -> JsonSchema:
    made: JsonSchema = {"type": "object", "additionalProperties": value}
    return made if field.names is None else made | {"propertyNames": {"pattern": f"^(?:{field.names})$"}}


def _has_fact(pattern: str) -> JsonSchema:
    return {"properties": {"fact": {"type": "string", "pattern": pattern}}, "required": ["fact"]}


def _only(needed: Iterable[str], refused: Iterable[str]) -> JsonSchema:
    return {"required": list(needed), "properties": dict.fromkeys(refused, False)}


def _example(field: Field) -> Any:
    """Give the example as an editor reads it."""
    tree = parse_yaml(TextFile(Text(), f"{field.name}: {field.example}\n"), ProblemCollector())
    return field.example if tree is None else _plain(tree.root.values[field.name])


def _plain(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, MappingNode):
        return {name: _plain(value) for name, value in node.values.items()}
    return [_plain(item) for item in node.items]


def _snippet(thing: MappingSchema, names: Iterable[str]) -> JsonSchema:
    """Give what an editor writes of a thing, each text to be typed over in its turn."""
    number = count(1)
    lines = []
    for name in names:
        field = thing.fields[name]
        typed = field.example.replace("}", r"\}").replace("\n", "\n  ")
        lines.append(f"{name}: ${{{next(number)}:{typed}}}")
    own = next(name for name in names if name != "id")
    return {"label": f"a {own}", "description": thing.help, "body": "- " + "\n  ".join(lines)}
