"""What is kept of a game, and what could not be, as the screen says it."""

from pathlib import Path

from quiz.config.paths import UserPaths
from quiz.game.session import Phase
from quiz.history.sqlite_recorder import SqliteHistoryRecorder
from quiz.history.store import HistoryStore
from tests.history.factories import FakeClock
from tests.tui.harness import DIRECTOR, THREE, evening


def keeper(folder: Path) -> SqliteHistoryRecorder:
    return SqliteHistoryRecorder(
        HistoryStore(folder / "history.sqlite3", FakeClock()), UserPaths(folder, folder, folder / "cache")
    )


async def test_a_question_is_marked_as_wrong_after_its_answer_and_not_before(tmp_path: Path) -> None:
    kept = keeper(tmp_path)
    game = evening(keeper=kept)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("exclamation_mark")
        assert kept.store.list_flags() == ()
        await pilot.press("2")
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert [flag.target_id for flag in kept.store.list_flags()] == [DIRECTOR.target_id]
        assert "Flagged. You won't be asked this again." in game.text


async def test_an_answer_that_could_not_be_saved_says_so_and_play_goes_on(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").mkdir()
    game = evening(keeper=keeper(tmp_path))
    async with game.app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert "Nothing can be saved: " in game.text
        await game.later(pilot, 1)
        await pilot.press("2")
        await pilot.pause()
        assert "✓ Right." in game.text
        assert "Not saved: " in game.text
        await game.later(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert game.state.phase is Phase.ASKING
        assert "Not saved" not in game.text


async def test_every_answer_of_a_round_on_the_screen_is_kept(tmp_path: Path) -> None:
    kept = keeper(tmp_path)
    game = evening(keeper=kept)
    async with game.app.run_test(size=(80, 24)) as pilot:
        for number in range(1, 4):
            await game.later(pilot, 1)
            await pilot.press("1")
            assert kept.store.count_contents().answer_count == number
            await game.later(pilot, 1)
            await pilot.press("enter")
            await pilot.pause()

    assert kept.store.load_seen_counts() == {question.target_id: 1 for question in THREE}
    assert kept.store.find_unfinished_round() is None
