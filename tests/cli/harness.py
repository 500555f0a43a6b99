"""Ways to run the command line in tests."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import quiz
from quiz.cli.main import main

ROOT = Path(quiz.__file__).parent.parent
_RUN_EACH = """\
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from quiz.cli.main import main

results = []
for words in sys.argv[1:]:
    sys.stdin = io.StringIO("1\\n1\\n" if "--plain" in words else "")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as errors:
        results.append((words, main(words.split()), errors.getvalue()))
print(json.dumps(results))
"""


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


def run_each(
    commands: Sequence[str], *, is_privileged: bool = True, **environment: str
) -> list[tuple[str, int, str]]:
    """Run commands one after another in one new process; return each with its exit code and its stderr."""
    command = [sys.executable, "-c", _RUN_EACH, *commands]
    run = subprocess.run(
        command if is_privileged else without_rights(*command),
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )
    results = [(words, code, errors) for words, code, errors in json.loads(run.stdout)]
    assert [words for words, _, _ in results] == list(commands)
    return results


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
