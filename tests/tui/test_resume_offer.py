"""The offer to resume an unfinished round."""

from quiz.config.settings import Settings
from quiz.game.outcome import Answer, PastAnswer, Verdict
from quiz.game.recorder import RoundSpec, StartedRound, UnfinishedRound
from quiz.game.round import Round
from quiz.game.session import Phase
from quiz.text.safe import Text
from quiz.tui.screens.home import HomeScreen
from tests.tui.harness import build_services, start_app


async def test_unfinished_round_is_offered_and_resumed() -> None:
    harness = start_app(at_home=True)
    left = harness.game.draw_round()
    harness.game.unfinished = Round(left.questions, Text("The video"), left.request)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert harness.state.phase is Phase.ASKING


async def test_resume_offer_shows_own_key_and_can_be_clicked() -> None:
    harness = start_app(at_home=True, services=build_services(Settings(keys={"resume": "n"})))
    begun = StartedRound(RoundSpec("classic", None, None, 3, 7, None), 3, "", "", 1)
    left = UnfinishedRound(begun, (PastAnswer(Verdict.RIGHT, Answer(1), 2.0),), ())
    harness.game.unfinished = harness.game.draw_round()._replace(resumed_from=left)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "n Resume The video (1 of 3 answered)" in harness.text
        await pilot.click("#left", offset=(6, 0))
        await pilot.pause()
        assert harness.state.number == 2


async def test_no_offer_without_unfinished_round() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(harness.app.screen, HomeScreen)
        assert "Resume" not in harness.text
