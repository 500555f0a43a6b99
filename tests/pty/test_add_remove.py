"""The user's own packs, at a terminal."""

import sys
from pathlib import Path

import pytest

from quiz.packs.install import install_pack
from tests.cli.pack_files import planets
from tests.pty.terminal import playing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home folder with an installed pack."""
    install_pack(Path(planets(tmp_path)), tmp_path / "home" / "packs")
    return tmp_path / "home"


@pytest.mark.parametrize(("answer", "stays"), [("n", True), ("", True), ("Y", False)])
def test_removal_is_confirmed_in_terminal(home: Path, answer: str, stays: bool) -> None:
    with playing("remove", "planets", columns=250, QUIZ_HOME=str(home)) as terminal:
        terminal.wait("Your saved answers stay. y or n:")
        terminal.press(f"{answer}\r")
        terminal.wait("Nothing removed." if stays else "Removed ")
        assert terminal.wait_for_exit() == 0
    assert (home / "packs" / "planets.yaml").exists() is stays


@pytest.mark.slow
def test_installed_pack_is_on_home_screen(home: Path) -> None:
    with playing(QUIZ_HOME=str(home)) as terminal:
        terminal.wait("Everything")
        terminal.press("\x1b[A")  # up, to the last line: it is below the built-in packs
        terminal.wait("The Planets")
