"""What there is to play, and the rounds that come of it."""

import pytest

from quiz.core.model import Kind
from quiz.core.problem import UsageError
from quiz.core.session import Rules
from quiz.game import Game, Order
from tests.made import game, pack


def ids(of: Game, category: str | None = None) -> list[str]:
    return [question.id for question in of.deal(category).questions]


def test_the_menu_lists_everything_first_and_no_category_that_is_empty() -> None:
    menu = game(None, None, pack(4, "one", "One"), pack(2, "two", "Two")).menu()

    assert [(entry.category, entry.title, entry.pack, entry.askable) for entry in menu] == [
        (None, "Everything", "One, Two", 6),
        ("one/film", "Films", "One", 4),
        ("two/film", "Films", "Two", 2),
    ]


def test_a_seed_that_is_ordered_deals_the_same_round_every_time() -> None:
    one, other = game(Order(length=3, seed=7)), game(Order(length=3, seed=7))

    assert ids(one) == ids(one) == ids(other)
    assert ids(game(Order(length=3, seed=8))) != ids(one)


def test_without_an_order_each_round_has_a_fresh_seed_that_it_tells() -> None:
    free = game(Order(length=2))

    assert [free.deal().order.seed, free.deal().order.seed] == [100, 101]


def test_another_round_like_one_with_a_seed_has_a_fresh_one() -> None:
    seeded = game(Order(category="film", length=2, seed=7))
    first = seeded.deal()
    second = seeded.again(first)

    assert (second.order.seed, second.order.category) == (100, "film")
    assert second.questions == game(Order(category="film", length=2, seed=100)).deal().questions


def test_the_missed_questions_are_a_round_without_a_seed() -> None:
    played = game(Order(length=4, seed=7))
    first = played.deal()
    missed = played.repeat(first, first.questions[1:3])

    assert missed.questions == first.questions[1:3]
    assert missed.order.seed is None
    assert missed.shortfall is None
    assert len(played.again(missed).questions) == 4


def test_a_category_may_name_its_pack() -> None:
    both = game(None, None, pack(3, "one"), pack(3, "two"))

    assert {identity.partition("/")[0] for identity in ids(both, "two/film")} == {"two"}
    assert {identity.partition("/")[0] for identity in ids(both, "film")} == {"one", "two"}


def test_a_round_has_the_title_of_its_category() -> None:
    assert game().deal("film").title == "Films"
    assert game().deal("pack/film").title == "Films"
    assert game().deal().title == "Everything"


def test_fewer_questions_than_were_wanted_are_a_sentence() -> None:
    assert game(Order(length=9)).deal().shortfall == (
        "Only 4 questions can be asked in one round here; 9 were wanted."
    )
    assert game(Order(length=4)).deal().shortfall is None


def refusal(order: Order) -> str:
    """Give what is said to an order that can't be met."""
    with pytest.raises(UsageError) as caught:
        game(order).deal()
    return str(caught.value)


def test_a_category_that_nobody_knows_is_refused_with_what_was_meant() -> None:
    assert refusal(Order(category="flim")) == "no category is called “flim”; did you mean “film”?"
    assert refusal(Order(category="xyzzy")) == "no category is called “xyzzy”; there are: film, music"


def test_a_round_without_questions_is_refused() -> None:
    assert refusal(Order(category="music")) == "there are no questions in the category “music”"
    assert refusal(Order(kind=Kind.TRUEFALSE)) == (
        "there are no questions of the kind truefalse in these packs"
    )


def test_a_session_is_played_by_the_rules_of_the_game() -> None:
    rules = Rules(limit=5.0)
    played = game(None, rules)

    assert played.session(played.deal(), now=3.0).view.remaining(now=4.0) == 4.0
