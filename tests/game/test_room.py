"""A room, event by event."""

import pytest

from quiz.game.outcome import Answer, Verdict
from quiz.game.room import RoomPhase, find_player, rank, team_scores
from quiz.game.room_events import (
    Answered,
    Connected,
    Created,
    HostActed,
    HostAction,
    Joined,
    RoomEvent,
    RoomSettings,
    Scoring,
    TimePassed,
)
from quiz.game.room_refusals import find_refusal
from quiz.game.room_steps import compute_reading_ms, step, step_all
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import closest_question, question, statement, typed_question

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

    def is_in(self, phase: RoomPhase) -> bool:
        return self.room.phase is phase

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

    assert script.is_in(RoomPhase.REVEALED)
    assert script.scores() == {"Ana": 875, "Ben": 0}
    assert [(line.place, line.player.name) for line in rank(script.room)] == [(1, "Ana"), (2, "Ben")]


def test_credit_for_delivery_is_the_servers_word_for_old_connections_only() -> None:
    script = start(players="Ana Ben Cyd")
    script.wait(3_000)
    opened = script.now - 3_000
    script.connect("Ben", connected=False)
    script.connect("Ben")
    for name in ("Ana", "Ben", "Cyd"):
        script.answer(name, 2, shown_at=opened if name == "Cyd" else opened + 2_800)

    assert script.scores() == {"Ana": 1000, "Ben": 925, "Cyd": 925}


def test_option_that_does_not_exist_is_refused() -> None:
    script = start()

    for option in (-1, 4, 1_000_000, None):
        assert script.answer("Ana", option) == "The question has no such option."
    assert script.answer("Ana", text="Three") == "The question has no such option."
    for index in (-1, 3, 99):
        assert script.answer("Ana", 2, question=index) == "There is no such question."
    assert script.answer("Ana", 2, question=1) == "This question is not open yet."
    assert script.room.answers == ({}, {}, {})


def test_answer_counts_until_a_moment_after_the_limit() -> None:
    script = start(players="Ana Ben Cyd")
    deadline = script.room.deadline or 0
    script.now = deadline + 250
    assert script.answer("Ana", 2) is None
    script.now = deadline + 251
    assert script.answer("Ben", 2) == "Too late: the time is up."
    script.wait(0)

    assert script.scores() == {"Ana": 500, "Ben": 0, "Cyd": 0}


def test_nothing_is_answered_twice() -> None:
    script = start()
    script.answer("Ana", 1, event_id="first")
    script.wait(1)

    assert script.answer("Ana", 2) == "You have already answered this question."
    assert script.answer("Ana", 2, event_id="first") is None
    assert script.room.answers[0]["p-Ana"].answer == Answer(1)


def test_only_the_token_makes_a_host() -> None:
    script = start()
    for action in HostAction:
        assert script.act(action, token="t-Ana", player="Ben") == "Only the host can do that."
    assert script.is_in(RoomPhase.OPEN)


def test_removed_player_is_out() -> None:
    script = start(players="Ana Ben Cyd")
    script.answer("Ben", 2)
    script.act(HostAction.REMOVE, player="Ben")

    assert script.answer("Ben", 2) == "You are not in this room."
    assert script.connect("Ben") == "You are not in this room."
    assert find_player(script.room, "t-Ben") is None
    assert script.join("Ben") is None  # the same event again changes nothing
    assert [line.player.name for line in rank(script.room)] == ["Ana", "Cyd"]
    script.answer("Ana", 2)
    script.answer("Cyd", 2)
    assert script.is_in(RoomPhase.REVEALED)


def test_name_of_a_removed_player_is_free() -> None:
    script = Script(players="Ana")
    script.act(HostAction.REMOVE, player="Ana")
    reason = script.apply(Joined("again", script.now, "p-new", "t-new", Text("ANA")))

    assert reason is None


def test_question_ends_when_the_connected_have_answered() -> None:
    script = start(players="Ana Ben Cyd")
    script.connect("Cyd", connected=False)
    script.answer("Ana", 2)
    assert script.is_in(RoomPhase.OPEN)
    script.answer("Ben", 2)
    assert script.is_in(RoomPhase.REVEALED)


def test_question_ends_when_the_last_one_to_answer_leaves() -> None:
    script = start()
    script.answer("Ana", 2)
    script.connect("Ben", connected=False)

    assert script.is_in(RoomPhase.REVEALED)


def test_question_stays_open_when_all_have_left() -> None:
    script = start()
    script.connect("Ana", connected=False)
    script.connect("Ben", connected=False)

    assert script.is_in(RoomPhase.OPEN)


def test_question_without_a_limit_waits_for_all() -> None:
    script = start(settings=RoomSettings("K7QMP", Text("A quiz"), seconds=None))
    script.wait(10_000_000)
    script.answer("Ana", 2)
    assert (script.room.phase, script.room.deadline) == (RoomPhase.OPEN, None)
    script.answer("Ben", 2)

    assert script.scores() == {"Ana": 1000, "Ben": 1000}


def test_pause_takes_no_time_and_no_answers() -> None:
    script = start()
    script.wait(4_000)
    script.act(HostAction.PAUSE)
    script.wait(1_000_000)
    assert script.answer("Ana", 2) == "The game is paused."
    script.act(HostAction.RESUME)
    assert script.room.deadline == script.now + 16_000
    script.wait(1_000)
    script.answer("Ana", 2)
    script.wait(20_000)

    assert script.scores() == {"Ana": 875, "Ben": 0}


def test_pause_in_the_reading_time_keeps_the_rest_of_it() -> None:
    script = Script(players="Ana")
    script.act(HostAction.START)
    script.wait(500)
    script.act(HostAction.PAUSE)
    script.wait(60_000)
    assert script.is_in(RoomPhase.READING)
    script.act(HostAction.RESUME)
    script.wait(1_499)
    assert script.is_in(RoomPhase.READING)
    script.wait(1)

    assert script.is_in(RoomPhase.OPEN)


def test_host_adds_time() -> None:
    script = start()
    deadline = script.room.deadline or 0
    script.act(HostAction.EXTEND)
    script.wait(25_000)

    assert script.room.deadline == deadline + 10_000
    assert script.answer("Ana", 2) is None


def test_skipped_question_counts_for_nothing() -> None:
    script = start()
    script.answer("Ana", 2)
    script.act(HostAction.SKIP)
    script.wait(1)

    assert script.is_in(RoomPhase.READING)
    assert (script.room.current, set(script.room.voided)) == (1, {0})
    assert script.answer("Ben", 2, question=0) is not None
    assert script.scores() == {"Ana": 0, "Ben": 0}


def test_voiding_a_question_counts_all_scores_again() -> None:
    settings = RoomSettings("K7QMP", Text("A quiz"), Scoring.ACCURACY, streak_bonus=True)
    script = start(settings=settings)
    for number, option in enumerate((2, 1, 1)):
        if number:
            script.open()
        script.answer("Ana", option)
        script.answer("Ben", 0)
    assert script.scores() == {"Ana": 1000 + 1100 + 1200, "Ben": 0}
    script.act(HostAction.VOID, question=1)

    assert script.scores() == {"Ana": 1000 + 1100, "Ben": 0}
    assert script.act(HostAction.VOID, question=1) == "Only a revealed question can be voided."
    assert script.act(HostAction.VOID, question=-1) == "Only a revealed question can be voided."


def test_late_arrival_starts_at_nothing_and_answers_the_current_question() -> None:
    script = start()
    script.wait(10_000)
    assert script.join("Cyd") is None
    script.answer("Ana", 2)
    script.answer("Ben", 2)
    assert script.is_in(RoomPhase.OPEN)
    script.answer("Cyd", 2)

    assert script.scores() == {"Ana": 750, "Ben": 750, "Cyd": 750}


def test_lock_keeps_late_arrivals_out() -> None:
    script = Script(settings=RoomSettings("K7QMP", Text("A quiz"), locked=True))
    assert script.join("Ana") is None
    script.act(HostAction.LOCK)
    assert script.join("Ben") == "The host has locked this room."
    script.act(HostAction.UNLOCK)
    assert script.join("Ben") is None
    script.open()
    assert script.join("Cyd") == "The host has locked this room."


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 21, "漢" * 11, "\u0301", "a" * 300])
def test_name_that_does_not_fit_is_refused(name: str) -> None:
    reason = Script().apply(Joined("e1", START, "p1", "t1", Text(name)))

    assert reason == "A name has 1 to 20 characters."


@pytest.mark.parametrize("name", ["Ana", "ANA", "Ａｎａ", " ana ", "\u202eAna", "An\u200ba"])
def test_name_that_looks_the_same_is_taken(name: str) -> None:
    script = Script(players="Ana")
    reason = script.apply(Joined("e9", START, "p9", "t9", Text(name)))

    assert reason is not None
    assert "is taken" in reason


def test_room_is_full() -> None:
    script = Script(players="Ana Ben", settings=RoomSettings("K7QMP", Text("A quiz"), max_players=2))

    assert script.join("Cyd") == "This room is full: it has 2 players."
    script.act(HostAction.REMOVE, player="Ben")
    assert script.join("Cyd") is None


def test_score_of_a_team_is_the_mean_of_its_members() -> None:
    teams = (Text("Reds"), Text("Blues"), Text("Greens"))
    script = Script(settings=RoomSettings("K7QMP", Text("A quiz"), Scoring.ACCURACY, teams=teams))
    assert script.join("Ana") == "Choose a team: Reds, Blues or Greens."
    assert script.join("Ana", "Pinks") == "Choose a team: Reds, Blues or Greens."
    for name, team in (("Ana", "Blues"), ("Ben", "Blues"), ("Cyd", "Blues"), ("Eve", "Reds")):
        assert script.join(name, team) is None
    script.open()
    for name in ("Ana", "Ben", "Eve"):
        script.answer(name, 2)
    script.answer("Cyd", 0)

    assert team_scores(script.room) == ((1, "Reds", 1000), (2, "Blues", 667), (3, "Greens", 0))


def test_survey_has_neither_points_nor_a_leaderboard() -> None:
    script = start(settings=RoomSettings("K7QMP", Text("A quiz"), Scoring.NONE, streak_bonus=True))
    script.answer("Ana", 2)
    script.answer("Ben", 0)
    script.act(HostAction.NEXT)

    assert script.scores() == {"Ana": 0, "Ben": 0}
    assert script.is_in(RoomPhase.READING)


def test_equal_scores_share_a_place() -> None:
    script = start(
        players="Ana Ben Cyd Eve", settings=RoomSettings("K7QMP", Text("A quiz"), Scoring.ACCURACY)
    )
    for name, option in (("Ana", 0), ("Ben", 2), ("Cyd", 2), ("Eve", 0)):
        script.answer(name, option)
    lines = [(line.place, str(line.player.name)) for line in rank(script.room)]

    assert lines == [(1, "Ben"), (1, "Cyd"), (3, "Ana"), (3, "Eve")]


def test_unclear_typed_answer_may_be_typed_again() -> None:
    script = start(typed_question(), closest_question(), players="Ana Ben")
    assert script.answer("Ana", text="") == "Type the answer."
    assert script.answer("Ana", text="kyivv") is None
    assert script.answer("Ben", 0) == "Type the answer."
    assert script.answer("Ben", text="Riga") is None
    assert script.room.answers[0]["p-Ana"].verdict is Verdict.RIGHT
    script.open()
    assert script.answer("Ana", text="long ago") == "Type a year from 947 to 3788."


def test_typing_takes_twice_the_time() -> None:
    script = start(typed_question())

    assert script.room.deadline == script.now + 40_000


@pytest.mark.parametrize(("length", "milliseconds"), [(1, 2_000), (40, 2_000), (100, 5_000), (1_000, 10_000)])
def test_reading_time_depends_on_the_stem(length: int, milliseconds: int) -> None:
    assert compute_reading_ms(question(stem="x" * length)) == milliseconds


def test_time_that_passes_early_changes_nothing() -> None:
    script = start()
    room = script.room
    assert script.apply(TimePassed("early", script.now + 20_249)) == "There is time left."
    assert script.room == room


def test_end_in_the_middle_drops_the_open_question() -> None:
    script = start()
    script.answer("Ana", 2)
    script.act(HostAction.END)

    assert script.is_in(RoomPhase.PODIUM)
    assert script.scores() == {"Ana": 0, "Ben": 0}
    script.act(HostAction.END)
    assert script.join("Cyd") == "This room is closed."


def test_large_room_waits_for_answers_on_their_way() -> None:
    script = start(players=" ".join(f"P{number}" for number in range(400)))
    deadline = script.room.deadline or 0
    script.now = deadline + 250
    script.apply(TimePassed("over", script.now))
    assert (script.room.phase, script.room.deadline) == (RoomPhase.LOCKED, script.now + 80)
    script.apply(Answered("late", deadline, "t-P1", 0, Answer(2), 0))
    script.wait(80)

    assert script.is_in(RoomPhase.REVEALED)
    assert script.scores()["P1"] == 500


def test_host_actions_are_refused_where_they_make_no_sense() -> None:
    script = Script()
    assert script.act(HostAction.START) == "No player has joined yet."
    for action in (HostAction.NEXT, HostAction.SKIP, HostAction.PAUSE, HostAction.RESUME, HostAction.EXTEND):
        assert script.act(action) is not None
    script.join("Ana")
    script.open()
    assert script.act(HostAction.START) == "The game has begun already."
    assert script.act(HostAction.RESUME) == "The game is not paused."
    assert script.act(HostAction.REMOVE, player="Eve") == "There is no such player."
    assert script.act(HostAction.REMOVE) == "There is no such player."


def test_replay_of_a_game_leads_to_the_same_room() -> None:
    script = start()
    script.answer("Ana", 2)
    script.answer("Ben", 1)
    script.open()
    created = Created("e0", START, script.room.settings, script.room.questions, HOST)

    assert step_all(None, [created, *script.events]) == script.room


def test_room_begins_with_its_creation() -> None:
    with pytest.raises(ValueError, match="begins"):
        step(None, TimePassed("e0", 1))
