"""The server of rooms: its pages, its sockets, and clients that break the rules."""

import asyncio
import json
import re
import socket
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSCloseCode, WSMsgType, WSServerHandshakeError

from quiz.live.limits import LiveSettings
from quiz.live.log import ALL, Frame
from quiz.live.server import LiveServer
from quiz.text.safe import Text
from tests.live.memory_log import MemoryLog
from tests.live.rooms import CODE, HOST_TOKEN, clock, new_token, open_room

HOSTILE_NAMES = (
    "A\x1b]52;c;cm0gLXJmIH4K\x07B",
    "A\x9b2J",
    "A\x00B",
    "\u202egnp.exe\u202c",
    "pa\u200byp\u2060al\ufeff",
    "Z" + "\u0301" * 60,
    "<img src=x onerror=alert(1)>",
    "\ud800",
    "[red]markup[/red]",
    "'; DROP TABLE events; --",
    "${7*7}{{7*7}}",
    "\u1100\u1161\u11a8" * 5,
)


async def test_pages_have_strict_headers(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, ClientSession() as session:
        for path, status in (("/", 200), (f"/{CODE}", 200), ("/style.css", 200), ("/play.js", 200)):
            async with session.get(f"{room.address}{path}") as response:
                policy = response.headers["Content-Security-Policy"]
                assert response.status == status, path
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
                assert response.headers["X-Content-Type-Options"] == "nosniff"
                assert response.headers["Server"] == "quiz"


async def test_unknown_paths_reveal_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, ClientSession() as session:
        for path in (
            "/ZZZZZ",
            "/../etc/passwd",
            "/%2e%2e/x",
            "/index.html",
            "/ws/",
            "/page/play.js",
            "/a/b/c",
        ):
            async with session.get(f"{room.address}{path}") as response:
                assert response.status == 404, path
                assert "Traceback" not in await response.text()
        async with session.post(f"{room.address}/") as response:
            assert response.status == 405


async def test_garbage_instead_of_http_is_answered_without_details(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        port = int(room.address.rpartition(":")[2])
        for request in (
            b"\x16\x03\x01\x02\x00\x01\n\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"A" * 20000 + b"\r\n\r\n",
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            reply = await asyncio.wait_for(reader.read(), 5)
            assert b" 400 " in reply
            assert b"Traceback" not in reply
            writer.close()
        assert await room.join("Ana")


async def test_page_is_small_and_asks_no_other_server(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, ClientSession() as session:
        size = 0
        for path in (f"/{CODE}", "/style.css", "/play.js"):
            async with session.get(f"{room.address}{path}") as response:
                text = await response.text()
                size += len(text.encode())
                assert not re.search(r"(?<!')https?://(?!www\.w3\.org/2000/svg)", text), path
                assert "innerHTML" not in text
                assert "eval(" not in text
    assert size < 60_000


async def test_pages_of_other_servers_may_not_connect(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        own = room.address
        for origin in (
            "http://evil.example",
            "null",
            "http://[",
            own.replace("http", "ftp") + "0",
            f"{own}.evil.example",
        ):
            with pytest.raises(WSServerHandshakeError) as caught:
                await room.connect(headers={"Origin": origin})
            assert caught.value.status == 403, origin

        assert await (await room.connect(headers={"Origin": own})).join("Ana")


async def test_seat_survives_a_reconnection(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        host = await room.host()
        first = await room.connect()
        token = await first.join("Ana")
        await host.open_question(1)
        await first.send(type="answer", id="answer-0001", question=0, option=2)
        await first.wait_for("ack", id="answer-0001")
        await first.close()

        second = await room.connect()
        await second.send(type="resume", token=token)
        state = await second.wait(lambda frame: frame["type"] == "state" and "you" in frame)

        assert state["you"]["name"] == "Ana"
        assert state["you"]["answer"] == {"option": 2}


async def test_join_sent_twice_takes_one_seat(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        first, second = await room.connect(), await room.connect()
        for client in (first, second):
            await client.send(type="join", id="same-join-id", name="Ana")
        tokens = [(await client.wait_for("joined"))["token"] for client in (first, second)]
        await first.send(type="join", id="same-join-id", name="Ana")

        assert tokens[0] == tokens[1]
        assert "joined already" in await first.refusal(type="join", name="Ben")
        host = await room.host()
        state = await host.wait(lambda frame: "names" in frame)
        assert [player["name"] for player in state["names"]] == ["Ana"]


async def test_key_does_not_leave_the_server_before_the_reveal(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        host, ana, spectator = await room.host(), await room.join("Ana"), await room.connect()
        await host.open_question(1)
        await ana.wait_for("state", phase="open")
        for text in (*host.texts, *ana.texts, *spectator.texts):
            for secret in ('"key"', '"reveal"', "explanation", "proof", "One directed it", "correct"):
                assert secret not in text
        await ana.send(type="answer", id="answer-0001", question=0, option=2)

        reveal = (await spectator.wait_for("state", phase="revealed"))["reveal"]
        assert reveal["key"] == 2


async def test_roles_are_tokens_and_not_words(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        await room.host()
        ana, stranger = await room.join("Ana"), await room.connect()

        assert "host" in await ana.refusal(type="host", action="start", token=HOST_TOKEN, role="host")
        assert "Join" in await stranger.refusal(type="host", action="start")
        assert "Join" in await stranger.refusal(type="answer", question=0, option=1)
        await stranger.send(type="resume", token="0" * 32)
        await stranger.wait_for("removed")
        assert await stranger.wait_for_close() == 1000


async def test_token_of_another_room_is_worth_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path / "one") as room, open_room(tmp_path / "two") as other:
        client = await other.connect()
        token = await client.join("Ana")

        stranger = await room.connect()
        await stranger.send(type="resume", token=token)

        await stranger.wait_for("removed")


async def test_removed_player_is_out(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        host, ana = await room.host(), await room.connect()
        token = await ana.join("Ana")
        await room.join("Ben")
        player = (await ana.wait_for("joined"))["player"]
        await host.open_question(1)
        await host.act("remove", player=player)
        await ana.wait_for("removed")
        assert await ana.wait_for_close() == 1000

        again = await room.connect()
        await again.send(type="resume", token=token)
        await again.wait_for("removed")


async def test_answers_in_wrong_phases_are_refused(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        host, ana, _ = await room.host(), await room.join("Ana"), await room.join("Ben")
        assert "not open" in await ana.refusal(type="answer", question=0, option=0)
        await host.act("start")
        assert "not open" in await ana.refusal(type="answer", question=0, option=0)
        await host.act("next")
        await ana.wait_for("state", phase="open")
        assert "not open" in await ana.refusal(type="answer", question=1, option=0)
        assert "no such question" in await ana.refusal(type="answer", question=99, option=0)
        assert "no such option" in await ana.refusal(type="answer", question=0, option=4)
        assert "no such option" in await ana.refusal(type="answer", question=0, text="Ash")
        await ana.send(type="answer", id="answer-0001", question=0, option=1)
        await ana.wait_for("ack", id="answer-0001")
        assert "already" in await ana.refusal(type="answer", question=0, option=2)
        await host.act("next")
        await ana.wait_for("state", phase="revealed")
        assert "already" in await ana.refusal(type="answer", question=0, option=2)


async def test_message_of_more_than_four_kib_ends_the_connection(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        for size, is_allowed in ((4096, True), (4097, False)):
            client = await room.connect()
            frame = json.dumps({"type": "ping", "n": 1})
            await client.socket.send_str(frame + " " * (size - len(frame)))
            if is_allowed:
                await client.wait_for("pong", n=1)
            else:
                assert await client.wait_for_close() == 1009


async def test_binary_frames_and_floods_end_the_connection(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        client = await room.connect()
        await client.socket.send_bytes(b"\x00")
        assert await client.wait_for_close() == 1003

        flood = await room.connect()
        for number in range(100):
            await flood.send(type="ping", n=number)
        assert await flood.wait_for_close() == 1008
        assert len([frame for frame in flood.frames if frame["type"] == "pong"]) <= 40
        assert await room.join("Ana")


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="This machine has no IPv6.")
async def test_all_addresses_are_those_of_both_versions() -> None:
    server = LiveServer(MemoryLog(), clock, new_token)
    _, port = await server.start("::", 0)
    async with ClientSession() as session:
        for host in ("127.0.0.1", "[::1]"):
            async with session.get(f"http://{host}:{port}/") as response:
                assert response.status == 200
    await server.close()


async def test_unknown_room_gets_a_sentence(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        client = await room.connect("ZZZZZ")

        assert (await client.wait_for("refused"))["reason"] == "There is no room with this code."
        assert await client.wait_for_close() == 1000


async def test_client_tries_again_while_the_log_is_down() -> None:
    log = MemoryLog()
    log.is_down = True
    server = LiveServer(log, clock, new_token)
    host, port = await server.start("127.0.0.1", 0)
    async with ClientSession(f"http://{host}:{port}") as session:
        async with session.ws_connect(f"/ws/{CODE}") as socket:
            message = await socket.receive(timeout=5)
        async with session.get(f"/{CODE}") as response:
            assert response.status == 200
    await server.close()

    assert (message.type, message.data) == (WSMsgType.CLOSE, WSCloseCode.TRY_AGAIN_LATER)


async def test_room_without_an_owner_is_taken_over(tmp_path: Path) -> None:
    async with open_room(tmp_path, limits=LiveSettings(takes_over=True), has_owner=False) as room:
        host, ana = await room.host(), await room.join("Ana")
        await host.open_question(1)
        await ana.send(type="answer", id="answer-0001", question=0, option=2)

        assert (await ana.wait_for("state", phase="revealed"))["answered"] == 1


async def test_address_and_process_have_limits(tmp_path: Path) -> None:
    limits = LiveSettings(max_players=5, max_connections_per_address=3)
    async with open_room(tmp_path, limits=limits) as room:
        clients = [await room.connect() for _ in range(3)]
        with pytest.raises(WSServerHandshakeError) as caught:
            await room.connect()
        assert caught.value.status == 429
        await clients[0].close()
        assert await (await room.connect()).join("Ana")

    limits = LiveSettings(max_players=2, max_connections_per_address=3)
    async with open_room(tmp_path / "small", limits=limits) as room:
        clients = [await room.connect() for _ in range(2)]
        with pytest.raises(WSServerHandshakeError) as caught:
            await room.connect()
        assert caught.value.status == 503


@pytest.mark.slow
async def test_thousand_joins_from_one_address_take_few_seats(tmp_path: Path) -> None:
    async with open_room(tmp_path, limits=LiveSettings(max_seats_per_address=20)) as room:
        joined, refused = 0, 0
        for number in range(1000):
            client = await room.connect()
            await client.send(type="join", id=f"join-{number:06}", name=f"Bot {number}")
            frame = await client.wait(lambda frame: frame["type"] in ("joined", "refused"))
            joined += frame["type"] == "joined"
            refused += frame["type"] == "refused" and "your address" in frame["reason"]
            await client.close()

        assert (joined, refused) == (20, 980)


async def test_hostile_names_are_harmless_or_refused(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        host = await room.host()
        for number, name in enumerate(HOSTILE_NAMES):
            client = await room.connect()
            await client.send(type="join", id=f"join-hostile-{number}", name=name)
            frame = await client.wait(lambda frame: frame["type"] in ("joined", "refused"))
            assert frame["type"] == "joined" or frame["reason"].endswith(".")
        await host.send(type="state")
        state = await host.wait(lambda frame: len(frame.get("names", ())) > 5)

        for player in state["names"]:
            assert player["name"] == Text(player["name"])
            assert "\n" not in player["name"]


async def test_client_that_never_reads_keeps_no_one_waiting(tmp_path: Path) -> None:
    async with open_room(tmp_path, limits=LiveSettings(max_players=2)) as room:
        ana = await room.join("Ana")
        reader, writer = await open_deaf_socket(room.address)
        await reader.readuntil(b"\r\n\r\n")
        for number in range(300):
            text = json.dumps({"type": "state", "phase": "lobby", "seq": number, "title": "x" * 60_000})
            await room.log.publish(CODE, [Frame(ALL, text)])
            await ana.wait_for("state", seq=number)

        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):  # dropped, with all that waited
            await reader.readexactly(300 * 60_000)
        assert await (await room.connect()).join("Ben")
        writer.close()


async def open_deaf_socket(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a socket that the test never reads."""
    port = int(address.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(
        f"GET /ws/{CODE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    return reader, writer


async def test_client_without_answers_to_pings_is_dropped(tmp_path: Path) -> None:
    async with open_room(tmp_path, limits=LiveSettings(ping_seconds=0.05)) as room:
        ana = await room.join("Ana")
        reader, writer = await open_deaf_socket(room.address)

        assert b"\x89\x00" in await asyncio.wait_for(reader.read(), 5)  # pings until the end of the stream
        await ana.send(type="ping", n=1)
        await ana.wait_for("pong", n=1)
        writer.close()
