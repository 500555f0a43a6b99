"""The wheel, installed in an environment of its own."""

import json
import os
import re
import shlex
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pexpect
import pytest

from quiz.cli.subcommands import SUBCOMMANDS, build_command_tree, iter_parsers
from quiz.model.rules import RuleGroup

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

_PACKAGES_OF_A_ROUND = ("quiz.text.", "quiz.model.", "quiz.cli.", "quiz.game.", "quiz.generate.")
"""Prefixes of the packages that parse a command line and play a round."""
_OTHER_MODULES = frozenset(
    "quiz quiz.cli quiz.config quiz.config.paths quiz.config.private_files quiz.config.settings quiz.game "
    "quiz.generate quiz.history quiz.history.errors quiz.history.insertion quiz.history.profile "
    "quiz.history.rows quiz.history.seen_cache quiz.history.sqlite_recorder "
    "quiz.history.store quiz.model quiz.packs quiz.packs.cache quiz.packs.codec quiz.packs.index "
    "quiz.packs.library quiz.packs.loading quiz.packs.summaries quiz.packs.read quiz.packs.read.result "
    "quiz.text quiz.tui quiz.tui.app quiz.tui.driver quiz.tui.input_filter quiz.tui.key_forms quiz.tui.run "
    "quiz.tui.terminal_app "
    "quiz.tui.keys quiz.tui.messages quiz.tui.motion quiz.tui.question_actions quiz.tui.round_maker "
    "quiz.tui.screens quiz.tui.screens.base quiz.tui.screens.question "
    "quiz.tui.services quiz.tui.terminal_filter quiz.tui.theme quiz.tui.themed_app quiz.tui.widgets "
    "quiz.tui.widgets.answer quiz.tui.widgets.answer_slot quiz.tui.widgets.clock "
    "quiz.tui.widgets.hanging_indent quiz.tui.widgets.stem "
    "quiz.tui.widgets.key_hint_bar quiz.tui.widgets.option_row quiz.tui.widgets.row "
    "quiz.tui.widgets.status_bar".split()
)
"""The other modules that a game loads before it shows its first question."""
_SLOW_MODULES = frozenset(
    "yaml sqlite3 fsrs ssl _ssl hashlib _hashlib tomllib csv zoneinfo webbrowser urllib.request "
    "email http http.client xml quiz.model.rules quiz.model.json_records "
    "quiz.cli.line_game rapidfuzz quiz.tui.widgets.answer_input".split()
)
"""Modules that take a millisecond or more to import, and that no first question needs."""


def run(*command: str | Path, cwd: Path, stdin: str = "") -> str:
    """Run a command in a small environment, and return its standard output."""
    environment = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "QUIZ_HOME", "LANG", "SYSTEMROOT")
        if name in os.environ
    }
    result = subprocess.run(
        command, cwd=cwd, env=environment, input=stdin, capture_output=True, text=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--wheel", "--no-isolation", "--skip-dependency-check", "--outdir", str(folder)]
    subprocess.run([sys.executable, "-m", "build", *options, str(ROOT)], check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    constraints = folder / "constraints.txt"
    versions = {item.name: item.version for item in distributions() if item.name != "cited-quiz"}
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in versions.items()))
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", programs / "python"]
    command = [*pip, "install", "-q", "--no-compile", "-c", constraints, wheel]
    subprocess.run(command, check=True, capture_output=True)
    return programs


def test_wheel_contains_the_built_in_packs_with_their_indexes_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {"quiz/questions/hero/video.yaml", "quiz/packs/data/names.tsv"} <= names
    assert {f"quiz/live/page/{name}" for name in ("index.html", "play.js", "style.css")} <= names
    for pack in (
        "animals",
        "books",
        "countries",
        "elements",
        "film",
        "hero",
        "inventions",
        "music",
        "space",
        "sport",
        "terminal",
        "words",
    ):
        kept = {f"{pack}/pack.yaml", f"{pack}.index", f"{pack}.summary.json"}
        assert {f"quiz/questions/{name}" for name in kept} <= names
    assert {f"quiz/checks/rules/{group.name.casefold()}.yaml" for group in RuleGroup} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"quiz", "cited_quiz"}


def test_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 2_000_000


def test_man_page_has_every_command_and_option(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/data/share/man/man1/quiz.1"))
        page = archive.read(name).decode().replace("\\-", "-")
    options = {
        option
        for parser in iter_parsers(build_command_tree())
        for action in parser._actions
        for option in action.option_strings
        if action.dest != "help"  # the only option that every command has, and that the page leaves out
    }
    commands = [f"COMMAND \\fI\\,'quiz {command.name}'" for command in SUBCOMMANDS]

    assert [option for option in options if not re.search(rf"{option}\b", page)] == []
    assert [command for command in commands if command not in page] == []


def test_built_in_pack_is_played_without_yaml(environment: Path, tmp_path: Path) -> None:
    game = "quiz.cli.main.main(['--category', 'video', '--seed', '7', '--questions', '2', '--plain'])"
    code = f"import sys, quiz.cli.main; {game}; print(*sorted(sys.modules))"

    *_, score, modules = run(environment / "python", "-c", code, cwd=tmp_path, stdin="1\n1\n").splitlines()

    assert score.endswith("of 2 right, seed 7")
    assert "quiz.packs.codec" in modules.split()
    assert "yaml" not in modules.split()


def test_menu_needs_no_pack(environment: Path, tmp_path: Path) -> None:
    code = "import sys, quiz.cli.main; quiz.cli.main.main(sys.argv[1:]); print(*sorted(sys.modules))"
    for words in (["list"], ["--plain"]):
        *menu, modules = run(environment / "python", "-c", code, *words, cwd=tmp_path).splitlines()

        checked_out = run(sys.executable, "-m", "quiz", *words, cwd=ROOT).splitlines()
        assert menu == checked_out
        makers = {"quiz.generate.question_maker", "quiz.packs.read.pack_reader"}
        assert makers.isdisjoint(modules.split())


def test_start_loads_only_the_modules_that_the_first_question_needs(
    environment: Path, tmp_path: Path
) -> None:
    code = (
        "import os, sys\n"
        "def stop(event, arguments):\n"
        "    if event == 'import' and arguments[0] == 'quiz.history.database':  # after the first paint\n"
        "        print(*sys.modules, file=open('modules', 'w'), flush=True)\n"
        "        os._exit(0)\n"
        "sys.addaudithook(stop)\n"
        "from quiz.cli.main import main\n"
        "main(['--category', 'video', '--seed', '7'])\n"
    )
    variables = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "QUIZ_HOME": str(tmp_path / "home")}

    pexpect.run(f"{environment / 'python'} -c {shlex.quote(code)}", cwd=str(tmp_path), env=variables)
    loaded = set((tmp_path / "modules").read_text().split())

    own = {name for name in loaded if name.partition(".")[0] == "quiz"}
    assert {name for name in own if not name.startswith(_PACKAGES_OF_A_ROUND)} == _OTHER_MODULES
    assert loaded & _SLOW_MODULES == set()


def test_installed_game_asks_the_same_questions_as_the_checkout(environment: Path, tmp_path: Path) -> None:
    words = ("items", "--round", "10", "--seed", "7", "--json")

    installed = run(environment / "quiz", *words, cwd=tmp_path).splitlines()
    checked_out = run(sys.executable, "-m", "quiz", *words, cwd=ROOT).splitlines()

    assert [json.loads(line) for line in installed] == [json.loads(line) for line in checked_out]
    assert len(installed) == 10
