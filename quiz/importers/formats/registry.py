"""The formats that can be imported, and how each is recognised by its content."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from quiz.importers.bank_file import BankFile
from quiz.importers.formats.aiken import read_aiken
from quiz.importers.formats.anki_text import read_anki_text
from quiz.importers.formats.apkg import read_apkg
from quiz.importers.formats.csv_records import read_csv_records
from quiz.importers.formats.gift import read_gift
from quiz.importers.formats.json_records import read_json_records
from quiz.importers.formats.mkdocs_quiz import read_mkdocs_quiz
from quiz.importers.formats.moodle_xml import read_moodle_xml
from quiz.importers.formats.opentdb import read_opentdb, read_trivia_api
from quiz.importers.formats.opentriviaqa import read_opentriviaqa
from quiz.importers.formats.quizdown import read_quizdown
from quiz.importers.formats.quizmd import read_quizmd
from quiz.importers.formats.red import read_red
from quiz.importers.formats.text2qti import read_text2qti
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
        Format("red", "a trivia list of Red-DiscordBot", read_red),
        Format("gift", "GIFT", read_gift),
        Format("aiken", "Aiken", read_aiken),
        Format("moodle-xml", "Moodle XML", read_moodle_xml),
        Format("quizmd", "quizmd’s Markdown", read_quizmd),
        Format("mkdocs-quiz", "mkdocs-quiz’s Markdown", read_mkdocs_quiz),
        Format("quizdown", "quizdown’s Markdown", read_quizdown),
        Format("text2qti", "text2qti’s Markdown", read_text2qti),
        Format("opentriviaqa", "OpenTriviaQA’s text", read_opentriviaqa),
    )
}
"""Every format by name."""
