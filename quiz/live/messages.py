"""The messages that a client may send, read from text that cannot be trusted."""

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from quiz.game.outcome import Answer
from quiz.game.room_events import HostAction
from quiz.text.safe import Text, one_line

MAX_MESSAGE_BYTES = 4096
MAX_TEXT_LENGTH = 200
_MAX_NUMBER = 100_000
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class MessageError(ValueError):
    """A message that no client of ours sends. Its text is a sentence."""

    def __init__(self, reason: str, message_id: str | None = None) -> None:
        super().__init__(reason)
        self.message_id = message_id


class JoinMessage(NamedTuple):
    """A wish for a seat."""

    id: str
    name: Text
    team: Text | None


class ResumeMessage(NamedTuple):
    """The token of a seat that the client has."""

    token: str


class AnswerMessage(NamedTuple):
    """An answer to a question."""

    id: str
    question: int
    """Index of the question, from 0."""
    answer: Answer


class HostMessage(NamedTuple):
    """A wish of the host."""

    id: str
    action: HostAction
    player: str | None
    question: int | None


class PingMessage(NamedTuple):
    """A request for the server's time."""

    number: int


class StateMessage(NamedTuple):
    """A request for the whole state."""


ClientMessage: TypeAlias = (
    JoinMessage | ResumeMessage | AnswerMessage | HostMessage | PingMessage | StateMessage
)


def parse_message(text: str) -> ClientMessage:
    """Read a message.

    Raises:
        MessageError: It is not one of the messages above, with all its fields.
    """
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise MessageError("This message is not JSON.") from None
    if not isinstance(record, dict):
        raise MessageError("A message is an object with a type.")
    kind = record.get("type")
    parser = _PARSERS.get(kind) if isinstance(kind, str) else None
    if parser is None:
        raise MessageError("Unknown type of message.")
    return parser(record)


def _parse_join(record: Mapping[str, object]) -> JoinMessage:
    message_id = _read_id(record)
    team = record.get("team")
    name = _read_text(record, "name", message_id)
    return JoinMessage(message_id, name, None if team is None else _read_text(record, "team", message_id))


def _parse_resume(record: Mapping[str, object]) -> ResumeMessage:
    token = record.get("token")
    if not isinstance(token, str) or not _ID.fullmatch(token):
        raise MessageError("This is not a token.")
    return ResumeMessage(token)


def _parse_answer(record: Mapping[str, object]) -> AnswerMessage:
    message_id = _read_id(record)
    question = _read_number(record, "question", message_id)
    if "option" in record:
        return AnswerMessage(message_id, question, Answer(option=_read_number(record, "option", message_id)))
    return AnswerMessage(message_id, question, Answer(text=_read_text(record, "text", message_id)))


def _parse_host(record: Mapping[str, object]) -> HostMessage:
    message_id = _read_id(record)
    player, question = record.get("player"), record.get("question")
    try:
        action = HostAction(str(record.get("action")))
    except ValueError:
        raise MessageError("Unknown action.", message_id) from None
    if player is not None and not (isinstance(player, str) and _ID.fullmatch(player)):
        raise MessageError("There is no such player.", message_id)
    number = None if question is None else _read_number(record, "question", message_id)
    return HostMessage(message_id, action, player, number)


def _parse_ping(record: Mapping[str, object]) -> PingMessage:
    return PingMessage(_read_number(record, "n", None))


def _parse_state(_record: Mapping[str, object]) -> StateMessage:
    return StateMessage()


_PARSERS: Mapping[str, Callable[[Mapping[str, object]], ClientMessage]] = {
    "join": _parse_join,
    "resume": _parse_resume,
    "answer": _parse_answer,
    "host": _parse_host,
    "ping": _parse_ping,
    "state": _parse_state,
}


def _read_id(record: Mapping[str, object]) -> str:
    message_id = record.get("id")
    if not isinstance(message_id, str) or not _ID.fullmatch(message_id):
        raise MessageError("A message needs an id of 8 to 64 letters and digits.")
    return message_id


def _read_text(record: Mapping[str, object], field: str, message_id: str) -> Text:
    raw = record.get(field)
    if not isinstance(raw, str) or len(raw) > MAX_TEXT_LENGTH:
        raise MessageError(f"The {field} must be a text of at most {MAX_TEXT_LENGTH} characters.", message_id)
    return one_line(raw)


def _read_number(record: Mapping[str, object], field: str, message_id: str | None) -> int:
    number = record.get(field)
    if type(number) is not int or not 0 <= number <= _MAX_NUMBER:
        raise MessageError(f"The field “{field}” must be a number from 0 to {_MAX_NUMBER}.", message_id)
    return number
