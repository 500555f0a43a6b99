"""The entry point: version, errors and their exit codes."""

import subprocess
import sys

import pytest

import quiz
from quiz.cli.main import main
from tests.cli.harness import ROOT, run_failing


@pytest.mark.parametrize("word", ["--version", "-V", "version"])
def test_version_is_one_line(capsys: pytest.CaptureFixture[str], word: str) -> None:
    assert main([word]) == 0
    assert capsys.readouterr().out == f"quiz {quiz.__version__}\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lits"], "unknown command “lits”. Did you mean “quiz list”?"),
        (["xyzzy"], "unknown command “xyzzy”. See quiz --help."),
        (["./my.yaml"], "unknown command “./my.yaml”. Did you mean “quiz --pack ./my.yaml”?"),
        (["--categry", "video"], "unknown option “--categry”. Did you mean “--category”?"),
        (["items", "--sede=7"], "unknown option “--sede”. Did you mean “--seed”?"),
        (["--category", "vidoe"], "unknown category “vidoe”. Did you mean “video”?"),
        (
            ["items", "--category", "hero/vidoe"],
            "unknown category “hero/vidoe”. Did you mean “hero/video”?",
        ),
        (["list", "--pack", "heor"], "there is no pack “heor”. Did you mean “hero”?"),
        (
            ["--kind", "truefals"],
            "--kind must be choice, truefalse, compare, both, oddone, typed or closest (got “truefals”). "
            "Did you mean “truefalse”?",
        ),
        (
            ["check", ".", "--format", "jsn"],
            "--format must be full, concise, json or github (got “jsn”). Did you mean “json”?",
        ),
        (
            ["why", "hero/direcor/choice@7"],
            "no question “hero/direcor/choice@7”. Did you mean “hero/director/choice”?",
        ),
        (
            ["why", "moon/landing/choice"],
            "no question “moon/landing/choice” in hero, animals, books, countries, elements, film, "
            "inventions, music, space, sport, terminal or words. "
            "Use --pack to look in another pack",
        ),
        (
            ["why", "heor/director/choice"],
            "no question “heor/director/choice”. Did you mean “hero/director/choice”?",
        ),
        (
            ["why", "hero/director/choice@x"],
            "no question “hero/director/choice@x”: the seed “x” is not a whole number",
        ),
        (["--seed"], "--seed needs a value. See quiz --help."),
        (["--pack", ""], "--pack is empty"),
        (["check", ""], "PATH is empty"),
        (["check", "no/where"], "no/where: no such file or folder"),
        (["--seed", "-3"], "--seed must be a whole number, 0 or more (got “-3”)"),
        (["--seed", "1_000"], "--seed must be a whole number, 0 or more (got “1_000”)"),
        (["--questions", "0"], "--questions must be a whole number, 1 or more (got “0”)"),
        (
            ["--questions", "9" * 5000],
            f"--questions can be at most 999,999,999,999,999 (got “{'9' * 39}…”)",
        ),
        (["--seed", "1", "--seed", "2"], "--seed is given twice"),
        (["--mode", "ladder", "--mode=daily"], "--mode is given twice"),
        (["items", "--kind", "choice", "--kind", "truefalse"], "--kind is given twice"),
        (["--time", "1000000.5"], "--time can be at most 999,999 (got “1000000.5”)"),
        (["--time", "9" * 400], f"--time can be at most 999,999 (got “{'9' * 39}…”)"),
        (
            ["--kind", "x" * 400],
            f"--kind must be choice, truefalse, compare, both, oddone, typed or closest (got “{'x' * 39}…”)",
        ),
        (["--" + "x" * 400], f"unknown option “--{'x' * 37}…”. See quiz --help."),
        (["x" * 400], f"unknown command “{'x' * 39}…”. See quiz --help."),
        (["rule", "x" * 400], f"unknown rule “{'x' * 39}…”. See quiz rule."),
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
def test_error_message_has_suggestion(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_failing(words, capsys) == message


def test_error_message_is_sanitized(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["\x1b]0;x\x07"], ["--\x1b[2J"], ["--pack", "\x1b[2J.yaml"], ["why", "\x9b2J"], ["\udcff"]):
        assert not set(run_failing(words, capsys)) & {"\x1b", "\x07", "\x9b", "\udcff"}


@pytest.mark.parametrize("words", [["--category", "a\udcff"], ["flags", "remove", "a\udcff"]])
def test_undecodable_argument_is_unknown_name(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "internal error" not in run_failing(words, capsys)


def test_error_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "“a b”" in run_failing(["check", "“a\nb”"], capsys)
    assert "“a quiz: b”" in run_failing(["“a\r\nquiz: b”"], capsys)


def test_abbreviated_option_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_failing(["--cat", "video"], capsys).startswith("unknown option “--cat”")


def test_debug_prints_sanitized_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--category", "vid\x1b[2Joe", "--debug"]) == 2
    traceback = capsys.readouterr().err
    assert traceback.startswith("Traceback (most recent call last):")
    assert "UsageError: " in traceback
    assert "\x1b" not in traceback


def test_internal_error_exits_70() -> None:
    program = (
        "import sys; from quiz.cli.main import main; sys.modules['quiz.packs.json_schema'] = None; "
        "sys.exit(main(['schema']))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)

    assert (run.returncode, run.stdout) == (70, "")
    assert run.stderr.startswith("quiz: internal error: ")
    assert run.stderr.endswith(" (--debug shows where)\n")


@pytest.mark.parametrize(
    ("words", "same"), [(("help",), ("--help",)), (("help", "check"), ("check", "--help"))]
)
def test_help_is_a_command_too(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], same: tuple[str, ...]
) -> None:
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert main(same) == 0
    assert shown == capsys.readouterr().out


def test_help_about_an_unknown_command_suggests_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "chekc"]) == 2
    assert "Did you mean “quiz check”?" in capsys.readouterr().err
