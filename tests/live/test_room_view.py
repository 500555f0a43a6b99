"""Views that a client reads from frames, and frames that no server of ours sends."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.outcome import Answer, Verdict
from quiz.game.room import RoomPhase
from quiz.game.room_events import HostAction, RoomSettings
from quiz.live.room_view import FrameError, RoomView, merge_frame
from quiz.live.views import view_for_host, view_for_player, view_for_spectator
from quiz.text.safe import Text
from tests.factories import closest_question, typed_question
from tests.game.test_room import Script


def send(view: Mapping[str, object]) -> dict[str, Any]:
    """Return a view as it arrives at a client."""
    frame: dict[str, Any] = json.loads(json.dumps(view))
    return frame


def read(frame: Mapping[str, object], before: RoomView | None = None) -> RoomView:
    view = merge_frame(before, frame)
    assert view is not None
    return view


def start(*names: str, **settings: Any) -> Script:
    script = Script(players=" ".join(names), settings=RoomSettings("K7QMP", Text("A quiz"), **settings))
    script.act(HostAction.START)
    return script


def test_lobby_is_read() -> None:
    script = Script(players="Ana Ben")

    view = read(send(view_for_player(script.room, "p-Ana", 7)))

    assert (view.code, view.title, view.phase, view.seq) == ("K7QMP", "A quiz", RoomPhase.LOBBY, 7)
    assert (view.number, view.question_count, view.joined, view.connected) == (0, 3, 2, 2)
    assert view.question is None
    assert view.you is not None
    assert (view.you.name, view.you.score, view.you.place) == ("Ana", 0, 1)


def test_question_is_read_with_its_options_only_when_open() -> None:
    script = start("Ana")
    reading = read(send(view_for_player(script.room, "p-Ana")))
    script.wait(10_000)
    opened = read(send(view_for_player(script.room, "p-Ana")))

    assert reading.question is not None
    assert reading.question.options is None
    assert reading.deadline is not None
    assert opened.phase is RoomPhase.OPEN
    assert opened.question is not None
    assert opened.question.options == ("One", "Two", "Three", "Four")
    assert opened.reveal is None


def test_reveal_is_read_with_what_this_player_answered() -> None:
    script = start("Ana", "Ben")
    script.wait(10_000)
    script.answer("Ana", 2)
    script.answer("Ben", 1)
    script.wait(1_000)

    view = read(send(view_for_player(script.room, "p-Ben")))

    assert view.reveal is not None
    assert (view.reveal.key, view.reveal.answer, view.reveal.counts) == (2, "Three", (0, 1, 1, 0))
    assert view.you is not None
    assert (view.you.answer, view.you.verdict) == (Answer(1), Verdict.WRONG)
    assert view.you.gap is not None
    assert view.you.gap > 0


def test_kinds_of_input_are_read() -> None:
    for question, manner in ((typed_question(), "text"), (closest_question(), "number")):
        script = Script(question, players="Ana")
        script.act(HostAction.START)
        script.wait(10_000)

        view = read(send(view_for_player(script.room, "p-Ana")))

        assert view.question is not None
        assert view.question.input == manner
        assert view.question.request is not None


def test_own_part_stays_until_the_next_question() -> None:
    script = start("Ana")
    script.wait(10_000)
    view = read(send(view_for_spectator(script.room, 1)))
    assert view.you is None
    you = {"type": "you", "number": 1, "you": send(view_for_player(script.room, "p-Ana"))["you"]}
    view = read(you, view)
    script.answer("Ana", 2)
    own = {"type": "you", "number": 1, "you": send(view_for_player(script.room, "p-Ana"))["you"]}
    view = read(own, view)
    assert view.you is not None
    assert view.you.answer == Answer(2)

    view = read(send(view_for_spectator(script.room, 2)), view)
    assert view.you is not None
    assert view.you.answer == Answer(2)
    script.act(HostAction.NEXT)
    script.act(HostAction.NEXT)
    view = read(send(view_for_spectator(script.room, 3)), view)

    assert view.number == 2
    assert view.you is not None
    assert view.you.answer is None
    assert read(own, view).you == view.you  # it is about the question before


def test_host_sees_names_and_counts_until_the_reveal() -> None:
    script = start("Ana", "Ben")
    script.wait(10_000)
    script.answer("Ana", 3)
    view = read(send(view_for_host(script.room)))
    assert [(name.name, name.answered) for name in view.names] == [("Ana", True), ("Ben", False)]
    assert view.counts == (0, 0, 0, 1)

    script.act(HostAction.NEXT)
    view = read(send(view_for_spectator(script.room)), view)

    assert view.counts is None
    assert len(view.names) == 2


def test_host_of_a_large_room_sees_all_names() -> None:
    frame = send(view_for_host(start("Ana").room))
    frame["names"] *= 10_000

    assert len(read(frame).names) == 10_000


def test_texts_are_safe() -> None:
    script = start("Ana")
    frame = send(view_for_player(script.room, "p-Ana"))
    frame["you"]["name"] = "A\x1b[31mn\u202ea\nB"
    frame["title"] = "\x07bell"

    view = read(frame)

    assert view.you is not None
    assert view.you.name == "A␛[31mna B"
    assert view.title == "␇bell"
    assert isinstance(view.you.name, Text)


def test_other_frames_change_nothing() -> None:
    view = read(send(view_for_spectator(Script(players="Ana").room)))

    assert merge_frame(view, {"type": "pong", "n": 1}) is view
    assert merge_frame(None, {"type": "you", "number": 1, "you": {}}) is None


def make_full_frame() -> dict[str, Any]:
    script = start("Ana", "Ben", teams=())
    script.wait(10_000)
    script.answer("Ana", 2)
    script.act(HostAction.NEXT)
    script.act(HostAction.NEXT)
    return {**send(view_for_player(script.room, "p-Ana")), **send(view_for_host(script.room))} | {
        "you": send(view_for_player(script.room, "p-Ana"))["you"]
    }


FULL_FRAME = make_full_frame()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=5,
)


def list_paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, child in value.items():
            found += list_paths(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            found += list_paths(child, (*path, index))
    return found


@given(st.sampled_from(list_paths(FULL_FRAME)), JSON)
def test_any_value_in_any_place_is_read_or_refused(path: tuple[str | int, ...], value: object) -> None:
    frame = json.loads(json.dumps(FULL_FRAME))
    target = frame
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value

    try:
        view = merge_frame(None, frame)
    except FrameError:
        return
    assert view is None or isinstance(view.title, Text)


@pytest.mark.parametrize(
    "change",
    [{"phase": "dancing"}, {"number": True}, {"deadline": 10**20}, {"players": []}, {"title": "x" * 5000}],
    ids=str,
)
def test_impossible_field_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(FrameError, match=next(iter(change))):
        merge_frame(None, {**FULL_FRAME, **change})
