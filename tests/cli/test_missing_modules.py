"""A Python that was built without some of its modules."""

from pathlib import Path

import pytest

from tests.cli.harness import run_each

COMMANDS = (
    "--plain --category symbols --seed 1 --questions 1",
    "list --pack elements",
    "stats --pack elements",
    "flags",
    "history export",
    "check docs/examples",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["zlib", "termios", "_sqlite3"])
def test_commands_work_without_a_module(name: str, tmp_path: Path) -> None:
    code = f"import sys\nsys.modules[{name!r}] = None\n"
    (tmp_path / "sitecustomize.py").write_text(code, encoding="utf-8")
    for words, exit_code, errors in run_each(
        COMMANDS, PYTHONPATH=str(tmp_path), QUIZ_HOME=str(tmp_path / "home")
    ):
        assert "internal error" not in errors
        assert exit_code == 0, (words, errors)
