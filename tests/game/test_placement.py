"""Places of a round: neighbours, worn phrases, the share of statements, and the difficulty curve."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.game.placement import (
    QuestionShape,
    RoundLayout,
    difficulty_curve,
    is_good_opener,
    list_phrases,
    order_places,
)
from quiz.model.pack import Kind, RoundRole


def shape(
    *,
    category: str = "pack/all",
    kind: Kind = Kind.CHOICE,
    frame: str = "a",
    text: str = "",
    difficulty: float = 0.5,
) -> QuestionShape:
    return QuestionShape(category, kind, (frame,), list_phrases(text), difficulty)


def layout(count: int = 5, *, mixes_kinds: bool = True) -> RoundLayout:
    return RoundLayout([0.5] * count, mixes_kinds=mixes_kinds)


def test_neighbours_of_one_frame_kind_or_category_cost_more() -> None:
    places = layout()
    places.place_question(shape(), 0)

    other_frame = places.cost(shape(frame="b"), 1)
    assert places.cost(shape(), 1) > other_frame
    assert other_frame > places.cost(shape(frame="b", category="pack/other"), 1)
    assert other_frame > places.cost(shape(frame="b", kind=Kind.TRUEFALSE), 1)
    assert places.cost(shape(), 2) < other_frame


def test_question_is_compared_with_both_neighbours() -> None:
    places = layout()
    places.place_question(shape(), 0)
    one_neighbour = places.cost(shape(), 1)
    places.place_question(shape(frame="b"), 2)

    assert places.cost(shape(), 1) > one_neighbour


def test_frame_is_not_asked_three_times() -> None:
    places = layout(9)
    places.place_question(shape(), 0)
    places.place_question(shape(), 4)

    assert places.cost(shape(), 8) > 5 + places.cost(shape(frame="b"), 8)


def test_phrase_of_three_words_is_worn_after_two_questions() -> None:
    places = layout(9)
    text = "Who directed the video of Hero?"
    places.place_question(shape(frame="b", text=text), 0)
    once = places.cost(shape(text=text), 8)
    places.place_question(shape(frame="c", text=text), 4)

    assert places.cost(shape(text=text), 8) > once
    assert places.cost(shape(text="the video stars a man"), 8) == once


def test_replaced_question_no_longer_counts() -> None:
    places = layout(5)
    places.place_question(shape(kind=Kind.TRUEFALSE), 1)
    assert places.is_kind_too_many(Kind.TRUEFALSE)
    places.place_question(shape(), 1)

    assert not places.is_kind_too_many(Kind.TRUEFALSE)


def test_statements_of_one_kind_are_never_too_many() -> None:
    places = layout(5, mixes_kinds=False)
    for place in range(4):
        places.place_question(shape(kind=Kind.TRUEFALSE), place)

    assert not places.is_kind_too_many(Kind.TRUEFALSE)


def test_first_place_prefers_a_choice() -> None:
    places = layout()

    assert places.cost(shape(kind=Kind.TRUEFALSE), 0) > places.cost(shape(), 0)
    assert places.cost(shape(kind=Kind.TRUEFALSE), 1) == places.cost(shape(), 1)


def test_curve_rises_rests_before_the_end_and_ends_at_the_top() -> None:
    assert difficulty_curve([0.1 * level for level in range(10)], 5) == [
        0.1,
        0.30000000000000004,
        0.5,
        0.7000000000000001,
        0.9,
    ]
    curve = difficulty_curve([float(level) for level in range(10)], 10)
    assert curve == [0, 1, 2, 3, 4, 6, 7, 8, 5, 9]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.integers(1, 20))
def test_curve_has_a_level_for_each_place(levels: list[float], count: int) -> None:
    curve = difficulty_curve(levels, count)

    assert len(curve) == count
    assert set(curve) <= set(levels)
    assert curve[-1] == max(curve)


@given(st.integers(0, 40))
def test_every_place_is_filled_once_the_ends_first(count: int) -> None:
    places = order_places(count)

    assert sorted(places) == list(range(count))
    assert places[:2] == [0, count - 1][:count]


def test_phrases_are_three_words_in_a_row() -> None:
    assert list_phrases("Who shot Liberty Valance") == {"who shot liberty", "shot liberty valance"}
    assert list_phrases("Who?") == frozenset()


def ends(one: QuestionShape) -> tuple[float, float, float]:
    """Return the cost of a question as the first, a middle and the last of a round."""
    places = layout()
    return places.cost(one, 0), places.cost(one, 2), places.cost(one, 4)


def test_opener_goes_first_and_finale_last() -> None:
    first, middle, last = ends(shape()._replace(role=RoundRole.OPENER))
    assert first < middle < last

    first, middle, last = ends(shape()._replace(role=RoundRole.FINALE))
    assert last < middle < first


def test_easy_choice_with_a_story_is_a_good_opener_too() -> None:
    story = shape(difficulty=0.2)._replace(has_story=True)

    assert is_good_opener(story)
    assert not is_good_opener(story._replace(difficulty=0.6))
    assert not is_good_opener(story._replace(has_story=False))
    assert not is_good_opener(story._replace(kind=Kind.TRUEFALSE, role=RoundRole.OPENER))
    assert not is_good_opener(story._replace(role=RoundRole.SELDOM))


def test_question_about_several_rows_is_a_good_finale() -> None:
    _, middle, last = ends(shape(kind=Kind.COMPARE))

    assert last == middle


def test_seldom_question_is_neither_first_nor_last_and_alone_in_its_category() -> None:
    seldom = shape()._replace(role=RoundRole.SELDOM)
    first, middle, last = ends(seldom)
    assert middle < min(first, last)

    places = layout()
    places.place_question(seldom._replace(frame=("b",)), 0)
    assert places.cost(seldom, 2) > 10 + places.cost(seldom._replace(category="pack/other"), 2)
