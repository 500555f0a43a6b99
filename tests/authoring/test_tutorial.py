"""The tutorial and the README: their commands work and print what they show."""

import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from quiz.checks.runner import check_packs
from quiz.cli.main import main
from quiz.generate.question_maker import QuestionMaker
from quiz.model.rules import RULES, Rule, Severity
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


class Block(NamedTuple):
    """A code block of the tutorial, with its info string."""

    kind: str
    text: str


BLOCKS = tuple(
    Block(*match) for match in re.findall(r"^```([^\n]+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))


def run_quiz(words: Sequence[str]) -> str:
    """Run a command without standard input, and return all that it prints."""
    command = [sys.executable, "-X", "utf8", "-m", "quiz", *words]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr


def test_every_step_prints_what_the_tutorial_shows(capsys: pytest.CaptureFixture[str]) -> None:
    pack = Path("moon.yaml")
    printed = ""
    kinds = [block.kind for block in BLOCKS]
    assert set(kinds) == {"text moon.txt", "yaml", "yaml mistake", "text", "sh"}

    for kind, text in BLOCKS:
        if kind == "text moon.txt":
            Path("moon.txt").write_text(text, encoding="utf-8")
        elif kind == "yaml":
            before = pack.read_text(encoding="utf-8") if pack.exists() else ""
            pack.write_text(before + text, encoding="utf-8")
            errors = [
                problem
                for problem in check_packs([pack]).problems
                if problem.severity is not Severity.HINT and problem.rule is not Rule.ASKS_NOTHING
            ]
            assert errors == []
        elif kind == "yaml mistake":
            broken = Path("broken.yaml")
            broken.write_text(pack.read_text(encoding="utf-8") + text, encoding="utf-8")
            assert main(["check", "broken.yaml"]) == 1
            printed = capsys.readouterr().out
        elif kind == "sh":
            printed = "".join(run_quiz(shlex.split(line)[1:]) for line in text.splitlines())
        else:
            assert [line for line in text.splitlines() if line not in printed.splitlines()] == []


def test_finished_pack_has_no_problem_and_asks_for_each_value(capsys: pytest.CaptureFixture[str]) -> None:
    Path("moon.txt").write_text(BLOCKS[0].text, encoding="utf-8")
    path = Path("moon.yaml")
    path.write_text("".join(block.text for block in BLOCKS if block.kind == "yaml"), encoding="utf-8")

    assert [str(problem) for problem in check_packs([path]).problems] == []
    codes = {problem.rule.code for problem in check_packs([path], Path()).problems}
    assert codes == {"missing-sha256"}
    pack = read_pack(path).pack
    assert pack is not None
    maker = QuestionMaker(pack)
    choices = {
        question.id.partition("/choice")[0]
        for question in maker.iter_questions(0)
        if len(question.options) > 2
    }
    assert choices == {target.target_id for target in maker.list_targets()}
    assert main(["items", "--pack", "moon.yaml", "--round", "10"]) == 0
    assert capsys.readouterr().out.count("\nAnswer: ") == 10


def test_rules_in_the_guide_exist() -> None:
    guide = TEXT.partition("## Good questions")[2]
    named = re.findall(r"\(([^()]*)\)", guide)

    rules = [name for part in named for name in re.findall(r"`([a-z-]+)`", part)]
    assert len(rules) > 10
    assert [name for name in rules if name not in RULES] == []


def test_readme_shows_the_question_of_its_example() -> None:
    taste = README.partition("\n## A taste of a pack\n")[2].partition("\n## ")[0]
    (pack,) = re.findall(r"^```yaml\n(.*?)^```$", taste, re.DOTALL | re.MULTILINE)
    (shown,) = re.findall(r"^```text\n(.*?)^```$", taste, re.DOTALL | re.MULTILINE)
    (command,) = re.findall(r"`quiz (items [^`]+)`", taste)
    Path("apollo.yaml").write_text(pack, encoding="utf-8")

    assert check_packs([Path("apollo.yaml")]).problems == ()
    assert run_quiz(shlex.split(command)).strip() == shown.strip()


def test_commands_for_authors_in_the_readme_work() -> None:
    commands = README.partition("**Write a pack.**")[2].partition("```sh\n")[2].partition("```")[0]

    for line in commands.splitlines():
        assert "error" not in run_quiz(shlex.split(line, comments=True)[1:])
    assert len(commands.splitlines()) >= 3
