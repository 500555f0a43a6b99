"""The process of one session: the game, drawn for a browser, with a home folder of its own."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence

_DRIVER = "quiz.tui.web_driver:QuizWebDriver"


def build_command(home: str, words: Sequence[str]) -> str:
    """Return the shell command of a session with a home folder and the words of a game."""
    command = [sys.executable, "-m", __name__, home, *words]
    return subprocess.list2cmdline(command) if sys.platform == "win32" else f"exec {shlex.join(command)}"


def run_session(home: str, words: Sequence[str]) -> int:
    """Play the game and return its exit code."""
    os.environ["QUIZ_HOME"] = home
    os.environ["TEXTUAL_DRIVER"] = _DRIVER
    from quiz.cli.main import main

    return main(words)


if __name__ == "__main__":
    sys.exit(run_session(sys.argv[1], sys.argv[2:]))
