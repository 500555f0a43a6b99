"""`quiz audit`: what it prints and exits with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import quiz
from quiz.cli.main import main
from tests.audit.test_runner import even, facts, rigged, write_pack

FIELDS = (
    "facts values questions yielded skipped proofs_missing flaws_per_question leaks_per_1000_rounds attacks "
    "position_p rank_p seeds"
).split()
ADDED = (
    "pack missed too_few withheld uniquely_longest middle_two statements_true attacked apart unasked "
    "style_faults style_faults_by_rule repeats repeats_by_category plain_statements equal_statements "
    "without_options".split()
)
HALL = "fact: The hall seats <4,210> guests.\n    type: count"
ROOF = "id: roof\n    fact: The roof is <tin>.\n    type: stuff"
ATTACKS = "longest shortest roundest middle convergence centroid anti-centroid".split()
ADDED_ATTACKS = (
    *("least-used position", "spelling", "worst spelling"),
    *("odd form", "usual form", "best known", "least known"),
)


@pytest.mark.slow
def test_audit_within_limits_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(write_pack(tmp_path, facts(HALL)))]) == 0

    out, err = capsys.readouterr()
    assert out.startswith("few: A Pack\n1 fact, 1 value, 60 questions of 20 seeds\n")
    assert max(map(len, out.splitlines())) <= 79
    assert out.endswith("\nOK\n")
    assert err == ""


@pytest.mark.slow
def test_audit_with_missed_limit_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(write_pack(tmp_path, rigged(2))), "--seeds", "2", "--json"]) == 1

    out, err = capsys.readouterr()
    audit = json.loads(out)
    assert "longest" in audit["missed"]
    assert audit["attacks"]["longest"] == {"hit": 1, "n": 4, "chance": 0.25, "low": 1, "high": 1}
    assert err == ""


@pytest.mark.slow
def test_too_few_facts_fail_a_strict_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(write_pack(tmp_path, facts(HALL))), "--seeds", "1", "--strict"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("Too few facts for ")


@pytest.mark.slow
def test_json_audit_has_published_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", str(write_pack(tmp_path, facts(HALL, ROOF))), "--seeds", "3", "--json"])

    out = capsys.readouterr().out
    assert out.isascii()
    assert out.count("\n") == 1
    audit = json.loads(out)
    assert sorted(audit) == sorted(FIELDS + ADDED)
    assert list(audit["attacks"]) == [*ATTACKS, *ADDED_ATTACKS]
    assert all(set(rate) == {"hit", "n", "chance", "low", "high"} for rate in audit["attacks"].values())
    assert (audit["facts"], audit["values"], audit["seeds"]) == (2, 2, 3)
    assert audit["yielded"] == 0.5
    assert audit["skipped"] == {"no-distractors": 1}
    (skipped_value,) = audit["unasked"]
    assert (skipped_value["reason"], skipped_value["fact"], skipped_value["value"]) == (
        "no-distractors",
        "roof",
        "tin",
    )
    assert set(audit["apart"]) == {"bounded", "declared"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["audit"], "quiz audit needs PACK"),
        (["audit", ""], "PACK is empty"),
        (["audit", "heor"], "there is no pack “heor”. Did you mean “hero”?"),
        (["audit", "hero", "--seeds", "0"], "--seeds must be a whole number, 1 or more (got “0”)"),
    ],
)
def test_impossible_audit_exits_2_with_message(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"quiz: {message}")


def test_audit_of_pack_without_questions_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = even().partition("  - id: f1\n")[0].replace("<", "<(").replace(">", ")>")

    assert main(["audit", str(write_pack(tmp_path, text))]) == 2
    assert capsys.readouterr().err == "quiz: this pack has no questions. Run quiz preview to see why.\n"


@pytest.mark.slow
def test_audit_does_not_load_textual(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, facts(HALL))
    program = "import sys; from quiz.cli.main import main; main(sys.argv[1:]); print('|', *sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program, "audit", str(pack), "--seeds", "1"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(Path(quiz.__file__).parent.parent)},
    )
    held = run.stdout.rpartition("|")[2].split()

    assert "quiz.audit.runner" in held
    assert not {"textual", "rich", "asyncio", "scipy", "numpy"} & set(held)
