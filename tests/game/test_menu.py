"""The lines of the menu."""

from quiz.game.dealer import MenuItem
from quiz.game.menu import EntryType, MenuState, list_entries, search_menu
from quiz.game.round import EVERYTHING
from quiz.text.safe import Text

WORLD, STARS = Text("The countries of the world"), Text("Étoiles")
MENU = (
    MenuItem(None, EVERYTHING, Text("two packs"), 30),
    MenuItem("world/capitals", Text("Capitals"), WORLD, 10, pack_count=18),
    MenuItem("world/peaks", Text("Highest peaks"), WORLD, 8, pack_count=18),
    MenuItem("stars/names", Text("Names of stars"), STARS, 12, pack_count=12),
)


def titles(state: MenuState) -> list[str]:
    return [str(entry.title) for entry in state.entries]


def test_packs_open_and_close() -> None:
    state = MenuState(MENU)
    assert titles(state) == ["Everything", WORLD, STARS]

    state.toggle_pack("world")
    assert titles(state) == ["Everything", WORLD, "The whole pack", "Capitals", "Highest peaks", STARS]
    assert [entry.askable_count for entry in state.entries] == [30, 18, 18, 10, 8, 12]

    state.toggle_pack("stars")
    assert titles(state)[-2:] == [STARS, "Names of stars"]  # its whole pack would be the same

    state.toggle_pack("world")
    assert titles(state) == ["Everything", WORLD, STARS, "Names of stars"]


def test_single_pack_has_no_line_of_its_own() -> None:
    assert [entry.type for entry in list_entries(MENU[:3], ())] == [
        EntryType.EVERYTHING,
        EntryType.CATEGORY,
        EntryType.CATEGORY,
    ]


def test_search_ignores_case_and_accents_and_finds_packs_and_categories() -> None:
    assert [entry.selection for entry in search_menu(MENU, "ETOILES")] == ["stars/names"]
    assert [entry.selection for entry in search_menu(MENU, "countries")] == [
        "world/*",
        "world/capitals",
        "world/peaks",
    ]
    assert [entry.selection for entry in search_menu(MENU, "world peak")] == ["world/peaks"]
    assert search_menu(MENU, "rivers") == ()


def test_search_lists_titles_that_begin_with_the_words_first() -> None:
    menu = (
        *MENU,
        MenuItem("stars/capella", Text("Capella"), STARS, 1),
        MENU[1]._replace(title=Text("All capitals")),
    )

    assert [str(entry.title) for entry in search_menu(menu, "cap")][:2] == ["Capitals", "Capella"]


def test_chosen_lines_are_in_the_order_of_the_menu() -> None:
    state = MenuState(MENU)
    state.open_all()
    by_title = {entry.title: entry for entry in state.entries}
    state.toggle_choice(by_title[Text("Names of stars")])
    state.toggle_choice(by_title[Text("Capitals")])
    assert state.chosen == ("world/capitals", "stars/names")
    assert state.chosen_titles == ("Capitals", "Names of stars")

    state.toggle_choice(by_title[WORLD])  # the whole pack contains its categories
    assert state.chosen == ("world/*", "stars/names")
    assert state.is_chosen(by_title[Text("Highest peaks")])

    state.toggle_choice(by_title[Text("Highest peaks")])
    assert state.chosen == ("world/peaks", "stars/names")

    state.toggle_choice(by_title[STARS])
    assert state.chosen_titles == ("Highest peaks", STARS)

    state.toggle_choice(by_title[EVERYTHING])
    assert not state.chosen


def test_last_choice_is_selected_and_its_pack_is_open() -> None:
    state = MenuState(MENU)
    position = state.restore("world/peaks")
    assert state.entries[position].selection == "world/peaks"
    assert state.chosen == ()


def test_several_last_categories_are_chosen_and_missing_ones_are_ignored() -> None:
    state = MenuState(MENU)
    assert state.restore("world/peaks,stars/names,gone/for-good") == 0
    assert state.chosen == ("world/peaks", "stars/names")
    assert MenuState(MENU).restore("gone/for-good") == 0
