"""The game as lines of text."""

import io
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli import line_game
from quiz.game.modes import CLASSIC, DAILY, LADDER_MODE, SUDDEN_DEATH, Mode
from quiz.game.round import Round, RoundRequest
from quiz.game.session import SessionRules
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import CITATION, game, pack, question, statement


class Typist(io.StringIO):
    """Lines that arrive one after another, each some seconds after it could be typed."""

    def __init__(self, lines: Iterable[str], seconds: Iterable[float] = ()) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.now = 1000.0
        self._seconds = iter(seconds)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override] # a quirk of its stub
        self.now += next(self._seconds, 1.0)
        return super().readline(-1)


def played(
    questions: Iterable[Question],
    lines: Iterable[str],
    seconds: Iterable[float] = (),
    *,
    limit: float | None = None,
    waits: bool = False,
    wanted: int | None = None,
) -> tuple[list[str], str]:
    """Play some questions; give the lines of the game, and what was said beside it."""
    asked = tuple(questions)
    round_ = Round(asked, Text("Films"), RoundRequest(length=wanted or len(asked), seed=7))
    typist, out, notes = Typist(lines, seconds), io.StringIO(), io.StringIO()
    console = line_game.Console(typist, out, notes, lambda: typist.now, waits)
    line_game.run_line_game(game(rules=SessionRules(limit_seconds=limit)), round_, console)
    return out.getvalue().splitlines(), notes.getvalue()


def test_a_round_is_a_block_for_each_question_and_ends_with_the_score() -> None:
    lines, notes = played([question("a", key=1), statement("b", true=False)], ["2", "t"])

    assert lines == [
        "Question 1 of 2",
        "Who directed it?",
        "1) One",
        "2) Two",
        "3) Three",
        "4) Four",
        "Type 1–4, or ? for help.",
        "Right. 1,000 points.",
        "Answer: Two",
        "Why: One directed it.",
        "Source: The Paper, A Press: Front page, paragraph 2",
        "",
        "Question 2 of 2",
        "It came out in 2001.",
        "1) True",
        "2) False",
        "Type 1 or 2, or ? for help.",
        "Wrong.",
        "Answer: False",
        "Why: It came out in 2001.",
        "Source: The Paper, A Press: Front page, paragraph 2",
        "",
        "Score 1000, 1 of 2 right, seed 7",
    ]
    assert notes == ""


@pytest.mark.parametrize("typed", ["1", "a", "A", "  1  "])
def test_an_option_is_chosen_by_number_or_letter(typed: str) -> None:
    lines, _ = played([question(key=0)], [typed])

    assert "Right. 1,000 points." in lines


@pytest.mark.parametrize("typed", ["2", "b", "f", "FALSE"])
def test_a_statement_is_called_false_by_number_letter_or_word(typed: str) -> None:
    lines, _ = played([statement(true=False)], [typed])

    assert "Right. 1,000 points." in lines


def test_right_answers_in_a_row_are_counted_aloud() -> None:
    lines, _ = played([question("a"), question("b")], ["1", "1"])

    assert "Right. 1,100 points, 2 in a row." in lines


def test_no_streak_is_counted_aloud_where_somebody_is_mourned() -> None:
    lines, _ = played([question("a"), question("b"), question("c", sensitive=True)], ["1", "1", "1"])

    assert lines[-6] == "Right. 1,000 points."


def test_an_answer_is_late_by_the_moment_its_line_arrives() -> None:
    lines, _ = played([question("a"), question("b")], ["1", "1"], [19.0, 20.0], limit=20.0)

    assert [line for line in lines if line.startswith(("Right", "Too late"))] == [
        "Right. 525 points.",
        "Too late.",
    ]
    assert lines[-1] == "Score 525, 1 of 2 right, seed 7"


@pytest.mark.parametrize("typed", ["skip", "what", "?", ""])
def test_whatever_is_typed_after_the_bell_is_too_late(typed: str) -> None:
    lines, _ = played([question()], [typed], [21.0], limit=20.0)

    assert "Too late." in lines


def test_the_time_for_a_question_is_said_with_it() -> None:
    lines, _ = played([question()], ["1"], limit=20.0)

    assert "Type 1–4, or ? for help. You have 20 seconds." in lines


def test_a_question_can_be_skipped() -> None:
    lines, _ = played([question()], ["SKIP"])

    assert lines[7:9] == ["Skipped.", "Answer: One"]
    assert lines[-1] == "Score 0, 0 of 1 right, seed 7"


def test_anything_else_gets_a_sentence_and_the_same_question() -> None:
    lines, _ = played([question()], ["purple", "1"])

    assert "Please type 1–4, skip, ? or q." in lines
    assert lines.count("Question 1 of 1") == 2
    assert lines[-1] == "Score 1000, 1 of 1 right, seed 7"


def test_an_empty_line_is_answered_too() -> None:
    lines, _ = played([question()], ["", "1"])

    assert "Please type 1–4, skip, ? or q." in lines


def test_typed_text_is_not_repeated() -> None:
    lines, _ = played([question()], ["\x1b[2J" + "x" * 500, "1"])

    assert "Please type 1–4, skip, ? or q." in lines
    assert not any("\x1b" in line or "xx" in line for line in lines)


def test_help_says_the_keys_and_the_rule_and_asks_again() -> None:
    lines, _ = played([statement()], ["?", "1"])

    assert "Type the number or letter of an option, or true, t, false or f, and press Enter." in lines
    assert any("500 at the bell" in line for line in lines)
    assert lines.count("Question 1 of 1") == 2


def test_reading_help_costs_no_time() -> None:
    seconds = [2.0, 600.0, 3.0]  # to ask for help, to read it, to answer
    lines, _ = played([question()], ["?", "", "1"], seconds, limit=20.0, waits=True)

    assert "Paused. Press Enter for the question." in lines
    assert "Right. 875 points." in lines


def test_somebody_who_sits_there_goes_on_with_enter() -> None:
    lines, _ = played(
        [question("a"), question("b")], ["1", "", "1"], [1.0, 600.0, 1.0], limit=20.0, waits=True
    )

    assert lines.count("Press Enter for the next question, ! to flag this one, q to leave.") == 1
    assert lines[-1] == "Score 2050, 2 of 2 right, seed 7"


def test_the_last_question_can_be_marked_too() -> None:
    lines, _ = played([question("a"), question("b")], ["1", "", "1", "!", ""], waits=True)

    assert lines.count("Press Enter for the results, ! to flag this question.") == 1
    assert lines.count("Marked as wrong or bad: it is asked no more. “quiz flags” lists it.") == 1
    assert lines[-1] == "Score 2100, 2 of 2 right, seed 7"


def test_a_question_can_be_marked_as_wrong_after_its_answer() -> None:
    lines, _ = played([question("a"), question("b")], ["1", "!", "", "1"], waits=True)

    assert lines.count("Marked as wrong or bad: it is asked no more. “quiz flags” lists it.") == 1
    assert lines[-1] == "Score 2100, 2 of 2 right, seed 7"


def test_a_line_typed_ahead_does_not_answer_the_next_question() -> None:
    lines, _ = played([question("a"), question("b")], ["1", "2"], waits=True)

    assert lines[-1] == "Score 1000, 1 of 2 right, seed 7"


@pytest.mark.parametrize("waits", [False, True])
def test_q_ends_the_round_with_what_there_is(waits: bool) -> None:
    lines, _ = played([question("a"), question("b")], ["1", "", "q"] if waits else ["1", "q"], waits=waits)

    assert lines[-1] == "Score 1000, 1 of 2 right, seed 7"


def test_q_ends_the_round_between_questions_and_from_help() -> None:
    after, _ = played([question("a"), question("b")], ["1", "q"], waits=True)
    helped, _ = played([question("a"), question("b")], ["?", "q"], waits=True)

    assert (after[-1], after.count("Question 2 of 2")) == ("Score 1000, 1 of 2 right, seed 7", 0)
    assert (helped[-1], helped.count("Question 1 of 2")) == ("Score 0, 0 of 2 right, seed 7", 1)


@pytest.mark.parametrize("lines_in", [[], ["1"], ["?"], ["x"]])
@pytest.mark.parametrize("waits", [False, True])
def test_the_end_of_the_input_ends_the_round_with_what_there_is(lines_in: list[str], waits: bool) -> None:
    lines, _ = played([question("a"), question("b")], lines_in, waits=waits)

    assert lines[-1] == f"Score {1000 * lines_in.count('1')}, {lines_in.count('1')} of 2 right, seed 7"


def test_every_source_has_a_line_of_its_own() -> None:
    lines, _ = played([question(citations=(CITATION, CITATION))], ["1"])

    assert sum(line.startswith("Source: ") for line in lines) == 2


def test_too_few_questions_are_spoken_of_beside_the_game() -> None:
    lines, notes = played([question()], ["1"], wanted=10)

    assert notes == "Only 1 question can be asked in one round here; 10 were wanted.\n"
    assert lines[0] == "Question 1 of 1"


@pytest.mark.parametrize(
    "raw", ["[/]", "list[int]", "日本語の問題", "x" * 300, "two\nlines", "\x1b]52;c;x\x07"]
)
def test_any_text_stands_in_one_harmless_line(raw: str) -> None:
    lines, _ = played([question(stem=raw, options=(raw + "1", raw + "2"))], ["1"])

    assert lines[1].replace("\u241b", "\x1b").replace("\u2407", "\x07") == raw.replace("\n", " ")
    assert lines[2].startswith("1) ")
    assert not any("\x1b" in line for line in lines)


@given(
    st.lists(st.sampled_from(["1", "2", "4", "f", "skip", "?", "", "no"]) | st.text(max_size=9), max_size=12),
    st.booleans(),
)
def test_whatever_is_typed_the_last_line_is_the_score(typed: list[str], waits: bool) -> None:
    lines, _ = played([question("a"), statement("b"), question("c", key=3)], typed, waits=waits)

    right = sum(line.startswith("Right.") for line in lines)
    assert re.fullmatch(rf"Score \d+, {right} of 3 right, seed 7", lines[-1])
    assert sum(line.startswith("Answer: ") for line in lines) <= 3


def chosen(lines: Iterable[str], *, packs: int = 1) -> list[str]:
    """Begin without a round; give the lines of the game."""
    shelf = [pack(name=f"pack-{number}", title=f"Pack {number}") for number in range(packs)]
    typist, out = Typist(lines), io.StringIO()
    console = line_game.Console(typist, out, io.StringIO(), lambda: typist.now, waits=False)
    line_game.run_line_game(game(RoundRequest(length=2), None, *shelf), None, console)
    return out.getvalue().splitlines()


def test_without_a_round_the_categories_are_numbered_and_one_line_is_read() -> None:
    lines = chosen(["2", "q"])

    assert lines[:4] == [
        "1) Everything: 4 questions",
        "2) Films: 4 questions",
        "Type a number from 1 to 2, or q to leave.",
        "",
    ]
    assert lines[4] == "Question 1 of 2"
    assert lines[-1] == "Score 0, 0 of 2 right, seed 100"


@pytest.mark.parametrize("word", ["3", "0", "x", "", "99999999", "²"])
def test_a_number_that_is_not_there_is_asked_for_again(word: str) -> None:
    lines = chosen([word, "1", "q"])

    assert sum(line.startswith("Please type a number from 1 to ") for line in lines) == 1
    assert lines[-1].startswith("Score")


@pytest.mark.parametrize("lines", [["q"], []])
def test_leaving_the_list_plays_nothing(lines: list[str]) -> None:
    assert chosen(lines)[-1] == "Type a number from 1 to 2, or q to leave."


def test_with_several_packs_each_category_names_its_own() -> None:
    assert chosen(["q"], packs=2)[1] == "2) Films (Pack 0): 4 questions"


# Modes

FIFTEEN = tuple(
    question(f"step-{number}", options=("One", "Two", "Three", "Four"), stem=f"What is step {number}?")
    for number in range(1, 16)
)


def played_in(mode: Mode, lines: Iterable[str], *, players: tuple[Text, ...] = ()) -> list[str]:
    """Play fifteen questions in a mode, whose first options are right; give the lines of the game."""
    order = RoundRequest(
        length=15, seed=7, mode=mode, players=players, day="2026-11-21" if mode is DAILY else None
    )
    typist, out = Typist(lines), io.StringIO()
    console = line_game.Console(typist, out, io.StringIO(), lambda: typist.now, False)
    table = game(None, None, pack()._replace(name="pack"))
    films = Text("Films")
    round_ = Round(FIFTEEN, films, order, FIFTEEN[:1], category_titles={"pack/film": films})
    line_game.run_line_game(table, round_, console)
    return out.getvalue().splitlines()


def test_a_ladder_is_climbed_in_lines() -> None:
    lines = played_in(LADDER_MODE, ["1", "1", "q"])

    assert lines[0:2] == ["Question 1 of 15", "This step is worth 100; a miss leaves you nothing."]
    assert lines[-2:] == ["You walk away with 200.", "Score 200, 2 of 2 right, seed 7"]


def test_fifty_fifty_shows_the_question_again_with_two_options_under_their_numbers() -> None:
    lines = played_in(LADDER_MODE, ["fifty", "fifty"])

    start = lines.index("Question 1 of 15", 1)
    shown = [line for line in lines[start : start + 5] if re.match(r"[1-4]\) ", line)]
    assert len(shown) == 2
    assert shown[0] == "1) One"
    assert "You've already used fifty." in lines


def test_help_on_a_ladder_names_the_words_for_what_is_left() -> None:
    lines = played_in(LADDER_MODE, ["swap", "?", "skip"])

    assert "fifty, once: takes all wrong options but one away." in lines
    assert not any(line.startswith("swap, once") for line in lines)
    assert "Please type 1–4, fifty, sources, ? or q." in lines


def test_the_sources_are_named_without_the_answer_s_place() -> None:
    lines = played_in(LADDER_MODE, ["sources"])

    start = lines.index("Sources of “Films”:")
    assert lines[start + 1] == "- The Paper"


def test_sudden_death_ends_with_the_second_miss() -> None:
    lines = played_in(SUDDEN_DEATH, ["1", "2", "1", "3", "1"])

    assert "Question 1" in lines
    assert lines[-2:] == ["That miss ended it, after 4 questions.", "Score 2000, 2 of 4 right, seed 7"]


def test_friends_take_turns_and_a_table_tells_who_won() -> None:
    lines = played_in(CLASSIC, ["1", "2"] * 7 + ["1"], players=(Text("Ana"), Text("Ben"), Text("Cyd")))

    turns = [line.split(",")[0] for line in lines if line.endswith("it is your turn.")]
    assert turns == ["Ana", "Ben", "Cyd"] * 5
    assert lines[-1] == "Ana and Cyd share the first place, seed 7"
    assert lines[-2].startswith("3. Ben: ")


def test_a_daily_round_ends_with_squares_and_with_signs() -> None:
    lines = played_in(DAILY, ["1", "2", "skip", *["1"] * 12])

    assert lines[-6].startswith("quiz daily 2026-11-21: 13 of 15 right, no clock")
    assert lines[-5:-1] == ["🟩🟥⬜🟩🟩🟩🟩🟩🟩🟩", "🟩🟩🟩🟩🟩", "+x-+++++++", "+++++"]
