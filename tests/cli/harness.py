"""Ways to run the command line in tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import quiz
from quiz.cli.main import main

ROOT = Path(quiz.__file__).parent.parent


def run_ok(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Run a command that succeeds, and return the lines of its stdout."""
    assert main(words) == 0
    return capsys.readouterr().out.splitlines()


def run_failing(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that fails, and return its error message."""
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("quiz: ")
    assert err.count("\n") == 1
    return err.removeprefix("quiz: ").rstrip("\n")


def run_quiz(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a new process, which must succeed."""
    return subprocess.run(
        [sys.executable, "-m", "quiz", *words],
        input=stdin,
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


def play(*words: str, stdin: str = "", **environment: str) -> str:
    """Run the program in a new process, and return its stdout."""
    return run_quiz(*words, stdin=stdin, **environment).stdout


def without_rights(*command: str) -> list[str]:
    """Return a command that runs without root's right to read and write every file.

    Skips the test if this user has the right and can't lose it.
    """
    if os.name != "posix":
        pytest.skip("files have no modes here")
    if os.geteuid() != 0:
        return list(command)
    rights = "-dac_override,-dac_read_search"
    prefix = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]
    if shutil.which("setpriv") is None or subprocess.run([*prefix, "true"], capture_output=True).returncode:
        pytest.skip("setpriv can't take away the rights of root")
    return [*prefix, *command]


def run_without_rights(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a new process for which the modes of files count."""
    return subprocess.run(
        without_rights(sys.executable, "-m", "quiz", *words),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
