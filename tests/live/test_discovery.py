"""Rooms on the local network; here, on the loopback interface alone."""

import pytest

from quiz.live.discovery import FoundRoom, announce_room, find_rooms
from quiz.text.safe import Text

LOOPBACK = ("127.0.0.1",)


@pytest.mark.slow
async def test_announced_room_is_found_until_it_ends() -> None:
    title = "Friday \x1b[2J quiz" + "é" * 300

    async with announce_room("K7QMP", title, 8000, LOOPBACK, LOOPBACK):
        found = await find_rooms(0.5, LOOPBACK)

    room = next(room for room in found if room.code == "K7QMP")
    assert room == FoundRoom("K7QMP", room.title, "127.0.0.1", 8000)
    assert room.title.startswith("Friday ␛[2J quizé")
    assert room.title == Text(room.title)
    assert "K7QMP" not in {room.code for room in await find_rooms(0.5, LOOPBACK)}


@pytest.mark.slow
async def test_code_that_another_machine_announces_raises_an_os_error() -> None:
    async with announce_room("K7QMQ", "A quiz", 8000, LOOPBACK, LOOPBACK):
        with pytest.raises(OSError, match="can't be announced"):
            async with announce_room("K7QMQ", "A quiz", 8001, LOOPBACK, LOOPBACK):
                pass
