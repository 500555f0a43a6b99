"""The daily round, which is the same on every machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import quiz

ROOT = Path(quiz.__file__).parent.parent
SITE_PACKAGES = Path(yaml.__file__).parents[1]
OWN = f"{sys.version_info.major}.{sys.version_info.minor}"
DEAL = """
from quiz.game.dealer import Dealer
from quiz.game.recorder import round_digest
from quiz.packs.loading import LibraryLoader

dealer = Dealer(LibraryLoader((), None), random_seed=lambda: 1, today=lambda: "2026-11-21")
round_ = dealer.draw_daily()
print(round_digest(round_.questions), *(question.id for question in round_.questions))
"""


def draw(python: str = sys.executable, **environment: str) -> str:
    """Draw the daily round in a new process, and return what it prints."""
    run = subprocess.run(
        [python, "-c", DEAL],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{SITE_PACKAGES}", **environment},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def here() -> str:
    return draw(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")


@pytest.mark.slow
def test_daily_round_asks_for_ten_facts(here: str) -> None:
    _, *ids = here.split()

    assert len({question_id.partition("@")[0].rpartition("/")[0] for question_id in ids}) == 10
    assert all(question_id.endswith("@20261121") for question_id in ids)


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "random", "TZ": "Pacific/Pago_Pago", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda environment: environment["PYTHONHASHSEED"],
)
def test_daily_round_is_independent_of_environment(environment: dict[str, str], here: str) -> None:
    assert draw(**environment) == here


@pytest.mark.slow
@pytest.mark.parametrize("version", sorted({"3.11", "3.12", "3.13", "3.14"} - {OWN}))
def test_daily_round_is_independent_of_python_version(version: str, here: str) -> None:
    environment = {"PYENV_VERSION": version}  # otherwise the commands of pyenv find only its default version
    python = shutil.which(f"python{version}")
    if python is None or subprocess.run([python, "-V"], env={**os.environ, **environment}).returncode:
        pytest.skip(f"there is no Python {version} here")
    assert draw(python, **environment) == here
