"""Difficulty: the author's word, then fame, then the wrong options."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.fame import FameIndex
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Fact, Kind
from tests.generate.factories import fact, pack

TOWNS = {"Rome": 5, "Oslo": 4, "Bern": 3, "Riga": 2, "Male": 1}


def town(name: str, known: float | None, **fields: Any) -> Fact:
    marked = f"The mayor of <town={name}> is <mayor={name[::-1].title()}>."
    return fact(marked, id_=name.lower(), values={"mayor": fields})._replace(known=known)


def estimate(maker: QuestionMaker, target_id: str, kind: Kind = Kind.CHOICE) -> float:
    target = next(target for target in maker.list_targets() if target.target_id == target_id)
    return maker.estimate_difficulty(target, kind)


def test_little_known_subjects_are_harder() -> None:
    maker = QuestionMaker(pack(*[town(name, known) for name, known in TOWNS.items()]))
    levels = [estimate(maker, f"pack/{name.lower()}.mayor") for name in TOWNS]

    assert levels == sorted(levels)
    assert levels[-1] - levels[0] == pytest.approx(0.3)


def test_word_for_a_column_is_the_difficulty_of_its_best_known_subject() -> None:
    bases = []
    for word in (0.2, 0.5, 0.8):
        towns = [town(name, known, difficulty=word) for name, known in TOWNS.items()]
        bases.append(estimate(QuestionMaker(pack(*towns)), "pack/rome.mayor"))

    assert bases == [0.15, 0.4, 0.65]


@pytest.mark.parametrize(("known", "level"), [(None, 0.5), (1, 0.6), (3, 0.5), (5, 0.4)])
def test_fame_moves_the_word_for_a_single_fact(known: float | None, level: float) -> None:
    built = fact("<Ada> built it.", "person", id_="built", difficulty=0.5)._replace(known=known)

    assert estimate(QuestionMaker(pack(built)), "pack/built") == level


def test_statement_is_a_little_easier() -> None:
    maker = QuestionMaker(pack(*[town(name, known) for name, known in TOWNS.items()]))

    choice, statement = (estimate(maker, "pack/bern.mayor", kind) for kind in (Kind.CHOICE, Kind.TRUEFALSE))
    assert choice - statement == pytest.approx(0.05)


def test_subjects_of_another_heading_have_ranks_of_their_own() -> None:
    king = fact("<king=Olaf> ruled in <year=1020>.", id_="olaf")._replace(known=0.5)
    other = fact("<king=Knut> ruled in <year=1030>.", id_="knut")._replace(known=0.1)
    towns = [town(name, known) for name, known in TOWNS.items()]
    fame = FameIndex(pack(*towns, king, other))

    assert [fame.rank(each) for each in (king, other)] == [0.0, 1.0]
    assert [fame.rank(each) for each in towns] == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_equal_fame_has_no_rank() -> None:
    towns = [town(name, 3) for name in TOWNS]

    assert FameIndex(pack(*towns)).rank(towns[0]) is None
    assert FameIndex(pack(*towns)).rank(town("Rome", None)) is None


@given(st.dictionaries(st.text("abcdef", min_size=3, max_size=5), st.integers(1, 5), min_size=2, max_size=12))
def test_ranks_follow_the_numbers(numbers: dict[str, int]) -> None:
    towns = [town(name, known) for name, known in numbers.items()]
    fame = FameIndex(pack(*towns))
    ranks = {str(each.values[0].text): fame.rank(each) for each in towns}

    for name, known in numbers.items():
        for other, other_known in numbers.items():
            one, two = ranks[name], ranks[other]
            if one is not None and two is not None:
                assert 0 <= one <= 1
                assert (known > other_known) == (one < two)
