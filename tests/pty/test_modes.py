"""A whole game of each mode, played by keys on a screen."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quiz.game.dealer import Dealer
from quiz.game.game import Game
from quiz.game.ladder import LADDER
from quiz.game.modes import FACT_OR_FICTION, LADDER_MODE, SUDDEN_DEATH, Mode
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import Round, RoundRequest
from quiz.game.session import SessionRules
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.packs.loading import LibraryLoader
from tests.pty.terminal import Terminal, draw_score, playing

SEED = 7


@pytest.fixture
def home(tmp_path: Path) -> str:
    return str(tmp_path / "home")


def draw(mode: Mode, length: int = 10) -> Round:
    """Draw the round of the seed in this process."""
    order = RoundRequest(("hero/video",), mode=mode, seed=SEED, length=length)
    dealer = Dealer(LibraryLoader(["hero"], None), random_seed=lambda: 1, today=lambda: "2026-11-21")
    return Game(dealer, order, SessionRules(), NullHistoryRecorder()).draw_round()


@contextmanager
def game(mode: Mode, home: str, *more: str) -> Iterator[Terminal]:
    words = ("--category", "hero/video", "--mode", mode.name, "--seed", str(SEED), *more)
    columns = 79 if mode.ladder is not None else 80  # no column next to the question, which breaks its lines
    with playing(*words, columns=columns, QUIZ_HOME=home, PYTHONHASHSEED="5") as terminal:
        yield terminal


def wait_for_question(terminal: Terminal, stem: str) -> None:
    """Wait for all of a question."""
    words = " ".join(stem.split())
    hint = re.compile(r"\d answer")
    terminal.wait_until(lambda text: words in text and hint.search(text) is not None)


def answer(terminal: Terminal, question: Question, *, right: bool = True) -> None:
    """Answer a question and continue."""
    wait_for_question(terminal, question.stem)
    wrong = (question.key + 1) % len(question.options)
    terminal.answer_with(str((question.key if right else wrong) + 1))
    assert ("Right." if right else "Wrong.") in terminal.text
    terminal.continue_round()


def answer_all(terminal: Terminal, questions: int) -> int:
    """Answer every question with its first option, and count the right answers on the screen."""
    right = 0
    for number in range(1, questions + 1):
        shown = re.compile(rf"\b{number} of {questions}\b")
        terminal.wait_until(
            lambda text, shown=shown: shown.search(text) is not None and "enter next" not in text  # type: ignore[misc]
        )
        terminal.answer_with("1")
        right += "Right." in terminal.text
        terminal.continue_round()
    return right


@pytest.mark.slow
def test_fact_or_fiction_asks_statements_and_explains_each(home: str) -> None:
    round_ = draw(FACT_OR_FICTION, 4)
    assert {question.kind for question in round_.questions} == {Kind.TRUEFALSE}
    with game(FACT_OR_FICTION, home, "--questions", "4", "--time", "0") as terminal:
        for question, right in zip(round_.questions, (True, False, True, True), strict=True):
            terminal.wait("True or false?")
            answer(terminal, question, right=right)
        terminal.wait(*draw_score(3100), "points · 3 of 4 right", "seed 7", "Source:")


@pytest.mark.slow
def test_sudden_death_ends_with_the_second_miss(home: str) -> None:
    questions = draw(SUDDEN_DEATH).questions
    with game(SUDDEN_DEATH, home, "--time", "0") as terminal:
        terminal.wait("lives 2", "Two lives left.")
        for question, right in zip(questions, (True, False, True, False), strict=False):
            answer(terminal, question, right=right)
        terminal.wait(*draw_score(2000), "points · 2 of 4 right", "Out after 4 questions.")


@pytest.mark.slow
def test_ladder_with_every_lifeline_ends_with_the_first_miss(home: str) -> None:
    round_ = draw(LADDER_MODE)
    questions = list(round_.questions)
    with game(LADDER_MODE, home) as terminal:
        wait_for_question(terminal, questions[0].stem)
        terminal.press("h")
        terminal.wait_until(lambda text: "h fifty-fifty" not in text)
        assert questions[0].options[questions[0].key] in terminal.text
        assert sum(" ".join(option.split()) in terminal.text for option in questions[0].options) == 2
        answer(terminal, questions[0])
        wait_for_question(terminal, questions[1].stem)
        terminal.press("i")
        terminal.wait("Sources of", "close")
        terminal.press("\x1b")
        terminal.wait_until(lambda text: "Sources of" not in text)
        terminal.press("w")
        answer(terminal, round_.replacements[0])
        for question in questions[2:6]:
            answer(terminal, question)
        terminal.wait("For 4,000 points. Miss it and you leave with 1,000.", "? help")
        assert not any(help_ in terminal.text for help_ in ("fifty-fifty", "swap", "sources"))
        answer(terminal, questions[6], right=False)
        terminal.wait("Wrong answer. You leave with 1,000.", "6 of 7 right")


@pytest.mark.slow
def test_walking_away_from_the_ladder_keeps_the_prize(home: str) -> None:
    questions = draw(LADDER_MODE).questions
    with game(LADDER_MODE, home) as terminal:
        answer(terminal, questions[0])
        wait_for_question(terminal, questions[1].stem)
        terminal.press("\x1b")
        terminal.wait(f"Walk away with {LADDER.prizes[0]}?")
        terminal.press("y")
        terminal.wait("You walk away with 100.", "1 of 1 right")


def find_shared_text(terminal: Terminal) -> str:
    """Return the result with a challenge that is printed after the screen has closed."""
    printed = terminal.written.rpartition(b"\x1b[?1049l")[2].decode()
    found = re.search(r"quiz daily \d{4}-.*quiz --challenge [0-9A-Z]{5}\w*", printed, re.DOTALL)
    assert found is not None, printed
    return found[0]


@pytest.mark.slow
def test_daily_round_counts_once_and_can_be_shared(home: str) -> None:
    with playing("--mode", "daily", "--time", "0", QUIZ_HOME=home) as terminal:
        right = answer_all(terminal, 10)
        terminal.wait(f"{right} of 10 right, no clock (quiz", "c copy")
        terminal.press("c")
        terminal.wait("Copied.")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        printed = find_shared_text(terminal)
    with playing("--mode", "daily", columns=120, QUIZ_HOME=home) as terminal:
        terminal.wait("1 of 10", "This one is just for fun.", f"You had {right} of 10 right.")
    with playing(QUIZ_HOME=home) as terminal:
        terminal.wait("c Copy the result")
        terminal.press("c")
        terminal.wait("Copied.")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert find_shared_text(terminal) == printed


@pytest.mark.slow
def test_practice_has_neither_clock_nor_seed(home: str) -> None:
    words = ("--mode", "practice", "--category", "video", "--questions", "3")
    with playing(*words, QUIZ_HOME=home) as terminal:
        right = answer_all(terminal, 3)
        terminal.wait(f"{right} of 3 right", "again")
        assert "seed" not in terminal.text
        terminal.press("r")
        terminal.wait("1 of 3")


@pytest.mark.slow
def test_players_take_turns_and_results_name_the_winner(home: str) -> None:
    words = ("--players", "Ana,Ben,Cyd", "--questions", "3", "--category", "video", "--seed", "7")
    with playing(*words, columns=40, rows=12, QUIZ_HOME=home) as terminal:
        for number, name in enumerate(("Ana", "Ben", "Cyd"), 1):
            if number > 1:
                terminal.wait(f"{name}, press Enter when ready.")
                terminal.press_until("\r", lambda text: "press Enter" not in text)
            terminal.wait(f"{number} of 3")
            terminal.answer_with("1")
            terminal.continue_round()
        terminal.wait_until(lambda text: re.search(r"\bwins\b|tie for first place", text) is not None)
        assert all(name in terminal.text for name in ("Ana", "Ben", "Cyd"))
