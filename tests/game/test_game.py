"""The dealer's menu and the rounds of a game."""

import pytest

from quiz.game.game import Game
from quiz.game.ladder import Lifeline
from quiz.game.modes import CLASSIC, DAILY, FACT_OR_FICTION, LADDER_MODE, Mode
from quiz.game.outcome import Answer
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import Phase, SessionRules
from quiz.model.errors import UsageError
from quiz.model.loading import LoadResult
from quiz.model.pack import Category, Kind, Pack
from quiz.text.safe import Text
from tests.factories import TODAY, MemoryLoader, dealer_of, game, pack


class CategoryLoader(MemoryLoader):
    """Loads only the pack of a category, and notes each call."""

    def __init__(self, *packs: Pack) -> None:
        super().__init__(*packs)
        self.calls: list[str | None] = []

    def load(self, category: str | None = None) -> LoadResult:
        self.calls.append(category)
        packs = super().load().packs
        name = None if category is None else category.partition("/")[0]
        return LoadResult(tuple(loaded for loaded in packs if name in (None, loaded.pack.name)))


def ids(of: Game, category: str | None = None) -> list[str]:
    return [
        question.id
        for question in (of.draw_round() if category is None else of.draw_category_round(category)).questions
    ]


def test_menu_lists_everything_first_and_no_empty_category() -> None:
    menu = game(None, None, pack(4, "one", "One"), pack(2, "two", "Two")).dealer.list_menu()

    assert [(entry.category, entry.title, entry.pack, entry.askable_count) for entry in menu] == [
        (None, "Everything", "One, Two", 6),
        ("one/film", "Films", "One", 4),
        ("two/film", "Films", "Two", 2),
    ]


def test_requested_seed_draws_the_same_round_each_time() -> None:
    one, other = game(RoundRequest(length=3, seed=7)), game(RoundRequest(length=3, seed=7))

    assert ids(one) == ids(one) == ids(other)
    assert ids(game(RoundRequest(length=3, seed=8))) != ids(one)


def test_round_without_a_seed_has_a_random_one() -> None:
    free = game(RoundRequest(length=2))

    assert [free.draw_round().request.seed, free.draw_round().request.seed] == [100, 101]


ALL = [f"pack/question-{number}" for number in range(1, 5)]


def draw_two_seeds(free: Game) -> tuple[int | None, int | None]:
    """Return the seeds of a first round and of a similar one."""
    first = free.draw_round()
    return first.request.seed, free.draw_similar_round(first).request.seed


def test_seed_with_the_fewest_seen_targets_is_played() -> None:
    order = RoundRequest(length=2)
    by_seed = {seed: ids(game(order._replace(seed=seed))) for seed in range(100, 116)}
    bases = {seed: {id_.rpartition("/")[0] for id_ in ids_} for seed, ids_ in by_seed.items()}
    for unseen in ("pack/question-1", "pack/question-3"):
        seen = dict.fromkeys(ALL, 3) | {unseen: 0}

        first, second = draw_two_seeds(game(order, seen=seen))

        assert first == next(seed for seed in range(100, 108) if unseen in bases[seed])
        assert second == next(seed for seed in range(108, 116) if unseen in bases[seed])


def test_first_of_equal_seeds_is_played() -> None:
    assert draw_two_seeds(game(RoundRequest(length=2), seen=dict.fromkeys(ALL, 0))) == (100, 101)
    assert draw_two_seeds(game(RoundRequest(length=2), seen=dict.fromkeys(ALL, 1))) == (100, 108)
    assert draw_two_seeds(game(RoundRequest(length=2))) == (100, 101)


def test_played_questions_count_as_seen() -> None:
    free = game(RoundRequest(length=2), None, pack(12))
    first = free.draw_round()
    free.start_session(first, 0.0)
    asked = {question.target_id for question in first.questions}

    second = free.draw_similar_round(first)

    assert asked.isdisjoint(question.target_id for question in second.questions)


def test_seen_questions_do_not_change_a_seeded_round() -> None:
    order = RoundRequest(length=2, seed=7)

    assert ids(game(order, seen=dict.fromkeys(ALL, 1))) == ids(game(order))


def test_similar_round_has_a_random_seed() -> None:
    seeded = game(RoundRequest(categories=("film",), length=2, seed=7))
    first = seeded.draw_round()
    second = seeded.draw_similar_round(first)

    assert (second.request.seed, second.request.categories) == (100, ("film",))
    again = game(RoundRequest(categories=("film",), length=2, seed=100))
    assert second.questions == again.draw_round().questions


def test_retried_questions_have_no_seed() -> None:
    played = game(RoundRequest(length=4, seed=7))
    first = played.draw_round()
    missed = played.retry_questions(first, first.questions[1:3])

    assert missed.questions == first.questions[1:3]
    assert missed.request.seed is None
    assert missed.shortfall_notice is None
    assert len(played.draw_similar_round(missed).questions) == 4


def test_category_may_include_its_pack() -> None:
    both = game(None, None, pack(3, "one"), pack(3, "two"))

    assert {identity.partition("/")[0] for identity in ids(both, "two/film")} == {"two"}
    # The packs have the same questions, so a round may take all of them from one pack.
    found = {identity.partition("/")[0] for _ in range(5) for identity in ids(both, "film")}
    assert found == {"one", "two"}


def test_round_has_the_title_of_its_category() -> None:
    assert game().draw_category_round("film").title == "Films"
    assert game().draw_category_round("pack/film").title == "Films"
    assert game().draw_round().title == "Everything"


def test_missing_questions_are_a_notice() -> None:
    assert game(RoundRequest(length=9)).draw_round().shortfall_notice == (
        "This pack has only 4 questions for one round, so this one has 4 instead of 9."
    )
    assert game(RoundRequest(length=4)).draw_round().shortfall_notice is None


def refusal(order: RoundRequest) -> str:
    """Return the error message for a request that can't be met."""
    with pytest.raises(UsageError) as caught:
        game(order).draw_round()
    return str(caught.value)


def test_unknown_category_is_refused_with_a_suggestion() -> None:
    assert refusal(RoundRequest(categories=("flim",))) == "unknown category “flim”. Did you mean “film”?"
    assert refusal(RoundRequest(categories=("xyzzy",))) == "unknown category “xyzzy”. Categories: film, music"


def test_round_without_questions_is_refused() -> None:
    assert refusal(RoundRequest(categories=("music",))) == "“Music” has no questions"
    assert refusal(RoundRequest(kind=Kind.TRUEFALSE)) == (
        "these packs have no questions of the kind truefalse"
    )


def test_session_has_the_rules_of_the_game() -> None:
    rules = SessionRules(limit_seconds=5.0)
    played = game(None, rules)

    assert played.start_session(played.draw_round(), now=3.0).state.remaining(now=4.0) == 4.0


def test_everything_ignores_the_requested_category() -> None:
    whole = pack(4)
    films = whole.questions[:2]
    music = tuple(one._replace(category="music", id=f"music-{one.id}") for one in whole.questions[2:])
    played = game(
        RoundRequest(categories=("film",), length=9, seed=7), None, whole._replace(questions=(*films, *music))
    )

    assert {question.category for question in played.draw_round().questions} == {"film"}
    assert {question.category for question in played.draw_category_round(None).questions} == {"film", "music"}
    assert {question.category for question in played.draw_category_round("pack/music").questions} == {"music"}


# Modes


def climbable(questions: int = 60) -> Pack:
    """Make a pack of independent questions, each harder than the one before."""
    made = pack(questions)
    harder = [
        written._replace(
            right=Text(f"Ada {number:02}."),
            wrong=(Text(f"Bob {number:02}."), Text(f"Cyd {number:02}."), Text(f"Dan {number:02}.")),
            explanation=Text(f"It was film {number:02}."),
            difficulty=number / questions,
        )
        for number, written in enumerate(made.questions)
    ]
    return made._replace(questions=tuple(harder))


def test_ladder_rises_and_has_a_replacement_for_each_step() -> None:
    round_ = game(RoundRequest(seed=7, mode=LADDER_MODE), None, climbable()).draw_round()

    heights = [question.difficulty for question in round_.questions]
    assert len(heights) == 15
    assert heights == sorted(heights)
    assert heights[-1] - heights[0] > 0.5
    assert len(round_.replacements) == 15
    assert not set(round_.replacements) & set(round_.questions)


@pytest.mark.parametrize("swapped", range(1, 16))
def test_ladder_rises_also_after_a_swap(swapped: int) -> None:
    played = game(RoundRequest(seed=7, mode=LADDER_MODE), None, climbable())
    session = played.start_session(played.draw_round(), 0.0)
    heights = []
    while (state := session.state).phase is Phase.ASKING:
        if state.number == swapped:
            assert Lifeline.SWAP in state.offered_lifelines
            state = session.use_lifeline(swapped, Lifeline.SWAP, 0.0)
        heights.append(state.question.difficulty)
        session.answer(state.number, Answer(state.question.key), 0.0)
        session.advance(state.number, 0.0)
    assert len(heights) == 15
    assert heights == sorted(heights)


def test_mode_can_be_played_where_there_are_enough_questions() -> None:
    small, large = game(None, None, pack(14)), game(None, None, climbable())

    assert (small.can_play(None, LADDER_MODE), large.can_play(None, LADDER_MODE)) == (False, True)
    assert (small.can_play("film", CLASSIC), small.can_play("music", CLASSIC)) == (True, False)
    assert not small.can_play("film", FACT_OR_FICTION)


def test_sources_are_offered_only_if_there_are_several() -> None:
    played = game(RoundRequest(seed=7, mode=LADDER_MODE), None, climbable())
    session = played.start_session(played.draw_round(), 0.0)

    assert Lifeline.SOURCES in session.state.remaining_lifelines
    assert Lifeline.SOURCES not in session.state.offered_lifelines


def test_ladder_that_does_not_rise_is_refused_and_not_offered() -> None:
    even = climbable()
    flat = even._replace(questions=tuple(one._replace(difficulty=0.5) for one in even.questions))

    assert not game(None, None, flat).can_play(None, LADDER_MODE)
    with pytest.raises(UsageError, match="about equally hard, so no ladder rises"):
        game(RoundRequest(seed=7, mode=LADDER_MODE), None, flat).draw_round()


def test_ladder_with_too_few_questions_is_refused() -> None:
    assert refusal(RoundRequest(seed=7, mode=LADDER_MODE)) == (
        "these packs are too small for a ladder: they have 4 questions that don't give each other away, "
        "and a ladder needs 15"
    )


def test_daily_round_depends_on_the_date_only() -> None:
    one = game(RoundRequest(), None, climbable()).draw_category_round(None, DAILY)
    other = game(RoundRequest(categories=("film",), seed=3, length=5), None, climbable()).draw_category_round(
        "film", DAILY
    )

    assert one.questions == other.questions
    assert len(one.questions) == 10
    assert one.request.day == TODAY


def test_daily_round_uses_built_in_packs_only() -> None:
    own = climbable()._replace(name="mine")
    loader = MemoryLoader(climbable(), user_packs=(own,))
    shared = Game(dealer_of(loader), RoundRequest(), SessionRules(limit_seconds=None), NullHistoryRecorder())

    assert {question.pack for question in shared.draw_category_round(None, DAILY).questions} == {"pack"}
    assert (
        shared.draw_category_round(None, DAILY).questions
        == game(RoundRequest(), None, climbable()).draw_category_round(None, DAILY).questions
    )


def test_category_loads_only_its_packs_until_another_one_is_played() -> None:
    loader = CategoryLoader(pack(4, "one", "One"), pack(2, "two", "Two"))
    partly = Game(
        dealer_of(loader),
        RoundRequest(categories=("one/film",), length=2, seed=7),
        SessionRules(limit_seconds=None),
        NullHistoryRecorder(),
    )

    first = partly.draw_round()
    assert loader.calls == ["one/film"]
    assert [entry.category for entry in partly.dealer.list_menu()] == [None, "one/film", "two/film"]
    assert loader.calls == ["one/film"]
    assert ids(partly, "two/film") == ids(game(RoundRequest(length=2, seed=7), None, pack(2, "two", "Two")))
    assert [entry.askable_count for entry in partly.dealer.list_menu()] == [6, 4, 2]
    assert loader.calls == ["one/film", None]
    assert partly.draw_round().questions == first.questions


def test_players_get_the_same_number_of_questions() -> None:
    players = (Text("Ana"), Text("Ben"), Text("Cyd"))
    round_ = game(RoundRequest(length=9, seed=7, players=players)).draw_round()

    assert len(round_.questions) == 3  # of the four that can be asked


@pytest.mark.parametrize(
    ("mode", "said", "limit"),
    [
        (CLASSIC, None, 20.0),
        (CLASSIC, 7.0, 7.0),
        (CLASSIC, 0.0, None),
        (FACT_OR_FICTION, None, 10.0),
        (FACT_OR_FICTION, 0.0, None),
        (LADDER_MODE, 7.0, None),
    ],
)
def test_default_time_limit_depends_on_the_mode(mode: Mode, said: float | None, limit: float | None) -> None:
    played = game(
        RoundRequest(mode=mode, seconds=said, seed=7), SessionRules(limit_seconds=20.0), climbable()
    )
    round_ = game(RoundRequest(seed=7), None, climbable()).draw_round()
    order = round_.request._replace(mode=mode, seconds=said)

    assert played.start_session(round_._replace(request=order), 0.0).state.limit_seconds == limit


def test_source_of_a_category_is_listed_once() -> None:
    played = game(RoundRequest(seed=7))

    assert played.dealer.list_source_titles(played.draw_round().questions[0]) == ("The Paper",)


def test_several_categories_are_joined_and_saved_for_resuming() -> None:
    whole = pack(8)
    entries = [one._replace(category=name) for one, name in zip(whole.questions, "abc" * 3, strict=False)]
    categories = tuple(Category(name, Text(name.upper())) for name in "abc")
    three = whole._replace(categories=categories, questions=tuple(entries))

    round_ = game(RoundRequest(categories=("a", "C", "a"), length=9, seed=7), None, three).draw_round()

    assert {question.category for question in round_.questions} == {"a", "c"}
    assert round_.request.categories == ("a", "c")
    assert round_.title == "A and C"
