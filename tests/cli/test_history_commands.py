"""What is remembered, from the command line."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli.main import main
from quiz.config.paths import find_user_paths
from quiz.game.outcome import Verdict
from quiz.history.store import HistoryStore
from quiz.text.safe import Text
from tests.cli.pack_files import planets
from tests.cli.test_cli import ROOT, failing, quiz_with
from tests.factories import question
from tests.history.factories import FakeClock, answer, start_round

SELECTION = ("--category", "video", "--seed", "7", "--plain")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own."""
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Run a command that does its work; give the lines of what it prints."""
    assert main(words) == 0
    return capsys.readouterr().out.splitlines()


def exported(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed(capsys, "history", "export", "--json")]


def mark_first(capsys: pytest.CaptureFixture[str], pack: tuple[str, ...]) -> dict[str, str]:
    """Mark the first question of seed 1 as bad, and give it."""
    first: dict[str, str] = json.loads(
        printed(capsys, "items", *pack, "--seed", "1", "--round", "9", "--json")[0]
    )
    found = find_user_paths(os.environ)
    assert found is not None
    kept = HistoryStore(found.history_file, FakeClock())
    kept.flag(question()._replace(id=first["id"], stem=Text(first["stem"])))
    kept.close()
    return first


def notes_of(*words: str) -> str:
    """Begin a game and leave it; give what was said beside it."""
    run = subprocess.run(
        [sys.executable, "-m", "quiz", *words],
        input="q\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    return run.stderr


def test_a_game_is_remembered_answer_by_answer(capsys: pytest.CaptureFixture[str]) -> None:
    quiz_with(*SELECTION, "--questions", "3", stdin="1\nskip\n2\n")
    answers = exported(capsys)

    assert [one["number"] for one in answers] == [1, 2, 3]
    assert (answers[1]["verdict"], answers[1]["option"]) == ("skipped", None)
    for one in answers:
        assert (one["seed"], one["mode"], one["limit"], one["total"]) == (7, "classic", None, 3)
        assert one["ended"] is not None
    table = list(csv.DictReader(printed(capsys, "history", "export")))
    assert table == [
        {name: "" if value is None else str(value) for name, value in one.items()} for one in answers
    ]


def test_nothing_is_remembered_where_that_is_not_wanted(home: Path) -> None:
    quiz_with(*SELECTION, "--no-history", stdin="1\n")

    assert not home.exists()


def test_only_looking_makes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["stats"],
        ["stats", "--json"],
        ["flags"],
        ["history", "export"],
        ["history", "clear", "--yes"],
    ):
        printed(capsys, *words)

    assert printed(capsys, "history", "path") == [str(home / "history.sqlite3")]
    assert not home.exists()


def test_a_round_that_was_left_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    whole = quiz_with(*SELECTION, "--questions", "4", "--no-history", stdin="1\n1\n1\n1\n")
    quiz_with(*SELECTION, "--questions", "4", stdin="1\n1\n")
    rest = quiz_with("--resume", stdin="1\n1\n")

    lines = whole.splitlines()
    goes_on = re.fullmatch(r"Resumed: [\d,]+ points(,| ·) \d of 2 right so far\.", rest.splitlines()[0])
    assert goes_on is not None
    assert rest.splitlines()[1:] == lines[lines.index("Question 3 of 4") - 1 :]
    assert len(exported(capsys)) == 4
    assert failing(["--resume"], capsys) == "there is no round to resume"


@pytest.mark.parametrize(
    "more", [["--seed", "3"], ["--no-history"], ["--time", "5"], ["--mode", "daily"]], ids=" ".join
)
def test_a_round_goes_on_as_it_was(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert failing(["--resume", *more], capsys) == "--resume can only be combined with --pack and --plain"


def test_clearing_asks_first_and_is_not_done_where_nobody_can_be_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    quiz_with(*SELECTION, "--questions", "1", stdin="1\n")

    refused = "nothing deleted. Use --yes to skip this question."
    run = subprocess.run(
        [sys.executable, "-m", "quiz", "history", "clear"],
        input="yes\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert (run.returncode, run.stderr) == (2, f"quiz: {refused}\n")
    assert printed(capsys, "history", "clear", "--yes") == [
        "Deleted: 1 round, 1 answer and 0 marked questions."
    ]
    assert exported(capsys) == []


def test_what_is_marked_is_listed_as_a_report_and_never_asked_until_it_is_unmarked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = ("--pack", planets(tmp_path), "--seed", "1")
    first = mark_first(capsys, pack[:2])
    base = first["id"].rpartition("/")[0]

    report = printed(capsys, "flags")
    assert report[:3] == [first["id"], "Marked: 21 November 2026", f"Question: {first['stem']}"]
    assert report[-1] == "Source: The Paper, A Press: Front page, paragraph 2"
    assert json.loads(printed(capsys, "flags", "--json")[0])["question"]["id"] == first["id"]
    assert first["stem"] not in quiz_with(*pack, "--plain")
    assert json.loads(printed(capsys, "items", *pack, "--round", "9", "--json")[0]) == first

    assert printed(capsys, "flags", "remove", base) == [f"Unflagged: {base}"]
    assert first["stem"] in quiz_with(*pack, "--plain")
    assert (
        failing(["flags", "remove", base], capsys) == f"“{base}” is not flagged. See quiz flags for the ids."
    )


def test_a_round_of_a_seed_that_is_not_what_others_get_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = ("--pack", planets(tmp_path), "--plain", "--questions", "2")
    mark_first(capsys, pack[:2])

    told = "What you marked as wrong or bad is left out: others get another round of seed 1."
    assert told in notes_of(*pack, "--seed", "1")
    assert "marked" not in notes_of(*pack)
    assert "marked" not in notes_of("--category", "video", "--plain", "--seed", "7")


def test_stats_are_told_in_charts_at_any_width_and_as_json(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [json.loads(line) for line in printed(capsys, "items", "--category", "video", "--json")]
    missed, known = (
        question()._replace(id=items[number]["id"], pack="hero", category="video") for number in (0, 5)
    )
    kept = HistoryStore(home / "history.sqlite3", FakeClock())
    right, wrong = answer(start_round(), 1), answer(start_round(), 2, verdict=Verdict.WRONG)
    kept.save_answers(
        [
            right._replace(outcome=right.outcome._replace(question=known)),
            *(
                wrong._replace(number=number, outcome=wrong.outcome._replace(question=missed))
                for number in (2, 3, 4)
            ),
        ]
    )
    kept.finish_round(start_round(), 900)
    for columns in (40, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = printed(capsys, "stats")
        assert max(map(len, lines)) <= columns
        assert "4 answers in 1 round, 1 right (25 %)" in " ".join(lines)
        assert any(line.startswith("   900  Classic") for line in lines)
        assert "Always missed" in lines
    assert not set("\n".join(printed(capsys, "stats", "--plain"))) & set("━─")

    (line,) = printed(capsys, "stats", "--json")
    stats = json.loads(line)
    video = next(one for one in stats["categories"] if one["category"] == "hero/video")
    assert (video["answers"], video["right"], video["seconds"], video["seen"]) == (4, 1, 3.0, 2)
    assert stats["best"]["timed"][0]["score"] == 900
    assert stats["missed"] == [{"base": missed.target_id, "asked": 3, "stem": items[0]["stem"]}]


def test_settings_are_the_usual_and_the_command_line_has_the_last_word(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(
        "questions = 2\ntime = 7\nthyme = 1\nstreak-bonus = false\n", encoding="utf-8"
    )
    run = subprocess.run(
        [sys.executable, "-m", "quiz", *SELECTION],
        input="1\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )

    assert "Question 1 of 2" in run.stdout
    assert run.stderr == (
        f"{home / 'settings.toml'}:3: unknown setting “thyme” (ignored). Did you mean “theme”?\n"
    )
    assert "Question 1 of 5" in quiz_with(*SELECTION, "--questions", "5")
    assert len(quiz_with("items", *SELECTION[:-1], "--round", "10", "--json").splitlines()) == 10


def test_a_history_that_can_t_be_read_stops_no_game_and_is_a_sentence_elsewhere(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "history.sqlite3").mkdir(parents=True)
    game = quiz_with(*SELECTION, "--questions", "1", stdin="1\n")

    assert "Not saved: " in game
    assert game.endswith("of 1 right, seed 7\n")
    assert "history.sqlite3" in failing(["stats"], capsys)
