"""Where the user's own files are."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.config.paths import UserPaths, find_user_paths

ASK = """
import json, os
from quiz.config.paths import find_user_paths
found = find_user_paths(os.environ)
paths = (*found, found.history_file, found.packs_folder, found.settings_file)
print(json.dumps([str(path) for path in paths]))
"""


def asked(**environment: str) -> list[Path]:
    """Ask a fresh process, which has only these variables."""
    root = Path(__file__).parent.parent.parent
    bare = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    run = subprocess.run(
        [sys.executable, "-c", ASK], check=True, capture_output=True, cwd=root, env={**bare, **environment}
    )
    return [Path(text) for text in json.loads(run.stdout)]


def test_one_folder_can_hold_everything(tmp_path: Path) -> None:
    home = tmp_path / "stick"

    found = find_user_paths({"QUIZ_HOME": str(home)})

    assert found == UserPaths(home, home, home / "cache")
    assert found.history_file == home / "history.sqlite3"
    assert not home.exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the variables are those of Linux")
def test_elsewise_the_folders_are_the_system_s(tmp_path: Path) -> None:
    data, config, cache = (tmp_path / name for name in ("data", "config", "cache"))
    variables = {"XDG_DATA_HOME": data, "XDG_CONFIG_HOME": config, "XDG_CACHE_HOME": cache}

    found = asked(**{name: str(path) for name, path in variables.items()}, QUIZ_HOME="")

    own = [folder / "quiz" for folder in (data, config, cache)]
    assert found == [*own, own[0] / "history.sqlite3", own[0] / "packs", own[1] / "settings.toml"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the variables are those of Linux")
@pytest.mark.parametrize("named", ["relative", ""])
def test_a_home_that_is_no_whole_path_is_none(named: str, tmp_path: Path) -> None:
    assert asked(QUIZ_HOME=named, HOME=str(tmp_path))[0] == tmp_path / ".local" / "share" / "quiz"


def test_tests_have_a_home_of_their_own() -> None:
    found = find_user_paths(os.environ)

    assert found is not None
    assert "quiz-test-home-" in str(found.history_file)
