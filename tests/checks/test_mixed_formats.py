"""Columns whose values are written in several ways."""

import pytest

from quiz.checks.mixed_formats import check_mixed_formats
from quiz.model.problems import ProblemCollector
from tests.generate.factories import fact, pack


def found(type_: str, *texts: str) -> list[str]:
    problems = ProblemCollector()
    rows = [
        fact(f"<thing=T{number}> has <value={text}>.", values={"value": {"type": type_}})
        for number, text in enumerate(texts)
    ]
    check_mixed_formats(pack(*rows), problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("type_", "texts"),
    [
        ("number", ["1,012", "652", "1,047", "12.5"]),
        ("number", ["1012", "652", "12345"]),
        ("number", ["−38.8 °C", "357 °C", "1,064 °C"]),
        ("number", ["1 week", "2 weeks", "15 weeks"]),
        ("year", ["1066", "44 BC", "AD 79"]),
        ("ordinal", ["1st", "2nd", "3rd", "4th"]),
        ("date", ["20 July 1969", "1 May 2004", "31 December 1999"]),
        ("duration", ["4:24", "12:05", "3:59"]),
        ("town", ["Rome", "12 Oaks", "York"]),
        ("number", ["12", "twelve"]),
    ],
)
def test_column_in_one_form_has_no_problem(type_: str, texts: list[str]) -> None:
    assert found(type_, *texts) == []


@pytest.mark.parametrize(
    ("type_", "texts", "other", "usual"),
    [
        ("number", ["1,012 km", "652 km", "1,047"], "1,047", "1,012 km"),
        ("number", ["1,012", "652", "1047"], "1047", "1,012"),
        ("count", ["12", "twelve", "14"], "twelve", "12"),
        ("date", ["20 July 1969", "July 20, 1969", "1 May 2004"], "July 20, 1969", "20 July 1969"),
        ("date", ["20 July 1969", "July 1969", "1 May 2004"], "July 1969", "20 July 1969"),
        ("duration", ["4:24", "5 minutes", "3:59"], "5 minutes", "4:24"),
        ("number", ["12", "a few", "14"], "a few", "12"),
        ("money", ["$3 million", "€3 million", "$4 million"], "€3 million", "$3 million"),
        ("year", ["1914–1918", "1939", "1870"], "1914–1918", "1939"),
    ],
)
def test_first_value_in_another_form_is_reported(
    type_: str, texts: list[str], other: str, usual: str
) -> None:
    assert found(type_, *texts) == [
        f"“{other}” is not written like “{usual}”, as {len(texts) - 1} of {len(texts)} values here are"
    ]


def test_column_that_is_never_asked_may_mix_forms() -> None:
    problems = ProblemCollector()
    rows = [
        fact(f"<thing=T{n}> has <value={text}>.", values={"value": {"type": "number", "asked": False}})
        for n, text in enumerate(["1", "2 km", "three"])
    ]
    check_mixed_formats(pack(*rows), problems)

    assert not problems
