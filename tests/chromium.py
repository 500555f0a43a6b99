"""A real Chromium, steered through its debugging protocol."""

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--remote-debugging-port=0",
)
_START_SECONDS = 30
_POLL_SECONDS = 0.05


class Page:
    """A page of the browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._replies: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requested: list[str] = []
        """The addresses that the page has asked for."""
        self.errors: list[str] = []
        """Messages of the console about errors."""
        self._reader = asyncio.create_task(self._read())

    async def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method of the protocol and return its result."""
        number = next(self._numbers)
        self._replies[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        return await asyncio.wait_for(self._replies[number], _START_SECONDS)

    async def open(self, address: str, width: int = 800, height: int = 600) -> None:
        """Open an address in a window of a size."""
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.send(f"{domain}.enable")
        await self.resize(width, height)
        await self.send("Page.navigate", url=address)

    async def resize(self, width: int, height: int) -> None:
        """Change the size of the window."""
        await self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    async def emulate_phone(self, width: int = 360, height: int = 640, scheme: str = "dark") -> None:
        """Behave as a phone with a touch screen and a colour scheme."""
        size = {"width": width, "height": height}
        await self.send("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=2, mobile=True)
        await self.send("Emulation.setTouchEmulationEnabled", enabled=True)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.send("Emulation.setEmulatedMedia", features=features)

    async def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        result = await self.send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    async def wait_for(self, expression: str, seconds: float = _START_SECONDS) -> None:
        """Wait until an expression is true."""
        async with asyncio.timeout(seconds):
            while not await self.evaluate(expression):
                await asyncio.sleep(_POLL_SECONDS)

    async def type(self, text: str) -> None:
        """Type characters; a line end is Enter, and a tabulator the Tab key."""
        for character in text:
            key = {"\n": "Enter", "\x1b": "Escape", "\t": "Tab"}.get(character, character)
            code = {"Enter": 13, "Escape": 27, "Tab": 9}.get(key, 0)
            written = {"\n": "\r", "\x1b": "", "\t": ""}.get(character, character)
            await self.send(
                "Input.dispatchKeyEvent", type="keyDown", key=key, text=written, windowsVirtualKeyCode=code
            )
            await self.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def click(self, x: float, y: float) -> None:
        """Click a point with the left button."""
        for kind in ("mousePressed", "mouseReleased"):
            await self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def tap(self, selector: str) -> None:
        """Touch the middle of an element."""
        x, y = await self.evaluate(
            f"(() => {{ const node = document.querySelector({json.dumps(selector)});"
            " node.scrollIntoView({block: 'center'}); const box = node.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        await self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        await self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    async def wait_for_text(self, text: str) -> None:
        """Wait until the page shows a text."""
        await self.wait_for(f"document.body?.innerText.includes({json.dumps(text)})")

    async def find_names(self) -> list[tuple[str, str]]:
        """List the roles and names that a screen reader gets."""
        tree = await self.send("Accessibility.getFullAXTree")
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in tree["nodes"]
            if not node["ignored"]
        ]

    async def save_screenshot(self, path: Path) -> None:
        """Save a picture of the page."""
        result = await self.send("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(result["data"]))

    async def close(self) -> None:
        """Stop reading."""
        self._reader.cancel()
        with suppress(asyncio.CancelledError):
            await self._reader

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                return
            content = json.loads(message.data)
            if "id" in content:
                reply = self._replies.pop(content["id"])
                assert "error" not in content, content
                reply.set_result(content["result"])
                continue
            parameters = content["params"]
            match content["method"]:
                case "Network.requestWillBeSent":
                    self.requested.append(parameters["request"]["url"])
                case "Network.webSocketCreated":
                    self.requested.append(parameters["url"])
                case "Log.entryAdded" if parameters["entry"]["level"] == "error":
                    self.errors.append(parameters["entry"]["text"])
                case "Runtime.exceptionThrown":
                    self.errors.append(str(parameters["exceptionDetails"]))


@asynccontextmanager
async def open_browser() -> AsyncIterator[Page]:
    """Start Chromium and provide its page; skip the test where none is installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium is installed")
    with TemporaryDirectory(prefix="quiz-chromium-", ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            program,
            *_FLAGS,
            f"--user-data-dir={folder}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _read_port(Path(folder) / "DevToolsActivePort")
            async with ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
                    targets = await response.json(content_type=None)
                address = next(target for target in targets if target["type"] == "page")[
                    "webSocketDebuggerUrl"
                ]
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    page = Page(socket)
                    try:
                        yield page
                    finally:
                        await page.close()
        finally:
            process.terminate()
            await process.wait()


async def _read_port(file: Path) -> str:
    async with asyncio.timeout(_START_SECONDS):
        while not file.exists() or not file.read_text():
            await asyncio.sleep(_POLL_SECONDS)
    return file.read_text().split()[0]
