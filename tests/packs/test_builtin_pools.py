"""Built-in pools, for packs with too few values of a common type."""

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


def read_sentences(folder: Path, *facts: str, more: str = "") -> Pack:
    lines = "".join(f"  - {{fact: {fact}, cite: s 1}}\n" for fact in facts)
    (folder / "p.yaml").write_text(HEAD + more + "facts:\n" + lines, encoding="utf-8")
    pack = read_pack(folder / "p.yaml").pack
    assert pack is not None
    return pack


def pools(pack: Pack) -> dict[str, tuple[str, ...]]:
    return {pool.type: pool.values for pool in pack.pools}


def test_single_weekday_gets_the_six_others(tmp_path: Path) -> None:
    pack = read_sentences(tmp_path, "It fell on a <weekday=Monday>.")
    maker = QuestionMaker(pack)
    (ask,) = maker.list_targets()
    question = maker.make(ask, Kind.CHOICE, 0)

    assert pools(pack) == {"weekday": ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
    assert isinstance(question, Question)
    assert len(question.options) == 4


@pytest.mark.parametrize(
    ("value", "absent"),
    [
        ("the UK", ["united kingdom"]),
        ("England", ["united kingdom"]),
        ("Holland", ["netherlands"]),
        ("America", ["united states"]),
    ],
)
def test_other_names_of_a_value_are_left_out(value: str, absent: list[str], tmp_path: Path) -> None:
    names = {
        fold(name)
        for name in pools(read_sentences(tmp_path, f"It was made in <country={value}>."))["country"]
    }

    assert len(names) > 50
    assert names.isdisjoint([*absent, fold(value)])


@pytest.mark.parametrize(
    "fact",
    [
        "It was made in <country=Prussia>.",
        "She was born on <planet=Tatooine>.",
        "It was made in <land=France>.",
    ],
)
def test_unlisted_name_prevents_the_pool(fact: str, tmp_path: Path) -> None:
    assert pools(read_sentences(tmp_path, fact, "It lies in <city=Rome>.")) == {}


def test_pack_with_own_pool_or_enough_values_gets_none(tmp_path: Path) -> None:
    own_pool = "pools: {country: [France, Spain]}\n"
    lands = ["France", "Spain", "Italy", "Peru", "Chile", "Norway"]
    many = [f"Thing {number} was made in <country={land}>." for number, land in enumerate(lands)]

    assert pools(read_sentences(tmp_path, "It was made in <country=Italy>.", more=own_pool)) == {
        "country": ("France", "Spain")
    }
    assert pools(read_sentences(tmp_path, *many)) == {}


def test_pack_in_another_language_gets_no_pool(tmp_path: Path) -> None:
    assert pools(read_sentences(tmp_path, "Es liegt in <country=Peru>.", more="language: de\n")) == {}
