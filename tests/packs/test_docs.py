"""The manual of the pack format says what the program does."""

import ast
import re
from pathlib import Path

import pytest

import quiz.packs
from quiz.author import check, unasked
from quiz.core import flaws
from quiz.packs.fields import THINGS
from quiz.packs.reader import read

MANUAL = Path(__file__).parents[2] / "docs" / "packs.md"
TEXT = MANUAL.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
HEAD = EXAMPLES[0].partition("\ncategory:")[0] + "\n"
NAMED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def written(folder: Path, example: str) -> Path:
    """Put an example where it belongs: a pack of its own, or a further file of the first one."""
    if example.startswith("format:"):
        path = folder / "example.yaml"
        path.write_text(example, encoding="utf-8")
        return path
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "example.yaml").write_text(example, encoding="utf-8")
    return folder


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_of_the_manual_is_read_without_a_problem(example: str, tmp_path: Path) -> None:
    reading = read(written(tmp_path, example))

    assert [str(problem) for problem in reading.problems] == []
    assert reading.pack is not None


@pytest.mark.parametrize("thing", THINGS.values(), ids=lambda thing: thing.name)
def test_every_field_stands_in_the_manual_with_its_help(thing: quiz.packs.fields.Thing) -> None:
    for field in thing.fields.values():
        needed = "required" if field.required else ""
        assert f"| `{field.name}` | {needed} | {field.help} |" in TEXT


def test_the_manual_lists_just_the_problems_that_the_program_can_find() -> None:
    table = TEXT.partition("## Every problem")[2].partition("### Of questions")[0]

    assert sorted(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)) == sorted(names_in_code())


def test_the_manual_lists_just_the_faults_of_questions_with_their_severity() -> None:
    table = TEXT.partition("### Of questions")[2]
    faults = {
        name: "warning" if name in check.CERTAIN else "hint" for name in (*flaws.NAMES, *unasked.REASONS)
    }

    assert dict(re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \|", table, re.MULTILINE)) == faults


def names_in_code() -> set[str]:
    """Give the names of problems in the source: what is given to `problem`, `add`, `_flaw` and their like."""
    names: set[str] = set()
    for path in Path(quiz.packs.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if called in (
                    "problem",
                    "add",
                    "_flaw",
                    "_flaw_at",
                    "_line_problem",
                    "MarkError",
                ) or called in (
                    "Flaw",
                    "_Complaint",
                ):
                    names |= {
                        arg.value
                        for arg in node.args[: 2 if called == "_flaw_at" else 1]
                        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                    }
    assert all(NAMED.fullmatch(name) for name in names)
    return names | {"bad-url"}  # chosen in an expression
