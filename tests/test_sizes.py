"""Limits on the length of modules, functions and classes."""

import ast
from pathlib import Path

import pytest

import quiz

PACKAGE = Path(quiz.__file__).parent
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_CLASS_LINES = 350
LIMITS = {
    ast.FunctionDef: MAX_FUNCTION_LINES,
    ast.AsyncFunctionDef: MAX_FUNCTION_LINES,
    ast.ClassDef: MAX_CLASS_LINES,
}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_module_and_its_definitions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    too_long = [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (node.end_lineno or 0) - node.lineno >= LIMITS[type(node)]
    ]

    assert len(source.splitlines()) <= MAX_MODULE_LINES
    assert too_long == []
