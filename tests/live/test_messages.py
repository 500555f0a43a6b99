"""The messages of clients, friendly and hostile."""

import json

import pytest

from quiz.game.outcome import Answer
from quiz.game.room_events import HostAction
from quiz.live.messages import (
    AnswerMessage,
    ClientMessage,
    HostMessage,
    JoinMessage,
    MessageError,
    PingMessage,
    ResumeMessage,
    StateMessage,
    parse_message,
)
from quiz.text.safe import Text

ID = "abcdef0123456789"
TOKEN = "f" * 32


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"type": "join", "id": ID, "name": " Ana\nB ", "team": None}, JoinMessage(ID, Text("Ana B"), None)),
        (
            {"type": "join", "id": ID, "name": "Ana", "team": "Reds"},
            JoinMessage(ID, Text("Ana"), Text("Reds")),
        ),
        ({"type": "resume", "token": TOKEN}, ResumeMessage(TOKEN)),
        ({"type": "answer", "id": ID, "question": 3, "option": 1}, AnswerMessage(ID, 3, Answer(option=1))),
        (
            {"type": "answer", "id": ID, "question": 0, "text": "Lima"},
            AnswerMessage(ID, 0, Answer(text=Text("Lima"))),
        ),
        (
            {"type": "host", "id": ID, "action": "void", "player": None, "question": 2},
            HostMessage(ID, HostAction.VOID, None, 2),
        ),
        (
            {"type": "host", "id": ID, "action": "remove", "player": "p0123456789"},
            HostMessage(ID, HostAction.REMOVE, "p0123456789", None),
        ),
        ({"type": "ping", "n": 7}, PingMessage(7)),
        ({"type": "state"}, StateMessage()),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_message_is_read(record: dict[str, object], message: ClientMessage) -> None:
    assert parse_message(json.dumps(record)) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 4000,
        "null",
        "[]",
        '"join"',
        "NaN",
        "9" * 4000,
        "{}",
        '{"type":null}',
        '{"type":["join"]}',
        '{"type":"reveal"}',
        '{"type":"join","name":"Ana"}',
        '{"type":"join","id":"short","name":"Ana"}',
        f'{{"type":"join","id":"{"x" * 65}","name":"Ana"}}',
        '{"type":"join","id":"p0123456:abcdefgh","name":"Ana"}',
        '{"type":"resume"}',
        '{"type":"resume","token":""}',
        '{"type":"resume","token":{"$ne":1}}',
        '{"type":"ping","n":1e3}',
        '{"type":"ping","n":true}',
    ],
)
def test_message_without_a_usable_id_is_refused(text: str) -> None:
    with pytest.raises(MessageError) as caught:
        parse_message(text)

    assert caught.value.message_id is None
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "join"},
        {"type": "join", "name": 5},
        {"type": "join", "name": "x" * 201},
        {"type": "join", "name": "Ana", "team": ["Reds"]},
        {"type": "answer", "option": 1},
        {"type": "answer", "question": -1, "option": 1},
        {"type": "answer", "question": "0", "option": 1},
        {"type": "answer", "question": True, "option": 1},
        {"type": "answer", "question": 0},
        {"type": "answer", "question": 0, "option": None},
        {"type": "answer", "question": 0, "option": 10**30},
        {"type": "answer", "question": 0, "text": None},
        {"type": "host", "action": "reveal"},
        {"type": "host", "action": ["start"]},
        {"type": "host", "action": "remove", "player": "../../etc/passwd"},
        {"type": "host", "action": "void", "question": -2},
    ],
    ids=str,
)
def test_refusal_names_the_message(fields: dict[str, object]) -> None:
    with pytest.raises(MessageError) as caught:
        parse_message(json.dumps({"id": ID, **fields}))

    assert caught.value.message_id == ID


def test_texts_of_clients_become_safe() -> None:
    message = parse_message(json.dumps({"type": "join", "id": ID, "name": "A\x1b[2J\u202eB\ud800"}))

    assert isinstance(message, JoinMessage)
    assert message.name == "A␛[2JB�"
