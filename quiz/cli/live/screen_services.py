"""The services of a room's screen: the settings, and no history."""

import os

from quiz.cli import streams
from quiz.history.profile import PlayerProfile
from quiz.reports.stats_scopes import StatsPage
from quiz.tui.services import AppServices

_MARKS = "✓✗–▀▄█"


def is_ascii_only() -> bool:
    """Return whether the terminal lacks the marks of the screen."""
    return not streams.can_show(_MARKS, os.environ)


def build_room_services(profile: PlayerProfile) -> AppServices:
    """Return the services of a player or host."""
    return AppServices(
        profile.settings,
        None,
        profile.save_setting,
        lambda scope: StatsPage(lambda columns: ()),
        lambda: (),
        lambda category: (),
        _open_address,
        lambda: None,
        is_first_game=False,
    )


async def _open_address(address: str) -> bool:
    from quiz.tui.browser import open_address

    return await open_address(address, os.environ)
