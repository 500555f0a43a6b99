"""The wheel in an environment that holds nothing else."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from quiz.core.rules import Group

ROOT = Path(__file__).parents[2]


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
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [programs / "python", "-m", "pip", "install", "-q", wheel], check=True, capture_output=True
    )
    return programs


def test_it_carries_the_built_in_packs_with_their_indexes_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert "quiz/questions/hero/video.yaml" in names
    for pack in ("countries", "elements", "hero"):
        assert {f"quiz/questions/{pack}/pack.yaml", f"quiz/questions/{pack}.index.json"} <= names
    assert {f"quiz/author/rules/{group.name.casefold()}.yaml" for group in Group} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"quiz", "cited_quiz"}


def test_it_plays_the_built_in_pack_without_reading_yaml(environment: Path, tmp_path: Path) -> None:
    game = "quiz.cli.main(['--category', 'video', '--seed', '7', '--questions', '2', '--plain'])"
    code = f"import sys, quiz.cli; {game}; print(*sorted(sys.modules))"

    *_, score, modules = output(environment / "python", "-c", code, cwd=tmp_path, stdin="1\n1\n").splitlines()

    assert score.endswith("of 2 right, seed 7")
    assert "quiz.packs.index" in modules.split()
    assert "yaml" not in modules.split()


def test_it_asks_what_the_checkout_asks(environment: Path, tmp_path: Path) -> None:
    words = ("items", "--round", "10", "--seed", "7", "--json")

    installed = output(environment / "quiz", *words, cwd=tmp_path).splitlines()
    checked_out = output(sys.executable, "-m", "quiz", *words, cwd=ROOT).splitlines()

    assert [json.loads(line) for line in installed] == [json.loads(line) for line in checked_out]
    assert len(installed) == 10
