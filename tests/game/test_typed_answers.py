"""Typed answers, right, wrong or unclear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from quiz.game.outcome import Verdict
from quiz.game.typed_answers import match_answer
from quiz.model.question import AcceptedTexts
from quiz.text.answers import fold_answer
from quiz.text.safe import Text

COUNTRIES = tuple(
    map(
        Text,
        "Iran,Iraq,Niger,Nigeria,Mali,Malta,Malawi,Austria,Australia,Slovakia,Slovenia,Guinea,Guinea-Bissau,"
        "Guyana,Côte d’Ivoire,Dominica,Dominican Republic,Netherlands,Paraguay,Uruguay,Gambia,Zambia".split(
            ","
        ),
    )
)
RIGHT, WRONG = Verdict.RIGHT, Verdict.WRONG


def judge(answer: str, typed: str, rivals: tuple[Text, ...] | None = COUNTRIES) -> Verdict | None:
    match = match_answer(AcceptedTexts((Text(answer),), rivals), typed)
    return None if match is None else match.verdict


@pytest.mark.parametrize(
    ("answer", "typed", "verdict"),
    [
        ("Iran", "IRAN!", RIGHT),
        ("Iran", "Iraq", WRONG),
        ("Iran", "Irak", None),  # as near to Iraq
        ("Iran", "Irann", RIGHT),
        ("Niger", "Nigeria", WRONG),
        ("Nigeria", "Niger", WRONG),
        ("Mali", "Malta", WRONG),
        ("Mali", "Malt", None),
        ("Australia", "Austria", WRONG),
        ("Australia", "Austalia", RIGHT),
        ("Slovakia", "Slovenia", WRONG),
        ("Guinea", "Gunea", RIGHT),
        ("Guinea-Bissau", "guineabissau", RIGHT),
        ("Guinea-Bissau", "Guinea", WRONG),
        ("Guinea-Bissau", "Bissau", None),  # a part of the name
        ("Uruguay", "Uraguay", RIGHT),
        ("Côte d’Ivoire", "Cote dIvoire", RIGHT),
        ("Netherlands", "the Netherlands", RIGHT),
        ("Peru", "Per", RIGHT),
        ("Oman", "Omn", RIGHT),
        ("Iran", "", None),
        ("Iran", " ?! ", None),
        ("Br", "bR", RIGHT),
        ("Br", "Ba", WRONG),
    ],
)
def test_slip_counts_unless_it_leads_to_another_value(
    answer: str, typed: str, verdict: Verdict | None
) -> None:
    assert judge(answer, typed) is verdict


@pytest.mark.parametrize(
    ("answer", "typed", "verdict"),
    [
        ("World War II", "World War I", WRONG),
        ("World War II", "World War III", WRONG),
        ("World War II", "world war 2", RIGHT),
        ("Apollo 11", "Apollo 12", WRONG),
        ("Apollo 11", "Apolo 11", RIGHT),
        ("Vitamin A", "Vitamin B", WRONG),
        ("Joseph Kahn", "Kahn, Joseph", RIGHT),
        ("Joseph Kahn", "Kahn", None),
    ],
)
def test_numbers_and_letters_have_no_slips(answer: str, typed: str, verdict: Verdict | None) -> None:
    assert judge(answer, typed) is verdict


def test_without_other_values_a_slip_has_to_be_typed_again() -> None:
    assert judge("Monet", "Manet", None) is None
    assert judge("Monet", "monet", None) is RIGHT
    assert judge("Monet", "Picasso", None) is WRONG


@pytest.mark.parametrize(
    ("typed", "verdict"), [("1969", RIGHT), ("1,970", RIGHT), ("1968", RIGHT), ("1971", WRONG), ("x", WRONG)]
)
def test_tolerance_accepts_numbers_that_are_near(typed: str, verdict: Verdict) -> None:
    match = match_answer(AcceptedTexts((Text("1969"),), tolerance=1.0), typed)

    assert match is not None
    assert match.verdict is verdict


def test_without_tolerance_another_number_is_wrong() -> None:
    assert judge("1969", "1968", None) is WRONG
    assert judge("1969", "1 969", None) is RIGHT


names = st.text("abcdei rst", min_size=2, max_size=10).map(str.strip).filter(lambda name: len(name) > 1)


@given(st.lists(names, min_size=2, max_size=8, unique_by=fold_answer))
def test_no_slip_accepts_another_value_of_the_column(values: list[str]) -> None:
    answer, *others = values
    rivals = tuple(map(Text, values))

    for other in others:
        assert judge(answer, other, rivals) is WRONG


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a name and a text that differs from it by up to four letters."""
    name = draw(names)
    text = name
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        text = (
            text[:place]
            + draw(st.sampled_from(["", "a", "x", "1"]))
            + text[place + draw(st.integers(0, 1)) :]
        )
    return name, text


@given(slips(), st.lists(names, max_size=6))
def test_accepted_text_is_nearer_to_the_answer_than_to_any_other_value(
    drawn: tuple[str, str], others: list[str]
) -> None:
    answer, typed = map(fold_answer, drawn)
    if judge(answer, typed, tuple(map(Text, others))) is not RIGHT:
        return
    is_same = sorted(typed.replace(" ", "")) == sorted(answer.replace(" ", ""))  # words in another order
    distance = 0 if is_same else OSA.distance(typed, answer)

    assert distance <= 3
    assert all(OSA.distance(typed, rival) > distance for rival in map(fold_answer, others) if rival != answer)
    assert not any(character.isdigit() for character in typed if character not in answer)


@given(st.text(max_size=80))
def test_any_text_is_judged(typed: str) -> None:
    assert judge("Reykjavík", typed) in (RIGHT, WRONG, None)
