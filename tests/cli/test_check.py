"""`quiz check`, `quiz rule` and `quiz schema`: output and exit codes."""

import io
import json
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.harness import run_failing
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
def test_check_exit_code_depends_on_selected_rules(
    words: list[str], code: int, shown: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", planets(tmp_path, BROKEN), "--format", "concise", *words]) == code
    out, err = capsys.readouterr()
    assert names(out) == shown
    assert ("hidden by --select or --ignore" in err) is (len(shown) < 3)


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
def test_unknown_rule_name_is_an_error(
    words: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", planets(tmp_path), *words]) == 2
    assert capsys.readouterr() == ("", f"quiz: {sentence}\n")


def test_check_of_unprintable_file_name_shows_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\x1b[31m\nb.yaml"
    path.write_text(BROKEN, encoding="utf-8")

    assert main(["check", str(path), "--select", "unknown-source"]) == 1
    out, _ = capsys.readouterr()
    assert "\x1b" not in out
    line = BROKEN.split("\n").index("    cite: atlsa 2") + 1
    assert f"{line} |     cite: atlsa 2\n" in out


def test_yml_file_in_folder_is_reported_but_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(planets(tmp_path)).rename(tmp_path / "pack.yaml")
    (tmp_path / "more.yml").write_text("facts: nonsense", encoding="utf-8")

    assert main(["check", str(tmp_path), "--select", "other-suffix,wrong-shape"]) == 0
    assert capsys.readouterr().out == (
        f"warning other-suffix: this file is not read because it ends in .yml\n"
        f"  --> {tmp_path}/more.yml:1:1\n"
        f"help: Rename it to more.yaml.\n\n"
    )


def test_yml_pack_is_read_by_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(planets(tmp_path)).rename(tmp_path / "planets.yml")

    assert main(["check", str(tmp_path / "planets.yml"), "--format", "concise"]) == 0
    assert names(capsys.readouterr().out) == ["other-suffix", "no-distractors"]
    assert main(["items", "--pack", str(tmp_path / "planets.yml")]) == 0


# rule and schema


def test_rule_page_has_both_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "odd-key"]) == 0
    out, err = capsys.readouterr()

    assert err == ""
    assert out.startswith("odd-key: hint\n")
    assert "\nBad:\n" in out
    assert "\nGood:\n" in out


def test_rules_are_listed_by_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    out = capsys.readouterr().out

    assert out.index("Files and YAML") < out.index("duplicate-key (error):") < out.index("The whole pack")


def test_unknown_rule_page_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
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


def test_schema_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()

    assert err == ""
    assert json.loads(out)["$schema"] == "http://json-schema.org/draft-07/schema#"


# Exit codes


def test_check_of_valid_pack_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", planets(tmp_path)]) == 0
    assert capsys.readouterr().err == "1 pack, 4 facts, 0 hand-written questions: 1 hint.\n"


def test_check_error_exits_1_and_shows_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = planets(tmp_path, PLANETS.replace("cite: atlas 2", "ciet: atlas 2"))
    number = PLANETS.split("\n").index("    cite: atlas 2") + 1

    assert main(["check", path]) == 1
    out, err = capsys.readouterr()
    assert f"--> {path}:{number}:5" in out
    assert f"{number} |     ciet: atlas 2" in out
    assert "error" in err


def test_check_warning_exits_1_only_if_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = PLANETS.replace("cite: atlas 3", "cite: atlas 3\n    claim: Galileo")

    assert main(["check", planets(tmp_path, claim)]) == 0
    assert main(["check", planets(tmp_path, claim), "--strict"]) == 1
    assert "1 warning" in capsys.readouterr().err


def test_dash_checks_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BROKEN.encode())))

    assert main(["check", "-", "--select", "unknown-source"]) == 1
    out, _ = capsys.readouterr()
    line = BROKEN.split("\n").index("    cite: atlsa 2") + 1
    assert f"--> stdin.yaml:{line}:" in out
    assert f"{line} |     cite: atlsa 2\n" in out


def test_standard_input_is_not_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert "standard input can’t be read again" in run_failing(["check", "-", "--watch"], capsys)


def test_missing_path_exits_2_after_checking_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere.yaml")

    assert main(["check", nowhere, planets(tmp_path), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["name"] == "no-distractors"
    assert f"quiz: {nowhere}: no such file or folder\n" in err


def test_sources_compares_citations_with_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planets(tmp_path, PLANETS.replace("An Atlas,", "An Atlas, file: atlas.txt,"))
    (tmp_path / "atlas.txt").write_text("Jupiter\nMercury\nSaturn\npeace\n", encoding="utf-8")

    assert main(["check", path, "--sources", str(tmp_path), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    (problem,) = (item for item in map(json.loads, out.splitlines()) if item["severity"] == "error")
    assert (problem["name"], problem["fact"]) == ("citation-not-held", "god")
    assert "4 citations compared with 1 document." in err
    assert err.endswith("planets/atlas: 4 paragraphs: 4 cited, 0 without facts, 0 left\n")
