"""The settings, and their effects on the screen."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from quiz.config.settings import Settings, load_settings, save_setting
from quiz.game.outcome import Answer
from quiz.text.safe import Text
from quiz.tui import theme
from quiz.tui.screens.base import join_notices
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.settings import SETTINGS, SettingsScreen, setting_value
from tests.tui.harness import THREE, AppHarness, build_services, start_app


async def test_theme_setting_applies_at_start() -> None:
    async with start_app(services=build_services(Settings(theme="light"))).app.run_test() as pilot:
        assert pilot.app.theme == theme.LIGHT


async def change(pilot: Pilot[None], name: str, key: str = "right") -> None:
    """Go down to a setting and take another value."""
    for _ in range([setting.name for setting in SETTINGS].index(name)):
        await pilot.press("down")
    await pilot.press(key)
    await pilot.pause()


@pytest.mark.slow
async def test_changed_setting_applies_at_once_and_is_saved(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# mine\nquestions = 15\ntheme = "dark"\n', encoding="utf-8")

    def save(name: str, value: object) -> Text | None:
        save_setting(file, name, value)
        return None

    services = build_services(load_settings(file).settings, save_setting=save)
    harness = start_app(at_home=True, services=services)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(harness.app.screen, SettingsScreen)
        await change(pilot, "theme")
        assert harness.app.theme == theme.LIGHT
        await pilot.press("escape", "o")
        await pilot.pause()
        await change(pilot, "time", "left")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(harness.app.screen, HomeScreen)
        assert harness.game.rules.limit_seconds == 15
    assert load_settings(file).settings == Settings(theme="light", time=15.0, questions=15)
    assert file.read_text(encoding="utf-8").startswith("# mine\n")


async def test_settings_show_the_file_for_keys() -> None:
    harness = start_app(
        at_home=True, services=build_services(settings_file=Text("/home/ana/[/]/settings.toml"))
    )
    async with harness.app.run_test(size=(100, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert 'To change keys, edit /home/ana/[/]/settings.toml and add skip = "x" under [keys].' in (
            harness.text
        )


async def test_time_can_be_no_clock() -> None:
    harness = start_app(at_home=True, services=build_services(Settings(time=90.0)))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await change(pilot, "time")
        assert "no clock" in harness.text
        assert harness.game.rules.limit_seconds is None


async def test_values_of_the_start_can_be_chosen_again() -> None:
    services = build_services(Settings(theme="auto", time=25.0))
    harness = start_app(at_home=True, services=services)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        first_theme = harness.app.theme
        await pilot.press("o")
        await pilot.pause()
        for name in ("theme", "time"):
            await pilot.press("right")
            await pilot.pause()
            assert setting_value(harness.app.settings, name) != setting_value(services.settings, name)
            await pilot.press("left")
            await pilot.pause()
            assert setting_value(harness.app.settings, name) == setting_value(services.settings, name)
            await pilot.press("down")
        assert harness.app.theme == first_theme


async def test_setting_that_cannot_be_saved_is_reported_and_applies() -> None:
    services = build_services(save_setting=lambda name, value: Text("the disk is full"))
    harness = start_app(at_home=True, services=services)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await change(pilot, "theme")
        assert harness.app.theme == theme.DARK
        assert "Changed for this game, but not saved: the disk is full." in harness.text


async def test_mouse_selects_setting_and_then_changes_it() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        await pilot.click("SettingRow:last-of-type")
        await pilot.click("SettingRow:last-of-type")
        await pilot.pause()
        assert harness.app.settings.sound == "bell"


def test_every_setting_except_keys_is_on_the_screen() -> None:
    names = {setting.name.replace("-", "_") for setting in SETTINGS}

    assert names == set(Settings._fields) - {"keys"}
    begins = {setting.name: setting_value(Settings(), setting.name) for setting in SETTINGS}
    assert all(begins[one.name] in one.values for one in SETTINGS)


async def test_option_can_be_selected_and_then_confirmed() -> None:
    harness = start_app(services=build_services(Settings(confirm_first=True)))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2", "3")
        assert harness.state.outcome is None
        await pilot.press("enter")
        assert harness.state.outcome is not None
        assert harness.state.outcome.answer == Answer(2)


async def test_second_click_on_option_confirms_it() -> None:
    harness = start_app(services=build_services(Settings(confirm_first=True)))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.click("#choice-2")
        assert harness.state.outcome is None
        await pilot.click("#choice-2")
        assert harness.state.outcome is not None


class Bells:
    """Counts what rings."""

    def __init__(self, harness: AppHarness) -> None:
        self.rung = 0
        harness.app.bell = self.ring  # type: ignore[method-assign]  # a terminal's bell makes no picture

    def ring(self) -> None:
        self.rung += 1


@pytest.mark.parametrize(("sound", "key", "rings"), [("bell", "1", 1), ("bell", "2", 0), ("off", "1", 0)])
async def test_miss_rings_bell_if_sound_is_on(sound: str, key: str, rings: int) -> None:
    harness = start_app(services=build_services(Settings(sound=sound)))
    bells = Bells(harness)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(key)
        await pilot.pause()
        assert bells.rung == rings


async def test_sensitive_question_rings_no_bell() -> None:
    grief = tuple(question._replace(sensitive=True) for question in THREE)
    harness = start_app(grief, services=build_services(Settings(sound="bell")))
    bells = Bells(harness)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("1")
        await pilot.pause()
        assert bells.rung == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "settings"),
    [
        *((setting.name, Settings()) for setting in SETTINGS),
        ("time", Settings(time=7.5)),
        ("time", Settings(time=0.0)),
        ("questions", Settings(questions=17)),
        ("theme", Settings(theme="contrast")),
    ],
)
async def test_first_value_of_a_setting_can_be_chosen_again(name: str, settings: Settings) -> None:
    saved: list[object] = []

    def save(_: str, value: object) -> Text | None:
        saved.append(value)
        return None

    harness = start_app(at_home=True, services=build_services(settings, save_setting=save))
    async with harness.app.run_test(size=(100, 30)) as pilot:
        first_theme = harness.app.theme
        await pilot.press("o")
        await pilot.pause()
        await change(pilot, name)
        await pilot.press("escape", "o")  # a screen that is opened again knows the first value too
        await pilot.pause()
        await change(pilot, name)
        for _ in range(12):
            if saved[-1] == setting_value(settings, name):
                break
            await pilot.press("right")
        assert saved[-1] == setting_value(settings, name)
        assert harness.app.settings == settings
        assert harness.app.theme == first_theme


@pytest.mark.parametrize("at_home", [True, False])
async def test_all_notices_are_shown(at_home: bool) -> None:
    harness = start_app(
        at_home=at_home,
        services=build_services(Settings(keys={"nonsense": "x"})),
        notice=Text("One thing is wrong."),
    )
    async with harness.app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "One thing is wrong." in harness.text
        assert "keys: unknown action “nonsense”" in harness.text


def test_many_notices_are_counted() -> None:
    assert join_notices(None) is None
    assert join_notices(None, Text("One.")) == "One."
    joined = join_notices(*(Text(f"Notice {number}.") for number in range(1, 9)))
    assert joined is not None
    assert joined.splitlines()[-2:] == ["Notice 5.", "3 more: quit to read them."]
