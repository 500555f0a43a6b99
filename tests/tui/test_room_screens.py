"""The screens of a room, with keys and the mouse, against rooms that run in the test."""

import pytest

from quiz.game.outcome import Answer, Verdict
from quiz.game.room import RoomPhase
from quiz.game.room_events import HostAction, RoomSettings
from quiz.live.room_link import LinkEnd, LinkState, Prompt
from quiz.model.question import Question
from quiz.text.safe import Text
from quiz.tui.live.app import RoomApp
from quiz.tui.live.choice_row import ChoiceRow
from quiz.tui.live.player_list import PlayerListScreen
from quiz.tui.live.player_screen import PlayerScreen
from quiz.tui.live.prompt import PromptScreen
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.help import HelpScreen
from tests.factories import closest_question, question, statement, typed_question
from tests.game.test_room import Script
from tests.tui.harness import build_services
from tests.tui.live_harness import build_host, build_player, run

pytestmark = pytest.mark.slow

HOSTILE = "\x1b[2J\u202eev[red]il[/]"


def start(*questions: Question, players: str = "Ana Ben", **settings: object) -> Script:
    chosen = RoomSettings("K7QMP", Text("Capitals"))._replace(**settings)  # type: ignore[arg-type]
    return Script(*questions, players=players, settings=chosen)


async def test_player_answers_by_number_and_sees_the_verdict_with_the_source() -> None:
    script = start(question("a", key=2), statement("b"))
    async with run(build_player(script)) as room:
        assert "You're in, Ana." in room.text
        script.act(HostAction.START)
        await room.refresh()
        assert "Who directed it?" in room.text
        assert "Three" not in room.text  # it is the time to read
        await room.press("3")
        assert script.room.answers[0] == {}
        script.wait(3_000)
        await room.refresh()
        assert "1–4 answer" in room.text

        await room.press("3")

        assert script.room.answers[0]["p-Ana"].answer == Answer(2)
        assert "your answer" in room.text
        await room.press("1")  # the first answer counts
        assert script.room.answers[0]["p-Ana"].answer == Answer(2)
        script.answer("Ben", 0)
        await room.refresh()
        for part in ("✓ Right.", "One directed it.", "Source: The Paper", "1st place of 2", "1 of 2 right"):
            assert part in room.text


async def test_player_chooses_with_arrows_letters_and_the_mouse() -> None:
    script = start(question("a", key=2), statement("b"), question("c"))
    async with run(build_player(script, "Ana")) as room:
        assert room.pilot is not None
        await room.open_question()
        await room.press("down", "down", "enter")
        assert script.room.answers[0]["p-Ana"].answer == Answer(1)
        await room.open_question()
        assert "True or false?" in room.text
        await room.press("f")
        assert script.room.answers[1]["p-Ana"].answer == Answer(1)
        await room.open_question()
        await room.pilot.click("#choice-4")
        await room.press()
        assert script.room.answers[2]["p-Ana"].answer == Answer(3)


async def test_player_types_a_text_and_a_number() -> None:
    script = start(typed_question(), closest_question())
    async with run(build_player(script)) as room:
        await room.open_question()
        assert "Type the answer." in room.text
        await room.press(*"kiev", "enter")
        assert script.room.answers[0]["p-Ana"].verdict is Verdict.RIGHT
        assert "Your answer: kiev" in room.text
        await room.open_question()
        assert "Type a year from 947 to 3788." in room.text
        await room.press(*"abc", "enter")
        assert script.room.answers[1] == {}
        assert "Type a year" in room.text
        await room.press("backspace", "backspace", "backspace", *"1894", "enter")
        assert script.room.answers[1]["p-Ana"].answer.text == "1894"
        assert "Your answer: 1894" in room.text
        script.act(HostAction.NEXT)
        await room.refresh()
        assert "Answer: 1894" in room.text


async def test_lost_connection_and_its_return_are_visible() -> None:
    script = start()
    async with run(build_player(script)) as room:
        await room.open_question()
        await room.show(LinkState.LOST)
        assert "Connection lost. Trying again …" in room.text
        await room.show(LinkState.CONNECTED)
        await room.refresh()
        assert "Connected again." in room.text
        await room.press("1")
        assert "p-Ana" in script.room.answers[0]
        await room.show(LinkEnd(Text("You are no longer in this room.")))
        assert "You are no longer in this room." in room.text
        await room.press("escape")
        assert room.app.return_code == 0


async def test_player_is_asked_before_leaving() -> None:
    script = start()
    async with run(build_player(script)) as room:
        await room.open_question()
        await room.press("escape")
        assert isinstance(room.app.screen, ConfirmScreen)
        await room.press("n")
        assert len(room.app.screen_stack) == 1
        await room.press("question_mark")
        assert isinstance(room.app.screen, HelpScreen)
        assert "Choose by number" in room.text


async def test_host_leads_a_whole_game_with_keys() -> None:
    script = start(question("a", key=2), question("b"))
    async with run(build_host(script), (100, 30)) as room:
        for part in (
            "K7QMP",
            "http://192.168.1.5:8080/K7QMP",
            "quiz join 192.168.1.5:8080 K7QMP",
            "Ana, Ben",
        ):
            assert part in room.text
        assert any("█▀" in line or "▄█" in line for line in room.text.split())
        phases = []
        await room.press("enter")
        while script.room.phase is not RoomPhase.PODIUM:
            assert "K7QMP" in room.text
            phases.append(script.room.phase)
            if script.room.phase is RoomPhase.OPEN and "Ben" not in str(script.room.answers):
                script.answer("Ben", 2)
                await room.refresh()
                assert "1 of 2 answered" in room.text
            await room.press("enter")
        assert phases == [
            *(RoomPhase.READING, RoomPhase.OPEN, RoomPhase.REVEALED, RoomPhase.LEADERBOARD),
            *(RoomPhase.READING, RoomPhase.OPEN, RoomPhase.REVEALED),
        ]
        assert "Ben wins!" in room.text
        await room.press("escape", "y")
        assert script.room.phase.value == "closed"


async def test_host_sees_the_distribution_and_the_right_option_after_the_reveal_only() -> None:
    script = start(question("a", key=2))
    async with run(build_host(script), (100, 30)) as room:
        await room.open_question()
        script.answer("Ana", 1)
        await room.refresh()
        rows = list(room.app.screen.query(ChoiceRow))
        assert not any(row.has_class("-right") for row in rows)
        assert "✓" not in room.text
        assert "The Paper" not in room.text
        script.answer("Ben", 2)
        await room.refresh()
        assert [row.has_class("-right") for row in rows[:4]] == [False, False, True, False]
        assert "✓ 3 Three right" in room.text
        assert "Source: The Paper" in room.text


async def test_host_pauses_extends_skips_locks_and_voids() -> None:
    script = start(question("a", key=2), question("b"), question("c"))
    async with run(build_host(script), (120, 40)) as room:
        await room.open_question()
        await room.press("p")
        assert script.room.is_paused
        assert "Paused by the host." in room.text
        await room.press("p")
        assert not script.room.is_paused
        before = script.room.deadline or 0
        await room.press("t")
        assert script.room.deadline == before + 10_000
        await room.press("l")
        assert script.room.is_locked
        assert "(locked)" in room.text
        await room.press("l")
        assert not script.room.is_locked
        await room.press("s")
        assert script.room.current == 1
        assert 0 in script.room.voided
        script.open()
        await room.refresh()
        script.act(HostAction.NEXT)
        await room.refresh()
        await room.press("v")
        assert 1 not in script.room.voided
        await room.press("y")
        assert 1 in script.room.voided
        assert "doesn't count" in room.text
        await room.press("escape")
        assert isinstance(room.app.screen, ConfirmScreen)
        await room.press("y")
        assert script.room.phase is RoomPhase.PODIUM


async def test_host_removes_a_player() -> None:
    script = start()
    async with run(build_host(script)) as room:
        await room.press("r")
        assert isinstance(room.app.screen, PlayerListScreen)
        await room.press("down", "x")
        assert [player.name for player in script.room.active_players] == ["Ana"]
        assert "Ben" not in room.text


async def test_refusal_of_the_room_is_shown() -> None:
    script = start(players="")
    async with run(build_host(script)) as room:
        assert "No players yet." in room.text
        await room.press("enter")
        assert "No player has joined yet." in room.text


async def test_host_who_plays_along_answers_and_sees_no_counts() -> None:
    script = start(question("a", key=2), plays_along=True)
    async with run(build_host(script, plays="Ana")) as room:
        await room.open_question()
        await room.press("3")
        assert script.room.answers[0]["p-Ana"].answer == Answer(2)
        assert "your answer" in room.text
        script.answer("Ben", 0)
        await room.refresh()
        assert "✓ Right." in room.text
        assert script.room.answers[0]["p-Ana"].verdict is Verdict.RIGHT
        await room.press("enter")
        assert script.room.phase is RoomPhase.PODIUM


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
async def test_hostile_names_are_shown_as_text(size: tuple[int, int]) -> None:
    script = start(players="")
    script.join(Text(HOSTILE))
    script.join("漢字は広い" * 2)
    async with run(build_host(script), size) as room:
        assert "ev[red]il[/]" in room.text
        assert "\x1b" not in room.text
        await room.press("r")
        assert "ev[red]il[/]" in room.text
        await room.press("escape")
        script.act(HostAction.START)
        script.act(HostAction.END)
        await room.refresh()
        assert "ev[red]il[/]" in room.text


async def test_prompts_ask_for_a_line_or_a_choice() -> None:
    script = start()
    async with run(build_player(script)) as room:
        assert room.pilot is not None
        answers: list[Text | None] = []

        async def ask(prompt: Prompt) -> None:
            answers.append(await room.app.ask(prompt))

        room.app.run_worker(ask(Prompt(Text("Your name"), trouble=Text("The name “Ana” is taken."))))
        await room.pilot.pause()
        assert isinstance(room.app.screen, PromptScreen)
        assert "The name “Ana” is taken." in room.text
        await room.pilot.press("enter", *"Eva", "enter")
        room.app.run_worker(ask(Prompt(Text("Your team"), choices=(Text("Reds"), Text("Blues")))))
        await room.pilot.pause()
        await room.pilot.press("down", "enter")
        room.app.run_worker(ask(Prompt(Text("Code of the room"))))
        await room.pilot.pause()
        await room.pilot.press("escape")
        await room.pilot.pause()
        assert answers == ["Eva", "Blues", None]


async def test_interrupt_asks_before_it_ends_the_room_of_all() -> None:
    script = start()
    async with run(build_host(script)) as room:
        await room.press("question_mark")
        assert isinstance(room.app.screen, HelpScreen)
        await room.press("ctrl+c")
        assert isinstance(room.app.screen, ConfirmScreen)
        assert "Close the room?" in room.text
        assert room.app.return_code is None
        await room.press("n")
        await room.press("ctrl+c", "ctrl+c")
        assert room.app.return_code == 0


async def test_unexpected_error_ends_the_app_and_is_kept_for_the_command() -> None:
    async def fail(_: RoomApp) -> None:
        raise ValueError("a damaged frame")

    app = RoomApp(PlayerScreen("K7QMP", ascii_only=False), fail, services=build_services(), ascii_only=False)
    async with app.run_test() as pilot:
        await pilot.pause()

    assert isinstance(app.failure, ValueError)
    assert not app.is_running
