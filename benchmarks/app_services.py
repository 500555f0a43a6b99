"""Services for an app without settings and history."""

from asyncio import sleep

from quiz.config.settings import Settings
from quiz.reports.stats_scopes import StatsPage
from quiz.tui.services import AppServices

NO_SERVICES = AppServices(
    Settings(),
    settings_file=None,
    save_setting=lambda name, value: None,
    load_stats=lambda scope: StatsPage(lambda columns: ()),
    list_category_progress=lambda: (),
    list_fact_cards=lambda category: (),
    open_address=lambda address: sleep(0, result=False),
    load_overview=lambda: None,
    is_first_game=False,
)
