"""The program without its help screen, so that `?` is an internal error: `python -m tests.pty.crashing`."""

import sys

from quiz.cli.main import main

if __name__ == "__main__":
    sys.modules["quiz.tui.screens.help"] = None  # type: ignore[assignment] # makes the import fail
    sys.exit(main())
