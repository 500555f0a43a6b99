"""The modules that a fresh interpreter loads, which a static import graph cannot show."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quiz

PACKAGE = Path(quiz.__file__).parent

LIBRARIES = {
    "quiz.text": {"wcwidth"},
    "quiz.model": {"wcwidth"},
    "quiz.config": {"wcwidth", "platformdirs"},
    "quiz.packs": {"wcwidth", "yaml"},
    "quiz.generate": {"wcwidth"},
    "quiz.game": {"wcwidth"},
    "quiz.history": {"wcwidth", "platformdirs", "fsrs"},
    "quiz.checks": {"wcwidth", "yaml"},
    "quiz.audit": {"wcwidth", "yaml"},
    "quiz.authoring": {"wcwidth", "yaml"},
    "quiz.reports": {"wcwidth", "platformdirs", "fsrs", "yaml"},
    "quiz.live": {"wcwidth", "aiohttp", "segno", "redis", "zeroconf"},
}
"""The libraries that each package may load."""
WATCHED = {"wcwidth", "yaml", "textual", "rich", "platformdirs", "fsrs", "tomlkit", "rapidfuzz"} | {
    "aiohttp",
    "segno",
    "redis",
    "zeroconf",
}

_IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print("\\n".join(sys.modules))
"""


def iter_modules() -> Iterator[str]:
    """List every module of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


ALL = tuple(iter_modules())


def load_modules(*names: str) -> set[str]:
    """Import modules in a fresh interpreter, and return the names of all modules it has loaded."""
    run = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL, *names],
        check=True,
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
    )
    return set(run.stdout.split())


BARE = load_modules()
"""The modules of a bare interpreter; an environment may load some of its own."""


@pytest.mark.parametrize("package", LIBRARIES)
def test_package_loads_only_its_libraries(package: str) -> None:
    modules = [name for name in ALL if name == package or name.startswith(f"{package}.")]

    loaded = {name.partition(".")[0] for name in load_modules(*modules) - BARE}

    assert modules
    assert loaded & WATCHED <= LIBRARIES[package]


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["list"],
        pytest.param(["stats"], marks=pytest.mark.slow),
        ["flags"],
        pytest.param(["items", "--category", "video"], marks=pytest.mark.slow),
        ["check", "docs/examples"],
        pytest.param(["why", "hero/director/choice"], marks=pytest.mark.slow),
        ["--plain", "--category", "video"],
        ["lits"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("pack_cache")
def test_commands_that_print_lines_never_load_textual(words: list[str]) -> None:
    program = "import sys; from quiz.cli.main import main; main(sys.argv[1:]); print('|', *sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program, *words],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
    )
    loaded = run.stdout.rpartition("|")[2].split()

    assert "quiz.cli.main" in loaded
    assert not {"textual", "rich", "asyncio"} & set(loaded)


@pytest.mark.slow
def test_start_does_not_load_the_rules() -> None:
    start = ("quiz.tui.app", "quiz.cli.commands.play", "quiz.history.profile", "quiz.packs.loading")

    # Building the enum takes some 1.5 ms.
    assert not {"quiz.model.rules", "quiz.model.problems"} & load_modules(*start)


@pytest.mark.slow
def test_start_does_not_load_rooms() -> None:
    start = ("quiz.tui.app", "quiz.cli.commands.play", "quiz.history.profile", "quiz.packs.loading")
    loaded = load_modules(*start)

    assert not {"quiz.game.room", "quiz.game.room_events", "aiohttp", "redis", "segno", "zeroconf"} & loaded
    assert not [name for name in loaded if name.startswith("quiz.live")]


def iter_class_names() -> Iterator[tuple[str, str]]:
    """List the classes at the top of each module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield node.name, str(path.relative_to(PACKAGE))


@pytest.mark.slow
def test_no_two_classes_share_a_name() -> None:
    paths_by_name: dict[str, list[str]] = {}
    for name, path in iter_class_names():
        paths_by_name.setdefault(name, []).append(path)

    assert {name: paths for name, paths in paths_by_name.items() if len(paths) > 1} == {}
