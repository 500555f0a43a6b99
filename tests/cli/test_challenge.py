"""`quiz challenge` and `quiz --challenge`."""

from pathlib import Path

import pytest

from quiz.game.challenge import decode_challenge, encode_challenge
from tests.cli.harness import play, run_failing, run_quiz
from tests.shipped.builtin import fill_pack_cache


def recode(code: str, **changes: object) -> str:
    """Return the code of a changed challenge."""
    return str(encode_challenge(decode_challenge(code)._replace(**changes)))  # type: ignore[arg-type]


@pytest.mark.slow
def test_friend_plays_the_same_round_against_the_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, friends = str(tmp_path / "mine"), str(tmp_path / "friends")
    fill_pack_cache(tmp_path / "mine")
    fill_pack_cache(tmp_path / "friends")
    first = play("--plain", "--category", "video", "--questions", "2", stdin="1\n1\n", QUIZ_HOME=mine)
    run = run_quiz("challenge", QUIZ_HOME=mine)
    code = run.stdout.strip()
    assert "quiz --challenge CODE" in run.stderr

    second = play("--plain", "--challenge", code.lower(), stdin="1\n1\n", QUIZ_HOME=friends)
    questions = [line for line in first.splitlines() if line.startswith(("Question", "1)", "Answer:"))]
    assert questions == [
        line for line in second.splitlines() if line.startswith(("Question", "1)", "Answer:"))
    ]
    *_, result, score = second.splitlines()
    assert result.startswith(("A tie", "You beat the challenge")) or "short of the challenge" in result
    assert score.split(", seed ")[1] == first.splitlines()[-1].split(", seed ")[1]

    assert "of version 0, but you have" in run_failing(
        ["--plain", "--challenge", recode(code, generator_version=0)], capsys
    )
    assert "your packs differ" in run_failing(
        ["--plain", "--challenge", recode(code, digest=b"abcd")], capsys
    )
    assert "a pack or category" in run_failing(
        ["--plain", "--challenge", recode(code, selections=(b"ab",))], capsys
    ).replace("1 pack", "a pack")


@pytest.mark.slow
def test_resumed_challenge_keeps_the_score_to_beat_and_the_rules(tmp_path: Path) -> None:
    mine, friends = tmp_path / "mine", tmp_path / "friends"
    fill_pack_cache(mine)
    fill_pack_cache(friends)
    play("--plain", "--questions", "4", "--seed", "7", stdin="1\n1\n1\n1\n", QUIZ_HOME=str(mine))
    code = run_quiz("challenge", QUIZ_HOME=str(mine)).stdout.strip()
    whole = play("--plain", "--challenge", code, stdin="4\n4\n2\n4\n", QUIZ_HOME=str(mine)).splitlines()

    play("--plain", "--challenge", code, stdin="4\n4\n", QUIZ_HOME=str(friends))
    (friends / "settings.toml").write_text("streak-bonus = false\n", encoding="utf-8")
    resumed = run_quiz("--plain", "--resume", stdin="2\n4\n", QUIZ_HOME=str(friends))

    assert resumed.stdout.splitlines()[-2:] == whole[-2:]
    assert "Beat " in resumed.stderr


def test_challenge_needs_a_finished_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path))

    assert run_failing(["challenge"], capsys).startswith("there is no finished round yet")


def test_challenge_sets_everything_about_the_round(capsys: pytest.CaptureFixture[str]) -> None:
    assert "can only be combined with" in run_failing(["--challenge", "X", "--seed", "7"], capsys)
