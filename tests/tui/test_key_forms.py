"""Keys in other forms than small letters and ASCII digits."""

import unicodedata

import pytest
from textual.events import Key
from textual.keys import _character_to_key

from quiz.config.settings import Settings
from quiz.game.outcome import Verdict
from quiz.tui.key_forms import fold_key
from tests.tui.harness import build_services, start_app


@pytest.mark.parametrize("key", ["B", "Ｂ", "ｂ", "２", "②", "𝟐", "²"])
async def test_any_form_of_a_key_answers(key: str) -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(key)
        assert harness.state.outcome is not None
        assert harness.state.outcome.verdict is Verdict.RIGHT


@pytest.mark.parametrize("key", ["S", "Ｓ", "ſ"])
async def test_any_form_of_a_key_skips(key: str) -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(key)
        assert harness.state.outcome is not None
        assert harness.state.outcome.verdict is Verdict.SKIPPED


async def test_own_key_may_be_a_capital() -> None:
    harness = start_app(services=build_services(Settings(keys={"skip": "X"})))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        assert "x skip" in harness.text
        await pilot.press("X")
        assert harness.state.outcome is not None


async def test_palette_keeps_capitals() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press("S", "T")
        await pilot.pause()
        assert "ST" in harness.text


@pytest.mark.parametrize("code", range(0x21, 0x7F))
def test_full_width_character_is_the_key_of_its_ascii_form(code: int) -> None:
    wide, narrow = chr(code + 0xFEE0), chr(code).lower()
    assert (
        fold_key(Key(_character_to_key(wide), wide)).key
        == fold_key(Key(_character_to_key(narrow), narrow)).key
    )


@pytest.mark.slow
def test_every_equal_form_becomes_one_key() -> None:
    for code in range(0x110000):
        character = chr(code)
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
        if character != folded and folded in set("123456abcdefthswiq"):
            assert fold_key(Key("any", character)).key == folded


@pytest.mark.parametrize("key", [Key("enter", "\r"), Key("ctrl+a", "\x01"), Key("down", None), Key("ß", "ß")])
def test_other_keys_stay(key: Key) -> None:
    assert fold_key(key) is key


def test_shifted_letter_without_a_character_is_the_letter() -> None:
    assert fold_key(Key("shift+a", None)).key == "a"
