"""What `quiz check` shows, of what, and what it exits with."""

import json
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.pack_files import PLANETS, planets

BROKEN = PLANETS.replace("cite: atlas 2", "cite: atlsa 2").replace(
    "cite: atlas 3", "cite: atlas 3\n    claim: Galileo"
)


def names(out: str) -> list[str]:
    return [line.split()[2].rstrip(":") for line in out.splitlines()]


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        ([], 1, ["unknown-source", "claimant-not-named", "no-distractors"]),
        (["--select", "unknown-source"], 1, ["unknown-source"]),
        (["--select", "claimant-not-named, no-distractors"], 0, ["claimant-not-named", "no-distractors"]),
        (
            ["--select", "claimant-not-named,no-distractors", "--strict"],
            1,
            ["claimant-not-named", "no-distractors"],
        ),
        (["--ignore", "unknown-source", "--strict"], 1, ["claimant-not-named", "no-distractors"]),
        (["--ignore", "unknown-source,claimant-not-named", "--strict"], 0, ["no-distractors"]),
        (["--select", "unknown-source", "--ignore", "unknown-source"], 0, []),
    ],
)
def test_the_exit_code_goes_by_what_is_selected(
    words: list[str], code: int, shown: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", planets(tmp_path, BROKEN), "--format", "concise", *words]) == code
    out, err = capsys.readouterr()
    assert names(out) == shown
    assert ("not selected" in err) is (len(shown) < 3)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["--select", "no-distractor"],
            "unknown rule “no-distractor”. Did you mean “no-distractors”?",
        ),
        (["--ignore", "syntax,zzz"], "unknown rule “zzz”. See quiz rule."),
        (["--ignore", " , "], "--ignore needs names of rules, separated by commas. See quiz rule."),
    ],
)
def test_a_name_that_is_none_is_a_sentence(
    words: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", planets(tmp_path), *words]) == 2
    assert capsys.readouterr() == ("", f"quiz: {sentence}\n")


def test_a_file_whose_name_can_not_be_shown_has_its_lines_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\x1b[31m\nb.yaml"
    path.write_text(BROKEN, encoding="utf-8")

    assert main(["check", str(path), "--select", "unknown-source"]) == 1
    out, _ = capsys.readouterr()
    assert "\x1b" not in out
    line = BROKEN.split("\n").index("    cite: atlsa 2") + 1
    assert f"{line} |     cite: atlsa 2\n" in out


def test_a_file_that_ends_in_yml_is_told_and_not_read_beside_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(planets(tmp_path)).rename(tmp_path / "pack.yaml")
    (tmp_path / "more.yml").write_text("facts: nonsense", encoding="utf-8")

    assert main(["check", str(tmp_path), "--select", "other-suffix,wrong-shape"]) == 0
    assert capsys.readouterr().out == (
        f"warning other-suffix: this file is not read, since it ends in .yml\n"
        f"  --> {tmp_path}/more.yml:1:1\n"
        f"1 | facts: nonsense\n"
        f"  | ^\n"
        f"help: rename it to more.yaml\n\n"
    )


def test_a_pack_that_ends_in_yml_is_read_by_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(planets(tmp_path)).rename(tmp_path / "planets.yml")

    assert main(["check", str(tmp_path / "planets.yml"), "--format", "concise"]) == 0
    assert names(capsys.readouterr().out) == ["other-suffix", "no-distractors"]
    assert main(["items", "--pack", str(tmp_path / "planets.yml")]) == 0


# rule and schema


def test_a_rule_is_explained_with_both_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "odd-key"]) == 0
    out, err = capsys.readouterr()

    assert err == ""
    assert out.startswith("odd-key: hint\n")
    assert "\nBad:\n" in out
    assert "\nGood:\n" in out


def test_all_rules_are_listed_by_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    out = capsys.readouterr().out

    assert out.index("Files and YAML") < out.index("duplicate-key (error):") < out.index("The whole pack")


def test_a_rule_that_is_none_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "od-key"]) == 2
    assert capsys.readouterr() == ("", "quiz: unknown rule “od-key”. Did you mean “odd-key”?\n")


def test_old_rule_name_shows_page_with_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "no-sha256"]) == 0
    out, err = capsys.readouterr()

    assert out.startswith("missing-sha256: hint\n")
    assert err == "quiz: “no-sha256” is now called “missing-sha256”\n"


@pytest.mark.parametrize("option", ["--ignore", "--select"])
def test_old_rule_name_works_in_options(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "rivers.yaml"
    text = Path(__file__).parents[1] / "checks" / "problem_texts" / "several-answers-possible.yaml"
    pack.write_text(text.read_text(encoding="utf-8"), encoding="utf-8")

    assert main(["check", str(pack), option, "maybe-many"]) == 0
    out, err = capsys.readouterr()
    assert ("several-answers-possible" in out) == (option == "--select")
    assert "quiz: “maybe-many” is now called “several-answers-possible”\n" in err


def test_the_schema_is_one_object_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()

    assert err == ""
    assert json.loads(out)["$schema"] == "http://json-schema.org/draft-07/schema#"
