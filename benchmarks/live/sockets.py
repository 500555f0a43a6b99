"""Lean clients of a room, so that thousands of them leave the processor to the server."""

import asyncio
import base64
import json
import os
from collections.abc import Callable
from time import perf_counter
from typing import Any

_MASK = b"\0\0\0\0"
"""A mask that changes nothing, which costs no time."""
_LONG = 126
"""The length that means that two bytes with the length follow; the next one means eight."""


class BareClient(asyncio.Protocol):
    """A WebSocket that passes each text on, with the time at which it was read."""

    def __init__(self, path: str, on_text: Callable[["BareClient", bytes, float], None]) -> None:
        self._path = path
        self._on_text = on_text
        self._buffer = b""
        self._is_open = False
        self.transport: asyncio.Transport | None = None
        self.opened = asyncio.get_running_loop().create_future()
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        """Ask for a WebSocket."""
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        request = (
            f"GET {self._path} HTTP/1.1",
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        )
        transport.write(("\r\n".join(request) + "\r\n\r\n").encode())

    def connection_lost(self, exc: Exception | None) -> None:
        """Wake the waiting tasks."""
        for future in (self.opened, self.closed):
            if not future.done():
                future.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Read as many frames as there are."""
        now = perf_counter()
        self._buffer += data
        if not self._is_open:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                raise ConnectionError(head.decode())
            self._is_open, self._buffer = True, rest
            self.opened.set_result(None)
        while (frame := self._take_frame()) is not None:
            opcode, payload = frame
            if opcode == 1:
                self._on_text(self, payload, now)
            elif opcode == 9:
                self._write(10, payload)

    def send(self, **message: object) -> None:
        """Send a message."""
        self._write(1, json.dumps(message).encode())

    def close(self) -> None:
        """End the connection."""
        if self.transport is not None:
            self.transport.abort()

    def _write(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        if size < _LONG:
            head = bytes((0x80 | opcode, 0x80 | size))
        else:
            head = bytes((0x80 | opcode, 0x80 | _LONG)) + size.to_bytes(2)
        if self.transport is not None:
            self.transport.write(head + _MASK + payload)

    def _take_frame(self) -> tuple[int, bytes] | None:
        """Remove one whole frame from the buffer."""
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1] & 0x7F, 2
        if size >= _LONG:
            width = 2 if size == _LONG else 8
            size, start = int.from_bytes(buffer[2 : 2 + width]), 2 + width
        if len(buffer) < start + size:
            return None
        self._buffer = buffer[start + size :]
        return buffer[0] & 0x0F, buffer[start : start + size]


async def open_client(
    port: int, code: str, on_text: Callable[[BareClient, bytes, float], None]
) -> BareClient:
    """Open a socket to a room."""
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: BareClient(f"/ws/{code}", on_text), "127.0.0.1", port)
    await client.opened
    return client
