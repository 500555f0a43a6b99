"""Values that no choice asks for, with reason and advice."""

from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
from quiz.model.problems import Problem
from quiz.model.rules import Severity
from tests.cli.pack_files import PLANETS, planets


def hints(folder: Path, fact: str) -> list[Problem]:
    """Check one more fact among planets."""
    added = f"  - id: added\n    category: size\n    fact: {fact}\n    cite: atlas 5\npools:"
    report = check_packs([Path(planets(folder, PLANETS.replace("pools:", added)))])
    assert report.count_by_severity(Severity.ERROR) == 0
    return [problem for problem in report.problems if problem.fact == "added"]


@pytest.mark.parametrize(
    ("fact", "name", "message", "advice"),
    [
        (
            "Mars has <ice> at its poles.\n    type: stuff",
            "no-distractors",
            "“ice” is never asked: too few other values of the type “stuff” fit",
            "Add answers under `wrong`, or values under `pools: stuff:`. A choice needs two, better five.",
        ),
        (
            "A year on Mars lasts <a long while>.\n    type: duration",
            "no-distractors",
            "“a long while” is never asked: it can’t be read as a duration",
            "Write a duration in digits, or add answers under `wrong`; leave an unknown cell empty.",
        ),
        (
            "Io is an <active> moon.\n    type: state\n    wrong: [icy, frozen, barren]",
            "no-distractors",
            "“active” is only used in a statement: too few other values of the type “state” fit after “an”",
            "Move the article into the mark, `<an active>`, and into `wrong`.",
        ),
        (
            "<Venus> is called Venus after a goddess.\n    type: planet",
            "key-in-stem",
            "“Venus” is never asked: the rest of the sentence contains the answer",
            "Write an `ask` that doesn’t contain it.",
        ),
        (
            "The hottest planet is <Venus>.\n    type: planet\n    ask: Is Venus the hottest planet?",
            "key-in-stem",
            "“Venus” is only used in a statement: its `ask` contains the answer",
            "Reword `ask`.",
        ),
        (
            "Saturn has over <140> moons.\n    type: count",
            "bound",
            "“140” is never asked: it is only a limit, so other numbers may be true",
            "Add wrong answers, or write the exact number.",
        ),
        (
            "One of the planets is <Venus>.\n    type: planet\n    open: yes",
            "no-distractors",
            "“Venus” is never asked: other answers may be right too, and none is declared wrong",
            "Add answers under `wrong`.",
        ),
    ],
    ids=["few", "unread", "article", "sentence", "ask", "bound", "open"],
)
def test_unaskable_value_is_reported_with_reason(
    fact: str, name: str, message: str, advice: str, tmp_path: Path
) -> None:
    (hint,) = hints(tmp_path, fact)

    assert (hint.rule.code, hint.severity) == (name, Severity.HINT)
    assert hint.message == message
    assert hint.help == advice


@pytest.mark.parametrize(
    "fact",
    [
        "The hottest planet is <Venus>.\n    type: planet",
        "Io is <an active moon>.\n    type: state\n    wrong: [an icy moon, a frozen moon, a barren moon]",
        "Saturn has over <140> moons.\n    type: count\n    wrong: ['90', '110', '230']",
        "Mars has <ice> at its poles.\n    type: stuff\n    asked: no",
    ],
)
def test_askable_and_unasked_values_have_no_problem(fact: str, tmp_path: Path) -> None:
    assert hints(tmp_path, fact) == []
