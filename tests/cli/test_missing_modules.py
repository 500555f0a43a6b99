"""A Python that was built without some of its modules."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.harness import ROOT

COMMANDS = (
    ["--plain", "--category", "symbols", "--seed", "1", "--questions", "1"],
    ["list", "--pack", "elements"],
    ["stats", "--pack", "elements"],
    ["flags"],
    ["history", "export"],
    ["check", str(ROOT / "questions" / "elements")],
)


def hide_module(name: str, folder: Path) -> dict[str, str]:
    """Return an environment in which a module can't be imported."""
    code = f"import sys\nsys.modules[{name!r}] = None\n"
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(folder), "QUIZ_HOME": str(folder / "home")}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["zlib", "termios", "_sqlite3"])
def test_commands_work_without_a_module(name: str, tmp_path: Path) -> None:
    environment = hide_module(name, tmp_path)
    for words in COMMANDS:
        run = subprocess.run(
            [sys.executable, "-m", "quiz", *words],
            input="1\n",
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**environment, "PYTHONIOENCODING": "utf-8"},
        )
        assert "internal error" not in run.stderr
        assert run.returncode == 0, run.stderr
