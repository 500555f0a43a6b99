"""Playing a round by keys and mouse."""

from itertools import pairwise
from pathlib import Path

import pytest

from quiz.game.outcome import Answer, Verdict
from quiz.game.session import Phase, SessionRules
from quiz.model.question import Question
from quiz.text.safe import Text
from quiz.tui import app
from quiz.tui.app import QuizApp
from quiz.tui.screens.base import Body
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.results import ResultsScreen
from quiz.tui.screens.source import SourceScreen
from quiz.tui.screens.too_small import TooSmallScreen
from quiz.tui.widgets.clock import CountdownBar
from quiz.tui.widgets.option_row import OptionRow
from tests.tui.harness import DIRECTOR, MARKUP, THREE, YEAR, choice, start_app


async def test_number_key_answers_and_verdict_shows_mark_word_and_points() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 10)
        await pilot.press("2")
        await pilot.pause()
        assert harness.state.outcome is not None
        assert harness.state.outcome.verdict is Verdict.RIGHT
        assert "✓ Right. +750" in harness.text
        assert "Why: Joseph Kahn directed the video for “Hero”." in harness.text
        assert "Source: Hero by Enrique Iglesias, Songfacts: paragraphs 10-11" in harness.text


async def test_source_has_the_heading_of_the_cited_part_without_its_paragraph() -> None:
    cited = DIRECTOR.citations[0]._replace(heading=Text("Music videos"))
    harness = start_app((DIRECTOR._replace(citations=(cited,)), YEAR))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2")
        await pilot.pause()
        assert "Wikipedia: Music videos" in harness.text
        assert "paragraph" not in harness.text


async def test_wrong_answer_shows_right_option_with_mark_and_word() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("c")
        await pilot.pause()
        assert "✗ Wrong." in harness.text
        assert "2 b ✓ Joseph Kahn right" in harness.text
        assert "3 c ✗ Francis Lawrence wrong" in harness.text


@pytest.mark.parametrize(("key", "option"), [("t", 0), ("f", 1), ("2", 1), ("a", 0)])
async def test_statement_is_answered_by_letter_or_number(key: str, option: int) -> None:
    harness = start_app((YEAR,))
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(key)
        assert harness.state.outcome is not None
        assert harness.state.outcome.answer == Answer(option)


@pytest.mark.parametrize("key", ["5", "6", "e", "t"])
async def test_key_without_option_does_nothing(key: str) -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(key)
        assert harness.state.phase is Phase.ASKING


@pytest.mark.slow
async def test_arrows_select_options_and_enter_needs_a_selection() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("enter", "space")
        assert harness.state.phase is Phase.ASKING
        await pilot.press("down", "down", "enter")
        assert harness.state.outcome is not None
        assert harness.state.outcome.answer == Answer(1)


async def test_up_starts_at_the_last_option() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("up")
        await pilot.pause()
        assert "› 4 d Marc Webb" in harness.text
        await pilot.press("space")
        assert harness.state.outcome is not None
        assert harness.state.outcome.answer == Answer(3)


async def test_mouse_answers_and_continues() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.click("#choice-2")
        assert harness.state.outcome is not None
        assert harness.state.outcome.answer == Answer(1)
        await harness.advance(pilot, 1)
        await pilot.click("#hints", offset=(1, 0))
        assert harness.state.number == 2


async def test_only_left_button_answers() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.click("#choice-2", button=3)
        assert harness.state.outcomes == ()


async def test_key_within_guard_time_does_nothing() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 0.1)
        await pilot.press("2")
        assert harness.state.outcomes == ()
        await harness.advance(pilot, 0.1)
        await pilot.press("2")
        assert len(harness.state.outcomes) == 1


@pytest.mark.slow
async def test_repeated_key_answers_once() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2", "2", "2", "3")
        await harness.advance(pilot, 1)
        await pilot.press("enter", "enter", "enter")
        await pilot.press("2", "2")
        assert (harness.state.number, harness.state.phase, len(harness.state.outcomes)) == (
            2,
            Phase.ASKING,
            1,
        )


async def test_verdict_stays_for_guard_time() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await pilot.press("down")
        await harness.advance(pilot, 20)
        await pilot.press("enter")
        assert harness.state.number == 1
        assert harness.state.outcome is not None
        assert harness.state.outcome.verdict is Verdict.LATE


async def test_answer_after_deadline_is_late_before_the_next_tick() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await pilot.pause()
        harness.clock.now += 21
        await pilot.press("2")
        await pilot.pause()
        assert harness.state.score == 0
        assert "Too late." in harness.text


async def test_time_starts_when_the_question_is_visible() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        harness.clock.now += 3  # the first frame takes its time
        await pilot.pause()
        asked = harness.clock.now
        assert harness.state.remaining(asked) == 20.0

        harness.clock.now = asked + 0.1
        await pilot.press("2")
        assert harness.state.outcome is None  # within the guard time
        harness.clock.now = asked + 0.2
        await pilot.press("2")
        assert harness.state.outcome is not None


async def test_skipping_shows_the_answer_without_points() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "– Skipped." in harness.text
        assert "2 b ✓ Joseph Kahn right" in harness.text
        assert harness.state.score == 0


@pytest.mark.slow
async def test_clock_pauses_during_help() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 5)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(harness.app.screen, HelpScreen)
        await harness.advance(pilot, 100)
        await pilot.press("2", "escape")
        await pilot.pause()
        await harness.advance(pilot, 5)
        assert harness.state.phase is Phase.ASKING
        assert harness.state.remaining(harness.clock.now) == 10


async def test_sources_open_only_after_the_answer() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("i")
        assert not isinstance(harness.app.screen, SourceScreen)
        assert "Wikipedia" not in harness.text
        await pilot.press("2", "i")
        await pilot.pause()
        assert isinstance(harness.app.screen, SourceScreen)
        assert "Link https://en.wikipedia.org/wiki/Hero_(Enrique_Iglesias_song)" in harness.text
        await pilot.press("right")
        await pilot.pause()
        assert "Songfacts" in harness.text
        assert "Link" not in harness.text


class RecordingApp(QuizApp):
    """An app that records the address it would open in a browser."""

    CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))
    opened_url: str | None = None

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        self.opened_url = url


@pytest.mark.slow
async def test_link_opens_only_after_confirmation() -> None:
    harness = start_app(app_class=RecordingApp)
    assert isinstance(harness.app, RecordingApp)
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2", "i", "o")
        await pilot.pause()
        assert isinstance(harness.app.screen, ConfirmScreen)
        await pilot.press("enter")
        assert harness.app.opened_url is None
        await pilot.press("o", "y")
        await pilot.pause()
        assert harness.app.opened_url == "https://en.wikipedia.org/wiki/Hero_(Enrique_Iglesias_song)"


async def test_file_url_is_not_offered() -> None:
    citation = DIRECTOR.citations[0]
    source = citation.source._replace(url=Text("file:///etc/passwd"))
    harness = start_app((DIRECTOR._replace(citations=(citation._replace(source=source),)),))
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2", "i", "o")
        await pilot.pause()
        assert isinstance(harness.app.screen, SourceScreen)


async def test_leaving_can_be_cancelled() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 5)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(harness.app.screen, ConfirmScreen)
        await harness.advance(pilot, 100)
        await pilot.press("escape")
        await pilot.pause()
        assert harness.state.remaining(harness.clock.now) == 15


async def test_leaving_after_an_answer_shows_results() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2", "escape", "y")
        await pilot.pause()
        assert isinstance(harness.app.screen, ResultsScreen)
        assert "1 of 1 right · left after question 1" in harness.text


@pytest.mark.slow
async def test_leaving_before_an_answer_shows_home() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await pilot.press("escape", "y")
        await pilot.pause()
        assert isinstance(harness.app.screen, HomeScreen)


async def test_too_small_terminal_is_reported_and_pauses_clock() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 5)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert isinstance(harness.app.screen, TooSmallScreen)
        assert "too small" in harness.text
        assert "Ctrl+Q quits" in harness.text
        await harness.advance(pilot, 100)
        await pilot.press("2")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert harness.state.remaining(harness.clock.now) == 15
        assert harness.screen.has_class("-short")


@pytest.mark.slow
async def test_resize_during_help_applies_when_help_closes() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.resize_terminal(40, 12)
        await pilot.press("escape")
        await pilot.pause()
        assert harness.screen.has_class("-short")


async def test_no_limit_shows_no_clock() -> None:
    harness = start_app(rules=SessionRules(limit_seconds=None, guard_seconds=0.15))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        assert "━" not in harness.text
        await harness.advance(pilot, 1000)
        await pilot.press("2")
        assert harness.state.score == 1000


async def test_streak_is_shown_from_the_second_right_answer() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 0.5)
        await pilot.press("2")
        await pilot.pause()
        assert "streak" not in harness.text
        await harness.advance(pilot, 1)
        await pilot.press("enter")
        await harness.advance(pilot, 0.5)
        await pilot.press("t")
        await pilot.pause()
        assert "streak ▰ ▱▱▱▱ 2 2,100" in harness.text


@pytest.mark.slow
async def test_sensitive_question_shows_no_streak() -> None:
    harness = start_app(
        tuple(question._replace(sensitive=number > 1) for number, question in enumerate(THREE))
    )
    async with harness.app.run_test(size=(80, 24)) as pilot:
        for key in "2t1":
            await harness.advance(pilot, 0.5)
            await pilot.press(key)
            await harness.advance(pilot, 1)
            if key != "1":
                await pilot.press("enter")
        assert harness.state.streak == 2
        assert "streak" not in harness.text


async def test_markup_of_a_pack_is_shown_literally() -> None:
    harness = start_app((MARKUP,))
    async with harness.app.run_test(size=(120, 40)) as pilot:
        await harness.advance(pilot, 1)
        assert "What is [/] here, and list[int], and [@click=app.quit]x[/]?" in harness.text
        assert "1 a [/] 2 b list[int] 3 c [@click=app.quit]x[/] 4 d [$primary]z long" in harness.text
        assert harness.text.count("long") == 60
        await pilot.click("#choice-3", offset=(8, 0))
        await pilot.pause()
        assert harness.state.phase is Phase.REVEALED
        assert "漢字は広い" in harness.text.replace(" ", "")
        assert "مرحبا بالعالم" in harness.text.replace("▌ ", "")
        assert "Source: A [/] source: [/], paragraph 1" in harness.text
        await pilot.press("i")
        await pilot.pause()
        assert "Title A [/] source" in harness.text


async def test_long_answer_scrolls_to_its_end_at_40_by_12() -> None:
    long = choice("long", "Why? " + "word " * 60, ("One", "Two"), 0, "Because " + "reason " * 60 + "END")
    harness = start_app((long,))
    async with harness.app.run_test(size=(40, 12)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("1")
        await pilot.pause()
        assert "✓ Right." in harness.text
        assert "1 ✓ One right" in harness.text
        assert "enter next" in harness.text
        assert "END" not in harness.text
        await pilot.press(*["pagedown"] * 3)
        await pilot.pause()
        assert "END" in harness.text
        assert "Source:" in harness.text


async def test_ascii_terminal_shows_ascii_marks() -> None:
    harness = start_app(ascii_only=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("1")
        await pilot.pause()
        assert "x Wrong." in harness.text
        assert "2 b + Joseph Kahn right" in harness.text
        assert not set("✓✗━─•·▌") & set(harness.text)
        await pilot.press("i")
        await pilot.pause()
        assert "right next" in harness.text
        assert not set("←→↑↓–") & set(harness.text)


async def test_verdict_disappears_with_its_question_without_clock() -> None:
    harness = start_app(rules=SessionRules(limit_seconds=None))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        assert "Wrong." in harness.screen.query_one(CountdownBar).render().plain
        harness.screen.action_go_on()
        assert (
            "Wrong." not in harness.screen.query_one(CountdownBar).render().plain
        )  # at once, not with the next tick


@pytest.mark.slow
async def test_text_selection_can_start_at_the_edge() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(offset=(1, 1))
        await pilot.hover(offset=(60, 8))
        await pilot.mouse_up(offset=(60, 8))
        assert DIRECTOR.stem in (harness.app.screen.get_selected_text() or "")


@pytest.mark.parametrize("questions", [THREE[:1], THREE[1:2]], ids=["four options", "two options"])
async def test_options_are_spaced_where_there_is_room(questions: tuple[Question, ...]) -> None:
    harness = start_app(questions)
    for size, gap in (((80, 24), 1), ((100, 30), 2), ((200, 55), 2)):
        async with harness.app.run_test(size=size) as pilot:
            await harness.advance(pilot, 1)
            rows = [row.region.y for row in harness.screen.query(OptionRow) if not row.has_class("-absent")]
            assert [below - above for above, below in pairwise(rows)] == [gap] * (len(rows) - 1)
            await pilot.press("1")
            await harness.advance(pilot, 1)
            assert harness.screen.query_one(Body).max_scroll_y == 0
        harness = start_app(questions)
