"""`quiz why`: the printed reasons."""

import json
import re
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.harness import run_failing
from tests.cli.pack_files import planets
from tests.cli.test_items import items


def test_why_prints_fact_source_and_reason_per_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", "planets/largest/choice@3", "--pack", planets(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[:3] == [
        "Fact: The largest planet is Jupiter.",
        "Source: An Atlas, A Press: paragraph 1",
        "Question: Which planet is the largest?",
    ]
    options = [line for line in lines[3:] if not line.startswith(" ")]
    assert len(options) == 4
    for number, line in enumerate(options, 1):
        right = "right - cited" if "Jupiter" in line else "wrong - single-valued"
        assert re.fullmatch(rf"{number}\) \w+ - {right} - largest", line)
    assert lines[3:].count("   The fact allows one answer.") == 3


def test_why_explains_exact_question_of_id(capsys: pytest.CaptureFixture[str]) -> None:
    (item,) = items(["--round", "1", "--seed", "31", "--kind", "choice"], capsys)
    assert main(["why", str(item["id"]), "--json"]) == 0
    reasons = json.loads(capsys.readouterr().out)

    assert reasons["id"] == item["id"]
    assert [option["text"] for option in reasons["options"]] == item["options"]
    assert [option["right"] for option in reasons["options"]].index(True) == item["key"]


def test_why_without_question_has_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["why", "planets/god/choice", "--pack", planets(tmp_path)]

    assert (
        run_failing(words, capsys)
        == "no question is made for “planets/god/choice”: no-distractors. See quiz rule no-distractors"
    )


def test_values_that_are_not_offered_are_named_with_the_fact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "format: 1\nname: p\ntitle: P\nsources: {s: {title: S}}\npools: {city: [Lima, Quito]}\nfacts:\n"
        "  - {id: capital, fact: The capital of Bolivia is <Sucre>., type: city, cite: s 1}\n"
        "  - {id: seat, fact: The government of Bolivia sits in <La Paz>., type: city, cite: s 1}\n",
        encoding="utf-8",
    )

    assert main(["why", "--pack", str(path), "p/capital/choice"]) == 0
    assert "Not offered: La Paz - told-elsewhere - seat\n" in capsys.readouterr().out
    assert main(["why", "--json", "--pack", str(path), "p/capital/choice"]) == 0
    withheld = json.loads(capsys.readouterr().out)["withheld"]
    assert withheld == [{"text": "La Paz", "reason": "told-elsewhere", "facts": ["seat"]}]


def test_why_lists_what_a_typed_question_accepts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = planets(tmp_path)
    assert main(["why", "planets/largest/typed", "--pack", pack]) == 0
    assert "\nAccepted: Jupiter\n" in capsys.readouterr().out

    assert main(["why", "planets/largest/typed", "--pack", pack, "--json"]) == 0
    reasons = json.loads(capsys.readouterr().out)
    assert (reasons["options"], reasons["answers"]) == ([], ["Jupiter"])
