"""The figures of packs that each show one thing."""

from pathlib import Path

import pytest

from quiz.audit.intervals import HitRate
from quiz.audit.report import format_table
from quiz.audit.runner import Audit, audit_pack, count_leaks, count_unproved_options, is_within_chance
from quiz.generate.question_maker import QuestionMaker
from quiz.model.question import Proof, ProofReason, Question
from quiz.packs.read.pack_reader import read_pack
from quiz.text.safe import Text
from tests import factories

HEAD = """\
format: 1
name: {name}
title: A Pack
language: en
categories: {{part: A part}}
sources:
  atlas: {{title: An Atlas, publisher: A Press}}
category: part
"""
SYLLABLES = "ba de fi go hu ka le mi no pu".split()


def rigged(count: int = 30) -> str:
    """Write a pack in which every right answer is longer than its distractors."""
    facts, pools = ["facts:"], ["pools:"]
    for number in range(count):
        tens, ones = SYLLABLES[number // 10], SYLLABLES[number % 10]
        facts += [f"  - id: f{number}", f"    fact: The creature of hill {number} is <Zo{tens}{ones}ra>."]
        facts += [f"    type: creature-{number}", f"    cite: atlas {number + 1}"]
        pools.append(f"  creature-{number}: [Xa{tens}{ones}, Qu{tens}{ones}, Wy{tens}{ones}]")
    return "\n".join([HEAD.format(name="rigged"), *facts, *pools, ""])


def even(letters: str = "BCDFGHJKLMNPQRSTVWXZ") -> str:
    """Write a pack whose values are equally long and equally similar."""
    facts = ["facts:"]
    for number, letter in enumerate(letters):
        facts += [f"  - id: f{number}", f"    fact: The survey of hill {number} audit <Sector {letter}>."]
        facts += ["    type: sector", f"    cite: atlas {number + 1}"]
    return "\n".join([HEAD.format(name="even"), *facts, ""])


def write_pack(folder: Path, text: str) -> Path:
    path = folder / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def run_audit(folder: Path, text: str, seeds: int = 20, *, round_count: int = 20) -> Audit:
    reading = read_pack(write_pack(folder, text))
    assert [str(problem) for problem in reading.problems] == []
    assert reading.pack is not None
    audit = audit_pack(QuestionMaker(reading.pack), seeds, round_count=round_count)
    assert audit is not None
    return audit


def facts(*entries: str) -> str:
    return (
        HEAD.format(name="few")
        + "facts:\n"
        + "".join(f"  - {entry}\n    cite: atlas 1\n" for entry in entries)
    )


# Attacks and their bound


@pytest.mark.slow
def test_longest_right_answers_are_a_miss(tmp_path: Path) -> None:
    audit = run_audit(tmp_path, rigged(), seeds=3)

    assert audit.main.attacks["longest"].hit == 1
    assert audit.uniquely_longest == 1
    assert "longest" in audit.missed_attacks
    assert any(line.startswith("  longest") and line.endswith("missed") for line in format_table(audit))


@pytest.mark.slow
def test_similar_options_keep_every_limit(tmp_path: Path) -> None:
    audit = run_audit(tmp_path, even())

    assert audit.main.questions == 20 * 20
    assert audit.main.attacks["longest"].hit == 0.25
    assert audit.main.attacks["centroid"].hit == 0.25
    assert audit.main.attacks["middle"] == HitRate(None, 0, None, None, None)
    assert audit.missed_attacks == ()
    assert (audit.leaks, audit.missing_proof_count, audit.flaw_count) == (0, 0, 0)
    assert audit.position_p is not None
    assert audit.position_p > 0.01
    assert audit.rank_p is None


def test_too_few_facts_are_not_a_miss(tmp_path: Path) -> None:
    audit = run_audit(tmp_path, facts("fact: The hall seats <4,210> guests.\n    type: count"), seeds=3)

    lines = list(format_table(audit))
    assert audit.missed_attacks == ()
    applied = [rate for rate in audit.main.attacks.values() if rate.n]
    assert sum(line.endswith("too few") for line in lines) == len(applied) == 10
    assert "  too few: not enough facts to tell" in lines
    assert lines[-1] == "OK"


@pytest.mark.parametrize(("high", "kept"), [(0.29, True), (0.30, True), (0.31, False)])
def test_upper_limit_may_be_five_points_above_chance(high: float, kept: bool) -> None:
    assert is_within_chance(HitRate(0.25, 400, 0.25, 0.2, high)) is kept


def test_keys_near_an_end_of_their_scale_are_not_judged(tmp_path: Path) -> None:
    audit = run_audit(
        tmp_path,
        facts(
            "fact: The song reached number <7> in Chile.\n    type: position",
            "fact: The album holds <3> waltzes.\n    type: count",
            "fact: The tour took <62 %> of its costs.\n    type: percent",
            "fact: The hall seats <4,210> guests.\n    type: count",
        ),
        seeds=5,
    )

    assert (audit.bounded.questions, audit.main.questions) == (15, 5)
    assert audit.declared.questions == 0


def test_wrong_options_by_the_author_are_counted_apart(tmp_path: Path) -> None:
    hand = (
        "questions:\n  - id: by-hand\n    question: Who came last?\n    right: Ada Byron\n"
        "    wrong: [Bob Jones, Cyd Smith]\n    because: Ada Byron came last.\n    cite: atlas 2\n"
    )
    declared = "fact: The first to come was <Dan Moore>.\n    type: person\n    wrong: [Eve Young, Flo Evans]"

    audit = run_audit(tmp_path, facts(declared) + hand, seeds=4)

    assert (audit.declared.questions, audit.main.questions) == (8, 0)
    assert audit.missed_attacks == ()


def declare_numbers(offsets: str, number: int) -> str:
    """Write a fact with a number, and wrong ones at the given distances from it."""
    size = 3000 + 137 * number
    wrong = ", ".join(str(size + int(offset)) for offset in offsets.split())
    return f"fact: Hall {number} seats <{size}> guests.\n    type: number\n    wrong: [{wrong}]"


@pytest.mark.slow
def test_right_number_in_the_middle_of_the_authors_own_is_a_miss(tmp_path: Path) -> None:
    audit = run_audit(tmp_path, facts(*(declare_numbers("-700 -351 352", n) for n in range(40))), seeds=3)

    lines = list(format_table(audit))
    assert (audit.declared.questions, audit.main.questions) == (120, 0)
    assert audit.missed_attacks == ("middle", "centroid")
    assert [line.split()[0] for line in lines if line.endswith("missed")] == ["middle", "centroid"]
    assert lines[-1] == "Missed: middle and centroid. Write wrong numbers on both sides of the right one."


@pytest.mark.slow
def test_six_numbers_of_the_author_around_the_right_one_keep_the_limit(tmp_path: Path) -> None:
    offsets = "-1051 -702 -353 354 705 1056"
    audit = run_audit(tmp_path, facts(*(declare_numbers(offsets, n) for n in range(40))), seeds=20)

    assert audit.declared.questions == 800
    assert "middle" not in audit.missed_attacks


def test_too_few_facts_are_the_verdict_of_a_strict_audit(tmp_path: Path) -> None:
    audit = run_audit(tmp_path, facts("fact: The hall seats <4,210> guests.\n    type: count"), seeds=1)

    assert audit.undecided_attacks == tuple(name for name, rate in audit.main.attacks.items() if rate.n)
    *_, last = format_table(audit, strict=True)
    assert last.startswith("Too few facts for longest, shortest")


# What a pack yields


def test_values_without_a_question_are_counted_by_reason_and_listed_by_line(tmp_path: Path) -> None:
    path = write_pack(tmp_path, "")
    audit = run_audit(
        tmp_path,
        facts(
            "fact: The hall seats <4,210> guests.\n    type: count",
            "fact: The roof is <tin>.\n    type: stuff",
            "fact: The doors are <oak>.\n    type: wood\n    asked: no",
            "fact: The floor is <elm>.\n    type: wood\n    asked: no",
        ),
        seeds=2,
    )

    assert (audit.facts, audit.values, audit.questions) == (4, 4, 6)
    assert audit.yield_rate == 0.25
    assert audit.skipped_by_reason == {"not-asked": 2, "no-distractors": 1}
    lines = list(format_table(audit))
    start = lines.index(Text("no-distractors: 1"))
    number = path.read_text(encoding="utf-8").splitlines().index("  - fact: The roof is <tin>.") + 1
    assert lines[start + 1] == f"  {path}:{number}  “tin”"
    assert lines[start - 1] == "not-asked: 2"  # the author asks for none of these, so none is listed


def test_pack_without_questions_has_no_audit(tmp_path: Path) -> None:
    reading = read_pack(write_pack(tmp_path, facts("fact: The roof is <tin>.\n    type: stuff")))

    assert reading.pack is not None
    assert audit_pack(QuestionMaker(reading.pack), 3) is None


def test_table_fits_eighty_columns(tmp_path: Path) -> None:
    long = "漢字" * 200
    audit = run_audit(
        tmp_path,
        facts(
            "fact: The hall seats <4,210> guests.\n    type: count",
            f"fact: The roof is <[/] list[int] {long}>.\n    type: stuff",
        ),
        seeds=1,
    )
    lines = [line for line in format_table(audit) if str(tmp_path) not in line]

    assert max(map(len, lines)) <= 79
    assert any("“[/] list[" in line and line.endswith("…”") for line in format_table(audit))


# Proofs and leaks


def test_wrong_option_without_proof_is_counted() -> None:
    question = factories.question(key=1)
    proof = Proof(0, ProofReason.SINGLE_VALUED, ("director",))

    assert count_unproved_options(question) == 3
    assert count_unproved_options(question._replace(proofs=(proof,))) == 2
    assert (
        count_unproved_options(
            question._replace(proofs=tuple(proof._replace(option=option) for option in (0, 2, 3)))
        )
        == 0
    )
    assert count_unproved_options(factories.statement()) == 1


def leaks(*questions: Question) -> int:
    return count_leaks(iter([questions]), {})


def test_leak_is_an_answer_shown_before_its_question() -> None:
    first = factories.question(
        "first", options=("Ada King", "Bob", "Cyd"), stem="Who met the two King sisters?"
    )
    first = first._replace(explanation=Text("Ada King met them in 1999."))
    king = factories.question("second", options=("King", "Queen", "Knave"))
    bobby = factories.question("third", options=("Bobby", "Danny", "Evie"))
    year = factories.statement()._replace(answer=Text("1999"))

    assert leaks(first, king) == 1
    assert leaks(king, first) == 0
    assert leaks(first, bobby) == 0
    assert leaks(first, year) == 1
    assert leaks(first, king, year) == 2


def test_withheld_values_are_counted_by_reason(tmp_path: Path) -> None:
    text = facts(
        "fact: The capital of Bolivia is <Sucre>.\n    type: city\n    wrong: [Lima, Quito]",
        "fact: The government of Bolivia sits in <La Paz>.\n    type: city",
        "fact: The dog is called <Rex>.\n    type: dog",
    )

    withheld = run_audit(tmp_path, text, seeds=1).withheld

    assert withheld == {"told-elsewhere": 2, "one-of-many": 0, "same-name": 0, "part-of-answer": 0}
