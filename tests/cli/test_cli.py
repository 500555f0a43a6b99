"""The command line: what each command prints, says beside it and exits with."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import quiz
from quiz.cli.main import main
from tests.cli.pack_files import PLANETS, WITH_EMPTY, planets

ROOT = Path(quiz.__file__).parent.parent


def failing(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run what can't be done; give the one sentence that says so."""
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("quiz: ")
    assert err.count("\n") == 1
    return err.removeprefix("quiz: ").rstrip("\n")


def quiz_with(*words: str, stdin: str = "", **environment: str) -> str:
    """Run the program in a process of its own; give what it prints."""
    run = subprocess.run(
        [sys.executable, "-m", "quiz", *words],
        input=stdin,
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    return run.stdout


# Help


def test_version_is_said_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"quiz {quiz.__version__}\n"


# Near misses and other mistakes


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lits"], "unknown command “lits”. Did you mean “quiz list”?"),
        (["xyzzy"], "unknown command “xyzzy”. See quiz --help."),
        (["./my.yaml"], "unknown command “./my.yaml”. Did you mean “quiz --pack ./my.yaml”?"),
        (["--categry", "video"], "unknown option “--categry”. Did you mean “--category”?"),
        (["items", "--sede=7"], "unknown option “--sede”. Did you mean “--seed”?"),
        (["--category", "vidoe"], "no category is called “vidoe”; did you mean “video”?"),
        (
            ["items", "--category", "hero/vidoe"],
            "no category is called “hero/vidoe”; did you mean “hero/video”?",
        ),
        (["list", "--pack", "heor"], "there is no pack “heor”. Did you mean “hero”?"),
        (
            ["--kind", "truefals"],
            "--kind must be choice or truefalse (got “truefals”). Did you mean “truefalse”?",
        ),
        (
            ["check", ".", "--format", "jsn"],
            "--format must be full, concise, json or github (got “jsn”). Did you mean “json”?",
        ),
        (
            ["why", "hero/direcor/choice@7"],
            "no question has the id “hero/direcor/choice@7”; did you mean “hero/director/choice”?",
        ),
        (
            ["why", "moon/landing/choice"],
            "no question has the id “moon/landing/choice”; it was sought in hero, countries and elements; "
            "--pack names another pack",
        ),
        (
            ["why", "heor/director/choice"],
            "no question has the id “heor/director/choice”; did you mean “hero/director/choice”?",
        ),
        (
            ["why", "hero/director/choice@x"],
            "no question has the id “hero/director/choice@x”; after the @ stands a whole number",
        ),
        (["--seed"], "--seed needs a value. See quiz --help."),
        (["--pack", ""], "--pack is empty"),
        (["check", ""], "PATH is empty"),
        (["check", "no/where"], "no/where: there is no such file or folder"),
        (["--seed", "-3"], "--seed must be a whole number, 0 or more (got “-3”)"),
        (["--seed", "1_000"], "--seed must be a whole number, 0 or more (got “1_000”)"),
        (["--questions", "0"], "--questions must be a whole number, 1 or more (got “0”)"),
        (["--questions", "9" * 5000], f"--questions must be a whole number, 1 or more (got “{'9' * 5000}”)"),
        (["--time", "nan"], "--time must be a number of seconds, 0 for no clock (got “nan”)"),
        (["--time", "-1"], "--time must be a number of seconds, 0 for no clock (got “-1”)"),
        (["items", "more"], "unexpected argument “more”. See quiz items --help."),
        (["check", ".", "--sources", "nowhere"], "--sources must be a folder (got “nowhere”)"),
        (["check"], "quiz check needs PATH. See quiz check --help."),
        (["why"], "quiz why needs QUESTION-ID. See quiz why --help."),
        (["history"], "quiz history needs path, export or clear. See quiz history --help."),
        (["history", "pat"], "the action must be path, export or clear (got “pat”). Did you mean “path”?"),
        (["items", "--json=1"], "--json takes no value. See quiz items --help."),
        (["flags", "remove"], "quiz flags remove needs ID. See quiz flags for the ids."),
        (["--mode", "daily", "--seed", "7"], "--mode daily can't be combined with --seed, only with --time"),
        (["--players", "Ana"], "--players needs 2 to 8 different names, separated by commas"),
        (["--players", f"Ana,{'x' * 17}"], f"the player name “{'x' * 17}” is longer than 16 letters"),
        (
            ["--players", "Ana,Ben", "--questions", "5"],
            "5 questions can't be shared equally by 2 players. Use --questions 4 or 6.",
        ),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_mistake_is_a_sentence_with_what_was_meant(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing(words, capsys) == said


def test_a_mistake_cannot_speak_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["\x1b]0;x\x07"], ["--\x1b[2J"], ["--pack", "\x1b[2J.yaml"], ["why", "\x9b2J"], ["\udcff"]):
        assert not set(failing(words, capsys)) & {"\x1b", "\x07", "\x9b", "\udcff"}


@pytest.mark.parametrize("words", [["--category", "a\udcff"], ["flags", "remove", "a\udcff"]])
def test_bytes_that_are_no_text_are_a_name_that_nothing_has(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "internal error" not in failing(words, capsys)


def test_a_mistake_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "“a b”" in failing(["check", "“a\nb”"], capsys)
    assert "“a quiz: b”" in failing(["“a\r\nquiz: b”"], capsys)


def test_an_abbreviated_option_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert failing(["--cat", "video"], capsys).startswith("unknown option “--cat”")


def test_debug_shows_where_a_mistake_was_met_and_nothing_of_it_acts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--category", "vid\x1b[2Joe", "--debug"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("Traceback (most recent call last):")
    assert "UsageError: " in told
    assert "\x1b" not in told


# Packs


def test_a_pack_of_which_nothing_is_readable_stops_the_game(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("name: caf\xe9".encode("latin-1"))

    assert "latin.yaml" in failing(["--pack", str(latin)], capsys)


def test_a_pack_with_some_mistakes_is_played_and_the_mistakes_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planets(tmp_path, PLANETS.replace("cite: atlas 2", "cite: atlsa 2"))

    assert main(["items", "--pack", path]) == 0
    out, err = capsys.readouterr()
    assert err == f"planets: 1 error, parts are left out. See quiz check {path}\n"
    assert "planets/largest/choice@0" in out
    assert "planets/smallest/choice@0" not in out


def test_packs_that_share_a_name_are_not_mixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    words = ["list", "--pack", planets(tmp_path), "--pack", planets(tmp_path / "other")]

    assert failing(words, capsys) == "two of the packs are called “planets”"


def test_a_pack_named_twice_is_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = planets(tmp_path)
    main(["list", "--pack", path])
    once = capsys.readouterr().out

    assert main(["list", "--pack", path, "--pack", path]) == 0
    assert capsys.readouterr().out == once


def test_several_packs_play_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items", "--pack", planets(tmp_path), "--pack", "hero", "--json"]) == 0
    packs = {json.loads(line)["pack"] for line in capsys.readouterr().out.splitlines()}

    assert packs == {"planets", "hero"}


# list


def test_list_names_packs_and_categories_with_what_they_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planets(tmp_path, WITH_EMPTY)
    assert main(["list", "--pack", path]) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"planets: The Planets ({path})",
        "  size: Sizes, 3 to ask",
        "  myth: Names, 0 to ask",  # its one value has nothing to stand beside it
        "  empty: Nothing yet, 0 to ask",
    ]


def test_list_as_json_is_an_object_for_each_category(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = PLANETS.replace("type: calling", "type: calling\n    tact: silent")
    path = planets(tmp_path, silent)
    assert main(["list", "--json", "--pack", path]) == 0

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()][:2] == [
        {
            "pack": "planets",
            "pack_title": "The Planets",
            "category": "size",
            "title": "Sizes",
            "count": 3,
            "facts": 3,
            "silent": 0,
            "path": path,
            "builtin": False,
            "problems": 0,
        },
        {
            "pack": "planets",
            "pack_title": "The Planets",
            "category": "myth",
            "title": "Names",
            "count": 0,
            "facts": 1,
            "silent": 1,
            "path": path,
            "builtin": False,
            "problems": 0,
        },
    ]


# items


def items(words: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["items", "--json", *words]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    return [json.loads(line) for line in out.splitlines()]


def test_items_as_json_have_the_published_fields(capsys: pytest.CaptureFixture[str]) -> None:
    for item in items(["--category", "video"], capsys):
        assert list(item)[:16] == (
            "id pack fact category kind stem options key explanation citations "
            "attribution as_of difficulty sensitive origin proofs".split()
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


def test_a_false_statement_names_the_value_put_in_and_the_true_one(
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


def test_items_have_at_most_one_question_of_each_kind_for_a_value(capsys: pytest.CaptureFixture[str]) -> None:
    ids = [item["id"] for item in items([], capsys)]

    assert len(ids) == len(set(ids))


def test_items_of_a_category_may_name_its_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert items(["--category", "hero/video"], capsys) == items(["--category", "video"], capsys)


def test_items_of_a_kind_are_of_that_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert {item["kind"] for item in items(["--kind", "choice"], capsys)} == {"choice"}


def test_items_for_people_show_answer_reason_and_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "--pack", planets(tmp_path)]) == 0
    block = capsys.readouterr().out.split("\n\n")[0].splitlines()

    assert block[:2] == ["planets/largest/choice@0", "Which planet is the largest?"]
    assert block[-3:] == [
        "Answer: Jupiter",
        "Why: The largest planet is Jupiter.",
        "Source: An Atlas, A Press: paragraph 1",
    ]


def test_fewer_questions_than_wanted_come_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "--round", "9", "--pack", planets(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()

    assert 0 < out.count("\n") < 9
    assert err.endswith("9 were wanted.\n")


@pytest.mark.parametrize("words", [["items"], ["items", "--round", "3"], ["--plain"]], ids=" ".join)
def test_a_category_without_questions_is_a_sentence(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing([*words, "--pack", planets(tmp_path, WITH_EMPTY), "--category", "empty"], capsys)


# why


def test_why_prints_the_fact_its_source_and_a_reason_for_each_option(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", "planets/largest/choice@3", "--pack", planets(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[:3] == [
        "Fact: The largest planet is Jupiter.",
        "Source: An Atlas, A Press: paragraph 1",
        "Question: Which planet is the largest?",
    ]
    assert len(lines) == 7
    for number, line in enumerate(lines[3:], 1):
        right = "right - cited" if "Jupiter" in line else "wrong - single-valued"
        assert re.fullmatch(rf"{number}\) \w+ - {right} - largest", line)


def test_why_speaks_of_the_very_question_that_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    (item,) = items(["--round", "1", "--seed", "31", "--kind", "choice"], capsys)
    assert main(["why", str(item["id"]), "--json"]) == 0
    reasons = json.loads(capsys.readouterr().out)

    assert reasons["id"] == item["id"]
    assert [option["text"] for option in reasons["options"]] == item["options"]
    assert [option["right"] for option in reasons["options"]].index(True) == item["key"]


def test_why_says_why_there_is_no_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["why", "planets/god/choice", "--pack", planets(tmp_path)]

    assert failing(words, capsys) == "no question is made for “planets/god/choice”: no-distractors"


# check


def test_a_sound_pack_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", planets(tmp_path)]) == 0
    assert capsys.readouterr().err == "1 pack with 4 facts and 0 questions by hand: 1 hint.\n"


def test_an_error_fails_and_is_shown_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planets(tmp_path, PLANETS.replace("cite: atlas 2", "ciet: atlas 2"))
    number = PLANETS.split("\n").index("    cite: atlas 2") + 1

    assert main(["check", path]) == 1
    out, err = capsys.readouterr()
    assert f"--> {path}:{number}:5" in out
    assert f"{number} |     ciet: atlas 2" in out
    assert "error" in err


def test_a_warning_fails_only_where_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = PLANETS.replace("cite: atlas 3", "cite: atlas 3\n    claim: Galileo")

    assert main(["check", planets(tmp_path, claim)]) == 0
    assert main(["check", planets(tmp_path, claim), "--strict"]) == 1
    assert "1 warning" in capsys.readouterr().err


def test_a_missing_path_does_not_keep_the_others_from_being_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere.yaml")

    assert main(["check", nowhere, planets(tmp_path), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["name"] == "no-distractors"
    assert f"quiz: {nowhere}: there is no such file or folder\n" in err


def test_citations_are_compared_with_the_documents_in_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planets(tmp_path, PLANETS.replace("An Atlas,", "An Atlas, file: atlas.txt,"))
    (tmp_path / "atlas.txt").write_text("Jupiter\nMercury\nSaturn\npeace\n", encoding="utf-8")

    assert main(["check", path, "--sources", str(tmp_path), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    (problem,) = (one for one in map(json.loads, out.splitlines()) if one["severity"] == "error")
    assert (problem["name"], problem["fact"]) == ("citation-not-held", "god")
    assert "4 citations compared with 1 document." in err
    assert err.endswith("planets/atlas: 4 paragraphs: 4 cited, 0 with nothing to ask, 0 left\n")


# The same in every process


def test_another_process_with_another_hash_seed_makes_the_same_round() -> None:
    words = ("items", "--round", "10", "--seed", "7", "--json")

    assert quiz_with(*words, PYTHONHASHSEED="0") == quiz_with(*words, PYTHONHASHSEED="12345")


def test_a_plain_game_asks_exactly_what_items_prints_for_its_seed() -> None:
    selection = ("--category", "video", "--seed", "7")
    lines = quiz_with("items", *selection, "--round", "10", "--json").splitlines()
    expected = [json.loads(line) for line in lines]
    keys = "".join(f"{item['key'] + 1}\n" for item in expected)

    game = quiz_with(*selection, stdin=keys).split("\n\n")

    assert len(game) == 11
    for block, item in zip(game, expected, strict=False):
        shown = block.splitlines()
        options = [f"{number}) {option}" for number, option in enumerate(item["options"], 1)]
        assert shown[1 : 2 + len(options)] == [item["stem"], *options]
        assert f"Answer: {item['options'][item['key']]}" in shown
    assert game[10] == "Score 13500, 10 of 10 right, seed 7\n"


def test_a_game_through_a_pipe_has_a_clock_only_where_one_was_asked_for() -> None:
    game = ("--questions", "1", "--seed", "7")

    assert "You have" not in quiz_with(*game)
    assert "You have 5 seconds." in quiz_with(*game, "--time", "5")
    assert "You have" not in quiz_with(*game, "--time", "0")


def test_a_fresh_seed_is_shown_and_plays_the_same_round_again() -> None:
    first = quiz_with("--questions", "3", stdin="")
    seed = first.split()[-1]

    assert 0 <= int(seed) < 1_000_000
    assert quiz_with("--questions", "3", "--seed", seed) == first
