"""Tests of a third-party pack about the history of code."""

import re

import pytest

from quiz.model.pack import Kind
from tests.generate.third_party import asked, pack, questions

pytestmark = pytest.mark.slow


def test_languages_that_differ_in_a_sign_are_different() -> None:
    told = {fact.id: fact.sentence for fact in pack("code").facts}

    for row, name in (("c", "C"), ("c-plus-plus", "C++"), ("c-sharp", "C#"), ("f-sharp", "F#")):
        assert told[f"languages-{row}-designer"].startswith(f"The language {name} was designed by ")
    assert told["negative"] == "In Python 3, `-7 // 2` gives −4."
    assert told["true-division"] == "In Python 3, `7 / 2` gives 3.5."


@pytest.mark.parametrize("type_", ["language", "operator", "method", "tool", "file", "licence"])
def test_names_and_code_keep_their_form(type_: str) -> None:
    values = [value for fact in pack("code").facts for value in fact.values if value.type == type_]
    typed = {text for value in values for text in (value.text, *value.also, *value.wrong)}
    typed.update(text for pool in pack("code").pools if pool.type == type_ for text in pool.values)
    made = [
        question
        for question in questions("code")
        if question.origin == "fact" and question.kind is Kind.CHOICE and asked(question)[1].type == type_
    ]

    assert made
    for question in made:
        assert typed.issuperset(question.options), question


def test_versions_and_numbers_are_in_ascending_order() -> None:
    seen = 0
    for question in questions("code"):
        numbered = all(re.fullmatch(r"[\d.]+", option) for option in question.options)
        if question.origin == "fact" and numbered:
            parts = [tuple(map(int, option.split("."))) for option in question.options]
            assert parts == sorted(parts), question
            seen += "." in "".join(question.options)
    assert seen > 20
