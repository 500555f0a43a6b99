"""`quiz items`: the printed questions."""

import json
import re
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.harness import run_failing
from tests.cli.pack_files import WITH_EMPTY, planets


def items(words: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["items", "--json", *words]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.slow
def test_json_items_have_published_fields(capsys: pytest.CaptureFixture[str]) -> None:
    for item in items(["--category", "hero/video"], capsys):
        assert list(item) == (
            "id pack fact category kind stem options key explanation checked more repeats why_wrong "
            "citations attribution as_of difficulty sensitive origin proofs facts".split()
        )
        assert re.fullmatch(r"hero/[a-z0-9.-]+/(choice|truefalse)@0", str(item["id"]))
        options, proofs, citations = item["options"], item["proofs"], item["citations"]
        assert isinstance(options, list)
        assert isinstance(proofs, list)
        assert isinstance(citations, list)
        others = [number for number in range(len(options)) if number != item["key"]]
        if item["origin"] == "fact":
            assert [proof["option"] for proof in proofs] == others
        if item["kind"] == "truefalse":
            assert options == ["True", "False"]
        for citation in citations:
            assert list(citation) == ["source", "title", "publisher", "locator", "url"]


def test_json_false_statement_has_false_and_correct_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = ["--kind", "truefalse", "--pack", planets(tmp_path)]
    statements = [item for seed in range(6) for item in items([*kinds, "--seed", str(seed)], capsys)]
    false = [item for item in statements if item["key"] == 1]

    assert 0 < len(false) < len(statements)
    for item in false:
        assert isinstance(item["proofs"], list)
        (proof,) = item["proofs"]
        assert proof["value"] in str(item["stem"])
        assert proof["instead"] in str(item["explanation"])


@pytest.mark.slow
def test_items_have_unique_ids(capsys: pytest.CaptureFixture[str]) -> None:
    ids = [item["id"] for item in items(["--pack", "elements"], capsys)]

    assert len(ids) == len(set(ids))


@pytest.mark.slow
def test_items_category_may_include_pack_name(capsys: pytest.CaptureFixture[str]) -> None:
    each = [items(["--category", name], capsys) for name in ("hero/video", "music/video", "video")]

    assert {item["pack"] for item in each[2]} == {"hero", "music"}
    assert each[0] + each[1] == each[2]


def test_items_kind_selects_one_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--pack", planets(tmp_path)]

    assert {item["kind"] for item in items(words, capsys)} == {"choice", "truefalse"}
    assert {item["kind"] for item in items([*words, "--kind", "choice"], capsys)} == {"choice"}


def test_text_items_have_answer_reason_and_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items", "--pack", planets(tmp_path)]) == 0
    block = capsys.readouterr().out.split("\n\n")[0].splitlines()

    assert block[:2] == ["planets/largest/choice@0", "Which planet is the largest?"]
    assert block[-3:] == [
        "Answer: Jupiter",
        "Why: The largest planet is Jupiter.",
        "Source: An Atlas, A Press: paragraph 1",
    ]


def test_short_round_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items", "--round", "9", "--pack", planets(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()

    assert 0 < out.count("\n") < 9
    assert err.endswith("instead of 9.\n")


@pytest.mark.parametrize("words", [["items"], ["items", "--round", "3"], ["--plain"]], ids=" ".join)
def test_category_without_questions_is_an_error(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_failing([*words, "--pack", planets(tmp_path, WITH_EMPTY), "--category", "empty"], capsys)


def test_items_without_options_have_answers_or_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    selection = ["--pack", "elements", "--category", "discovery"]
    typed = items([*selection, "--kind", "typed"], capsys)
    guesses = items([*selection, "--kind", "closest"], capsys)

    assert all(item["options"] == [] and item["key"] is None and item["answers"] for item in typed)
    assert all(item["options"] == [] and item["key"] is None for item in guesses)
    phosphorus = next(item["number"] for item in guesses if "phosphorus" in str(item["id"]))
    assert phosphorus == {
        "type": "year",
        "value": 1669,
        "low": 1650,
        "high": 1950,
        "full": 2,
        "none": 25,
        "distance": "difference",
        "unit": None,
    }
