"""Properties of rounds in every mode."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiz.game.game import Game
from quiz.game.modes import DAILY, LADDER_MODE, MODES, PRACTICE, Mode, RoundOption
from quiz.game.recorder import NullHistoryRecorder, ReviewQueue
from quiz.game.round import Round, RoundRequest
from quiz.game.session import SessionRules
from quiz.model.pack import Kind, Pack, Sensitivity
from quiz.text.safe import Text
from tests.factories import dealer, pack

QUESTIONS = 60


def mixed() -> Pack:
    """Make a pack in which every third question is a statement and every fourth is sensitive."""
    made = pack(QUESTIONS)
    written = [
        one._replace(
            kind=Kind.TRUEFALSE if number % 3 == 0 else Kind.CHOICE,
            stem=Text(f"Film {number:02} was made.") if number % 3 == 0 else one.stem,
            right=Text("True") if number % 3 == 0 else Text(f"Ada {number:02}."),
            wrong=(Text("False"),)
            if number % 3 == 0
            else (Text(f"Bob {number:02}."), Text(f"Cyd {number:02}.")),
            explanation=Text(f"It was film {number:02}."),
            difficulty=number / QUESTIONS,
            tact=Sensitivity.CAREFUL if number % 4 == 0 and number % 3 else None,
        )
        for number, one in enumerate(made.questions)
    ]
    return made._replace(questions=tuple(written))


PACK = mixed()
BASES = [f"pack/question-{number}" for number in range(1, QUESTIONS + 1)]


class QueueRecorder(NullHistoryRecorder):
    """A recorder with a fixed review queue."""

    def __init__(self, queue: ReviewQueue) -> None:
        self._queue = queue

    def load_review_queue(self) -> ReviewQueue:
        return self._queue


def draw(order: RoundRequest, seen: dict[str, int], cards: ReviewQueue, seed: int = 100) -> Round:
    return Game(dealer(PACK, seed=seed), order, SessionRules(), QueueRecorder(cards), seen=seen).draw_round()


bases = st.sets(st.sampled_from(BASES), max_size=12)


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
@settings(max_examples=6, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(
    category=st.sampled_from([None, "film", "pack/film"]),
    seed=st.integers(0, 10**6) | st.none(),
    length=st.integers(1, 12),
    without=bases,
    seen=bases,
    due=bases,
    friends=st.booleans(),
)
def test_round_follows_the_rules_of_its_mode(
    mode: Mode,
    category: str | None,
    seed: int | None,
    length: int,
    without: set[str],
    seen: set[str],
    due: set[str],
    friends: bool,
) -> None:
    players = (
        (Text("Ana"), Text("Ben")) if friends and RoundOption.PLAYERS in mode.options and length > 1 else ()
    )
    categories = () if category is None else (category,)
    order = RoundRequest(
        categories, None, length, seed, mode, players=players, excluded_ids=frozenset(without)
    )
    cards = ReviewQueue(tuple(sorted(due)))
    round_ = draw(order, dict.fromkeys(sorted(seen), 1), cards)
    asked = [question.target_id for question in (*round_.questions, *round_.replacements)]
    wanted = mode.length or length

    assert len(set(asked)) == len(asked)
    assert len(round_.questions) <= wanted
    assert not players or len(round_.questions) % len(players) == 0
    assert mode.kind is None or {question.kind for question in round_.questions} == {mode.kind}
    may_be_sensitive = mode.allows_sensitive and category is not None and not players
    assert may_be_sensitive or not any(question.sensitive for question in round_.questions)
    if mode is DAILY:
        usual = draw(RoundRequest(mode=DAILY), {}, ReviewQueue(), seed=5)
        assert round_.questions == usual.questions
        assert len(asked) == 10
    else:
        assert not without & set(asked)
    if mode is PRACTICE:
        assert round_.request.seed is None
        askable = [base for base in sorted(due - without) if may_be_sensitive or not is_sensitive(base)]
        assert len(set(askable) & set(asked)) == min(length, len(askable))
    if mode is LADDER_MODE:
        heights = [question.difficulty for question in round_.questions]
        assert len(heights) == 15
        assert heights == sorted(heights)


def is_sensitive(base: str) -> bool:
    number = BASES.index(base)
    return number % 4 == 0 and number % 3 != 0
