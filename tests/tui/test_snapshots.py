"""Pictures of the screens; each of them was looked at."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.harness import Evening, evening

Compare = Callable[..., bool]


def keys(game: Evening, *pressed: str) -> Callable[[Pilot[None]], object]:
    """Press keys a second after the question came."""

    async def press(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await game.later(pilot, 1)
        await pilot.press(*pressed)
        await pilot.pause()

    return press


def test_home(snap_compare: Compare) -> None:
    game = evening(at_home=True)
    assert snap_compare(game.app, terminal_size=(80, 24))


def test_question(snap_compare: Compare) -> None:
    game = evening()
    assert snap_compare(game.app, terminal_size=(80, 24), run_before=keys(game))


def test_right(snap_compare: Compare) -> None:
    game = evening()
    assert snap_compare(game.app, terminal_size=(80, 24), run_before=keys(game, "2"))


def test_wrong(snap_compare: Compare) -> None:
    game = evening()
    assert snap_compare(game.app, terminal_size=(80, 24), run_before=keys(game, "3"))


def test_question_in_a_small_terminal(snap_compare: Compare) -> None:
    game = evening()
    assert snap_compare(game.app, terminal_size=(40, 12), run_before=keys(game))


def test_wrong_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    game = evening()
    assert snap_compare(game.app, terminal_size=(80, 24), run_before=keys(game, "3"))
