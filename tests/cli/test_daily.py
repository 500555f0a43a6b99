"""The same ten questions for everybody on a date, whatever machine they have."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import quiz

ROOT = Path(quiz.__file__).parent.parent
OWN = f"{sys.version_info.major}.{sys.version_info.minor}"
DEAL = """
from quiz.game.dealer import Dealer
from quiz.game.recorder import round_digest
from quiz.packs.loading import LibraryLoader

dealer = Dealer(LibraryLoader((), None), random_seed=lambda: 1, today=lambda: "2026-11-21")
round_ = dealer.draw_daily()
print(round_digest(round_.questions), *(question.id for question in round_.questions))
"""


def dealt(python: str = sys.executable, **environment: str) -> str:
    """Give what a process of its own deals."""
    run = subprocess.run(
        [python, "-c", DEAL],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{sysconfig.get_path('purelib')}", **environment},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def here() -> str:
    return dealt(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")


def test_a_day_s_round_has_ten_questions_of_as_many_facts(here: str) -> None:
    _, *ids = here.split()

    assert len({one.partition("@")[0].rpartition("/")[0] for one in ids}) == 10
    assert all(one.endswith("@20261121") for one in ids)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "random", "TZ": "Pacific/Pago_Pago", "PYTHONUTF8": "0", "PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda environment: environment["PYTHONHASHSEED"],
)
def test_a_day_s_round_is_the_same_in_every_environment(environment: dict[str, str], here: str) -> None:
    assert dealt(**environment) == here


@pytest.mark.parametrize("version", [one for one in ("3.11", "3.12", "3.13", "3.14") if one != OWN])
def test_a_day_s_round_is_the_same_on_every_python(version: str, here: str) -> None:
    chosen = {"PYENV_VERSION": version}  # without it pyenv's own commands find nothing but the usual version
    python = shutil.which(f"python{version}")
    if python is None or subprocess.run([python, "-V"], env={**os.environ, **chosen}).returncode:
        pytest.skip(f"there is no Python {version} here")
    assert dealt(python, **chosen) == here
