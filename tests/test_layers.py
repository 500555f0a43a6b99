"""The direction of imports: as they are written, and as a fresh interpreter meets them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quiz

PACKAGE = Path(quiz.__file__).parent
STANDARD = frozenset(sys.stdlib_module_names)

TEXT = {"quiz.text", "wcwidth"}
CORE = {"quiz.core", *TEXT}
PACKS = {"quiz.packs", "yaml", *CORE}
GENERATE = {"quiz.generate", *CORE}
ROUND = {"quiz.round", *CORE}
DEALER = {"quiz.dealer", *ROUND, *GENERATE}
GAME = {"quiz.game", *DEALER}
HISTORY = {"quiz.history", "platformdirs", "fsrs", *CORE}
LAYERS = {
    "quiz.text": TEXT,
    "quiz.core": CORE,
    "quiz.packs": PACKS,
    "quiz.generate": GENERATE,
    "quiz.author": {"quiz.author", *PACKS, *GENERATE},
    "quiz.round": ROUND,
    "quiz.dealer": DEALER,
    "quiz.game": GAME,
    "quiz.history": HISTORY,
    "quiz.memory": {"quiz.memory", *HISTORY},
    "quiz.charts": {"quiz.charts", *TEXT},
    "quiz.album": {"quiz.album", *GENERATE},
    "quiz.past": {"quiz.past", "quiz.album", "quiz.charts", *HISTORY, *GENERATE},
    "quiz.plain": {"quiz.plain", *GAME},
    "quiz.listing": {"quiz.listing", *GENERATE},
    "quiz.reasons": {"quiz.reasons", *GENERATE},
    "quiz.opening": {"quiz.opening", *PACKS, *GENERATE},
    "quiz.arguments": {"quiz.arguments", *CORE},
    "quiz.streams": {"quiz.streams", *TEXT},
    "quiz.tui": {"quiz.tui", "quiz.album", "quiz.charts", "quiz.history.settings", "textual", "rich", *GAME},
}
"""What each layer may import besides the standard library and `quiz` itself, which holds a version."""

FRONT = {"quiz.cli", "quiz.commands", "quiz.__main__", "quiz"}
"""What may import everything."""

_IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print("\\n".join(sys.modules))
"""


def modules() -> Iterator[str]:
    """Name every module of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def layer(module: str) -> str | None:
    """Name the layer that a module is in; `None` for one that may import everything."""
    place = ".".join(module.split(".")[:2])
    return None if place in FRONT else place


def is_allowed(module: str, allowed: set[str]) -> bool:
    """Say whether an import is the package's root, of the standard library or of an allowed layer."""
    if module in ("quiz", "__main__") or module.partition(".")[0] in STANDARD:
        return True
    return any(module == one or module.startswith(f"{one}.") for one in allowed)


def imported(module: str) -> Iterator[str]:
    """Name what a module's text imports, inside functions too."""
    path = PACKAGE.parent.joinpath(*module.split("."))
    source = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            assert node.module is not None
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in ALL else node.module


ALL = tuple(modules())


def test_every_module_is_in_a_layer() -> None:
    assert {layer(module) for module in ALL} - {None} == set(LAYERS)


@pytest.mark.parametrize("module", [module for module in ALL if layer(module)])
def test_a_module_imports_only_what_its_layer_may(module: str) -> None:
    allowed = LAYERS[layer(module) or ""]

    assert [name for name in imported(module) if not is_allowed(name, allowed)] == []


def test_the_layers_have_no_circle() -> None:
    below = {
        name: {other for other in allowed if other in LAYERS} - {name} for name, allowed in LAYERS.items()
    }

    for name, others in below.items():
        assert all(name not in below[other] for other in others)


def loaded(*names: str) -> set[str]:
    """Import some modules in a fresh interpreter; give the names of all that it then holds."""
    run = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL, *names],
        check=True,
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
    )
    return set(run.stdout.split())


BARE = loaded()
"""What a fresh interpreter holds without us: an environment may load things of its own."""


@pytest.mark.parametrize("name", [name for name in LAYERS if name != "quiz.tui"])
def test_a_fresh_interpreter_loads_only_what_a_layer_may(name: str) -> None:
    held = loaded(*(module for module in ALL if layer(module) == name)) - BARE

    ours = {module for module in held if module.partition(".")[0] in ("quiz", "yaml", "textual", "rich")}
    assert name in ours
    assert [module for module in ours if not is_allowed(module, LAYERS[name])] == []


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["list"],
        ["stats"],
        ["flags"],
        ["items", "--category", "video"],
        ["check", "docs/examples"],
        ["why", "hero/director/choice"],
        ["--plain", "--category", "video"],
        ["lits"],
    ],
    ids=" ".join,
)
def test_textual_is_never_loaded_for_what_prints_lines(words: list[str]) -> None:
    program = "import sys; from quiz.cli import main; main(sys.argv[1:]); print('|', *sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program, *words],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
    )
    held = run.stdout.rpartition("|")[2].split()

    assert "quiz.cli" in held
    assert not {"textual", "rich", "asyncio"} & set(held)


def test_only_one_module_draws_from_chance() -> None:
    users = [module for module in ALL if "random" in imported(module)]

    assert users == ["quiz.core.chance"]


def test_only_the_command_line_knows_the_time_the_environment_and_chance_of_the_system() -> None:
    for module in ALL:
        if layer(module) is not None:
            assert not {"time", "secrets", "platform", "locale"} & set(imported(module)), module


def test_yaml_is_read_in_one_layer() -> None:
    assert {
        layer(module) for module in ALL if "yaml" in {name.partition(".")[0] for name in imported(module)}
    } == {"quiz.packs"}


def test_the_history_is_opened_by_no_game_before_its_first_question_is_there() -> None:
    program = (
        "import os, sys; from datetime import UTC, datetime; from quiz.memory import memory;"
        "memory(os.environ, lambda: datetime.now(UTC), keeps=True); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    held = set(run.stdout.split())

    assert "quiz.history.keeper" in held
    assert not {"sqlite3", "fsrs", "tomllib", "platformdirs", "quiz.history.practice"} & held
