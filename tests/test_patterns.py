"""No regular expression backtracks over two repeats that match the same characters.

`a*a*b` tries every division of a row of `a` between its repeats: twice the text takes four times as long.
"""

import ast
import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quiz

if hasattr(re, "_parser"):
    parser: Any = re._parser
else:
    parser = importlib.import_module("sre_parse")

SAMPLES = [chr(code) for code in (*range(9, 14), *range(32, 127), 0xA0, 0xE9, 0x2013, 0x2019, 0x4E2D)]
FUNCTIONS = ("compile", "search", "match", "fullmatch", "sub", "split", "finditer", "findall")
REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def iter_patterns() -> Iterator[tuple[str, str | bytes]]:
    """Yield every pattern of the source that does not depend on an argument, with its place."""
    for module in pkgutil.walk_packages(quiz.__path__, "quiz."):
        if module.name.endswith("__main__"):
            continue
        spec = importlib.util.find_spec(module.name)
        assert spec is not None
        assert spec.origin is not None
        source_text = Path(spec.origin).read_text(encoding="utf-8")
        if "re." not in source_text:
            continue
        namespace = vars(importlib.import_module(module.name))
        tree = ast.parse(source_text)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in FUNCTIONS
            ):
                source = compile(ast.Expression(node.args[0]), module.name, "eval")
                try:
                    pattern = eval(source, namespace)
                except NameError:
                    continue  # a local name
                if isinstance(pattern, str | bytes):
                    yield f"{module.name}:{node.lineno}", pattern


def accepted(items: Any) -> set[str]:
    """Return the sample characters with which a match of some parsed items can begin."""
    found: set[str] = set()
    for operation, argument in items:
        name = str(operation)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        first, is_optional = first_characters(name, argument)
        found |= first
        if not is_optional:
            break
    return found


def first_characters(name: str, argument: Any) -> tuple[set[str], bool]:
    """Return the characters with which one parsed item can begin, and whether it may be empty."""
    if name in (*REPEATS, "POSSESSIVE_REPEAT"):
        return accepted(argument[2]), argument[0] == 0
    if name == "SUBPATTERN":
        return accepted(argument[-1]), can_be_empty(argument[-1])
    if name == "ATOMIC_GROUP":
        return accepted(argument), can_be_empty(argument)
    if name == "BRANCH":
        branches = argument[1]
        return set().union(*map(accepted, branches)), any(map(can_be_empty, branches))
    if name in ("GROUPREF", "GROUPREF_EXISTS"):
        return set(SAMPLES), True
    return {character for character in SAMPLES if matches_one(name, argument, character)}, False


def can_be_empty(items: Any) -> bool:
    """Return whether some parsed items can match an empty text."""
    return all(
        str(operation) in ("AT", "ASSERT", "ASSERT_NOT") or first_characters(str(operation), argument)[1]
        for operation, argument in items
    )


CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda character: character.isalnum() or character == "_",
}


def matches_one(name: str, argument: Any, character: str) -> bool:
    """Return whether an item that matches one character matches this one."""
    code = ord(character)
    if name == "ANY":
        return character != "\n"
    if name in ("LITERAL", "NOT_LITERAL"):
        return bool(code == argument) == (name == "LITERAL")
    if name == "RANGE":
        return bool(argument[0] <= code <= argument[1])
    if name == "CATEGORY":
        category = str(argument)
        positive = CATEGORIES[category.replace("_NOT_", "_")](character)
        return bool(positive) != ("_NOT_" in category)
    assert name == "IN", name
    negated = str(argument[0][0]) == "NEGATE"
    return negated != any(matches_one(str(each), value, character) for each, value in argument[negated:])


def list_required(items: Any) -> list[set[str]]:
    """List the characters of each part of a repeat that can't be empty."""
    parts = [
        first_characters(str(operation), argument)
        for operation, argument in flatten(items)
        if str(operation) not in ("AT", "ASSERT", "ASSERT_NOT")
    ]
    return [first for first, is_optional in parts if not is_optional]


def find_repeats(items: Any, before: Sequence[list[set[str]]] = ()) -> Iterator[str]:
    """Yield a description of each pair of adjacent unbounded repeats that match the same character."""
    open_sets = list(before)  # the repeats that end right before the item
    for operation, argument in flatten(items):
        name = str(operation)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        first, is_optional = first_characters(name, argument)
        is_unbounded = name in REPEATS and argument[1] == parser.MAXREPEAT
        if is_unbounded:
            if any(all(first & part for part in earlier) for earlier in open_sets):
                yield f"two repeats match {sorted(first)[:3]}"
            yield from find_repeats(argument[2])
        for part in parts_of(name, argument):
            yield from find_repeats(part, open_sets)
        open_sets = [
            *(open_sets if is_optional else []),
            *([list_required(argument[2])] if is_unbounded else []),
        ]


def flatten(items: Any) -> Iterator[Any]:
    """Yield parsed items, with those of groups in place of the groups."""
    for operation, argument in items:
        if str(operation) == "SUBPATTERN":
            yield from flatten(argument[-1])
        else:
            yield operation, argument


def parts_of(name: str, argument: Any) -> list[Any]:
    """Return the items inside an item, except those of an unbounded repeat."""
    if name == "BRANCH":
        return list(argument[1])
    if name in REPEATS and argument[1] != parser.MAXREPEAT:
        return [argument[2]]
    return []


BOUNDED = ("quiz.packs.format.bounds:",)
"""Places whose texts have no two blanks in a row, so that the repeats of white space match at most one."""


@cache
def list_patterns() -> list[tuple[str, str | bytes]]:
    """List the patterns to check, with their places."""
    return [(place, pattern) for place, pattern in iter_patterns() if not place.startswith(BOUNDED)]


@pytest.mark.slow
def test_adjacent_repeats_match_different_characters() -> None:
    repeats = {place: list(find_repeats(parser.parse(pattern))) for place, pattern in list_patterns()}

    assert {place: found for place, found in repeats.items() if found} == {}


@pytest.mark.parametrize(
    ("pattern", "is_bad"),
    [
        (r"a*a*b", True),
        (r"\s*(\s*x)?", True),
        (r"\s*x?\s*$", True),
        (r"[a-z]+\w*-", True),
        (r"(?:.*),?.*", True),
        (r"a*b*c", False),
        (r"(?:- )*[\w-]+:", False),
        (r"\s*x\s*", False),
        (r"a*+a*b", False),
        (r"[a-z]+(?:-[a-z]+)?", False),
    ],
)
def test_repeats_are_recognised(pattern: str, is_bad: bool) -> None:
    assert bool(list(find_repeats(parser.parse(pattern)))) == is_bad


@pytest.mark.slow
def test_patterns_of_all_packages_are_found() -> None:
    packages = {place.split(".")[1] for place, _ in list_patterns()}

    assert len(list_patterns()) > 100
    assert {"text", "packs", "generate", "checks"} <= packages
