"""Questions for the closest number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.model.pack import Kind, Sensitivity
from quiz.model.question import GuessedNumber, Question
from quiz.text.safe import Text
from tests.generate.factories import fact, pack
from tests.work import count_calls


def make(*facts: object, seed: int = 0, language: str = "en") -> Question | str:
    maker = QuestionMaker(pack(*facts, language=language))  # type: ignore[arg-type]
    made = maker.make(maker.list_targets()[0], Kind.CLOSEST, seed)
    return made.code if isinstance(made, SkippedQuestion) else made


def scale_of(made: Question | str) -> GuessedNumber:
    assert isinstance(made, Question), made
    assert made.guessed is not None
    return made.guessed


def test_year_has_a_scale_and_a_right_span() -> None:
    made = make(fact("It was built in <1755>.", "year"))

    scale = scale_of(made)
    assert isinstance(made, Question)
    assert (made.stem, made.options, made.key, made.answer) == ("It was built in _____.", (), -1, "1755")
    assert (scale.value, scale.full, scale.none, scale.is_ratio, scale.unit) == (1755, 2, 25, False, "")
    assert scale.low < 1755 < scale.high


def test_scale_of_a_table_is_its_column() -> None:
    years = (1669, 1751, 1766, 1894, 1898, 1936)
    rows = [
        fact(f"<element=Element {n}> was found in <year={year}>.", id_=f"e{n}")
        for n, year in enumerate(years)
    ]
    maker = QuestionMaker(pack(*rows))
    targets = [target for target in maker.list_targets() if target.label == "year"]

    scales = [scale_of(maker.make(target, Kind.CLOSEST, seed)) for target in targets for seed in (0, 1)]  # type: ignore[arg-type]

    assert {(scale.low, scale.high) for scale in scales} == {(1650, 1950)}


def test_scale_is_that_of_the_author() -> None:
    scale = scale_of(make(fact("It has <34> members.", "count", between=(Text("1"), Text("118")))))

    assert (scale.low, scale.high) == (1, 118)


def test_number_keeps_its_unit() -> None:
    scale = scale_of(make(fact("The Loire is <1,012 kilometres> long.", "number")))

    assert (scale.value, scale.unit, scale.is_ratio) == (1012, "_____ kilometres", True)


@pytest.mark.parametrize(
    ("sentence", "fields", "code"),
    [
        ("It cost <$3 million>.", {"type_": "money"}, "no-number"),
        ("It took <three weeks>.", {"type_": "count"}, "no-number"),
        ("It lasts <4:24>.", {"type_": "duration"}, "no-number"),
        ("It lies in <Peru>.", {"type_": "country"}, "no-number"),
        ("It came on <3 September 2001>.", {"type_": "date"}, "no-number"),
        ("It has <0> doors.", {"type_": "count"}, "no-number"),
        ("It sold over <500> copies.", {"type_": "count"}, "bound"),
        ("It has <5> doors.", {"type_": "count", "open": True}, "open"),
        ("It has <5> doors.", {"type_": "count", "also": (Text("7"),)}, "open"),
        ("It has <5> doors.", {"type_": "count", "tact": Sensitivity.CAREFUL}, "tact"),
        ("It has <5> doors.", {"type_": "count", "kinds": (Kind.CHOICE,)}, "other-kind"),
    ],
)
def test_reason_is_reported(sentence: str, fields: dict[str, object], code: str) -> None:
    assert make(fact(sentence, **fields)) == code  # type: ignore[arg-type]


def test_numbers_with_units_need_english() -> None:
    assert make(fact("La Loire mesure <1.012> km.", "number"), language="fr") == "no-number"
    assert isinstance(make(fact("Construit en <1755>.", "year"), language="fr"), Question)


@given(st.integers(2, 2020), st.integers(0, 50))
def test_year_is_inside_its_scale(year: int, seed: int) -> None:
    scale = scale_of(
        make(fact(f"It was built in <{year + 1000 if year < 1000 else year}>.", "year"), seed=seed)
    )

    assert scale.low <= scale.value <= scale.high
    assert scale.low >= 1


@given(st.integers(1, 10**9), st.integers(0, 50))
def test_number_is_inside_its_scale(number: int, seed: int) -> None:
    scale = scale_of(make(fact(f"It has <{number:,}> parts.", "count"), seed=seed))

    assert 0 < scale.low <= scale.value <= scale.high


def test_place_of_a_single_number_in_its_scale_is_drawn() -> None:
    lows = {scale_of(make(fact("It was built in <1755>.", "year"), seed=seed)).low for seed in range(30)}

    assert len(lows) > 5


@pytest.mark.slow
def test_scale_includes_a_unit_that_only_the_last_row_of_a_long_table_has() -> None:
    rows = [
        fact(f"The <river=R{n}> is <number={n + 1} {'miles' if n == 2000 else 'km'}> long.", id_=f"r{n}")
        for n in range(2001)
    ]
    maker = QuestionMaker(pack(*rows))

    scale = scale_of(maker.make(maker.list_targets()[-1], Kind.CLOSEST, 0))  # type: ignore[arg-type]

    assert scale.low < scale.value == 2001 < scale.high


def test_column_is_read_once() -> None:
    def count_later_calls(rows: int) -> int:
        facts = [fact(f"The <river=R{n}> is <number={n + 1} km> long.", id_=f"r{n}") for n in range(rows)]
        maker = QuestionMaker(pack(*facts))
        target = maker.list_targets()[-1]
        maker.make(target, Kind.CLOSEST, 0)
        return count_calls(lambda: maker.make(target, Kind.CLOSEST, 1))

    assert count_later_calls(400) < 2 * count_later_calls(50)
