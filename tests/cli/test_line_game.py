"""The game in lines of text."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import __version__
from quiz.cli import line_game
from quiz.game import results
from quiz.game.modes import CLASSIC, DAILY, LADDER_MODE, SUDDEN_DEATH, Mode
from quiz.game.outcome import Verdict
from quiz.game.round import Round, RoundRequest
from quiz.game.session import SessionRules
from quiz.model.generator_version import GENERATOR_VERSION
from quiz.model.pack import Citation, Pack
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import (
    CITATION,
    SOURCE,
    closest_question,
    game,
    pack,
    question,
    statement,
    typed_question,
)


class Typist(io.StringIO):
    """An input whose lines arrive after some seconds each."""

    def __init__(self, lines: Iterable[str], seconds: Iterable[float] = ()) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.now = 1000.0
        self._seconds = iter(seconds)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override] # a quirk of its stub
        self.now += next(self._seconds, 1.0)
        return super().readline(-1)


def play(
    questions: Sequence[Question],
    lines: Iterable[str],
    seconds: Iterable[float] = (),
    *,
    limit: float | None = None,
    waits: bool = False,
    wanted: int | None = None,
    columns: int | None = None,
    own_keys: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[str], str]:
    """Play the questions, and return the lines of the game and the notes."""
    request = RoundRequest(length=wanted or len(questions), seed=7)
    round_ = Round(tuple(questions), Text("Films"), request)
    typist, out, notes = Typist(lines, seconds), io.StringIO(), io.StringIO()
    width = None if columns is None else lambda: columns
    console = line_game.Console(typist, out, notes, lambda: typist.now, waits, width, own_keys)
    line_game.run_line_game(game(rules=SessionRules(limit_seconds=limit)), round_, console)
    return out.getvalue().splitlines(), notes.getvalue()


def test_round_prints_block_per_question_and_score() -> None:
    lines, notes = play([question("a", key=1), statement("b", true=False)], ["2", "t"])

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
def test_option_is_chosen_by_number_or_letter(typed: str) -> None:
    lines, _ = play([question(key=0)], [typed])

    assert "Right. 1,000 points." in lines


@pytest.mark.parametrize("typed", ["2", "b", "f", "FALSE"])
def test_statement_is_answered_by_number_letter_or_word(typed: str) -> None:
    lines, _ = play([statement(true=False)], [typed])

    assert "Right. 1,000 points." in lines


def test_streak_is_shown() -> None:
    lines, _ = play([question("a"), question("b")], ["1", "1"])

    assert "Right. 1,100 points, 2 in a row." in lines


def test_sensitive_question_shows_no_streak() -> None:
    lines, _ = play([question("a"), question("b"), question("c", sensitive=True)], ["1", "1", "1"])

    assert lines[-6] == "Right. 1,000 points."


def test_answer_after_deadline_is_late() -> None:
    lines, _ = play([question("a"), question("b")], ["1", "1"], [19.0, 20.0], limit=20.0)

    assert [line for line in lines if line.startswith(("Right", "Too late"))] == [
        "Right. 525 points.",
        "Too late.",
    ]
    assert lines[-1] == "Score 525, 1 of 2 right, seed 7"


@pytest.mark.parametrize("typed", ["skip", "what", "?", ""])
def test_any_line_after_deadline_is_late(typed: str) -> None:
    lines, _ = play([question()], [typed], [21.0], limit=20.0)

    assert "Too late." in lines


def test_prompt_shows_time_limit() -> None:
    lines, _ = play([question()], ["1"], limit=20.0)

    assert "Type 1–4, or ? for help. You have 20 seconds." in lines


def test_skip_reveals_answer() -> None:
    lines, _ = play([question()], ["SKIP"])

    assert lines[7:9] == ["Skipped.", "Answer: One"]
    assert lines[-1] == "Score 0, 0 of 1 right, seed 7"


def test_unknown_word_repeats_question() -> None:
    lines, _ = play([question()], ["purple", "1"])

    assert "Please type 1–4, skip, ? or q." in lines
    assert lines.count("Question 1 of 1") == 2
    assert lines[-1] == "Score 1000, 1 of 1 right, seed 7"


def test_empty_line_is_not_an_answer() -> None:
    lines, _ = play([question()], ["", "1"])

    assert "Please type 1–4, skip, ? or q." in lines


def test_typed_text_is_not_repeated() -> None:
    lines, _ = play([question()], ["\x1b[2J" + "x" * 500, "1"])

    assert "Please type 1–4, skip, ? or q." in lines
    assert not any("\x1b" in line or "xx" in line for line in lines)


def test_help_shows_input_and_scoring() -> None:
    lines, _ = play([statement()], ["?", "1"], limit=20.0)

    assert "Type the number or letter of an option, or true, t, false or f, and press Enter." in lines
    assert any("500 when the time is up" in line for line in lines)
    assert lines.count("Question 1 of 1") == 2


def test_help_pauses_clock() -> None:
    seconds = [2.0, 600.0, 3.0]  # to ask for help, to read it, to answer
    lines, _ = play([question()], ["?", "", "1"], seconds, limit=20.0, waits=True)

    assert "Paused. Press Enter for the question." in lines
    assert "Right. 875 points." in lines


def test_enter_continues_after_verdict() -> None:
    lines, _ = play([question("a"), question("b")], ["1", "", "1"], [1.0, 600.0, 1.0], limit=20.0, waits=True)

    assert lines.count("Press Enter for the next question, ! to flag this one, q to leave.") == 1
    assert lines[-1] == "Score 2050, 2 of 2 right, seed 7"


def test_last_question_can_be_flagged() -> None:
    lines, _ = play([question("a"), question("b")], ["1", "", "1", "!", ""], waits=True)

    assert lines.count("Press Enter for the results, ! to flag this question.") == 1
    assert lines.count("Flagged. You won't be asked this again. Press ! to undo.") == 1
    assert lines[-1] == "Score 2100, 2 of 2 right, seed 7"


def test_question_can_be_flagged_after_verdict() -> None:
    lines, _ = play([question("a"), question("b")], ["1", "!", "", "1"], waits=True)

    assert lines.count("Flagged. You won't be asked this again. Press ! to undo.") == 1
    assert lines[-1] == "Score 2100, 2 of 2 right, seed 7"


def test_early_line_does_not_answer_next_question() -> None:
    lines, _ = play([question("a"), question("b")], ["1", "2"], waits=True)

    assert lines[-1] == "Score 1000, 1 of 1 right, seed 7"


@pytest.mark.parametrize("waits", [False, True])
def test_q_ends_round_and_keeps_score(waits: bool) -> None:
    lines, _ = play([question("a"), question("b")], ["1", "", "q"] if waits else ["1", "q"], waits=waits)

    assert lines[-1] == "Score 1000, 1 of 1 right, seed 7"


def test_q_ends_round_after_verdict_and_from_help() -> None:
    after, _ = play([question("a"), question("b")], ["1", "q"], waits=True)
    helped, _ = play([question("a"), question("b")], ["?", "q"], waits=True)

    assert (after[-1], after.count("Question 2 of 2")) == ("Score 1000, 1 of 1 right, seed 7", 0)
    assert (helped[-1], helped.count("Question 1 of 2")) == ("Score 0, 0 of 0 right, seed 7", 1)


@pytest.mark.parametrize("lines_in", [[], ["1"], ["?"], ["x"]])
@pytest.mark.parametrize("waits", [False, True])
def test_end_of_input_ends_round_and_keeps_score(lines_in: list[str], waits: bool) -> None:
    lines, _ = play([question("a"), question("b")], lines_in, waits=waits)

    asked = lines_in.count("1")
    assert lines[-1] == f"Score {1000 * asked}, {asked} of {asked} right, seed 7"


def test_each_source_has_a_line() -> None:
    other = Citation(SOURCE, 3, 3, Text("Back page, paragraph 3"))
    lines, _ = play([question(citations=(CITATION, other, CITATION))], ["1"])

    assert sum(line.startswith("Source: ") for line in lines) == 2


def test_short_round_is_noted_on_stderr() -> None:
    lines, notes = play([question()], ["1"], wanted=10)

    assert notes == "This pack has only 1 question for one round, so this one has 1 instead of 10.\n"
    assert lines[0] == "Question 1 of 1"


@pytest.mark.parametrize(
    "raw", ["[/]", "list[int]", "日本語の問題", "x" * 300, "two\nlines", "\x1b]52;c;x\x07"]
)
def test_any_text_is_printed_as_one_sanitized_line(raw: str) -> None:
    lines, _ = play([question(stem=raw, options=(raw + "1", raw + "2"))], ["1"])

    assert lines[1].replace("\u241b", "\x1b").replace("\u2407", "\x07") == raw.replace("\n", " ")
    assert lines[2].startswith("1) ")
    assert not any("\x1b" in line for line in lines)


@given(
    st.lists(st.sampled_from(["1", "2", "4", "f", "skip", "?", "", "no"]) | st.text(max_size=9), max_size=12),
    st.booleans(),
)
def test_last_line_is_score_for_any_input(typed: list[str], waits: bool) -> None:
    lines, _ = play([question("a"), statement("b"), question("c", key=3)], typed, waits=waits)

    right = sum(line.startswith("Right.") for line in lines)
    answered = sum(line.startswith("Answer: ") for line in lines)
    assert re.fullmatch(rf"Score \d+, {right} of {answered} right, seed 7", lines[-1])
    assert answered <= 3


def play_from_menu(
    lines: Iterable[str], *, packs: int = 1, today: results.DailyResult | None = None
) -> list[str]:
    """Play without a selected round, and return the lines of the game."""
    loaded_packs = [pack(name=f"pack-{number}", title=f"Pack {number}") for number in range(packs)]
    typist, out = Typist(lines), io.StringIO()
    console = line_game.Console(
        typist, out, io.StringIO(), lambda: typist.now, waits=False, find_todays_result=lambda: today
    )
    line_game.run_line_game(game(RoundRequest(length=2), None, *loaded_packs), None, console)
    return out.getvalue().splitlines()


def test_menu_numbers_categories() -> None:
    lines = play_from_menu(["2", "q"])

    assert lines[:4] == [
        "1) Everything: 4 questions",
        "2) Films: 4 questions",
        "Type a number from 1 to 2, or q to leave.",
        "",
    ]
    assert lines[4] == "Question 1 of 2"
    assert lines[-1] == "Score 0, 0 of 0 right, seed 100"


@pytest.mark.parametrize("word", ["3", "0", "x", "", "99999999", "٢"])
def test_menu_asks_again_for_wrong_number(word: str) -> None:
    lines = play_from_menu([word, "1", "q"])

    assert sum(line.startswith("Please type a number from 1 to ") for line in lines) == 1
    assert lines[-1].startswith("Score")


@pytest.mark.parametrize("lines", [["q"], []])
def test_leaving_menu_plays_nothing(lines: list[str]) -> None:
    assert play_from_menu(lines)[-1] == "Type a number from 1 to 2, or q to leave."


def test_menu_with_several_packs_shows_pack_titles() -> None:
    assert play_from_menu(["q"], packs=2)[1] == "2) Films (Pack 0): 4 questions"


# Modes

FIFTEEN = tuple(
    question(f"step-{number}", options=("One", "Two", "Three", "Four"), stem=f"What is step {number}?")
    for number in range(1, 16)
)


SPARE = FIFTEEN[0]._replace(id="pack/spare/choice@7", fact="spare", stem=Text("What is the spare step?"))


def pack_of_three_sources() -> Pack:
    """Make a pack whose only category cites three sources."""
    titles = ("The Paper", "The Book", "The Film")
    sources = tuple(SOURCE._replace(id=title.split()[1].casefold(), title=Text(title)) for title in titles)
    citations = tuple(CITATION._replace(source=source) for source in sources)
    whole = pack()
    questions = tuple(one._replace(citations=citations) for one in whole.questions)
    return whole._replace(sources=sources, questions=questions)


def play_mode(mode: Mode, lines: Iterable[str], *, players: tuple[Text, ...] = ()) -> list[str]:
    """Play fifteen questions, whose first option is right, and return the lines of the game."""
    request = RoundRequest(
        length=15, seed=7, mode=mode, players=players, day="2026-11-21" if mode is DAILY else None
    )
    typist, out = Typist(lines), io.StringIO()
    console = line_game.Console(typist, out, io.StringIO(), lambda: typist.now, False)
    mode_game = game(None, None, pack_of_three_sources())
    films = Text("Films")
    round_ = Round(FIFTEEN, films, request, (SPARE,), category_titles={"pack/film": films})
    line_game.run_line_game(mode_game, round_, console)
    return out.getvalue().splitlines()


def test_ladder_shows_stakes_and_final_sum() -> None:
    lines = play_mode(LADDER_MODE, ["1", "1", "q"])

    assert lines[0:2] == ["Question 1 of 15", "For 100 points. Miss it and you leave with nothing."]
    assert lines[2] == "Lifelines: fifty, swap, sources."
    assert "Step 2 of 15: you have 200." in lines
    assert lines[-2:] == ["You walk away with 200.", "Score 200, 2 of 2 right, seed 7"]


def test_fifty_fifty_leaves_two_options_with_their_numbers() -> None:
    lines = play_mode(LADDER_MODE, ["fifty", "fifty"])

    start = lines.index("Question 1 of 15", 1)
    shown = [line for line in lines[start : start + 6] if re.match(r"[1-4]\) ", line)]
    assert len(shown) == 2
    assert shown[0] == "1) One"
    assert "You've already used fifty." in lines


def test_ladder_help_lists_remaining_lifelines() -> None:
    lines = play_mode(LADDER_MODE, ["swap", "?", "skip"])

    assert "fifty, once: remove all but one wrong option." in lines
    assert not any(line.startswith("swap, once") for line in lines)
    assert "Please type 1–4, fifty, sources, ? or q." in lines


def test_sources_lifeline_lists_titles_without_locator() -> None:
    lines = play_mode(LADDER_MODE, ["sources"])

    start = lines.index("Sources of “Films”:")
    assert lines[start + 1 : start + 4] == ["- The Paper", "- The Book", "- The Film"]


def test_sudden_death_ends_with_second_miss() -> None:
    lines = play_mode(SUDDEN_DEATH, ["1", "2", "1", "3", "1"])

    assert "Question 1" in lines
    assert lines[-2:] == ["Out after 4 questions.", "Score 2000, 2 of 4 right, seed 7"]


def test_players_take_turns_and_are_ranked() -> None:
    lines = play_mode(CLASSIC, ["1", "2"] * 7 + ["1"], players=(Text("Ana"), Text("Ben"), Text("Cyd")))

    turns = [line.removeprefix("Your turn, ").rstrip(".") for line in lines if line.startswith("Your turn, ")]
    assert turns == ["Ana", "Ben", "Cyd"] * 5
    assert lines[-1] == "Ana and Cyd tie for first place, seed 7"
    assert lines[-2].startswith("3. Ben: ")


def test_daily_round_ends_with_squares_and_ascii_marks() -> None:
    lines = play_mode(DAILY, ["1", "2", "skip", *["1"] * 12])

    assert lines[-6].startswith("quiz daily 2026-11-21: 13 of 15 right, no clock")
    assert lines[-5:-1] == ["🟩🟥⬜🟩🟩🟩🟩🟩🟩🟩", "🟩🟩🟩🟩🟩", "+x-+++++++", "+++++"]


@pytest.mark.parametrize("lines_in", [[], ["1"], ["1", "2", "q"]])
def test_unfinished_daily_round_shares_nothing(lines_in: list[str]) -> None:
    lines = play_mode(DAILY, lines_in)

    assert not any(line.startswith("quiz daily") or "🟩" in line for line in lines)


def test_lines_are_whole_in_a_pipe_and_broken_on_a_terminal() -> None:
    long = question()._replace(explanation=Text("It is said that " + "word " * 30 + "and 20 seconds."))
    whole, _ = play([long], ["1"])
    broken, _ = play([long], ["1"], columns=40)

    assert any(len(line) > 150 for line in whole)
    assert all(len(line) <= 40 for line in broken)
    assert " ".join(broken).split() == " ".join(whole).split()


@pytest.mark.parametrize("word", ["skip", "s", "S", "x"])
def test_key_of_the_screen_skips(word: str) -> None:
    lines, _ = play([question()], [word], own_keys={"skip": "x"})

    assert lines.count("Skipped.") == 1


@pytest.mark.parametrize(("key", "word"), [("h", "fifty"), ("w", "swap"), ("i", "sources")])
def test_keys_of_the_screen_use_lifelines(key: str, word: str) -> None:
    assert play_mode(LADDER_MODE, [key, "q"]) == play_mode(LADDER_MODE, [word, "q"])


def test_keys_of_the_screen_work_after_the_verdict() -> None:
    lines, _ = play([question("a"), question("b")], ["1", "!", "!", "i", "?", "", "q"], waits=True)

    assert "Flagged. You won't be asked this again. Press ! to undo." in lines
    assert "Unflagged. You may be asked this again." in lines
    assert "Title: The Paper" in lines
    assert "Enter: continue. i: show the source. !: flag or unflag. q: leave." in lines
    assert lines.count("Question 2 of 2") == 1


def test_d_plays_daily_round_from_the_menu() -> None:
    assert any(line.startswith("Question 1 of ") for line in play_from_menu(["d", "q"]))


def test_c_shows_todays_result_in_the_menu_once_there_is_one() -> None:
    today = results.DailyResult("2026-11-21", (Verdict.RIGHT, Verdict.SKIPPED), has_clock=True)
    lines = play_from_menu(["C", "q"], today=today)

    assert lines[2:7] == [
        "Today's quiz: 1 of 2 right. Type c for your result to share.",
        "Type a number from 1 to 2, or q to leave.",
        f"quiz daily 2026-11-21: 1 of 2 right (quiz {__version__}, questions v{GENERATOR_VERSION})",
        "🟩⬜",
        "+-",
    ]
    assert lines[8:] == lines[:4]
    assert "Please type a number from 1 to 2." in play_from_menu(["c", "q"])


def test_todays_quiz_played_again_begins_with_the_result_to_share() -> None:
    round_ = Round((question(),), Text("Today"), RoundRequest(day="2026-11-21", mode=DAILY), is_scored=False)
    today = results.DailyResult("2026-11-21", (Verdict.LATE,), has_clock=True)
    for find, expected in ((lambda: today, ["Your result to share:", ANY, "🟥", "x"]), (lambda: None, [])):
        notes = io.StringIO()
        console = line_game.Console(
            Typist(["1"]), io.StringIO(), notes, lambda: 0.0, waits=False, find_todays_result=find
        )
        line_game.run_line_game(game(), round_, console)

        assert notes.getvalue().splitlines()[1:] == expected


def test_line_is_the_answer_if_it_is_typed() -> None:
    lines, _ = play([typed_question(), closest_question()], ["kiev", "1889"])

    assert lines == [
        "Question 1 of 2",
        "What is the capital of Ukraine?",
        "Type the answer, skip, ? or q.",
        "Right. 1,000 points.",
        "Answer: Kyiv",
        "Why: One directed it.",
        "Accepted: kiev.",
        "Source: The Paper, A Press: Front page, paragraph 2",
        "",
        "Question 2 of 2",
        "In which year was argon discovered?",
        "Type a year from 947 to 3788, skip, ? or q.",
        "Wrong. 800 points.",
        "Answer: 1894",
        "Why: One directed it.",
        "You guessed 1889: 5 years too early.",
        "Source: The Paper, A Press: Front page, paragraph 2",
        "",
        "Score 1800, 1 of 2 right, seed 7",
    ]


def test_typed_slip_is_shown() -> None:
    lines, _ = play([typed_question(answers=("Reykjavík",))], ["Reykjavk"])

    assert "Accepted: Reykjavk for Reykjavík." in lines


def test_unclear_answer_gets_one_sentence_and_the_same_question() -> None:
    lines, _ = play([typed_question()], ["Kyiv town", "kyiv"])

    assert lines.count("Nearly. Check the spelling, and type the whole name.") == 1
    assert lines.count("What is the capital of Ukraine?") == 2
    assert lines[-1] == "Score 1000, 1 of 1 right, seed 7"


@pytest.mark.parametrize("letter", ["s", "i", "h", "1", "a", "!"])
def test_keys_of_the_screen_are_answers_where_one_is_typed(letter: str) -> None:
    lines, _ = play([typed_question()], [letter, "skip"])

    assert lines[-1] == "Score 0, 0 of 1 right, seed 7"
    assert ("Wrong." in lines) is (letter != "!")


def test_words_of_the_game_work_where_an_answer_is_typed() -> None:
    skipped, _ = play([typed_question()], ["SKIP"])
    left, _ = play([typed_question()], ["?", "Q"])

    assert "Skipped." in skipped
    assert "Type the answer, and press Enter." in left
    assert left[-1] == "Score 0, 0 of 0 right, seed 7"


def test_typed_answer_has_twice_the_time() -> None:
    in_time, _ = play([typed_question()], ["kyiv"], [35], limit=20)
    late, _ = play([typed_question()], ["kyiv"], [41], limit=20)

    assert "Type the answer, skip, ? or q. You have 40 seconds." in in_time
    assert "Right. 562 points." in in_time
    assert "Too late." in late


@given(st.text(max_size=300))
def test_typed_text_never_reaches_the_terminal_raw(typed: str) -> None:
    lines, _ = play([typed_question(), closest_question()], [typed, "1900"])

    assert all(Text(line) == line for line in lines)
    assert not any(character in "".join(lines) for character in "\x1b\x9b\x07\u202e")
