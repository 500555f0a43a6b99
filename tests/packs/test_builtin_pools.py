"""Names that the program knows stand in where a pack has too few of its own, and never beside themselves."""

from pathlib import Path

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question
from quiz.packs.read.pack_reader import read_pack
from quiz.text.normalize import fold

HEAD = """\
format: 1
name: p
title: P
sources: {s: {title: S}}
"""


def pack(folder: Path, *facts: str, more: str = "") -> Pack:
    lines = "".join(f"  - {{fact: {fact}, cite: s 1}}\n" for fact in facts)
    (folder / "p.yaml").write_text(HEAD + more + "facts:\n" + lines, encoding="utf-8")
    found = read_pack(folder / "p.yaml").pack
    assert found is not None
    return found


def pools(found: Pack) -> dict[str, tuple[str, ...]]:
    return {pool.type: pool.values for pool in found.pools}


def test_a_lonely_weekday_has_the_six_others_beside_it(tmp_path: Path) -> None:
    found = pack(tmp_path, "It fell on a <weekday=Monday>.")
    maker = QuestionMaker(found)
    (ask,) = maker.list_targets()
    question = maker.make(ask, Kind.CHOICE, 0)

    assert pools(found) == {"weekday": ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
    assert isinstance(question, Question)
    assert len(question.options) == 4


@pytest.mark.parametrize(
    ("told", "absent"),
    [
        ("the UK", ["united kingdom"]),
        ("England", ["united kingdom"]),
        ("Holland", ["netherlands"]),
        ("America", ["united states"]),
    ],
)
def test_a_thing_never_stands_beside_itself_under_another_name(
    told: str, absent: list[str], tmp_path: Path
) -> None:
    known = {fold(name) for name in pools(pack(tmp_path, f"It was made in <country={told}>."))["country"]}

    assert len(known) > 50
    assert known.isdisjoint([*absent, fold(told)])


@pytest.mark.parametrize(
    "fact",
    [
        "It was made in <country=Prussia>.",
        "She was born on <planet=Tatooine>.",
        "It was made in <land=France>.",
    ],
)
def test_a_name_that_is_not_known_keeps_the_others_away(fact: str, tmp_path: Path) -> None:
    assert pools(pack(tmp_path, fact, "It lies in <city=Rome>.")) == {}


def test_a_pack_with_a_pool_or_enough_values_keeps_to_its_own(tmp_path: Path) -> None:
    of_its_own = "pools: {country: [France, Spain]}\n"
    lands = ["France", "Spain", "Italy", "Peru", "Chile", "Norway"]
    many = [f"Thing {number} was made in <country={land}>." for number, land in enumerate(lands)]

    assert pools(pack(tmp_path, "It was made in <country=Italy>.", more=of_its_own)) == {
        "country": ("France", "Spain")
    }
    assert pools(pack(tmp_path, *many)) == {}


def test_in_another_language_no_english_names_are_known(tmp_path: Path) -> None:
    assert pools(pack(tmp_path, "Es liegt in <country=Peru>.", more="language: de\n")) == {}
