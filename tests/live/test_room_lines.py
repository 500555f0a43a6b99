"""A room in lines of text, and the answers that a player's history keeps."""

from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.recorder import NullHistoryRecorder, NullRoundRecorder, RoundSpec
from quiz.game.room_events import HostAction, RoomSettings
from quiz.live.own_history import MODE, HistoryKeeper
from quiz.live.room_lines import format_final_line, iter_new_lines
from quiz.live.room_view import RoomView, merge_frame
from quiz.live.views import view_for_host, view_for_player, view_for_spectator
from quiz.text.safe import Text
from tests.factories import question, statement, typed_question
from tests.game.test_room import Script


class Printer:
    """Prints a room as one person sees it."""

    def __init__(self, script: Script, player: str | None) -> None:
        self.script = script
        self.player = player
        self.view: RoomView | None = None

    def look(self) -> list[str]:
        """Return the lines that the changes since the last look add."""
        room = self.script.room
        frame = view_for_host(room) if self.player is None else view_for_player(room, f"p-{self.player}")
        return self.take(merge_frame(None, frame))

    def take(self, view: RoomView | None) -> list[str]:
        assert view is not None
        lines: list[str] = list(iter_new_lines(self.view, view, self.script.now))
        self.view = view
        return lines


def start(**settings: object) -> Script:
    chosen = RoomSettings("K7QMP", Text("Capitals"))._replace(**settings)  # type: ignore[arg-type]
    return Script(question("a", key=2), typed_question(), players="Ana Ben", settings=chosen)


def test_player_reads_a_game_line_by_line() -> None:
    script = start()
    ana = Printer(script, "Ana")
    assert ana.look() == [
        "Room K7QMP: Capitals",
        "You're in, Ana. The host will start the game.",
        "2 players",
    ]
    script.act(HostAction.START)
    assert ana.look() == ["", "Question 1 of 2", "Who directed it?"]
    script.wait(2_000)
    assert ana.look() == ["1) One", "2) Two", "3) Three", "4) Four", "Type 1–4. You have 20 seconds."]
    assert ana.look() == []
    script.answer("Ana", 2)
    assert ana.look() == ["Your answer: Three"]
    script.answer("Ben", 1)
    assert ana.look() == [
        "Right. 1,000 points.",
        "Answer: Three",
        "Why: One directed it.",
        "Source: The Paper, A Press: Front page, paragraph 2",
        "1 of 2 right.",
        "1st place of 2 · 1,000 points",
    ]
    script.act(HostAction.NEXT)
    assert ana.look()[:3] == ["Leaderboard", "1. Ana: 1,000 points", "2. Ben: 0 points"]
    script.open()
    assert ana.look()[-1] == "Type the answer. You have 40 seconds."
    script.act(HostAction.END)
    assert ana.look()[:2] == ["", "Ana wins!"]
    assert ana.view is not None
    assert format_final_line(ana.view) == "Score 1000, place 1 of 2"


def test_verdict_waits_for_the_players_own_part() -> None:
    script = start()
    ben = Printer(script, "Ben")
    ben.look()
    script.open()
    ben.look()
    script.answer("Ana", 2)
    script.answer("Ben", 1)

    assert ben.take(merge_frame(ben.view, view_for_spectator(script.room))) == []
    own = {"type": "you", "number": 1, "you": view_for_player(script.room, "p-Ben")["you"]}
    assert ben.take(merge_frame(ben.view, own))[:3] == ["Your answer: Two", "Wrong.", "Answer: Three"]


def test_host_reads_names_progress_and_the_distribution() -> None:
    script = start()
    host = Printer(script, None)
    assert host.look() == ["Room K7QMP: Capitals", "2 players"]
    script.join("C\x1b[31mleo")
    assert host.look() == ["C␛[31mleo has joined. 3 players."]
    script.act(HostAction.LOCK)
    assert host.look() == ["The room is locked."]
    script.open()
    host.look()
    script.answer("Ana", 1)
    assert host.look() == ["1 of 3 answered."]
    script.act(HostAction.PAUSE)
    assert host.look() == ["Paused by the host."]
    script.act(HostAction.RESUME)
    assert host.look() == ["The game continues."]
    script.act(HostAction.EXTEND)
    assert host.look() == ["10 seconds more."]
    script.act(HostAction.NEXT)
    assert host.look()[-5:] == ["1) One: 0", "2) Two: 1", "3) Three: 0", "4) Four: 0", "0 of 1 right."]
    script.act(HostAction.VOID)
    assert host.look() == ["The host has taken this question out: it doesn't count."]


class KeptRecorder(NullHistoryRecorder, NullRoundRecorder):
    """Keeps the outcomes."""

    def __init__(self) -> None:
        self.specs: list[RoundSpec] = []
        self.outcomes: list[tuple[int, Outcome]] = []

    def start_round(self, spec: RoundSpec, total: int, digest: str) -> "KeptRecorder":
        self.specs.append(spec)
        return self

    def record_answer(self, number: int, outcome: Outcome) -> Text | None:
        self.outcomes.append((number, outcome))
        return None


def test_history_keeps_each_counted_answer_once() -> None:
    chosen = RoomSettings("K7QMP", Text("Capitals"))
    script = Script(question("a", key=2), statement("b"), question("c"), players="Ana Ben", settings=chosen)
    recorder = KeptRecorder()
    keeper = HistoryKeeper(recorder, lambda: script.now)

    def note() -> None:
        view = merge_frame(None, view_for_player(script.room, "p-Ana"))
        assert view is not None
        assert keeper.note(view) is None

    script.open()
    note()
    assert recorder.outcomes == []
    script.wait(3_000)
    script.answer("Ana", 2)
    note()
    script.answer("Ben", 0)
    for _ in range(2):
        note()
    script.open()
    note()
    script.wait(60_000)
    note()
    script.open()
    script.act(HostAction.SKIP)
    note()

    assert [(spec.mode, spec.seed, spec.player_count) for spec in recorder.specs] == [(MODE, None, 1)]
    assert [(number, outcome.verdict, outcome.seconds) for number, outcome in recorder.outcomes] == [
        (1, Verdict.RIGHT, 3.0),
        (2, Verdict.LATE, 60.0),
    ]
    first = recorder.outcomes[0][1]
    assert (first.question.id, first.question.pack, first.answer) == ("pack/a/choice@7", "pack", Answer(2))
