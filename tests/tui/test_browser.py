"""Opening an address: which program does it, without our terminal, and what is said."""

import os
from pathlib import Path

import pytest

from quiz.tui.browser import build_environment, open_address
from tests.tui.harness import build_services, start_app

ADDRESS = "https://example.org/a?b=c"


def install(folder: Path, name: str, script: str) -> None:
    """Write a program that records its arguments."""
    program = folder / name
    program.write_text(f'#!/bin/sh\necho "{name} $*" >> "{folder}/log"\n{script}\n')
    program.chmod(0o755)
    if not (folder / "sleep").exists():
        (folder / "sleep").symlink_to("/bin/sleep")


def environment(folder: Path, **variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    # Other programs, such as `xdg-settings`, would name the browser of this machine.
    return {**kept, "PATH": str(folder), "TERM": "xterm", **variables}


def read_log(folder: Path) -> str:
    log = folder / "log"
    return log.read_text() if log.exists() else ""


async def test_browser_of_the_desktop_opens_the_address(tmp_path: Path) -> None:
    install(tmp_path, "xdg-open", "sleep 0.1")
    assert await open_address(ADDRESS, environment(tmp_path, DISPLAY=":0"))
    assert read_log(tmp_path) == f"xdg-open {ADDRESS}\n"


async def test_failure_of_the_desktop_is_reported(tmp_path: Path) -> None:
    install(tmp_path, "xdg-open", "sleep 0.1; exit 3")
    assert not await open_address(ADDRESS, environment(tmp_path, DISPLAY=":0"))


@pytest.mark.parametrize("name", ["w3m", "lynx", "links", "elinks", "www-browser"])
async def test_text_browser_is_not_used(name: str, tmp_path: Path) -> None:
    install(tmp_path, name, "sleep 60")
    for variables in ({}, {"BROWSER": name}, {"BROWSER": f"{tmp_path}/{name} %s"}):
        assert not await open_address(ADDRESS, {**environment(tmp_path, **variables), "PATH": str(tmp_path)})
    assert read_log(tmp_path) == ""


async def test_no_browser_is_reported(tmp_path: Path) -> None:
    assert not await open_address(ADDRESS, {"PATH": str(tmp_path)})


@pytest.mark.parametrize(("script", "is_open"), [("exit 0", True), ("exit 1", False)])
async def test_own_browser_is_used(script: str, is_open: bool, tmp_path: Path) -> None:
    install(tmp_path, "mine", script)
    variables = environment(tmp_path, BROWSER=f"{tmp_path}/mine --new %s")
    assert await open_address(ADDRESS, {**variables, "PATH": "/bin:/usr/bin"}) is is_open
    assert read_log(tmp_path).startswith(f"mine --new {ADDRESS}\n")


async def test_browser_has_no_terminal(tmp_path: Path) -> None:
    install(tmp_path, "mine", f'(: < /dev/tty) 2>/dev/null && echo tty >> "{tmp_path}/log"; exit 0')
    assert await open_address(ADDRESS, environment(tmp_path, BROWSER=f"{tmp_path}/mine"))
    assert "tty" not in read_log(tmp_path)


@pytest.mark.parametrize(
    ("browser", "kept"),
    [
        ("w3m", None),
        ("firefox:w3m", "firefox"),
        ("/usr/bin/lynx %s:chromium %s", "chromium %s"),
        ('"', None),
        ("", None),
    ],
)
def test_text_browsers_are_removed_from_the_variable(browser: str, kept: str | None) -> None:
    assert build_environment({"BROWSER": browser, "TERM": "xterm", "A": "b"}).get("BROWSER") == kept
    assert "TERM" not in build_environment({"TERM": "xterm"})


@pytest.mark.parametrize(("is_open", "notice"), [(True, "Opened in your browser."), (False, "No browser")])
async def test_screen_says_what_happened(is_open: bool, notice: str) -> None:
    opened = []

    async def open_address(address: str) -> bool:
        opened.append(address)
        return is_open

    harness = start_app(services=build_services(open_address=open_address))
    async with harness.app.run_test(size=(80, 30)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2", "i", "o", "y")
        await pilot.pause()
        await harness.app.workers.wait_for_complete()
        await pilot.pause()
        assert opened == ["https://en.wikipedia.org/wiki/Hero_(Enrique_Iglesias_song)"]
        assert notice in harness.text
