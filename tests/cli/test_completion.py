"""`quiz completion`: scripts that shells accept, and what they complete."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli.subcommands import SUBCOMMANDS, build_command_tree, iter_parsers
from quiz.game.modes import MODES
from tests.cli.harness import ROOT, run_failing, run_ok
from tests.shipped.builtin import fill_pack_cache

COMPLETE = """\
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_shtab_quiz
printf '%s\\n' "${COMPREPLY[@]}"
"""


def complete(folder: Path, script: list[str], *words: str) -> set[str]:
    """Return the completions of the last word in bash, with a `quiz` on the path."""
    (folder / "completion.bash").write_text("\n".join(script), encoding="utf-8")
    program = folder / "quiz"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m quiz "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "-c", COMPLETE, "bash", str(folder / "completion.bash"), *words],
        env=os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "QUIZ_HOME": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_commands_packs_categories_and_modes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = run_ok(capsys, "completion", "bash")
    fill_pack_cache(tmp_path)

    assert {"check", "history"} <= complete(tmp_path, script, "quiz", "")
    assert complete(tmp_path, script, "quiz", "--mode", "") == set(MODES)
    assert {"hero", "countries"} <= complete(tmp_path, script, "quiz", "--pack", "")
    assert complete(tmp_path, script, "quiz", "--category", "capi") == {"capitals"}
    assert complete(tmp_path, script, "quiz", "items", "--category", "vid") == {"video"}


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_accepts_its_script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "script"
    script.write_text("\n".join(run_ok(capsys, "completion", shell)), encoding="utf-8")
    if (program := shutil.which(shell)) is None:
        pytest.skip(f"there is no {shell}")

    assert subprocess.run([program, "-n", str(script)], capture_output=True, check=True).stderr == b""


def test_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "SHELL must be bash, zsh, fish, packs, categories, modes or kinds" in run_failing(
        ["completion", "tcsh"], capsys
    )


def test_tree_has_every_command() -> None:
    names = [parser.prog for parser in iter_parsers(build_command_tree())]

    assert names == ["quiz", *(f"quiz {command.name}" for command in SUBCOMMANDS)]
