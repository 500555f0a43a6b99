"""The paths of the user's files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.config.paths import UserPaths, find_user_paths
from quiz.model.errors import UsageError

PROGRAM = """
import json, os
from quiz.config.paths import find_user_paths
paths = find_user_paths(os.environ)
paths = (*paths, paths.history_file, paths.packs_folder, paths.settings_file)
print(json.dumps([str(path) for path in paths]))
"""


def run_find_user_paths(**environment: str) -> list[Path]:
    """Return the paths that a process with only these variables finds."""
    root = Path(__file__).parent.parent.parent
    bare = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=True,
        capture_output=True,
        cwd=root,
        env={**bare, **environment},
    )
    return [Path(text) for text in json.loads(run.stdout)]


def test_quiz_home_is_the_folder_for_everything(tmp_path: Path) -> None:
    home = tmp_path / "stick"

    paths = find_user_paths({"QUIZ_HOME": str(home)})

    assert paths == UserPaths(home, home, home / "cache")
    assert paths.history_file == home / "history.sqlite3"
    assert not home.exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the variables are those of Linux")
def test_default_folders_follow_xdg_variables(tmp_path: Path) -> None:
    data, config, cache = (tmp_path / name for name in ("data", "config", "cache"))
    variables = {"XDG_DATA_HOME": data, "XDG_CONFIG_HOME": config, "XDG_CACHE_HOME": cache}

    paths = run_find_user_paths(**{name: str(path) for name, path in variables.items()})

    own = [folder / "quiz" for folder in (data, config, cache)]
    assert paths == [*own, own[0] / "history.sqlite3", own[0] / "packs", own[1] / "settings.toml"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["trial", "./trial", "sub/../trial", " blank ", "$HOME/x", "%USERPROFILE%"])
def test_relative_quiz_home_is_in_the_current_folder(value: str) -> None:
    paths = find_user_paths({"QUIZ_HOME": value})

    assert paths is not None
    assert paths.data == Path.cwd() / value


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is a variable of POSIX")
@pytest.mark.parametrize("value", ["~", "~/trial"])
def test_tilde_in_quiz_home_is_the_home_folder(value: str, tmp_path: Path) -> None:
    paths = run_find_user_paths(QUIZ_HOME=value, HOME=str(tmp_path))

    assert paths[0] == Path(value.replace("~", str(tmp_path)))


@pytest.mark.parametrize("value", ["", " ", "\n", "~nobody-has-this-name/x"])
def test_quiz_home_that_names_no_folder_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="QUIZ_HOME is"):
        find_user_paths({"QUIZ_HOME": value})


def test_tests_have_a_separate_home() -> None:
    paths = find_user_paths(os.environ)

    assert paths is not None
    assert "quiz-test-home-" in str(paths.history_file)
