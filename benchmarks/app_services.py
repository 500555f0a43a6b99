"""Services for an app without settings and history."""

from quiz.config.settings import Settings
from quiz.tui.services import AppServices

NO_SERVICES = AppServices(
    Settings(),
    settings_file=None,
    save_setting=lambda name, value: None,
    format_stats=lambda columns: (),
    list_category_progress=lambda: (),
    list_fact_cards=lambda category: (),
    is_first_game=False,
)
