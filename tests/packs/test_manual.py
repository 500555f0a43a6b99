"""The manual of the pack format agrees with the program."""

import re
from pathlib import Path

import pytest

from quiz.checks.rule_pages import load_rule_pages
from quiz.cli.main import main
from quiz.model.rules import RULES, RuleGroup, rules_in_group
from quiz.packs.format.field_types import MappingSchema
from quiz.packs.format.fields import SCHEMAS
from quiz.packs.read.pack_reader import read_pack

BAD = Path(__file__).parents[1] / "checks" / "problem_texts"
MANUAL = Path(__file__).parents[2] / "docs" / "packs.md"
TEXT = MANUAL.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
HEAD = EXAMPLES[0].partition("\nfacts:")[0] + "\n"


def write_example(folder: Path, example: str) -> Path:
    """Write an example as a pack, or as another file of the first pack, and return its path."""
    if example.startswith("format:"):
        path = folder / "example.yaml"
        path.write_text(example, encoding="utf-8")
        return path
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "example.yaml").write_text(example, encoding="utf-8")
    return folder


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_of_manual_have_no_problems(example: str, tmp_path: Path) -> None:
    reading = read_pack(write_example(tmp_path, example))

    assert [str(problem) for problem in reading.problems] == []
    assert reading.pack is not None


def test_questions_in_manual_come_from_its_examples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    possible: set[str] = set()
    shown = 0
    blocks = re.findall(r"^```(yaml|text)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    for number, (kind, text) in enumerate(blocks):
        if kind == "yaml":
            folder = tmp_path / str(number)
            folder.mkdir()
            if main(["items", "--pack", str(write_example(folder, text))]) == 0:
                possible |= set(capsys.readouterr().out.split("\n\n"))
        else:
            for question in text.strip().split("\n\n"):
                assert question in possible
                shown += 1

    assert shown >= 3


@pytest.mark.parametrize("thing", SCHEMAS.values(), ids=lambda thing: thing.name)
def test_manual_lists_each_field_with_its_help(thing: MappingSchema) -> None:
    for field in thing.fields.values():
        needed = "required" if field.required else ""
        assert f"| `{field.name}` | {needed} | {field.help} |" in TEXT


@pytest.mark.parametrize("group", RuleGroup, ids=lambda group: group.name)
def test_manual_lists_all_rules(group: RuleGroup) -> None:
    table = TEXT.partition(f"\n### {group.value}\n")[2].partition("\n### ")[0]
    assert re.findall(r"^\| `.*", table, re.MULTILINE) == [
        f"| `{rule.code}` | {rule.severity} | {rule.meaning} |" for rule in rules_in_group(group)
    ]


def test_each_rule_has_a_page_and_a_bad_pack() -> None:
    explained = {name for group in RuleGroup for name in load_rule_pages(group)}
    shown = {path.stem for path in BAD.glob("*.txt")}

    assert explained == shown == set(RULES)
