"""What a player can have otherwise: settings, keys, sound, a clock that waits."""

from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from quiz.config.settings import Settings, load_settings, save_setting
from quiz.game.modes import CLASSIC, LADDER_MODE, Mode
from quiz.game.outcome import Answer, PastAnswer, Verdict
from quiz.game.recorder import RoundSpec, StartedRound, UnfinishedRound
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Phase
from quiz.text.safe import Text
from quiz.tui import keys, theme
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.settings import SETTINGS, SettingsScreen, setting_value
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.services import AppServices
from tests.tui.harness import THREE, Evening, evening


class Bells:
    """Counts what rings."""

    def __init__(self, game: Evening) -> None:
        self.rung = 0
        game.app.bell = self.ring  # type: ignore[method-assign]  # a terminal's bell makes no picture

    def ring(self) -> None:
        self.rung += 1


def comfortable(settings: Settings) -> Evening:
    return evening(backstage=AppServices(settings))


# Settings


async def test_a_theme_of_the_settings_is_put_on_at_the_start() -> None:
    async with comfortable(Settings(theme="light")).app.run_test() as pilot:
        assert pilot.app.theme == theme.LIGHT


async def change(pilot: Pilot[None], name: str, key: str = "right") -> None:
    """Go down to a setting and take another value."""
    for _ in range([setting.name for setting in SETTINGS].index(name)):
        await pilot.press("down")
    await pilot.press(key)
    await pilot.pause()


async def test_a_setting_that_is_changed_holds_at_once_and_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# mine\nquestions = 15\ntheme = "dark"\n', encoding="utf-8")

    def keep(name: str, value: object) -> Text | None:
        save_setting(file, name, value)
        return None

    game = evening(at_home=True, backstage=AppServices(load_settings(file).settings, keep))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(game.app.screen, SettingsScreen)
        await change(pilot, "theme")
        assert game.app.theme == theme.LIGHT
        await pilot.press("escape", "o")
        await pilot.pause()
        await change(pilot, "time", "left")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(game.app.screen, HomeScreen)
        assert game.table.rules.limit_seconds == 15
    assert load_settings(file).settings == Settings(theme="light", time=15.0, questions=15)
    assert file.read_text(encoding="utf-8").startswith("# mine\n")


async def test_the_settings_name_the_file_in_which_keys_are_changed() -> None:
    game = evening(at_home=True, backstage=AppServices(settings_file=Text("/home/ana/[/]/settings.toml")))
    async with game.app.run_test(size=(100, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert 'Keys are changed in /home/ana/[/]/settings.toml: [keys], then a line such as skip = "x".' in (
            game.text
        )


async def test_no_clock_is_one_of_the_times() -> None:
    game = evening(at_home=True, backstage=AppServices(Settings(time=90.0)))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await change(pilot, "time")
        assert "no clock" in game.text
        assert game.table.rules.limit_seconds is None


async def test_a_setting_that_can_not_be_kept_says_so_and_holds() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await change(pilot, "theme", "left")
        assert game.app.theme == theme.ANSI_LIGHT
        assert "It holds for now but is not saved: there is no place to keep it." in game.text


async def test_the_mouse_chooses_a_setting_and_then_changes_it() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await pilot.click("Row:last-of-type")
        await pilot.click("Row:last-of-type")
        await pilot.pause()
        assert game.app.settings.sound == "bell"


def test_every_setting_but_the_keys_can_be_changed_and_begins_with_one_of_its_values() -> None:
    names = {setting.name.replace("-", "_") for setting in SETTINGS}

    assert names == set(Settings._fields) - {"keys"}
    begins = {setting.name: setting_value(Settings(), setting.name) for setting in SETTINGS}
    assert all(begins[one.name] in one.values for one in SETTINGS if one.name != "theme")


# Keys


async def test_an_action_can_have_another_key() -> None:
    game = comfortable(Settings(keys={"skip": "x"}))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("s")
        assert game.state.outcome is None
        assert "x skip" in game.text
        await pilot.press("x")
        assert game.state.outcome is not None


async def test_help_tells_the_keys_that_a_player_gave_to_actions() -> None:
    game = comfortable(Settings(keys={"skip": "x", "confirm": "n"}))
    async with game.app.run_test(size=(100, 50)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "x Pass the question by" in game.text
        assert "n Choose the option under the bar" in game.text
        assert "enter space" not in game.text


@pytest.mark.parametrize("mode", [CLASSIC, LADDER_MODE])
async def test_help_tells_only_the_keys_that_a_way_to_play_has(mode: Mode) -> None:
    game = evening(order=RoundRequest(mode=mode))
    async with game.app.run_test(size=(100, 50)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert ("On a ladder, once" in game.text) is (mode is LADDER_MODE)
        assert ("Pass the question by" in game.text) is (mode is CLASSIC)


async def test_a_key_that_is_taken_is_reported_and_left_out() -> None:
    game = comfortable(Settings(keys={"skip": "h", "sikp": "z"}))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        assert "keys: “h” can’t be skip, for it is half" in game.text
        await pilot.press("h")
        assert game.state.outcome is None


@pytest.mark.parametrize(
    ("wanted", "taken", "problems"),
    [
        ({"skip": "x"}, {"skip": "x"}, []),
        ({"skip": "h"}, {}, ["keys: “h” can’t be skip, for it is half"]),
        ({"half": "x", "skip": "h"}, {"half": "x", "skip": "h"}, []),
        ({"skip": "!"}, {}, ["keys: “!” can’t be skip, for it is flag"]),
        ({"again": "s"}, {"again": "s"}, []),  # `s` does nothing on that screen
        ({"sikp": "x"}, {}, ["keys: nothing is called “sikp”; did you mean “skip”?"]),
    ],
)
def test_a_key_is_taken_where_it_does_nothing_else(
    wanted: dict[str, str], taken: dict[str, str], problems: list[str]
) -> None:
    assert keys.build_keymap(wanted) == (taken, tuple(problems))


# Choose, then confirm


async def test_an_option_can_be_chosen_first_and_confirmed() -> None:
    game = comfortable(Settings(confirm_first=True))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("2", "3")
        assert game.state.outcome is None
        await pilot.press("enter")
        assert game.state.outcome is not None
        assert game.state.outcome.answer == Answer(2)


async def test_the_same_option_twice_is_a_confirmation_too() -> None:
    game = comfortable(Settings(confirm_first=True))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.click("#choice-2")
        assert game.state.outcome is None
        await pilot.click("#choice-2")
        assert game.state.outcome is not None


# Sound


@pytest.mark.parametrize(("sound", "key", "rings"), [("bell", "1", 1), ("bell", "2", 0), ("off", "1", 0)])
async def test_a_miss_rings_where_sound_is_wanted(sound: str, key: str, rings: int) -> None:
    game = comfortable(Settings(sound=sound))
    bells = Bells(game)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press(key)
        await pilot.pause()
        assert bells.rung == rings


async def test_nothing_rings_at_a_question_about_grief() -> None:
    grief = tuple(question._replace(sensitive=True) for question in THREE)
    game = evening(grief, backstage=AppServices(Settings(sound="bell")))
    bells = Bells(game)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("1")
        await pilot.pause()
        assert bells.rung == 0


# A clock that waits


async def test_the_clock_waits_while_another_window_is_in_use() -> None:
    game = comfortable(Settings())
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 5)
        game.app.app_focus = False
        await pilot.pause()
        await game.later(pilot, 100)
        assert game.state.is_paused
        assert "The clock waits." in game.text
        game.app.app_focus = True
        await pilot.pause()
        assert game.state.remaining(game.hand.now) == 15
        assert "The clock waits." not in game.text


async def test_the_clock_runs_on_where_the_player_wants_that() -> None:
    game = comfortable(Settings(pause_on_blur=False))
    async with game.app.run_test(size=(80, 24)) as pilot:
        game.app.app_focus = False
        await pilot.pause()
        await game.later(pilot, 100)
        assert game.state.outcome is not None


# At home


async def test_a_round_that_was_left_is_offered_and_gone_on_with() -> None:
    game = evening(at_home=True)
    left = game.table.draw_round()
    game.table.left_behind = Round(left.questions, Text("The video"), left.request)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert game.state.phase is Phase.ASKING


async def test_the_offer_to_go_on_names_the_players_own_key_and_can_be_clicked() -> None:
    game = evening(at_home=True, backstage=AppServices(Settings(keys={"resume": "n"})))
    begun = StartedRound(RoundSpec("classic", None, None, 3, 7, None), 3, "", "", 1)
    left = UnfinishedRound(begun, (PastAnswer(Verdict.RIGHT, Answer(1), 2.0),), (), "")
    game.table.left_behind = game.table.draw_round()._replace(resumed_from=left)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "n go on with The video: 1 of 3 answered" in game.text
        await pilot.click("#left", offset=(6, 0))
        await pilot.pause()
        assert game.state.number == 2


async def test_nothing_is_offered_where_nothing_was_left() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(game.app.screen, HomeScreen)
        assert "go on with" not in game.text


async def test_who_is_here_for_the_first_time_is_told_the_keys() -> None:
    game = evening(at_home=True, backstage=AppServices(is_first_game=True))
    async with game.app.run_test(size=(80, 24)):
        assert "? shows all keys." in game.text

    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)):
        assert "? shows all keys." not in game.text


async def test_what_beginners_are_told_goes_away_after_their_first_round() -> None:
    game = evening(THREE[:1], at_home=True, backstage=AppServices(is_first_game=True))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "escape", "y")
        await pilot.pause()
        assert "? shows all keys." in game.text
        await pilot.press("enter")
        await game.later(pilot, 1)
        await pilot.press("1")
        await game.later(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(game.app.screen, HomeScreen)
        assert "? shows all keys." not in game.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_figures_are_drawn_as_wide_as_the_screen(size: tuple[int, int]) -> None:
    asked: list[int] = []

    def drawn(columns: int) -> list[Text]:
        asked.append(columns)
        return [Text("=" * columns)]

    game = evening(at_home=True, backstage=AppServices(stats=drawn))
    async with game.app.run_test(size=size) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(game.app.screen, StatsScreen)
        assert asked
        assert 30 <= asked[-1] <= size[0]
        assert "=" * asked[-1] in game.text


@pytest.mark.parametrize("screen", ["home", "question", "answer", "settings"])
async def test_the_hints_of_a_narrow_screen_are_whole_and_name_the_help(screen: str) -> None:
    game = evening(at_home=screen in ("home", "settings"))
    async with game.app.run_test(size=(40, 12)) as pilot:
        await game.later(pilot, 1)
        if screen == "settings":
            await pilot.press("o")
        if screen == "answer":
            await pilot.press("2")
        await pilot.pause()
        hints = game.app.screen.query_one("#hints").render()
        assert hints.cell_length <= 40  # type: ignore[union-attr]
        assert "? help" in str(hints)


async def test_titles_and_bars_of_the_figures_stand_out_and_not_a_word_is_changed() -> None:
    drawn = [Text("10 answers."), Text(), Text("[b]Right"), Text("Capitals  ━━━──  60 % of 10")]
    game = evening(at_home=True, backstage=AppServices(stats=lambda columns: drawn))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        shown = game.app.screen.query_one("#stats", Static).content
        assert isinstance(shown, Content)
        assert shown.plain == "\n".join(drawn)
        styled = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
        assert styled == {"[b]Right": "bold", "━━━": "$primary", "──": "$faint"}
