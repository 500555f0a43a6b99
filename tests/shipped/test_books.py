"""The built-in pack “books” as data: it agrees with itself and with authors known otherwise."""

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import map_values, read_builtin

pytestmark = pytest.mark.slow

AUTHORS = {
    "Jane Eyre": "Charlotte Brontë",
    "Wuthering Heights": "Emily Brontë",
    "War and Peace": "Leo Tolstoy",
    "Crime and Punishment": "Fyodor Dostoevsky",
    "1984": "George Orwell",
    "Brave New World": "Aldous Huxley",
    "Matilda": "Roald Dahl",
    "The Secret Garden": "Frances Hodgson Burnett",
}
PLAYS = {
    "Ophelia": "Hamlet",
    "Iago": "Othello",
    "Shylock": "The Merchant of Venice",
    "Caliban": "The Tempest",
    "Malvolio": "Twelfth Night",
    "Touchstone": "As You Like It",
}
ROMAN_NAMES = {
    "Zeus": "Jupiter",
    "Ares": "Mars",
    "Athena": "Minerva",
    "Hermes": "Mercury",
    "Artemis": "Diana",
    "Hestia": "Vesta",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_builtin("books")


def test_authors(pack: Pack) -> None:
    authors = map_values(pack, "", "-author")

    assert {book: authors[book] for book in AUTHORS} == AUTHORS


def test_characters_of_shakespeare(pack: Pack) -> None:
    plays = map_values(pack, "part-")

    assert {character: plays[character] for character in PLAYS} == PLAYS


def test_roman_names_of_greek_gods(pack: Pack) -> None:
    names = map_values(pack, "rome-")

    assert {greek: names[greek] for greek in ROMAN_NAMES} == ROMAN_NAMES
