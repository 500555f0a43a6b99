"""A room, event by event."""

from quiz.game.outcome import Answer
from quiz.game.room import RoomPhase, rank
from quiz.game.room_events import (
    Answered,
    Connected,
    Created,
    HostActed,
    HostAction,
    Joined,
    RoomEvent,
    RoomSettings,
    TimePassed,
)
from quiz.game.room_refusals import find_refusal
from quiz.game.room_steps import compute_reading_ms, step
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import question, statement

START = 1_000_000
HOST = "host-token"
ROUND = (question("a", key=2), statement("b", true=False), question("c", key=1))


class Script:
    """A room with a clock, to which a test applies events."""

    def __init__(self, *questions: Question, players: str = "", settings: RoomSettings | None = None) -> None:
        self.now = START
        self.events: list[RoomEvent] = []
        chosen = settings or RoomSettings("K7QMP", Text("A quiz"))
        self.room = step(None, Created("e0", self.now, chosen, questions or ROUND, HOST))
        for name in players.split():
            self.join(name)

    def apply(self, event: RoomEvent) -> Text | None:
        """Apply an event, and return why it was refused."""
        reason = find_refusal(self.room, event)
        self.room = step(self.room, event)
        self.events.append(event)
        return reason

    def new_id(self) -> str:
        return f"e{len(self.events) + 1}"

    def join(self, name: str, team: str | None = None) -> Text | None:
        chosen = None if team is None else Text(team)
        return self.apply(Joined(self.new_id(), self.now, f"p-{name}", f"t-{name}", Text(name), chosen))

    def connect(self, name: str, connected: bool = True) -> Text | None:
        return self.apply(Connected(self.new_id(), self.now, f"p-{name}", connected))

    def answer(
        self,
        name: str,
        option: int | None = None,
        *,
        text: str | None = None,
        question: int | None = None,
        shown_at: int | None = None,
        event_id: str = "",
    ) -> Text | None:
        index = self.room.current if question is None else question
        window = self.room.windows[index] if 0 <= index < len(self.room.windows) else None
        if shown_at is None:
            shown_at = self.now if window is None else window.opened_at
        answer = Answer(option, None if text is None else Text(text))
        return self.apply(Answered(event_id or self.new_id(), self.now, f"t-{name}", index, answer, shown_at))

    def act(
        self, action: HostAction, *, player: str | None = None, question: int | None = None, token: str = HOST
    ) -> Text | None:
        player_id = None if player is None else f"p-{player}"
        return self.apply(HostActed(self.new_id(), self.now, token, action, player_id, question))

    def wait(self, milliseconds: int) -> None:
        """Move the clock; the room's deadlines pass on the way."""
        end = self.now + milliseconds
        while self.room.alarm is not None and self.room.alarm <= end:
            self.now = self.room.alarm
            self.apply(TimePassed(self.new_id(), self.now))
        self.now = end

    def open(self) -> None:
        """Continue until the next question is open."""
        self.act(HostAction.START if self.room.phase is RoomPhase.LOBBY else HostAction.NEXT)
        while self.room.phase is not RoomPhase.OPEN:
            if self.room.phase is RoomPhase.READING:
                self.wait(compute_reading_ms(self.room.questions[self.room.current]))
            else:
                self.act(HostAction.NEXT)

    def scores(self) -> dict[str, int]:
        return {str(player.name): player.score for player in self.room.players.values()}


def start(*questions: Question, players: str = "Ana Ben", settings: RoomSettings | None = None) -> Script:
    """Return a room whose first question is open."""
    script = Script(*questions, players=players, settings=settings)
    script.open()
    return script


def test_room_passes_through_its_phases() -> None:
    script = Script(ROUND[0], ROUND[1], players="Ana")
    phases = [script.room.phase]
    for _ in range(9):
        script.act(HostAction.START if script.room.phase is RoomPhase.LOBBY else HostAction.NEXT)
        phases.append(script.room.phase)
        if script.room.phase is RoomPhase.PODIUM:
            break
    script.act(HostAction.END)

    assert [*phases, script.room.phase] == [
        RoomPhase.LOBBY,
        RoomPhase.READING,
        RoomPhase.OPEN,
        RoomPhase.REVEALED,
        RoomPhase.LEADERBOARD,
        RoomPhase.READING,
        RoomPhase.OPEN,
        RoomPhase.REVEALED,
        RoomPhase.PODIUM,
        RoomPhase.CLOSED,
    ]


def test_answers_earn_the_points_of_their_time() -> None:
    script = start()
    script.wait(5_000)
    script.answer("Ana", 2)
    script.answer("Ben", 1)

    assert script.room.phase is RoomPhase.REVEALED
    assert script.scores() == {"Ana": 875, "Ben": 0}
    assert [(line.place, line.player.name) for line in rank(script.room)] == [(1, "Ana"), (2, "Ben")]
