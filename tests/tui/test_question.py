"""Playing a round by keys and mouse."""

from pathlib import Path

import pytest

from quiz.game.outcome import Answer, Verdict
from quiz.game.session import Phase, SessionRules
from quiz.text.safe import Text
from quiz.tui import app
from quiz.tui.app import QuizApp
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.results import ResultsScreen
from quiz.tui.screens.source import SourceScreen
from quiz.tui.screens.too_small import TooSmallScreen
from quiz.tui.widgets.clock import CountdownBar
from tests.tui.harness import DIRECTOR, MARKUP, THREE, YEAR, choice, evening


async def test_a_number_answers_and_the_verdict_is_told_with_mark_word_and_points() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 10)
        await pilot.press("2")
        await pilot.pause()
        assert game.state.outcome is not None
        assert game.state.outcome.verdict is Verdict.RIGHT
        assert "✓ Right. +750" in game.text
        assert "Why: Joseph Kahn directed the video for “Hero”." in game.text
        assert "Source: Hero by Enrique Iglesias, Songfacts: paragraphs 10-11" in game.text


async def test_a_wrong_answer_shows_the_right_one_with_mark_and_word() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("c")
        await pilot.pause()
        assert "✗ Wrong." in game.text
        assert "✓ 2 Joseph Kahn right" in game.text
        assert "✗ 3 Francis Lawrence wrong" in game.text


@pytest.mark.parametrize(("key", "option"), [("t", 0), ("f", 1), ("2", 1), ("a", 0)])
async def test_true_or_false_is_answered_by_letter_or_number(key: str, option: int) -> None:
    game = evening((YEAR,))
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press(key)
        assert game.state.outcome is not None
        assert game.state.outcome.answer == Answer(option)


@pytest.mark.parametrize("key", ["5", "6", "e", "t"])
async def test_a_key_without_an_option_does_nothing(key: str) -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press(key)
        assert game.state.phase is Phase.ASKING


async def test_arrows_move_over_the_options_and_enter_chooses_none_at_first() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press("enter", "space")
        assert game.state.phase is Phase.ASKING
        await pilot.press("down", "down", "enter")
        assert game.state.outcome is not None
        assert game.state.outcome.answer == Answer(1)


async def test_going_up_begins_at_the_last_option() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press("up")
        await pilot.pause()
        assert "› 4 Marc Webb" in game.text
        await pilot.press("space")
        assert game.state.outcome is not None
        assert game.state.outcome.answer == Answer(3)


async def test_the_mouse_answers_and_goes_on() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.click("#choice-2")
        assert game.state.outcome is not None
        assert game.state.outcome.answer == Answer(1)
        await game.later(pilot, 1)
        await pilot.click("#hints", offset=(1, 0))
        assert game.state.number == 2


async def test_only_the_left_button_answers() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.click("#choice-2", button=3)
        assert game.state.outcomes == ()


async def test_a_key_before_the_question_could_be_seen_does_nothing() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 0.1)
        await pilot.press("2")
        assert game.state.outcomes == ()
        await game.later(pilot, 0.1)
        await pilot.press("2")
        assert len(game.state.outcomes) == 1


async def test_a_held_or_doubled_key_answers_once() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press("2", "2", "2", "3")
        await game.later(pilot, 1)
        await pilot.press("enter", "enter", "enter")
        await pilot.press("2", "2")
        assert (game.state.number, game.state.phase, len(game.state.outcomes)) == (2, Phase.ASKING, 1)


async def test_a_verdict_is_not_left_before_it_could_be_seen() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await pilot.press("down")
        await game.later(pilot, 20)
        await pilot.press("enter")
        assert game.state.number == 1
        assert game.state.outcome is not None
        assert game.state.outcome.verdict is Verdict.LATE


async def test_an_answer_after_the_bell_is_too_late_though_the_screen_had_not_looked() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await pilot.pause()
        game.hand.now += 21
        await pilot.press("2")
        await pilot.pause()
        assert game.state.score == 0
        assert "Too late." in game.text


async def test_time_begins_when_the_question_stands_on_the_screen() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        game.hand.now += 3  # the first frame takes its time
        await pilot.pause()
        asked = game.hand.now
        assert game.state.remaining(asked) == 20.0

        game.hand.now = asked + 0.1
        await pilot.press("2")
        assert game.state.outcome is None  # nobody has read it yet
        game.hand.now = asked + 0.2
        await pilot.press("2")
        assert game.state.outcome is not None


async def test_skipping_shows_the_answer_and_earns_nothing() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "– Skipped." in game.text
        assert "✓ 2 Joseph Kahn right" in game.text
        assert game.state.score == 0


async def test_the_clock_waits_while_help_is_open() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 5)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(game.app.screen, HelpScreen)
        await game.later(pilot, 100)
        await pilot.press("2", "escape")
        await pilot.pause()
        await game.later(pilot, 5)
        assert game.state.phase is Phase.ASKING
        assert game.state.remaining(game.hand.now) == 10


async def test_the_sources_are_closed_until_the_answer_is_given() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press("i")
        assert not isinstance(game.app.screen, SourceScreen)
        assert "Wikipedia" not in game.text
        await pilot.press("2", "i")
        await pilot.pause()
        assert isinstance(game.app.screen, SourceScreen)
        assert "Link https://en.wikipedia.org/wiki/Hero_(Enrique_Iglesias_song)" in game.text
        await pilot.press("right")
        await pilot.pause()
        assert "Songfacts" in game.text
        assert "Link" not in game.text


class RecordingApp(QuizApp):
    """An app that records the address it would open in a browser."""

    CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))
    opened_url: str | None = None

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        self.opened_url = url


async def test_an_address_is_opened_only_after_asking() -> None:
    game = evening(app_class=RecordingApp)
    assert isinstance(game.app, RecordingApp)
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press("2", "i", "o")
        await pilot.pause()
        assert isinstance(game.app.screen, ConfirmScreen)
        await pilot.press("enter")
        assert game.app.opened_url is None
        await pilot.press("o", "y")
        await pilot.pause()
        assert game.app.opened_url == "https://en.wikipedia.org/wiki/Hero_(Enrique_Iglesias_song)"


async def test_an_address_that_no_browser_should_get_is_not_offered() -> None:
    citation = DIRECTOR.citations[0]
    source = citation.source._replace(url=Text("file:///etc/passwd"))
    game = evening((DIRECTOR._replace(citations=(citation._replace(source=source),)),))
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press("2", "i", "o")
        await pilot.pause()
        assert isinstance(game.app.screen, SourceScreen)


async def test_leaving_asks_and_can_be_taken_back() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 5)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(game.app.screen, ConfirmScreen)
        await game.later(pilot, 100)
        await pilot.press("escape")
        await pilot.pause()
        assert game.state.remaining(game.hand.now) == 15


async def test_leaving_after_an_answer_shows_the_results() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await game.later(pilot, 1)
        await pilot.press("2", "escape", "y")
        await pilot.pause()
        assert isinstance(game.app.screen, ResultsScreen)
        assert "1 of 3 right" in game.text


async def test_leaving_before_an_answer_goes_home() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await pilot.press("escape", "y")
        await pilot.pause()
        assert isinstance(game.app.screen, HomeScreen)


async def test_a_terminal_that_is_too_small_says_so_and_the_clock_waits() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 5)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert isinstance(game.app.screen, TooSmallScreen)
        assert "too small" in game.text
        assert "ctrl+q quits" in game.text
        await game.later(pilot, 100)
        await pilot.press("2")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert game.state.remaining(game.hand.now) == 15
        assert game.screen.has_class("-short")


async def test_a_terminal_resized_under_the_help_is_known_when_the_help_is_closed() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.resize_terminal(40, 12)
        await pilot.press("escape")
        await pilot.pause()
        assert game.screen.has_class("-short")


async def test_without_a_limit_there_is_no_clock_and_no_hurry() -> None:
    game = evening(rules=SessionRules(limit_seconds=None, guard_seconds=0.15))
    async with game.app.run_test(size=(80, 24)) as pilot:
        assert "━" not in game.text
        await game.later(pilot, 1000)
        await pilot.press("2")
        assert game.state.score == 1000


async def test_a_streak_is_shown_from_the_second_right_answer_on() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 0.5)
        await pilot.press("2")
        await pilot.pause()
        assert "streak" not in game.text
        await game.later(pilot, 1)
        await pilot.press("enter")
        await game.later(pilot, 0.5)
        await pilot.press("t")
        await pilot.pause()
        assert "streak 2 2100" in game.text


async def test_a_question_about_grief_shows_no_streak() -> None:
    game = evening(tuple(question._replace(sensitive=number > 1) for number, question in enumerate(THREE)))
    async with game.app.run_test(size=(80, 24)) as pilot:
        for key in "2t1":
            await game.later(pilot, 0.5)
            await pilot.press(key)
            await game.later(pilot, 1)
            if key != "1":
                await pilot.press("enter")
        assert game.state.streak == 2
        assert "streak" not in game.text


async def test_whatever_a_pack_says_is_shown_and_not_obeyed() -> None:
    game = evening((MARKUP,))
    async with game.app.run_test(size=(120, 40)) as pilot:
        await game.later(pilot, 1)
        assert "What is [/] here, and list[int], and [@click=app.quit]x[/]?" in game.text
        assert "1 [/] 2 list[int] 3 [@click=app.quit]x[/] 4 [$primary]z long" in game.text
        assert game.text.count("long") == 60
        await pilot.click("#choice-3", offset=(8, 0))
        await pilot.pause()
        assert game.state.phase is Phase.REVEALED
        assert "漢字は広い" in game.text.replace(" ", "")
        assert "مرحبا بالعالم" in game.text.replace("▌ ", "")
        assert "Source: A [/] source: [/], paragraph 1" in game.text
        await pilot.press("i")
        await pilot.pause()
        assert "Title A [/] source" in game.text


async def test_long_answers_can_be_read_to_the_end_at_40_by_12() -> None:
    long = choice("long", "Why? " + "word " * 60, ("One", "Two"), 0, "Because " + "reason " * 60 + "END")
    game = evening((long,))
    async with game.app.run_test(size=(40, 12)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("1")
        await pilot.pause()
        assert "✓ Right." in game.text
        assert "✓ 1 One right" in game.text
        assert "enter next" in game.text
        assert "END" not in game.text
        await pilot.press(*["pagedown"] * 3)
        await pilot.pause()
        assert "END" in game.text
        assert "Source:" in game.text


async def test_marks_are_plain_where_the_terminal_knows_no_others() -> None:
    game = evening(ascii_only=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("1")
        await pilot.pause()
        assert "x Wrong." in game.text
        assert "+ 2 Joseph Kahn right" in game.text
        assert not set("✓✗━─•·▌") & set(game.text)


async def test_without_a_clock_too_the_verdict_leaves_with_its_question() -> None:
    game = evening(rules=SessionRules(limit_seconds=None))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        assert "Wrong." in game.screen.query_one(CountdownBar).render().plain
        game.screen.action_go_on()
        assert (
            "Wrong." not in game.screen.query_one(CountdownBar).render().plain
        )  # at once, not with the next tick


async def test_text_is_selected_from_the_edge_of_the_page_on() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(offset=(1, 1))
        await pilot.hover(offset=(60, 8))
        await pilot.mouse_up(offset=(60, 8))
        assert DIRECTOR.stem in (game.app.screen.get_selected_text() or "")
