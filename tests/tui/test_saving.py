"""Saved answers and flags, and the notices about them."""

from pathlib import Path

import pytest

from quiz.config.paths import UserPaths
from quiz.game.session import Phase
from quiz.history.sqlite_recorder import SqliteHistoryRecorder
from quiz.history.store import HistoryStore
from tests.history.factories import FakeClock
from tests.tui.harness import DIRECTOR, THREE, start_app


def build_recorder(folder: Path) -> SqliteHistoryRecorder:
    return SqliteHistoryRecorder(
        HistoryStore(folder / "history.sqlite3", FakeClock()), UserPaths(folder, folder, folder / "cache")
    )


async def test_question_can_be_flagged_only_after_its_answer(tmp_path: Path) -> None:
    recorder = build_recorder(tmp_path)
    harness = start_app(recorder=recorder)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("exclamation_mark")
        assert recorder.store.list_flags() == ()
        await pilot.press("2")
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert [flag.target_id for flag in recorder.store.list_flags()] == [DIRECTOR.target_id]
        assert "Flagged. You won't be asked this again. Press ! to undo." in harness.text
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert recorder.store.list_flags() == ()
        assert "Unflagged. You may be asked this again." in harness.text
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert [flag.target_id for flag in recorder.store.list_flags()] == [DIRECTOR.target_id]


async def test_unsaved_answer_is_reported_and_game_continues(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").mkdir()
    harness = start_app(recorder=build_recorder(tmp_path))
    async with harness.app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert "Nothing can be saved: " in harness.text
        await harness.advance(pilot, 1)
        await pilot.press("2")
        await pilot.pause()
        assert "✓ Right." in harness.text
        assert "Not saved: " in harness.text
        await harness.advance(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert harness.state.phase is Phase.ASKING
        assert "Not saved" not in harness.text


@pytest.mark.slow
async def test_every_answer_is_saved(tmp_path: Path) -> None:
    recorder = build_recorder(tmp_path)
    harness = start_app(recorder=recorder)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        for number in range(1, 4):
            await harness.advance(pilot, 1)
            await pilot.press("1")
            assert recorder.store.count_contents().answer_count == number
            await harness.advance(pilot, 1)
            await pilot.press("enter")
            await pilot.pause()

    assert recorder.store.count_seen() == {question.target_id: 1 for question in THREE}
    assert recorder.store.find_unfinished_round() is None


@pytest.mark.slow
async def test_round_can_be_resumed_only_if_it_is_saved(tmp_path: Path) -> None:
    for recorder, is_offered in ((build_recorder(tmp_path), True), (None, False)):
        harness = start_app(recorder=recorder)
        async with harness.app.run_test(size=(80, 24)) as pilot:
            await harness.advance(pilot, 1)
            await pilot.press("2", "escape")
            await pilot.pause()
            assert "Leave this round?" in harness.text
            assert ("You can resume it later." in harness.text) is is_offered
