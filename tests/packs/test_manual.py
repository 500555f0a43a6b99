"""The manual of the pack format says what the program does."""

import ast
import re
from pathlib import Path

import pytest

import quiz.packs
from quiz.checks import unaskable
from quiz.checks.rule_pages import load_rule_pages
from quiz.cli.main import main
from quiz.generate import item_flaws
from quiz.model.rules import RULES, RuleGroup
from quiz.packs.format.field_types import MappingSchema
from quiz.packs.format.fields import SCHEMAS
from quiz.packs.read.pack_reader import read_pack

BAD = Path(__file__).parents[1] / "checks" / "problem_texts"
MANUAL = Path(__file__).parents[2] / "docs" / "packs.md"
TEXT = MANUAL.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
HEAD = EXAMPLES[0].partition("\nfacts:")[0] + "\n"
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
    reading = read_pack(written(tmp_path, example))

    assert [str(problem) for problem in reading.problems] == []
    assert reading.pack is not None


def test_every_question_that_the_manual_shows_is_made_of_an_example_above_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    possible: set[str] = set()
    shown = 0
    blocks = re.findall(r"^```(yaml|text)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    for number, (kind, text) in enumerate(blocks):
        if kind == "yaml":
            folder = tmp_path / str(number)
            folder.mkdir()
            if main(["items", "--pack", str(written(folder, text))]) == 0:
                possible |= set(capsys.readouterr().out.split("\n\n"))
        else:
            for question in text.strip().split("\n\n"):
                assert question in possible
                shown += 1

    assert shown >= 3


@pytest.mark.parametrize("thing", SCHEMAS.values(), ids=lambda thing: thing.name)
def test_every_field_stands_in_the_manual_with_its_help(thing: MappingSchema) -> None:
    for field in thing.fields.values():
        needed = "required" if field.required else ""
        assert f"| `{field.name}` | {needed} | {field.help} |" in TEXT


@pytest.mark.parametrize("group", RuleGroup, ids=lambda group: group.name)
def test_the_manual_lists_just_the_problems_that_there_are(group: RuleGroup) -> None:
    table = TEXT.partition(f"\n### {group.value}\n")[2].partition("\n### ")[0]
    rules = sorted(rule for rule in RULES.values() if rule.group is group)

    assert re.findall(r"^\| `.*", table, re.MULTILINE) == [
        f"| `{rule.name}` | {rule.severity} | {rule.meaning} |" for rule in rules
    ]


def test_every_problem_that_is_noted_is_in_the_table() -> None:
    assert names_in_code() | {*item_flaws.ItemCheck, *unaskable.REASONS} == set(RULES)


def test_every_problem_has_a_page_in_the_rule_book_and_a_bad_pack() -> None:
    explained = {name for group in RuleGroup for name in load_rule_pages(group)}
    shown = {path.stem for path in BAD.glob("*.txt")}

    assert explained == shown == set(RULES)


def names_in_code() -> set[str]:
    """Give the names of problems in the source: what is given to `problem`, `add`, `_flaw` and their like."""
    names: set[str] = set()
    folders = [Path(package.__path__[0]) for package in (quiz.packs, quiz.checks)]
    for path in (path for folder in folders for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if called in (
                    "report",
                    "_flaw",
                    "_refuse",
                    "_line_problem",
                    "MarkError",
                ) or called in (
                    "Flaw",
                    "_Complaint",
                ):
                    names |= {
                        arg.value
                        for arg in node.args[:1]
                        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                    }
    assert all(NAMED.fullmatch(name) for name in names)
    return names | {"bad-url"}  # chosen in an expression
