"""The formats that can be imported, and how each is recognised by its content."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from quiz.importers.bank_file import BankFile
from quiz.importers.formats.anki_text import read_anki_text
from quiz.importers.formats.apkg import read_apkg
from quiz.importers.formats.csv_records import read_csv_records
from quiz.importers.formats.gift import read_gift
from quiz.importers.formats.json_records import read_json_records
from quiz.importers.formats.opentdb import read_opentdb, read_trivia_api
from quiz.importers.formats.red import read_red
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Record

Reader = Callable[[BankFile, Notes, ReadOptions], Iterator[Record]]


class Format(NamedTuple):
    """A format that can be imported."""

    name: str
    """Its name after `--as`."""
    title: str
    read: Reader


FORMATS = {
    format_.name: format_
    for format_ in (
        Format("opentdb", "OpenTDB’s JSON", read_opentdb),
        Format("trivia-api", "the Trivia API’s JSON", read_trivia_api),
        Format("json", "a list of questions in JSON", read_json_records),
        Format("csv", "a table of questions", read_csv_records),
        Format("anki", "Anki’s text export", read_anki_text),
        Format("apkg", "a package of Anki", read_apkg),
        Format("gift", "GIFT", read_gift),
        Format("red", "a trivia list of Red-DiscordBot", read_red),
    )
}
"""Every format by name."""
