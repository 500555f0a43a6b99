"""The JSON Schema accepts what the reader accepts, and refuses what a schema can see."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from quiz.packs.format.field_types import FieldType
from quiz.packs.format.fields import SCHEMAS
from quiz.packs.json_schema import build_schema
from quiz.packs.library import list_builtin_packs
from tests.checks import rule_examples
from tests.checks.test_rule_pages import PAGES
from tests.packs.test_manual import EXAMPLES, HEAD

ROOT = Path(__file__).parents[2]
BAD = Path(__file__).parents[1] / "checks" / "problem_texts"
SCHEMA = Draft7Validator(build_schema())
SHIPPED = [
    *(
        file
        for pack in list_builtin_packs()
        for file in (sorted(pack.glob("*.yaml")) if pack.is_dir() else [pack])
    ),
    *sorted((ROOT / "docs" / "examples").rglob("*.yaml")),
]
SEEN = frozenset(
    "bad-citation bad-date bad-id bad-url empty-file empty-text misplaced-field missing-field "
    "missing-type newer-format too-deep too-many-options unknown-field unknown-value wrong-root "
    "wrong-shape".split()
)
"""The problems that a schema sees; the others are of the text, of what it refers to, or of its sense."""
NO_YAML = frozenset("anchor-or-alias complex-key merge-key several-documents syntax tag".split())
"""The problems at which other programs that read YAML stop, or go on as if there were none."""


Yaml11: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Reads scalars as YAML 1.1 does, and many programs with it; libyaml saves most of the time."""


class Core(Yaml11):  # type: ignore[misc] # the base is the faster of two
    """Reads scalars as YAML 1.2 does, and editors with it."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML has it


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first])
LOADERS = (Yaml11, Core)


def plain(value: Any) -> Any:
    """Convert loaded YAML to JSON types: names and dates become texts."""
    if isinstance(value, dict):
        return {
            name if isinstance(name, str) else json.dumps(name): plain(inner) for name, inner in value.items()
        }
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def complaints(text: str, loader: Any = Yaml11) -> list[str]:
    return [error.message for error in SCHEMA.iter_errors(plain(yaml.load(text, loader)))]


def test_schema_is_valid() -> None:
    Draft7Validator.check_schema(build_schema())


def test_each_field_has_help_and_a_valid_example() -> None:
    definitions = build_schema()["definitions"]
    for thing in SCHEMAS.values():
        described = build_schema() if thing.name in ("pack", "file") else definitions[thing.name]
        for field in thing.fields.values():
            found = described["properties"][field.name]
            assert found["description"] == field.help or field.name == "category"
            if field.type not in (FieldType.ENTRIES, FieldType.NAMED):
                validator = Draft7Validator({**found, "definitions": definitions})
                assert [error.message for error in validator.iter_errors(found["examples"][0])] == [], field


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_are_accepted(path: Path, loader: Any) -> None:
    assert complaints(path.read_text(encoding="utf-8"), loader) == []


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("example", [*EXAMPLES, HEAD], ids=range(len(EXAMPLES) + 1))
def test_examples_of_manual_are_accepted(example: str, loader: Any) -> None:
    assert complaints(example, loader) == []


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    "path",
    sorted(path for path in BAD.glob("*.yaml") if path.stem not in NO_YAML),
    ids=lambda path: path.stem,
)
def test_invalid_packs_are_refused_where_a_schema_can_see_it(path: Path, loader: Any) -> None:
    assert bool(complaints(path.read_text(encoding="utf-8"), loader)) is (path.stem in SEEN)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("name", sorted(name for name in PAGES if not PAGES[name].good.startswith("$ ")))
def test_good_examples_are_accepted(name: str, loader: Any) -> None:
    assert complaints(rule_examples.build_pack(PAGES[name].good), loader) == []


FACT = "facts:\n- {{cite: a 1, fact: It is <x=so>., {}}}\n"
QUESTION = "questions:\n- {{cite: a 1, because: So., {}}}\n"


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        # what YAML takes for something else than the text that it is to us
        (FACT.format("accept: [no, 4:24, 007, 1e3, 2021-07-31, 1.10]"), True),
        (FACT.format("as-of: 2021-07-31"), True),
        (FACT.format("as-of: 2021"), True),
        (FACT.format("as-of: 31.7.2021"), False),
        (FACT.format("open: yes"), True),
        (FACT.format("open: true"), True),
        (FACT.format('open: "yes"'), True),
        (FACT.format("open: maybe"), False),
        (FACT.format("wrong: {Bonn: it is smaller, Ulm: it is older}"), True),
        (FACT.format("wrong: [{Bonn: it is smaller}]"), False),
        (FACT.format("wrong: []"), False),
        (FACT.format('more: " "'), False),
        (FACT.format("id: 1969"), True),
        (FACT.format("values: {x: {type: so}}"), True),
        (FACT.format("values: {X: {type: so}}"), False),
        ("facts:\n- {fact: It is <so>., cite: a 1}\n", False),
        ("facts:\n- {fact: It is <so>., cite: a 1, type: x}\n", True),
        ("facts:\n- {fact: It is so., cite: a 1}\n", False),
        ("facts:\n- {fact: It is so., cite: a 1, find: so}\n", True),
        ("facts:\n- {fact: It is \\< 5., cite: a 1}\n", False),
        ("facts:\n- {fact: It is \\< 5., cite: a 1, find: so}\n", True),
        (QUESTION.format("question: Which one., right: a, wrong: b"), True),
        (QUESTION.format("question: Which one., right: a"), True),
        (QUESTION.format("question: Which one., wrong: a"), False),
        (QUESTION.format("statement: So., true: no"), True),
        (QUESTION.format("statement: So., true: no, right: a"), False),
        (QUESTION.format("question: Which one., right: a, wrong: b, true: no"), False),
        ("format: 1\nname: a\ntitle: A\n", True),
        ("format: '1'\nname: a\ntitle: 1969\n", True),
        ("name: a\ntitle: A\n", False),
        ("format: 1\nname: a\ntitle: A\nlanguage: no\n", True),
        ("format: 1\nname: a\ntitle: A\nsources: {s: {title: S, sections: {Lead: 1, 2: 3-4}}}\n", True),
        ("format: 1\nname: a\ntitle: A\nsources: {s: {title: S, nothing-in: {1: x, '2, 4-5': y}}}\n", True),
        ("format: 1\nname: a\ntitle: A\nsources: {s: {title: S, nothing-in: {one: x}}}\n", False),
    ],
)
def test_schema_knows_the_format(text: str, accepted: bool, loader: Any) -> None:
    assert (not complaints(text, loader)) is accepted
