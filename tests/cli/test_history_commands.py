"""Saved answers: `quiz history`, `quiz stats`, `quiz flags` and resumed rounds."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.config.paths import find_user_paths
from quiz.game.outcome import Verdict
from quiz.history.store import HistoryStore
from quiz.text.safe import Text
from tests.cli.harness import ROOT, play, run_failing, run_ok, run_quiz
from tests.cli.pack_files import planets
from tests.factories import question
from tests.history.factories import FakeClock, answer, start_round

SELECTION = ("--category", "video", "--seed", "7", "--plain")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set a new home for each test."""
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def export(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in run_ok(capsys, "history", "export", "--json")]


def flag_first(
    capsys: pytest.CaptureFixture[str], pack: tuple[str, ...], *, length: int = 9
) -> dict[str, str]:
    """Flag the first question of a round of seed 1, and return it."""
    words = ("items", *pack, "--seed", "1", "--round", str(length), "--json")
    first: dict[str, str] = json.loads(run_ok(capsys, *words)[0])
    paths = find_user_paths(os.environ)
    assert paths is not None
    store = HistoryStore(paths.history_file, FakeClock())
    store.flag(question()._replace(id=first["id"], stem=Text(first["stem"])))
    store.close()
    return first


def list_notes(*words: str) -> str:
    """Start a game and leave it, and return its stderr."""
    return run_quiz(*words, stdin="q\n").stderr


@pytest.mark.slow
def test_export_contains_every_answer(capsys: pytest.CaptureFixture[str]) -> None:
    play(*SELECTION, "--questions", "3", stdin="1\nskip\n2\n")
    answers = export(capsys)

    assert [row["number"] for row in answers] == [1, 2, 3]
    assert (answers[1]["verdict"], answers[1]["option"]) == ("skipped", None)
    for row in answers:
        assert (row["seed"], row["mode"], row["limit"], row["total"]) == (7, "classic", None, 3)
        assert row["ended"] is not None
    table = list(csv.DictReader(run_ok(capsys, "history", "export")))
    assert table == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in answers
    ]


@pytest.mark.slow
def test_no_history_saves_nothing(home: Path) -> None:
    play(*SELECTION, "--no-history", stdin="1\n")

    assert not home.exists()


@pytest.mark.slow
def test_read_only_commands_create_no_files(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["stats"],
        ["stats", "--json"],
        ["flags"],
        ["history", "export"],
        ["history", "clear", "--yes"],
    ):
        run_ok(capsys, *words)

    assert run_ok(capsys, "history", "path") == [str(home / "history.sqlite3")]
    assert not home.exists()


@pytest.mark.slow
def test_resume_continues_last_round(capsys: pytest.CaptureFixture[str]) -> None:
    whole = play(*SELECTION, "--questions", "4", "--no-history", stdin="1\n1\n1\n1\n")
    play(*SELECTION, "--questions", "4", stdin="1\n1\n")
    rest = play("--resume", stdin="1\n1\n")

    lines = whole.splitlines()
    goes_on = re.fullmatch(r"Resumed: [\d,]+ points(,| ·) \d of 2 right so far\.", rest.splitlines()[0])
    assert goes_on is not None
    *rest_lines, first_seen, also_seen, score = rest.splitlines()[1:]
    assert [*rest_lines, score] == lines[lines.index("Question 3 of 4") - 1 :]
    assert {first_seen, also_seen} == {"The video: 2 of 34 seen (+2).", "Music videos: 2 of 78 seen (+2)."}
    assert len(export(capsys)) == 4
    assert run_failing(["--resume"], capsys) == "there is no round to resume"


@pytest.mark.parametrize(
    "more", [["--seed", "3"], ["--no-history"], ["--time", "5"], ["--mode", "daily"]], ids=" ".join
)
def test_resume_refuses_other_options(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_failing(["--resume", *more], capsys) == "--resume can only be combined with --pack and --plain"


@pytest.mark.slow
def test_clear_without_terminal_needs_yes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    play(*SELECTION, "--questions", "1", stdin="1\n")

    refused = "nothing deleted. Use --yes to skip this question."
    run = subprocess.run(
        [sys.executable, "-m", "quiz", "history", "clear"],
        input="yes\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert (run.returncode, run.stderr) == (2, f"quiz: {refused}\n")
    assert run_ok(capsys, "history", "clear", "--yes") == [
        "Deleted: 1 round, 1 answer and 0 flagged questions."
    ]
    assert export(capsys) == []


@pytest.mark.slow
def test_flagged_question_is_listed_and_not_asked_until_unflagged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = ("--pack", planets(tmp_path), "--seed", "1")
    first = flag_first(capsys, pack[:2])
    base = first["id"].rpartition("/")[0]

    report = run_ok(capsys, "flags")
    assert report[:3] == [first["id"], "Flagged: 21 November 2026", f"Question: {first['stem']}"]
    assert report[-1] == "Source: The Paper, A Press: Front page, paragraph 2"
    assert json.loads(run_ok(capsys, "flags", "--json")[0])["question"]["id"] == first["id"]
    assert first["stem"] not in play(*pack, "--plain")
    assert json.loads(run_ok(capsys, "items", *pack, "--round", "9", "--json")[0]) == first

    assert run_ok(capsys, "flags", "remove", base) == [f"Unflagged: {base}"]
    assert first["stem"] in play(*pack, "--plain")
    assert (
        run_failing(["flags", "remove", base], capsys)
        == f"“{base}” is not flagged. See quiz flags for the ids."
    )


@pytest.mark.slow
def test_seeded_round_without_flagged_questions_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = ("--pack", planets(tmp_path), "--plain", "--questions", "2")
    flag_first(capsys, pack[:2], length=2)

    message = "Your flagged questions are left out, so seed 1 gives others a different round."
    assert message in list_notes(*pack, "--seed", "1")
    assert "flagged" not in list_notes(*pack)
    assert "flagged" not in list_notes("--category", "video", "--plain", "--seed", "7")


@pytest.mark.slow
def test_stats_fit_any_width_and_print_json(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [json.loads(line) for line in run_ok(capsys, "items", "--category", "video", "--json")]
    missed, answered = (
        question()._replace(id=items[number]["id"], pack="hero", category="video") for number in (0, 5)
    )
    store = HistoryStore(home / "history.sqlite3", FakeClock())
    right, wrong = answer(start_round(), 1), answer(start_round(), 2, verdict=Verdict.WRONG)
    store.save_answers(
        [
            right._replace(outcome=right.outcome._replace(question=answered)),
            *(
                wrong._replace(number=number, outcome=wrong.outcome._replace(question=missed))
                for number in (2, 3, 4)
            ),
        ]
    )
    store.finish_round(start_round(), 900)
    for columns in (40, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = run_ok(capsys, "stats")
        assert max(map(len, lines)) <= columns
        assert "4 answers in 1 round · 25% correct" in " ".join(lines)
        assert any(line.strip().startswith("900  Classic") for line in lines)
        assert "Never answered right" in lines
    assert not set("\n".join(run_ok(capsys, "stats", "--plain"))) & set("━─")

    (line,) = run_ok(capsys, "stats", "--json")
    stats = json.loads(line)
    video = next(item for item in stats["categories"] if item["category"] == "hero/video")
    assert (video["answers"], video["right"], video["seconds"], video["seen"]) == (4, 1, 3.0, 2)
    assert stats["best"]["timed"][0]["score"] == 900
    assert stats["missed"] == [{"base": missed.target_id, "asked": 3, "stem": items[0]["stem"]}]

    of_video = run_ok(capsys, "stats", "--category", "video", "--category", "elements", "--plain")
    assert of_video[0] == "The video, Music videos and The chemical elements"
    assert of_video[3:5] == ["Never answered right", f"missed 3 times: {items[0]['stem']} (The video)"]
    assert (
        run_ok(capsys, "stats", "--category", "elements")[1] == "No answers in “The chemical elements” yet."
    )
    parts = {
        name: json.loads(*run_ok(capsys, "stats", "--category", name, "--json"))
        for name in ("hero", "elements")
    }
    assert parts["hero"]["missed"] == stats["missed"]
    assert parts["hero"]["rounds"] == 1
    assert (parts["elements"]["missed"], parts["elements"]["rounds"]) == ([], 0)
    assert "best" not in parts["hero"]


@pytest.mark.slow
def test_command_line_overrides_settings(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(
        "questions = 2\ntime = 7\nthyme = 1\nstreak-bonus = false\n", encoding="utf-8"
    )
    run = run_quiz(*SELECTION, stdin="1\n")

    assert "Question 1 of 2" in run.stdout
    assert run.stderr == (
        f"{home / 'settings.toml'}:3: unknown setting “thyme” (ignored). Did you mean “theme”?\n"
    )
    assert "Question 1 of 5" in play(*SELECTION, "--questions", "5")
    assert len(play("items", *SELECTION[:-1], "--round", "10", "--json").splitlines()) == 10


@pytest.mark.slow
def test_unreadable_history_fails_commands_but_not_games(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "history.sqlite3").mkdir(parents=True)
    game = play(*SELECTION, "--questions", "1", stdin="1\n")

    assert "Not saved: " in game
    assert game.endswith("of 1 right, seed 7\n")
    assert "history.sqlite3" in run_failing(["stats"], capsys)
