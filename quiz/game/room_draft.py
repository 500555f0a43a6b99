"""A state of a room while events change it."""

from typing import Any

from quiz.game.room import Room, RoomAnswer, RoomPlayer


class RoomDraft:
    """Changes a room, copying each of its collections at most once; the room that it began with stays."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._players: dict[str, RoomPlayer] | None = None
        self._tokens: dict[str, str] | None = None
        self._names: set[str] | None = None
        self._waiting: set[str] | None = None
        self._applied: set[str] | None = None
        self._answers: dict[int, dict[str, RoomAnswer]] = {}

    def replace(self, **changes: Any) -> None:
        """Replace fields."""
        self.room = self.room._replace(**changes)

    def set_player(self, player: RoomPlayer) -> None:
        """Add or replace a player."""
        if self._players is None:
            self._players = dict(self.room.players)
            self.replace(players=self._players)
        self._players[player.id] = player

    def own_tokens(self) -> dict[str, str]:
        """Return the tokens, to change them."""
        if self._tokens is None:
            self._tokens = dict(self.room.tokens)
            self.replace(tokens=self._tokens)
        return self._tokens

    def own_names(self) -> set[str]:
        """Return the folded names, to change them."""
        if self._names is None:
            self._names = set(self.room.names)
            self.replace(names=self._names)
        return self._names

    def own_waiting(self) -> set[str]:
        """Return the players without an answer, to change them."""
        if self._waiting is None or self._waiting is not self.room.waiting:
            self._waiting = set(self.room.waiting)
            self.replace(waiting=self._waiting)
        return self._waiting

    def own_applied(self) -> set[str]:
        """Return the ids of applied events, to change them."""
        if self._applied is None:
            self._applied = set(self.room.applied)
            self.replace(applied=self._applied)
        return self._applied

    def own_answers(self, index: int) -> dict[str, RoomAnswer]:
        """Return the answers to a question, to change them."""
        if index not in self._answers:
            own = self._answers[index] = dict(self.room.answers[index])
            answers = self.room.answers
            self.replace(answers=(*answers[:index], own, *answers[index + 1 :]))
        return self._answers[index]
