"""The wheel in an environment that holds nothing else."""

import json
import os
import shlex
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pexpect
import pytest

from quiz.model.rules import RuleGroup

ROOT = Path(__file__).parents[2]

EVERYWHERE = ("quiz.text.", "quiz.model.", "quiz.cli.", "quiz.game.", "quiz.generate.")
"""The packages that parse a command line and play a round."""
AT_FIRST = frozenset(
    "quiz quiz.cli quiz.config quiz.config.paths quiz.config.settings quiz.game quiz.generate "
    "quiz.history quiz.history.profile quiz.history.seen_cache quiz.history.sqlite_recorder "
    "quiz.history.store quiz.model quiz.packs quiz.packs.cache quiz.packs.codec quiz.packs.library "
    "quiz.packs.loading quiz.packs.read quiz.packs.read.result quiz.text quiz.tui quiz.tui.app "
    "quiz.tui.keys quiz.tui.messages quiz.tui.screens quiz.tui.screens.base quiz.tui.screens.question "
    "quiz.tui.services quiz.tui.terminal_filter quiz.tui.theme quiz.tui.widgets "
    "quiz.tui.widgets.answer quiz.tui.widgets.clock quiz.tui.widgets.hanging_indent "
    "quiz.tui.widgets.key_hint_bar quiz.tui.widgets.option_row quiz.tui.widgets.status_bar".split()
)
"""The other modules that a game loads before its first question is on the screen."""
LATER = frozenset(
    "yaml sqlite3 fsrs ssl _ssl hashlib _hashlib tomllib csv zoneinfo webbrowser urllib.request "
    "email http http.client xml quiz.model.rules quiz.model.json_records "
    "quiz.cli.line_game".split()
)
"""What no first question needs, and what costs a millisecond or many."""


def output(*command: str | Path, cwd: Path, stdin: str = "") -> str:
    environment = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "QUIZ_HOME", "LANG", "SYSTEMROOT")
        if name in os.environ
    }
    done = subprocess.run(
        command, cwd=cwd, env=environment, input=stdin, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--wheel", "--no-isolation", "--skip-dependency-check", "--outdir", str(folder)]
    subprocess.run([sys.executable, "-m", "build", *options, str(ROOT)], check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    constraints = folder / "constraints.txt"
    versions = {item.name: item.version for item in distributions() if item.name != "cited-quiz"}
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in versions.items()))
    command: list[str | Path] = [programs / "python", "-m", "pip", "install", "-q", "-c", constraints, wheel]
    subprocess.run(command, check=True, capture_output=True)
    return programs


def test_it_carries_the_built_in_packs_with_their_indexes_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert "quiz/questions/hero/video.yaml" in names
    for pack in ("countries", "elements", "hero"):
        assert {f"quiz/questions/{pack}/pack.yaml", f"quiz/questions/{pack}.index.json"} <= names
    assert {f"quiz/checks/rules/{group.name.casefold()}.yaml" for group in RuleGroup} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"quiz", "cited_quiz"}


def test_it_plays_the_built_in_pack_without_reading_yaml(environment: Path, tmp_path: Path) -> None:
    game = "quiz.cli.main.main(['--category', 'video', '--seed', '7', '--questions', '2', '--plain'])"
    code = f"import sys, quiz.cli.main; {game}; print(*sorted(sys.modules))"

    *_, score, modules = output(environment / "python", "-c", code, cwd=tmp_path, stdin="1\n1\n").splitlines()

    assert score.endswith("of 2 right, seed 7")
    assert "quiz.packs.codec" in modules.split()
    assert "yaml" not in modules.split()


def test_it_loads_nothing_that_the_first_question_can_do_without(environment: Path, tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "def look(event, words):\n"
        "    if event == 'import' and words[0] == 'quiz.history.database':  # behind the first frame\n"
        "        print(*sys.modules, file=open('held', 'w'), flush=True)\n"
        "        os._exit(0)\n"
        "sys.addaudithook(look)\n"
        "from quiz.cli.main import main\n"
        "main(['--category', 'video', '--seed', '7'])\n"
    )
    surroundings = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "QUIZ_HOME": str(tmp_path / "home")}

    pexpect.run(f"{environment / 'python'} -c {shlex.quote(code)}", cwd=str(tmp_path), env=surroundings)
    held = set((tmp_path / "held").read_text().split())

    ours = {name for name in held if name.partition(".")[0] == "quiz"}
    assert "quiz.tui.screens.question" in ours
    assert [name for name in sorted(ours - AT_FIRST) if not name.startswith(EVERYWHERE)] == []
    assert sorted(held & LATER) == []


def test_it_asks_what_the_checkout_asks(environment: Path, tmp_path: Path) -> None:
    words = ("items", "--round", "10", "--seed", "7", "--json")

    installed = output(environment / "quiz", *words, cwd=tmp_path).splitlines()
    checked_out = output(sys.executable, "-m", "quiz", *words, cwd=ROOT).splitlines()

    assert [json.loads(line) for line in installed] == [json.loads(line) for line in checked_out]
    assert len(installed) == 10
