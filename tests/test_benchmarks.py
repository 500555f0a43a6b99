"""The benchmarks: each script prints its figures at its smallest size, and tries hard for faults."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.live.redis_server import MISSING, PROGRAM

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
PACKS = BENCHMARKS.with_name("questions")
QUIZ = Path(sys.executable).with_name("quiz")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("pack_cache"),
    pytest.mark.skipif(sys.platform != "linux", reason="the benchmarks need pseudo-terminals and /proc"),
]

SMALL_PACK = """\
format: 1
name: small
title: A Small Pack
sources: {s: {title: S}}
facts:
  - fact: The hall seats <4,210> guests.
    type: count
    cite: s 1
"""
"""A pack that is audited in about a second."""
MAX_SECONDS = 300
"""Time after which a script counts as stuck."""
RATIO_ROW = r"\| \*{0,2}\d+\.\d\d\*{0,2} \(\d+\.\d\d to \d+\.\d\d\) \|"
"""The last cells of a figure with a yardstick."""


def import_benchmark(name: str) -> Any:
    """Import a script of the benchmarks as a module."""
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_benchmark(name: str, *options: str) -> str:
    """Run a script of the benchmarks, and return its standard output."""
    command = [sys.executable, str(BENCHMARKS / name), *options]
    result = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=MAX_SECONDS
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_random_keys_do_the_same_while_things_move() -> None:
    assert run_benchmark("random_keys.py", "--presses", "60").count("no key lost") == 2


def test_ratings_are_drawn_without_estimates_and_joined(tmp_path: Path) -> None:
    numbers, rated = tmp_path / "numbers.jsonl", tmp_path / "rated.jsonl"
    selection = ("--only", "hero", "--number", "12", "--seed", "5")
    drawn = run_benchmark("rated.py", "draw", *selection, "--numbers", str(numbers))
    rows = [json.loads(line) for line in drawn.splitlines()]
    rated.write_text("".join(json.dumps({**row, "rating": 2}) + "\n" for row in rows), encoding="utf-8")
    table = run_benchmark("rated.py", "join", str(rated), str(rated), "--numbers", str(numbers))

    assert len(rows) == 12
    assert {tuple(row) for row in rows} == {("id", "stem", "options", "rating")}
    assert re.search(r"^\| all \| 12 \| – \|$", table, re.MULTILINE)  # equal ratings have no order
    assert re.search(r"^\| hero \| 12 \| – \|$", table, re.MULTILINE)


def test_correlation_and_agreement_of_ratings() -> None:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        rated = import_benchmark("rated")
    finally:
        sys.path.remove(str(BENCHMARKS))

    assert rated.spearman([1, 2, 3, 4, 5], [10, 20, 30, 40, 50]) == pytest.approx(1)
    assert rated.spearman([1, 2, 3, 4, 5], [5, 4, 3, 2, 1]) == pytest.approx(-1)
    assert rated.spearman([1, 2, 3, 4, 5], [1, 1, 2, 2, 3]) == pytest.approx(9 / 90**0.5)
    assert rated.spearman([1, 2], [1, 2]) is None
    assert rated.kappa([(1, 1), (2, 2), (3, 3)]) == 1
    assert rated.kappa([(1, 3), (3, 1), (1, 1), (3, 3)]) == 0


@pytest.mark.parametrize(
    ("command", "pattern"),
    [
        ("question_making.py --speed 60", r"^\d+\.\d+$"),
        (
            "question_making.py --sizes 30 60 --rounds 2 --generated-only",
            r"from 30 to 60 facts: the exponents are",
        ),
        (f"kinds.py --quiz {QUIZ} --seeds 1 {PACKS / 'elements'}", r"^elements: compare: 1\d\d questions$"),
        (f"kinds.py --quiz {QUIZ} --seeds 1 {PACKS / 'countries'}", r"^countries: both: \d\d\d? questions$"),
        ("players.py --seeds 1 --only hero", r"^\| hero \| video \| spelling: .* \| \d+\.\d% \|"),
        (
            "rounds.py --rounds 2 --only countries",
            r"^\| countries \| \d+\.\d% \| .* \| countries 100\.0% \|$",
        ),
        ("rounds.py --read 1 --only hero", r"^  10\. 0\.\d\d .+ \[.+\]$"),
        ("probe.py --seeds 1 --only hero", r"^\| hero \| [\d,]+ \| \d+\.\d% \|"),
        (
            "long_play.py --questions 20",
            r"^From the second to the last tenth, time per question changes by a factor",
        ),
        ("saving.py --runs 1 --facts 10", r"^\| `quiz check --watch` \| \d\.\d{3} s \|"),
        (
            "year_of_play.py --runs 1 --answers 50 --pack hero",
            r"^\| `quiz stats --json` \| \d+ ms \| \d+ ms \|",
        ),
        (
            "kills.py --kills 2 --games 2",
            r"^2 games killed .*: no answer was lost, counted twice or damaged\.$",
        ),
        ("fuzz.py --count 6 --damaged-only", r"^6 damaged packs \(seed 1\): no failure, none over 2 s\."),
        ("fuzz.py --seed 1 --only 3", r"^\d\.\d\d s, no failure$"),
        ("damaged_history.py --flips 1 --pages 1 --values 0", r"^0 failures\.$"),
        ("import_banks.py --size 400 --runs 1", r"^\| csv \| \d\.\d\d s \|"),
        ("start_steps.py --runs 1", r"^\| total \| \d+\.\d ms \| \d+\.\d ms \|$"),
    ],
    ids=lambda value: value if ".py" in value else "",
)
def test_benchmark_prints_its_figures(command: str, pattern: str) -> None:
    assert re.search(pattern, run_benchmark(*command.split()), re.MULTILINE)


@pytest.mark.parametrize(
    "pack", [SMALL_PACK, pytest.param("elements", marks=pytest.mark.exhaustive)], ids=["small", "elements"]
)
def test_benchmark_of_guessing_prints_its_figures(pack: str, tmp_path: Path) -> None:
    if pack == SMALL_PACK:
        path = tmp_path / "small.yaml"
        path.write_text(pack, encoding="utf-8")
        pack = str(path)

    output = run_benchmark("guessing.py", "--seeds", "1", "--only", pack)

    assert re.search(rf"^\| {re.escape(pack)} \| [\d,]+ \| .* \| \d\.\d{{3}} \|$", output, re.MULTILINE)


@pytest.mark.parametrize(
    ("options", "key", "fault"),
    [
        (["11", "12", "13", "129"], 0, "an impossible number"),
        (["11", "12", "13", "1,011"], 0, "an impossible number, a number in another form than the column"),
        (["11", "12", "N/A", "13"], 2, "the key is a placeholder"),
        (["11", "12", "13[a]", "14"], 0, "a footnote mark"),
        (["11", "12", "A &amp; B", "14"], 0, "an HTML entity"),
        (["11.5", "12", "13", "14"], 0, "told apart by number form"),
        (["11", "12", "13", "14"], 0, ""),
    ],
)
def test_public_tables_finds_a_fault(options: list[str], key: int, fault: str) -> None:
    public_tables = import_benchmark("public_tables")
    column = public_tables.Column("Number", ["11", "11.5", "12", "13", "14"])

    assert ", ".join(column.find_faults(options, key)) == fault


@pytest.mark.parametrize(
    ("options", "key", "faults"),
    [
        (["Elbe", "Main"], 0, []),
        (["Elbe", "Main"], 1, ["1094.0 against the key 525.0"]),
        (["Elbe", "Rhine"], 1, ["1094.0 is too near 1100.0"]),
        (["Elbe", "Seine"], 0, ["an option is not the subject of one row"]),
    ],
)
def test_kinds_finds_a_fault(options: list[str], key: int, faults: list[str]) -> None:
    kinds = import_benchmark("kinds")
    rows = (("Elbe", "1,094 km"), ("Main", "525 km"), ("Rhine", "1,100 km"))
    column = kinds.Column("length", {"ask-most": "Which is longest?"}, ("river", "length"), rows)
    question = {"stem": "Which is longest?", "options": options, "key": key}

    assert kinds.judge_compare(question, [column]) == faults


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        (["Sucre", "La Paz"], []),
        (["Sucre"], ["la paz is true and not accepted"]),
        (["Sucre", "La Paz", "Lima"], ["lima is accepted and not true"]),
        (["Oslo"], ["la paz is true and not accepted", "sucre is true and not accepted", "none of ['oslo']"]),
    ],
)
def test_kinds_finds_a_fault_of_a_typed_answer(answers: list[str], faults: list[str]) -> None:
    kinds = import_benchmark("kinds")
    stem = "What is the capital of Bolivia?"
    asked = {kinds.plain(stem): [kinds.Asked(stem, ("Sucre", "La Paz"), frozenset(("Sucre", "Lima")))]}

    found = kinds.judge_typed({"stem": stem, "answers": answers}, asked)

    assert len(found) == len(faults)
    assert all(fault.startswith(expected) for fault, expected in zip(found, faults, strict=True))


@pytest.mark.parametrize(
    ("value", "high", "fault_count"), [(1894, 2010, 0), (1895, 2010, 1), (1894, 1890, 1)]
)
def test_kinds_finds_a_fault_of_a_guess(value: int, high: int, fault_count: int) -> None:
    kinds = import_benchmark("kinds")
    number = {"value": value, "low": 1750, "high": high, "full": 2, "none": 25}
    asked = {"when?": [kinds.Asked("When?", ("1894",), frozenset())]}

    assert len(kinds.judge_closest({"stem": "When?", "number": number}, asked)) == fault_count


@pytest.mark.parametrize(
    ("options", "key", "faults"),
    [
        (["Brazil", "Argentina", "Guyana"], 0, []),
        (
            ["Brazil", "Argentina", "Guyana"],
            1,
            ["both rows have ['Brazil']", "Brazil is in both rows, or in none"],
        ),
        (["Brazil", "Chile"], 0, ["Chile is in both rows, or in none"]),
    ],
)
def test_kinds_finds_a_fault_of_both(options: list[str], key: int, faults: list[str]) -> None:
    kinds = import_benchmark("kinds")
    rows = (("Uruguay", "Argentina; Brazil"), ("Venezuela", "Guyana; Brazil"))
    fields = {"ask-both": "What borders both <country> and <country-2>?"}
    column = kinds.Column("neighbour", fields, ("country", "neighbour"), rows)
    question = {"stem": "What borders both Uruguay and Venezuela?", "options": options, "key": key}

    assert kinds.judge_both(question, [column]) == faults


@pytest.mark.parametrize(
    ("options", "key", "faults"),
    [
        (["Gabon", "Chad", "Mali"], 0, []),
        (["Gabon", "Chad", "Mali"], 1, ["Chad is not proved to be outside", "Gabon is not a member"]),
        (["Peru", "Chad", "Mali"], 0, ["Peru is not proved to be outside"]),
    ],
)
def test_kinds_finds_a_fault_of_the_odd_one(options: list[str], key: int, faults: list[str]) -> None:
    kinds = import_benchmark("kinds")
    fields = {"ask-not": "Which is NOT in <part>?", "open": "yes", "wrong": ["Gabon"]}
    rows = (("Africa", "Chad"), ("Africa", "Mali"))
    column = kinds.Column("country", fields, ("part", "country"), rows)
    question = {"stem": "Which is NOT in Africa?", "options": options, "key": key}

    assert kinds.judge_oddone(question, [column]) == faults


def test_public_tables_judges_the_choices_of_a_table(tmp_path: Path) -> None:
    rows = "\n".join(f"Town {letter * 3},{number}" for number, letter in enumerate("abcdefghijkl", 1950))
    (tmp_path / "towns.csv").write_text(f"town,founded\n{rows}\n")
    quiz = Path(sys.executable).with_name("quiz")

    output = run_benchmark("public_tables.py", "--quiz", str(quiz), str(tmp_path))

    assert output.splitlines()[-1] == "12 choices, 0 faults"


@pytest.mark.parametrize(
    ("command", "figures"),
    [
        (
            "start.py --runs 1 --keys 2",
            [
                "start",
                "start to the first question, with two",
                "start to the home screen",
                "key press",
                "peak memory",
                "`quiz --version`",
            ],
        ),
        ("reading.py --runs 1 --questions 50", ["time to read", "memory to read"]),
    ],
    ids=lambda value: value.partition(".")[0] if isinstance(value, str) else "",
)
def test_benchmark_compares_figures_with_a_yardstick(command: str, figures: list[str]) -> None:
    output = run_benchmark(*command.split())

    for name in figures:
        assert re.search(rf"^\| {name}.*{RATIO_ROW}", output, re.MULTILINE), name


def test_outside_check_prints_each_difference(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts.csv"
    hosts.write_text(
        '"Year","Season","City"\n1936,"Summer","Berlin"\n1968,"Summer","Sapporo"\n', encoding="utf-8"
    )
    command = [sys.executable, str(BENCHMARKS / "outside_check.py"), "--hosts", str(hosts)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=MAX_SECONDS)

    assert result.returncode == 1, result.stderr
    assert "sport: 3 compared, 2 same, 1 different" in result.stdout
    assert (
        "summer-1968-city: the pack has “Mexico City”, the other data “Sapporo”: not explained"
        in result.stdout
    )


def test_benchmark_of_large_packs_prints_second_start_and_growth() -> None:
    output = run_benchmark("large_packs.py", "--runs", "1", "--sizes", "30", "60")

    assert re.search(rf"^\| second start .*{RATIO_ROW}", output, re.MULTILINE)
    for command in ("`list`", "`items`", "`check`", "first start of a game", "second start of a game"):
        assert re.search(rf"^\| {command} .* in time, .* in memory \|$", output, re.MULTILINE), command


def test_benchmark_finds_each_extreme_pack_harmless() -> None:
    output = run_benchmark("fuzz.py", "--extreme-only")

    assert re.search(
        r"^\d+ packs of extreme size or depth: no failure, none over 2 s\.", output, re.MULTILINE
    )


def test_report_runs_the_selected_parts() -> None:
    output = run_benchmark("all.py", "--python", sys.executable, "--quick", "--only", "textual", "saving")

    assert re.findall(r"^## .*", output, re.MULTILINE) == ["## Commands without Textual", "## Saving a pack"]
    assert output.count(" does not import Textual\n") == 5
    assert "failed" not in output


@pytest.mark.exhaustive
def test_thousands_of_damaged_packs_are_read_without_a_failure() -> None:
    output = run_benchmark("fuzz.py", "--count", "5000", "--damaged-only")

    assert "5,000 damaged packs (seed 1): no failure, none over 2 s." in output


@pytest.mark.exhaustive
def test_killed_games_lose_no_answer() -> None:
    output = run_benchmark("kills.py", "--kills", "100", "--games", "10")

    assert re.search(r"^100 games killed .*: no answer was lost, counted twice or damaged\.$", output, re.M)


def test_crowd_plays_together() -> None:
    output = run_benchmark("live/crowd.py", "--players", "5", "--questions", "1")

    assert re.search(r"all answer at once: acknowledged: median \d+\.\d+ s, p95 \d+\.\d+ s", output)


@pytest.mark.parametrize("log", ["sqlite", "redis"])
def test_killed_owners_lose_no_answer(log: str) -> None:
    if log == "redis" and PROGRAM is None:
        pytest.skip(MISSING)
    output = run_benchmark("live/owner_kills.py", "--log", log, "--kills", "1", "--players", "3")

    assert "acknowledged but not counted: 0, players with a wrong sum: 0" in output
    assert re.search(r"from a kill to the next frame: median \d+\.\d\d s", output)
