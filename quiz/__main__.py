"""Run the game as `python -m quiz`."""

from quiz.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
