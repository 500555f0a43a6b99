"""The page for phones, in a real browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from quiz.game.room_events import RoomSettings
from quiz.text.safe import Text
from tests.chromium import Page, open_browser
from tests.factories import closest_question, question, typed_question
from tests.live.rooms import CODE, QUESTIONS, HostClient, OpenRoom, open_room

pytestmark = pytest.mark.slow

FITS = "document.documentElement.scrollWidth <= innerWidth"
"""Nothing is cut off or has to be scrolled sideways."""
CONTRASTS = """(() => {
    const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
    const light = (colour) => parse(colour).slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const behind = (node) => {
        for (let each = node; each; each = each.parentElement) {
            const colour = getComputedStyle(each).backgroundColor;
            if (parse(colour)[3] !== 0) return colour;
        }
    };
    const low = [];
    for (const node of document.querySelectorAll("body *")) {
        const hasText = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
        if (!hasText || !node.checkVisibility() || node.closest(".unseen")) continue;
        const [one, two] = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a);
        if ((one + 0.05) / (two + 0.05) < 4.5) low.push(node.textContent);
    }
    return low;
})()"""
"""The texts whose contrast is too low."""


@asynccontextmanager
async def open_phone(room: OpenRoom) -> AsyncIterator[Page]:
    """Open the room's page on a phone; it must not report errors, nor ask other servers."""
    async with open_browser() as page:
        await page.open(f"{room.address}/{CODE}")
        await page.emulate_phone()
        yield page
        address = room.address.removeprefix("http://")
        assert page.errors == []
        assert {url for url in page.requested if not url.startswith("data:")} == {
            f"http://{address}/{CODE}",
            f"http://{address}/style.css",
            f"http://{address}/play.js",
            f"ws://{address}/ws/{CODE}",
        }


async def join(page: Page, name: str = "Ana") -> None:
    await page.wait_for("document.querySelector('#name') !== null")
    await page.tap("#name")
    await page.type(name)
    await page.tap("form button")
    await page.wait_for_text(f"You’re in, {name}!")


async def look(page: Page) -> None:
    """Check what holds for every screen, in both colour schemes."""
    for scheme in ("light", "dark"):
        await page.emulate_phone(scheme=scheme)
        assert await page.evaluate(FITS)
        assert await page.evaluate(CONTRASTS) == []
    assert await page.evaluate("document.querySelectorAll('h1').length") == 1


async def reload(page: Page) -> None:
    await page.evaluate("window.isOld = true")
    await page.send("Page.reload")
    await page.wait_for("!window.isOld && document.querySelector('h1') !== null")


async def test_game_by_touch(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, open_phone(room) as page:
        host = await room.host()
        await join(page)
        await look(page)
        await host.open_question(1)
        await page.wait_for("document.querySelectorAll('button.option').length === 4")
        await look(page)

        await page.tap("button.option:nth-child(3)")
        await page.wait_for_text("Answer sent")
        await page.wait_for_text("Right!")
        await page.wait_for_text("One directed it.")
        await page.wait_for_text("The Paper")
        await look(page)
        await host.act("next")
        await page.wait_for_text("You are 1st")
        await look(page)
        await host.act("next")
        await host.act("end")
        await page.wait_for_text("The winners")
        await look(page)
        await host.act("end")
        await page.wait_for_text("The room is closed.")
        await page.wait_for("link.socket === null")
        assert await page.evaluate("byId('connection').hidden")
        await look(page)


async def test_reload_in_the_middle_of_a_question_keeps_the_seat(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room, open_phone(room) as page:
        host = await room.host()
        await join(page)
        await room.join("Ben")
        await host.open_question(1)
        await page.wait_for("document.querySelectorAll('button.option').length === 4")
        await reload(page)
        await page.wait_for("document.querySelectorAll('button.option').length === 4")
        await page.tap("button.option:nth-child(2)")
        await page.wait_for_text("Answer sent")
        await reload(page)
        await page.wait_for_text("Answer sent")
        pressed = "[...document.querySelectorAll('button.option')].map((each) => each.ariaPressed).join()"
        assert await page.evaluate(pressed) == "false,true,false,false"
        await page.tap("button.option:nth-child(1)")
        assert await page.evaluate(pressed) == "false,true,false,false"

        await page.evaluate("link.socket.close()")
        await page.wait_for("link.socket !== null && link.socket.readyState === 1")
        await host.act("next")
        await page.wait_for_text("Wrong")
        state = await host.wait_for("state", phase="revealed")
        assert state["players"] == {"joined": 2, "connected": 2}


async def test_game_by_keyboard(tmp_path: Path) -> None:
    questions = (QUESTIONS[0], typed_question(rivals=None), closest_question())
    async with open_room(tmp_path, *questions) as room, open_phone(room) as page:
        host = await room.host()
        await page.wait_for("document.querySelector('#name') !== null")
        await page.type("\tAna\n")
        await page.wait_for_text("You’re in, Ana!")
        assert await page.evaluate("document.activeElement.tagName") == "H1"
        await host.open_question(1)
        await page.wait_for("document.querySelectorAll('button.option').length === 4")
        assert await page.evaluate("document.activeElement.textContent") == "Which tree is it?"
        await page.type("\t\t\t")
        assert await page.evaluate("document.activeElement.textContent") == "CCedar"
        await page.type("3")
        await page.wait_for_text("Right!")
        assert await page.evaluate("document.activeElement.className") == "verdict right"

        await host.open_question(2)
        await page.wait_for("document.querySelector('#answer') !== null")
        await page.evaluate("document.querySelector('#answer').focus()")
        await page.type("Kyjv\n")
        await page.wait_for_text("Nearly.")
        await page.evaluate("document.querySelector('#answer').value = ''")
        await page.type("Kiev\n")
        await page.wait_for_text("Right!")

        await host.open_question(3)
        await page.wait_for("document.querySelector('#answer') !== null")
        await page.wait_for_text("Type a year from 947 to 3788")
        await page.type("\t1895\n")
        await page.wait_for_text("Right!")
        await page.wait_for_text("Your answer: 1895")


async def test_screen_readers_get_names_and_news(tmp_path: Path) -> None:
    settings = RoomSettings(CODE, Text("Friday quiz"), teams=(Text("Reds"), Text("Blues")))
    async with open_room(tmp_path, settings=settings) as room, open_phone(room) as page:
        host = await room.host()
        await page.wait_for("document.querySelectorAll('[name=team]').length === 2")
        names = await page.find_names()
        for expected in (
            ("heading", f"Join room {CODE}"),
            ("textbox", "Your name"),
            ("group", "Your team"),
            ("radio", "Reds"),
            ("radio", "Blues"),
            ("button", "Join"),
        ):
            assert expected in names
        await page.tap("[value=Blues]")
        await join(page)
        await host.open_question(1)
        await page.wait_for("document.querySelectorAll('button.option').length === 4")

        names = await page.find_names()
        assert ("heading", "Which tree is it?") in names
        assert ("button", "Cedar") in names
        assert "timer" in {role for role, _ in names}
        news = "document.querySelector('[role=status][aria-live=polite]').textContent"
        assert await page.evaluate(news) == "Question 1 of 3. Which tree is it?"
        await page.tap("button.option:nth-child(3)")
        await page.wait_for_text("Right!")
        assert await page.evaluate(news) == "Right! +1,000 The answer: Cedar."


async def test_texts_are_never_markup(tmp_path: Path) -> None:
    attack = "<img src=x onerror=document.title=1><script>alert(1)</script>"
    hostile = question("a", stem=attack, options=(attack, "Two", "Three", "Four"))
    settings = RoomSettings(CODE, Text(attack))
    async with open_room(tmp_path, hostile, settings=settings) as room, open_phone(room) as page:
        host: HostClient = await room.host()
        await join(page)
        await host.open_question(1)
        await page.wait_for("document.querySelectorAll('button.option').length === 4")
        assert await page.evaluate("document.querySelector('h1').textContent") == attack
        await page.tap("button.option")
        await page.wait_for_text("Right!")
        assert await page.evaluate("document.querySelectorAll('main img, main script').length") == 0
        assert await page.evaluate(FITS)


async def test_removed_player_and_wrong_code_get_a_sentence(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        async with open_phone(room) as page:
            host = await room.host()
            await join(page)
            await room.join("Ben")
            state = await host.wait(lambda frame: len(frame.get("names", ())) == 2)
            await host.act("remove", player=state["names"][0]["id"])
            await page.wait_for_text("You are no longer in this room.")
            await look(page)
        async with open_browser() as page:
            await page.open(f"{room.address}/")
            await page.emulate_phone()
            await page.wait_for("document.querySelector('#code') !== null")
            await look(page)
            await page.tap("#code")
            await page.type("zzzzz\n")
            await page.wait_for_text("There is no room with this code.")
