"""Checks of single fields against their types."""

from pathlib import Path

import pytest

from quiz.model.problems import ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.field_types import Field, FieldType
from quiz.packs.read.field_validator import MAX_CHARACTERS, CheckedField, check_field
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.syntax.nodes import TextFile
from quiz.packs.syntax.parse import parse_yaml
from quiz.text.safe import Text


def check(type_: FieldType, value: str) -> CheckedField:
    field = Field("x", type_, "A field.", "a", choices=("easy", "hard"), item_schema="fact")
    file = TextFile(Text("p.yaml"), f"x: {value}\n")
    parsed = parse_yaml(file, ProblemCollector())
    assert parsed is not None
    return check_field(file, field, parsed.root.values["x"])


@pytest.mark.parametrize(
    ("type_", "value", "texts"),
    [
        (FieldType.TEXT, "Loire", ("Loire",)),
        (FieldType.TEXTS, "Loire", ("Loire",)),
        (FieldType.TEXTS, "[Loire, Rhine]", ("Loire", "Rhine")),
        (FieldType.REASONED, "{Loire: it is shorter}", ("Loire",)),
        (FieldType.FLAG, "yes", ("yes",)),
        (FieldType.WORD, "hard", ("hard",)),
        (FieldType.ROWS, "|\n  a | b", ()),
        (FieldType.NAMED_TEXT, "{a: b}", ()),
        (FieldType.NAMED_TEXTS, "{a: [b, c]}", ()),
        (FieldType.NAMED, "{a: {type: b}}", ()),
        (FieldType.ENTRIES, "[{fact: b}]", ()),
    ],
)
def test_valid_field_has_texts_and_no_findings(type_: FieldType, value: str, texts: tuple[str, ...]) -> None:
    assert check(type_, value) == CheckedField(tuple(map(Text, texts)))


@pytest.mark.parametrize(
    ("type_", "value", "code", "is_valid"),
    [
        (FieldType.TEXT, '""', "empty-text", False),
        (FieldType.TEXT, "[a]", "wrong-shape", False),
        (FieldType.TEXT, "x" * (MAX_CHARACTERS + 1), "text-too-long", False),
        (FieldType.TEXTS, "[]", "empty-text", False),
        (FieldType.TEXTS, "[a, [b]]", "wrong-shape", False),
        (FieldType.REASONED, "{Loire: [a]}", "wrong-shape", False),
        (FieldType.FLAG, "maybe", "unknown-value", False),
        (FieldType.WORD, "hrad", "unknown-value", False),
        (FieldType.ROWS, '""', "empty-text", False),
        (FieldType.NAMED_TEXT, "{a: [b]}", "wrong-shape", True),
        (FieldType.NAMED_TEXTS, "{a: {b: c}}", "wrong-shape", True),
        (FieldType.NAMED, "{a: b}", "wrong-shape", True),
        (FieldType.NAMED, "b", "wrong-shape", False),
        (FieldType.ENTRIES, "[a]", "wrong-shape", True),
        (FieldType.ENTRIES, "{fact: a}", "wrong-shape", False),
    ],
)
def test_invalid_field_has_a_finding(type_: FieldType, value: str, code: str, is_valid: bool) -> None:
    checked = check(type_, value)

    assert [finding.rule.code for finding in checked.findings] == [code]
    assert checked.is_valid is is_valid


def test_one_bad_text_makes_a_list_unusable() -> None:
    checked = check(FieldType.TEXTS, '[Loire, "", [a]]')

    assert [finding.rule.code for finding in checked.findings] == ["empty-text", "wrong-shape"]
    assert checked.texts == ()


def test_unknown_word_suggests_a_choice_or_lists_all() -> None:
    assert [check(FieldType.WORD, word).findings[0].help for word in ("hrad", "x")] == [
        "Did you mean “hard”?",
        "Use easy or hard.",
    ]


def test_finding_points_at_a_quoted_name() -> None:
    (finding,) = check(FieldType.NAMED, '{"a b": c}').findings

    assert finding.span == (4, 9)


def test_many_entries_without_fields_are_reported_together(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("format: 1\nname: p\ntitle: P\nsources: {s: {title: S}}\nfacts:\n" + "-\n" * 5_000)

    problems = [each for each in read_pack(path).problems if each.rule is Rule.WRONG_SHAPE]

    assert len(problems) == 1_001
    assert problems[-1].message.startswith("4,000 more entries")
