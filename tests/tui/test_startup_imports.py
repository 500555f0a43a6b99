"""What the first question costs before it can be seen."""

import subprocess
import sys

from textual.pilot import Pilot

from tests.tui.harness import evening

_LATER = """
import pkgutil
import sys
import quiz.tui.app
import quiz.tui.screens
late = {f"quiz.tui.screens.{one.name}" for one in pkgutil.iter_modules(quiz.tui.screens.__path__)}
late -= {"quiz.tui.screens.base", "quiz.tui.screens.question"}
late |= {"quiz.tui.command_palette", "quiz.tui.widgets.menu_row", "quiz.tui.widgets.mode_picker"}
costly = ["_footer", "_header", "_markdown", "_data_table", "_digits", "_progress_bar", "_label"]
late |= {f"textual.widgets.{name}" for name in costly}
print(*sorted(late & sys.modules.keys()))
"""


def test_nothing_is_loaded_that_the_first_question_can_do_without() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LATER], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.split() == []


async def test_a_game_that_is_left_before_its_first_question_is_seen_ends_in_peace() -> None:
    game = evening()

    async def leave(pilot: Pilot[object]) -> None:
        pilot.app.exit()

    await game.app.run_async(headless=True, auto_pilot=leave)

    assert game.app.return_code == 0
