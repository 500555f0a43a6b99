"""The news of a round in lines of text and on the screen."""

import io
import re
from pathlib import Path

import pytest
from textual.widgets import Static

from quiz.cli.app_services import build_app_services
from quiz.cli.commands.play import GameSetup, PlayOptions, prepare_game
from quiz.cli.line_game import Console, run_line_game
from quiz.cli.round_news import find_news
from quiz.game.round import Round
from quiz.model.pack import Kind
from quiz.tui.app import QuizApp
from quiz.tui.screens.results import ResultsScreen

OPTIONS = PlayOptions(categories=("hero/charts",), kind=Kind.CHOICE, questions=5, time=0.0, seed=3)


def play_in_lines(setup: GameSetup, round_: Round, right_count: int) -> list[str]:
    """Answer the first questions right and the others wrong; return the lines of the results."""
    numbers = [
        question.key + 1 if place < right_count else 1 + (question.key == 0)
        for place, question in enumerate(round_.questions)
    ]
    typed, out = io.StringIO("".join(f"{number}\n" for number in numbers)), io.StringIO()
    console = Console(
        typed,
        out,
        io.StringIO(),
        lambda: 0.0,
        waits=False,
        find_news=lambda round_: find_news(setup.game, setup.profile, round_),
    )
    run_line_game(setup.game, round_, console)
    lines = out.getvalue().splitlines()
    return lines[len(lines) - lines[::-1].index("") :]


async def play_on_screen(setup: GameSetup, round_: Round) -> tuple[list[str], str]:
    """Answer all questions right; return the lines of the remarks, and the header with the figures."""
    services = build_app_services(setup.game, setup.profile, ascii_only=False)
    now = [0.0]
    app = QuizApp(setup.game, round_, clock=lambda: now[0], services=services)
    app.animation_level = "none"
    async with app.run_test(size=(80, 40)) as pilot:
        for question in round_.questions:
            for key in (str(question.key + 1), "enter"):
                await pilot.pause()
                now[0] += 1
                await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        texts = {
            name: str(app.screen.query_one(f"#{name}", Static).content)
            for name in ("remarks", "score", "figures")
        }
    return texts["remarks"].splitlines(), f"{texts['score']} {texts['figures']}"


@pytest.mark.slow
async def test_lines_and_screen_have_the_same_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = []
    for name in ("lines", "screen"):
        monkeypatch.setenv("QUIZ_HOME", str(tmp_path / name))
        setup = prepare_game(OPTIONS, 0.0)
        try:
            assert play_in_lines(setup, setup.game.draw_round(), 2)[0] == "2 of 5 stars."
            results.append((setup, setup.game.dealer.draw_seeded(setup.game.request._replace(seed=4))))
            if name == "lines":
                *spoken, score = play_in_lines(*results[0], 5)
            else:
                remarks, header = await play_on_screen(*results[1])
        finally:
            setup.close()

    assert score == "Score 6000, 5 of 5 right, seed 4"
    assert spoken[:3] == [
        "5 of 5 stars.",
        "Best streak 5.",
        "Achievement: Perfect round: every question of a round right.",
    ]
    assert spoken[-1] == "New best without a clock! Your previous best was 2,100."
    assert re.fullmatch(r"Charts and sales: \d+ of 20 seen \(\+\d\)\.", spoken[-2])
    shown = {
        *(
            f"★ {line.removeprefix('Achievement: ')}" if line.startswith("Achievement") else line
            for line in spoken[2:]
        )
    }
    assert {f"{line.removesuffix('.')}." for line in remarks} == shown
    assert "★★★★★" in header
    assert "best streak 5" in header
