"""Problems of packs, and the summary."""

from pathlib import Path

from quiz.checks.cited_documents import CitationReport
from quiz.checks.coverage import Coverage
from quiz.checks.runner import CheckReport, check_packs
from quiz.model.location import Location
from quiz.model.problems import Problem
from quiz.model.rules import Rule, Severity
from quiz.text.safe import Text
from tests.cli.pack_files import PLANETS, planets

RULE_OF = {
    Severity.ERROR: Rule.SYNTAX,
    Severity.WARNING: Rule.ASKED_TWICE,
    Severity.HINT: Rule.BOUND,
}


def names(report: CheckReport) -> list[str]:
    return [problem.rule.code for problem in report.problems]


def test_value_without_distractors_is_a_hint(tmp_path: Path) -> None:
    (hint,) = check_packs([Path(planets(tmp_path))]).problems

    assert (hint.rule.code, hint.severity, hint.fact) == ("no-distractors", Severity.HINT, "god")
    assert (
        hint.location.line == PLANETS.split("\n").index("    fact: Mars is named after a god of <war>.") + 1
    )


def test_value_that_is_never_asked_has_no_hint(tmp_path: Path) -> None:
    kept = PLANETS.replace("type: calling", "type: calling\n    asked: no")

    assert names(check_packs([Path(planets(tmp_path, kept))])) == []


def test_hand_written_question_is_checked_for_item_flaws(tmp_path: Path) -> None:
    written = """
questions:
  - id: hot
    category: size
    question: Which planet is the hottest planet?
    right: Venus
    wrong: [Mercury, All of the above]
    because: Its air keeps the heat of the sun.
    cite: atlas 9
"""
    report = check_packs([Path(planets(tmp_path, PLANETS + written))])

    (fault,) = (problem for problem in report.problems if problem.question == "hot")
    assert (fault.rule.code, fault.severity) == ("all-of-these", Severity.WARNING)
    assert report.questions == 1


def test_unknown_source_is_an_error(tmp_path: Path) -> None:
    report = check_packs([Path(planets(tmp_path, PLANETS.replace("cite: atlas 2", "cite: atlsa 2")))])

    assert report.has_failed(strict=False)
    assert report.count_by_severity(Severity.ERROR) == 1


def test_folder_of_packs_is_checked_pack_by_pack(tmp_path: Path) -> None:
    planets(tmp_path)
    (tmp_path / "moons").mkdir()
    (tmp_path / "moons" / "pack.yaml").write_text(
        PLANETS.replace("name: planets", "name: moons"), encoding="utf-8"
    )
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes.txt").write_text("no pack", encoding="utf-8")

    report = check_packs([tmp_path])

    assert report.packs == 2
    assert {Path(problem.location.path).name for problem in report.problems} == {"planets.yaml", "pack.yaml"}


def test_repeated_path_is_checked_once(tmp_path: Path) -> None:
    path = Path(planets(tmp_path))

    assert check_packs([path, tmp_path, path]).packs == 1


def test_path_without_pack_is_reported_separately(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = check_packs([tmp_path / "empty", tmp_path / "nowhere", Path(planets(tmp_path))])

    assert [sentence.removeprefix(f"{tmp_path}/") for sentence in report.unreadable_packs] == [
        "empty: no packs in this folder; a pack is a folder with pack.yaml, or a single .yaml file",
        "nowhere: no such file or folder",
    ]
    assert report.packs == 1


def test_strict_check_fails_on_warnings() -> None:
    def report(*severities: Severity) -> CheckReport:
        place = Location(Text("a.yaml"))
        problems = tuple(Problem(RULE_OF[severity], Text("m"), place) for severity in severities)
        return CheckReport(problems, 1, 1, 1, ())

    assert report(Severity.ERROR).has_failed(strict=False)
    assert not report(Severity.WARNING, Severity.HINT).has_failed(strict=False)
    assert report(Severity.WARNING).has_failed(strict=True)
    assert not report(Severity.HINT).has_failed(strict=True)


def test_summary_counts_packs_entries_and_problems() -> None:
    place = Location(Text("a.yaml"))
    found = tuple(
        Problem(RULE_OF[severity], Text("m"), place)
        for severity in (Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.HINT)
    )

    assert CheckReport(found, 2, 1200, 1, ()).summary == (
        "2 packs, 1,200 facts, 1 hand-written question: 2 errors, 1 warning and 1 hint."
    )
    assert CheckReport((), 1, 3, 0, ()).summary == "1 pack, 3 facts, 0 hand-written questions: no problems."


def test_summary_counts_compared_citations() -> None:
    compared = (CitationReport((), 3, 1, 0), CitationReport((), 1, 1, 2))

    assert CheckReport((), 2, 3, 0, (), compared).summary.partition(": ")[2] == (
        "no problems. 4 citations compared with 2 documents; 2 sources without a `file` not compared."
    )
    assert CheckReport((), 1, 3, 0, (), compared[:1]).summary.endswith(
        "no problems. 3 citations compared with 1 document."
    )


def test_coverage_has_a_line_per_document() -> None:
    read = Coverage(Text("brig/log"), 2100, cited=1900, fact_free=200, uncovered=0)
    begun = Coverage(Text("brig/letter"), 1, cited=0, fact_free=0, uncovered=1)
    compared = (CitationReport((), 3, 1, 0, (read, begun)), CitationReport((), 1, 1, 2))

    assert CheckReport((), 2, 3, 0, (), compared).coverage == (
        "brig/log: 2,100 paragraphs: 1,900 cited, 200 without facts, 0 left",
        "brig/letter: 1 paragraph: 0 cited, 0 without facts, 1 left",
    )
    assert CheckReport((), 2, 3, 0, ()).coverage == ()


def test_citations_are_compared_only_with_sources(tmp_path: Path) -> None:
    (tmp_path / "atlas.txt").write_text("Jupiter is the largest.\n", encoding="utf-8")
    pack = Path(planets(tmp_path, PLANETS.replace("An Atlas,", "An Atlas, file: atlas.txt,")))

    assert names(check_packs([pack])) == ["no-distractors"]
    assert names(check_packs([pack], tmp_path)) == [
        "missing-sha256",
        *["no-such-paragraph"] * 2,
        "no-distractors",
        "no-such-paragraph",
    ]
