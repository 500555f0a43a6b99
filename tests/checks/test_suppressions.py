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
def test_a_comment_silences_what_begins_in_its_line_or_below_the_next(
    before: str, after: str, tmp_path: Path
) -> None:
    assert before in PLANETS
    report = checked(tmp_path, PLANETS.replace(before, after))

    assert names(report) == []
    assert report.suppressed_count == 1
    assert report.summary.endswith("no problems; 1 hidden by comments.")


def test_a_list_that_is_not_indented_belongs_to_its_field(tmp_path: Path) -> None:
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
def test_a_comment_elsewhere_silences_nothing_and_is_told(before: str, after: str, tmp_path: Path) -> None:
    assert before in PLANETS
    report = checked(tmp_path, PLANETS.replace(before, after))

    assert sorted(names(report)) == ["no-distractors", "unused-ignore"]
    assert report.suppressed_count == 0


def test_what_stands_in_a_text_is_no_comment(tmp_path: Path) -> None:
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
def test_a_comment_that_can_not_be_followed_says_why(comment: str, advice: str, tmp_path: Path) -> None:
    report = checked(tmp_path, PLANETS.replace(ENTRY, f"  {comment}\n{ENTRY}"))

    assert names(report) == ["bad-ignore", "no-distractors"]
    assert report.problems[0].help == advice


def test_one_comment_names_several_and_is_told_of_each_that_is_not_there(tmp_path: Path) -> None:
    comment = "# quiz: ignore no-distractors, several-answers-possible – it is so"
    (hint,) = checked(tmp_path, PLANETS.replace(ENTRY, f"  {comment}\n{ENTRY}")).problems

    assert (hint.rule.code, hint.severity) == ("unused-ignore", Severity.HINT)
    assert "`several-answers-possible`" in hint.message


def test_old_rule_name_in_comment_works_with_hint() -> None:
    path = Path(__file__).parent / "problem_texts" / "old-rule-name.yaml"
    report = check_packs([path])

    assert names(report) == ["old-rule-name"]
    assert report.suppressed_count == 1


def test_a_comment_about_another_problem_silences_nothing(tmp_path: Path) -> None:
    comment = "# quiz: ignore odd-key - it is a name"
    report = checked(tmp_path, PLANETS.replace(ENTRY, f"  {comment}\n{ENTRY}"))

    assert sorted(names(report)) == ["no-distractors", "unused-ignore"]


def test_what_only_documents_show_is_not_missed_without_them(tmp_path: Path) -> None:
    comment = "# quiz: ignore uncited-paragraphs - the rest is a list of names"
    text = PLANETS.replace("sources:\n", f"sources:\n  {comment}\n")

    assert names(checked(tmp_path, text)) == ["no-distractors"]
    (tmp_path / "documents").mkdir()
    report = check_packs([tmp_path / "planets.yaml"], tmp_path / "documents")
    assert sorted(names(report)) == ["no-distractors", "unused-ignore"]


def test_only_what_is_selected_is_told_and_counts(tmp_path: Path) -> None:
    text = PLANETS.replace("cite: atlas 2", "cite: atlsa 2")

    only = checked(tmp_path, text, RuleSelection(select=frozenset((Rule.NO_DISTRACTORS,))))
    assert names(only) == ["no-distractors"]
    assert not only.has_failed(strict=True)
    assert only.summary.endswith("1 hint; 1 hidden by --select or --ignore.")
    but = checked(tmp_path, text, RuleSelection(ignore=frozenset((Rule.NO_DISTRACTORS,))))
    assert names(but) == ["unknown-source"]
    none = checked(
        tmp_path, text, RuleSelection(frozenset((Rule.UNKNOWN_SOURCE,)), frozenset((Rule.UNKNOWN_SOURCE,)))
    )
    assert names(none) == []
