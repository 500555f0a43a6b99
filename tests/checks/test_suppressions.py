"""Comments that silence a finding, and what is wrong with them."""

from pathlib import Path

import pytest

from quiz.checks.runner import CheckReport, RuleSelection, check_packs
from quiz.model.rules import Rule, Severity
from tests.cli.pack_files import PLANETS, planets

SAID = "# quiz: ignore no-distractors - war is told of nowhere else"
ENTRY = "  - id: god\n"
TEXT = "    fact: Mars is named after a god of <war>.\n"


def checked(folder: Path, text: str, selection: RuleSelection | None = None) -> CheckReport:
    return check_packs([Path(planets(folder, text))], None, selection or RuleSelection())


def names(report: CheckReport) -> list[str]:
    return [problem.rule.code for problem in report.problems]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TEXT, f"    {SAID}\n{TEXT}"),
        (TEXT, TEXT.replace("\n", f"  {SAID}\n")),
        (TEXT, f"    fact: >-  {SAID}\n      Mars is named after a god of <war>.\n"),
        (ENTRY, f"  {SAID}\n{ENTRY}"),
        (ENTRY, f"  {SAID}\n  # another comment\n\n{ENTRY}"),
        (ENTRY, ENTRY.replace("\n", f" {SAID}\n")),
        ("facts:\n", f"facts:  {SAID}\n"),
    ],
    ids=[
        "above the line",
        "in the line",
        "behind >-",
        "above",
        "further above",
        "in the entry",
        "in the list",
    ],
)
def test_comment_hides_findings_in_its_line_or_the_next_entry(
    before: str, after: str, tmp_path: Path
) -> None:
    assert before in PLANETS
    report = checked(tmp_path, PLANETS.replace(before, after))

    assert names(report) == []
    assert report.suppressed_count == 1
    assert report.summary.endswith("no problems; 1 hidden by comments.")


def test_list_without_indentation_belongs_to_its_field(tmp_path: Path) -> None:
    flat = (
        PLANETS.replace("\n  - ", "\n- ").replace("\n    ", "\n  ").replace("facts:\n", f"{SAID}\nfacts:\n")
    )

    assert names(checked(tmp_path, flat)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  - id: ringed\n", f"  {SAID}\n  - id: ringed\n"),
        ("    category: myth\n", f"    category: myth {SAID}\n"),
        ("pools:\n", f"{SAID}\npools:\n"),
        ("size: Sizes\n", f"size: Sizes {SAID}\n"),
    ],
)
def test_comment_elsewhere_is_reported_as_unused(before: str, after: str, tmp_path: Path) -> None:
    assert before in PLANETS
    report = checked(tmp_path, PLANETS.replace(before, after))

    assert sorted(names(report)) == ["no-distractors", "unused-ignore"]
    assert report.suppressed_count == 0


def test_comment_inside_a_text_is_ignored(tmp_path: Path) -> None:
    text = PLANETS.replace(TEXT, f"    note: >-\n      told below\n      {SAID}\n{TEXT}")

    assert names(checked(tmp_path, text)) == ["no-distractors"]


FORM_ADVICE = "Write `# quiz: ignore odd-key - the capital is part of the name`."


@pytest.mark.parametrize(
    ("comment", "advice"),
    [
        ("# quiz: ignore no-distractors", FORM_ADVICE),
        ("# quiz: ignore - all is well", FORM_ADVICE),
        ("# quiz: ingore odd-key - so", FORM_ADVICE),
        ("# quiz: ignore no-distractor - so", "Did you mean “no-distractors”?"),
        ("# quiz: ignore contradiction - so", "Fix the error, or delete the entry."),
    ],
)
def test_invalid_comment_is_reported_with_advice(comment: str, advice: str, tmp_path: Path) -> None:
    report = checked(tmp_path, PLANETS.replace(ENTRY, f"  {comment}\n{ENTRY}"))

    assert names(report) == ["bad-ignore", "no-distractors"]
    assert report.problems[0].help == advice


def test_comment_with_several_rules_reports_each_unused_one(tmp_path: Path) -> None:
    comment = "# quiz: ignore no-distractors, several-answers-possible – it is so"
    (hint,) = checked(tmp_path, PLANETS.replace(ENTRY, f"  {comment}\n{ENTRY}")).problems

    assert (hint.rule.code, hint.severity) == ("unused-ignore", Severity.HINT)
    assert "`several-answers-possible`" in hint.message


def test_old_rule_name_in_comment_works_with_hint() -> None:
    path = Path(__file__).parent / "problem_texts" / "old-rule-name.yaml"
    report = check_packs([path])

    assert names(report) == ["old-rule-name"]
    assert report.suppressed_count == 1


def test_comment_about_another_rule_hides_nothing(tmp_path: Path) -> None:
    comment = "# quiz: ignore odd-key - it is a name"
    report = checked(tmp_path, PLANETS.replace(ENTRY, f"  {comment}\n{ENTRY}"))

    assert sorted(names(report)) == ["no-distractors", "unused-ignore"]


def test_document_rules_are_not_unused_without_documents(tmp_path: Path) -> None:
    comment = "# quiz: ignore uncited-paragraphs - the rest is a list of names"
    text = PLANETS.replace("sources:\n", f"sources:\n  {comment}\n")

    assert names(checked(tmp_path, text)) == ["no-distractors"]
    (tmp_path / "documents").mkdir()
    report = check_packs([tmp_path / "planets.yaml"], tmp_path / "documents")
    assert sorted(names(report)) == ["no-distractors", "unused-ignore"]


def test_only_selected_rules_are_reported_and_counted(tmp_path: Path) -> None:
    text = PLANETS.replace("cite: atlas 2", "cite: atlas 2\n    not-with: nope")

    only = checked(tmp_path, text, RuleSelection(select=frozenset((Rule.NO_DISTRACTORS,))))
    assert names(only) == ["no-distractors"]
    assert not only.has_failed(strict=True)
    assert only.summary.endswith("1 hint; 1 hidden by --select or --ignore.")
    but = checked(tmp_path, text, RuleSelection(ignore=frozenset((Rule.NO_DISTRACTORS,))))
    assert names(but) == ["unknown-fact"]
    none = checked(
        tmp_path, text, RuleSelection(frozenset((Rule.UNKNOWN_FACT,)), frozenset((Rule.UNKNOWN_FACT,)))
    )
    assert names(none) == []


def test_comment_with_many_blanks_has_its_rules_and_its_reason(tmp_path: Path) -> None:
    blanks = " " * 100_000
    said = f"# quiz: ignore{blanks}no-distractors{blanks}-{blanks}war{blanks}"

    report = checked(tmp_path, PLANETS.replace(ENTRY, f"  {said}\n{ENTRY}"))

    assert names(report) == []
    assert report.suppressed_count == 1


def test_comments_below_each_other_cover_the_same_lines(tmp_path: Path) -> None:
    comments = f"  {SAID}\n" * 3

    report = checked(tmp_path, PLANETS.replace(ENTRY, f"{comments}{ENTRY}"))

    assert names(report) == []
    assert report.suppressed_count == 1


def test_blocks_in_each_other_hide_the_same_finding(tmp_path: Path) -> None:
    text = PLANETS.replace("facts:\n", f"{SAID}\nfacts:\n").replace(ENTRY, f"  {SAID}\n{ENTRY}")

    report = checked(tmp_path, text)

    assert names(report) == []
    assert report.suppressed_count == 1
