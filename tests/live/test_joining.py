"""Addresses as people type them, and the way into a room."""

from collections.abc import AsyncIterator, Sequence

import pytest

from quiz.live.joining import JoinWishes, RoomAddress, choose_room, parse_room_address, take_seat
from quiz.live.room_link import LinkEnd, LinkState, Prompt, RoomLink, RoomNews
from quiz.live.room_view import RoomView, merge_frame
from quiz.live.views import view_for_spectator
from quiz.model.errors import UsageError
from quiz.text.safe import Text
from tests.game.test_room import Script

TEAMS = (Text("Reds"), Text("Blues"))


class TypedFront:
    """A front end whose person types what a test says."""

    def __init__(self, *answers: str | None) -> None:
        self._answers = list(answers)
        self.prompts: list[Prompt] = []

    async def ask(self, prompt: Prompt) -> Text | None:
        self.prompts.append(prompt)
        answer = self._answers.pop(0)
        return None if answer is None else Text(answer)

    def begin(self, link: RoomLink) -> None: ...

    async def show(self, news: RoomNews) -> None: ...

    def show_note(self, note: Text) -> None: ...


class TestSeat:
    """A seat that refuses the first names."""

    __test__ = False

    def __init__(self, *refusals: str) -> None:
        self._refusals = list(refusals)
        self.asked: list[tuple[str, str | None]] = []

    async def join(self, name: str, team: str | None = None) -> Text | None:
        self.asked.append((name, team))
        return Text(self._refusals.pop(0)) if self._refusals else None


async def find_nothing() -> tuple[RoomAddress, ...]:
    return ()


async def tell(*news: RoomNews) -> AsyncIterator[RoomNews]:
    for each in news:
        yield each


def make_view(teams: Sequence[Text] = ()) -> RoomView:
    script = Script()
    room = script.room._replace(settings=script.room.settings._replace(teams=tuple(teams)))
    view = merge_frame(None, view_for_spectator(room))
    assert view is not None
    return view


@pytest.mark.parametrize(
    ("text", "server", "code"),
    [
        ("192.168.1.5:8080", "http://192.168.1.5:8080", None),
        (" http://192.168.1.5:8080/K7QMP ", "http://192.168.1.5:8080", "K7QMP"),
        ("HTTP://192.168.1.5:8080/k7qmp/", "http://192.168.1.5:8080", "K7QMP"),
        ("https://quiz.example.org/", "https://quiz.example.org", None),
        ("[fe80::1]:80/K7QMP", "http://[fe80::1]:80", "K7QMP"),
        ("laptop.local", "http://laptop.local", None),
    ],
)
def test_address_is_read_as_the_host_shows_it(text: str, server: str, code: str | None) -> None:
    assert parse_room_address(text) == RoomAddress(server, code)


@pytest.mark.parametrize(
    "text", ["", "not an address", "ftp://host/K7QMP", "host:port", "host/KO1", "host/K7QMP/x"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not"):
        parse_room_address(text)


async def test_missing_parts_are_asked_for_until_they_are_valid() -> None:
    front = TypedFront("not an address", "10.0.0.1:80", "K0", "k7 qmp")

    assert await choose_room(JoinWishes(), front, find_nothing) == RoomAddress("http://10.0.0.1:80", "K7QMP")
    assert [prompt.trouble is None for prompt in front.prompts] == [True, False, True, False]


async def test_found_room_is_chosen_and_code_alone_needs_an_address() -> None:
    async def find() -> tuple[RoomAddress, ...]:
        return (RoomAddress("http://10.0.0.1:80", "K7QMP"),)

    front = TypedFront("http://10.0.0.1:80/K7QMP")
    assert await choose_room(JoinWishes(), front, find) == RoomAddress("http://10.0.0.1:80", "K7QMP")
    assert front.prompts[0].choices == ("http://10.0.0.1:80/K7QMP", "another address")
    typed = TypedFront("10.0.0.2:81")
    assert await choose_room(JoinWishes("K7QMP"), typed, find_nothing) == RoomAddress(
        "http://10.0.0.2:81", "K7QMP"
    )
    assert await choose_room(JoinWishes(), TypedFront(None), find_nothing) is None


async def test_code_alone_finds_its_room_among_others() -> None:
    async def find() -> tuple[RoomAddress, ...]:
        return (RoomAddress("http://10.0.0.1:80", "AAAAA"), RoomAddress("http://10.0.0.2:80", "K7QMP"))

    front = TypedFront()
    assert await choose_room(JoinWishes("k7qmp"), front, find) == RoomAddress("http://10.0.0.2:80", "K7QMP")
    assert front.prompts == []


async def test_wrong_words_of_the_command_line_are_errors() -> None:
    for wishes in (JoinWishes("not an address"), JoinWishes("10.0.0.1", "nope")):
        with pytest.raises(UsageError, match="is not"):
            await choose_room(wishes, TypedFront(), find_nothing)


async def test_refused_name_is_asked_again_with_the_reason() -> None:
    front, seat = TypedFront("Blues", "Eva"), TestSeat("The name “Ana” is taken.")

    assert await take_seat(seat, tell(make_view(TEAMS)), JoinWishes(name="Ana", team="Greens"), front)  # type: ignore[arg-type]

    assert seat.asked == [("Ana", "Blues"), ("Eva", "Blues")]
    assert front.prompts[0].choices == TEAMS
    assert front.prompts[1].trouble == "The name “Ana” is taken."


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (LinkState.LOST, "can't be reached"),
        (LinkEnd(Text("There is no room with this code.")), "There is no room with this code$"),
    ],
    ids=["lost", "ended"],
)
async def test_room_that_cannot_be_entered_is_an_error(news: RoomNews, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        await take_seat(TestSeat(), tell(news), JoinWishes(name="Ana"), TypedFront())  # type: ignore[arg-type]
