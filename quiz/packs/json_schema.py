"""The JSON Schema (draft-07) of a pack for editors, built from the field tables."""

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
_FLAG_WORD = "no"
_QUESTION = ("question", "right", "wrong")
_REQUIRED_OF_QUESTION = ("question", "right")
_STATEMENT = ("statement", "true")
_CITED = (FACT.name, LIST.name, QUESTION.name)
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
    """Return the schema as JSON."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2)


def build_schema() -> JsonSchema:
    """Build the schema of a file of a pack: the first one with its header, or a further one."""
    header = [name for name in PACK.fields if name not in FILE.fields]
    required = [field.name for field in PACK.fields.values() if field.required]
    result = _mapping(PACK)
    del result["required"]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A pack of facts for quiz",
        **result,
        "minProperties": 1,
        # A further file has no header fields, so each header field requires the other ones.
        "dependencies": {name: [other for other in required if other != name] for name in header},
        # Without `cite` at the top of a file, each entry needs its own; a table may have it in its rows.
        "if": {"required": ["cite"]},
        "else": {
            "properties": {
                field.name: {"items": {"required": ["cite"]}}
                for field in FILE.fields.values()
                if field.item_schema in _CITED
            }
        },
        "definitions": {
            schema.name: _mapping(schema) for schema in SCHEMAS.values() if schema not in (PACK, FILE)
        },
    }


def _mapping(schema: MappingSchema) -> JsonSchema:
    result: JsonSchema = {
        "description": schema.help,
        "type": "object",
        "properties": {field.name: _field(field) for field in schema.fields.values()},
        "additionalProperties": False,
        "required": [field.name for field in schema.fields.values() if field.required],
    }
    if schema is FACT:
        result["allOf"] = [
            {"if": _has_fact(_UNMARKED), "then": {"required": ["find"]}},
            {"if": _has_fact(_UNLABELLED), "then": {"required": ["type"]}},
            {"if": _has_fact(_MARKED_TWICE), "then": _only((), VALUE.fields)},
        ]
    if schema is QUESTION:
        result["if"] = {"required": ["statement"]}
        result["then"] = _only(_STATEMENT, _QUESTION)
        result["else"] = _only(_REQUIRED_OF_QUESTION, _STATEMENT)
    return result


def _field(field: Field) -> JsonSchema:
    result = {"description": field.help, "examples": [_example(field)], **_shape(field)}
    if field.item_schema in _SNIPPETS and field.type is FieldType.ENTRIES:
        result["defaultSnippets"] = [
            _snippet(SCHEMAS[field.item_schema], names) for names in _SNIPPETS[field.item_schema]
        ]
    return result


def _shape(field: Field) -> JsonSchema:
    match field.type:
        case FieldType.TEXT if field.choices:
            return {"enum": [*field.choices, *(int(word) for word in field.choices if word.isdigit())]}
        case FieldType.WORD:
            return {"enum": list(field.choices)}
        case FieldType.WORDS:
            word: JsonSchema = {"enum": list(field.choices)}
            return {"anyOf": [word, {"type": "array", "items": word, "minItems": 1}]}
        case FieldType.FLAG:
            return {"enum": [*_FLAG, *field.choices]}
        case FieldType.TEXT:
            return _text(field.pattern)
        case FieldType.ROWS:
            return {"type": "string", "pattern": r"\S"}
        case FieldType.TEXTS:
            return _texts(field)
        case FieldType.REASONED:
            result = _texts(field)
            return result | {"type": [*result["type"], "object"], "additionalProperties": _text(None)}
        case FieldType.NAMED_TEXT:
            return _named(field, _text(field.pattern))
        case FieldType.NAMED_TEXTS:
            return _named(field, _texts(field))
        case FieldType.NAME_GROUPS:
            return _named(field, {"type": "object", "additionalProperties": _texts(field)})
        case FieldType.NAMED:
            return _named(field, {"$ref": f"#/definitions/{field.item_schema}"})
        case FieldType.ENTRIES:
            return {"type": "array", "items": {"$ref": f"#/definitions/{field.item_schema}"}}


def _text(pattern: str | None) -> JsonSchema:
    """Return the schema of a text, which YAML may read as a number or a boolean."""
    types = ["string"]
    if pattern is None or any(matches(pattern, number) for number in _NUMBERS):
        types.append("number")
    if pattern is None or matches(pattern, _FLAG_WORD):
        types.append("boolean")
    text_pattern = r"\S" if pattern is None else f"^(?:{pattern})$"
    return {"type": types, "pattern": text_pattern, "maxLength": MAX_CHARACTERS}


def _texts(field: Field) -> JsonSchema:
    text = _text(field.pattern)
    result = text | {"type": [*text["type"], "array"], "items": text, "minItems": 1}
    return result if field.max_items is None else result | {"maxItems": field.max_items}


def _named(field: Field, value: JsonSchema) -> JsonSchema:
    result: JsonSchema = {"type": "object", "additionalProperties": value}
    return result if field.names is None else result | {"propertyNames": {"pattern": f"^(?:{field.names})$"}}


def _has_fact(pattern: str) -> JsonSchema:
    return {"properties": {"fact": {"type": "string", "pattern": pattern}}, "required": ["fact"]}


def _only(required: Iterable[str], forbidden: Iterable[str]) -> JsonSchema:
    return {"required": list(required), "properties": dict.fromkeys(forbidden, False)}


def _example(field: Field) -> Any:
    """Return the example as an editor reads it."""
    tree = parse_yaml(TextFile(Text(), f"{field.name}: {field.example}\n"), ProblemCollector())
    return field.example if tree is None else _plain(tree.root.values[field.name])


def _plain(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, MappingNode):
        return {name: _plain(value) for name, value in node.values.items()}
    return [_plain(item) for item in node.items]


def _snippet(schema: MappingSchema, names: Iterable[str]) -> JsonSchema:
    """Return a template of an entry for editors, with a placeholder for each text."""
    number = count(1)
    lines = []
    for name in names:
        field = schema.fields[name]
        typed = field.example.replace("}", r"\}").replace("\n", "\n  ")
        lines.append(f"{name}: ${{{next(number)}:{typed}}}")
    own = next(name for name in names if name != "id")
    return {"label": f"a {own}", "description": schema.help, "body": "- " + "\n  ".join(lines)}
