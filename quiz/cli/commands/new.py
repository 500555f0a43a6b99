"""`quiz new`: a pack to start from."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from quiz.authoring.scaffold import write_example_pack, write_schema_for
from quiz.cli import streams
from quiz.cli.option_types import non_empty_type
from quiz.cli.output import confirm, print_lines, print_stderr
from quiz.cli.parser import CommandParser
from quiz.model.errors import UsageError
from quiz.text.english import format_count, join_words, quote
from quiz.text.safe import Text, one_line

_MAX_LINES_ABOVE = 20
"""Maximum number of lines of a sheet that are not rows: titles and headings."""
_MAX_SHEETS = 5
"""Maximum number of sheets that a remark names."""


@dataclass(frozen=True, slots=True)
class NewOptions:
    """The options of `quiz new`."""

    name: str
    table: str | None
    subject: str | None
    header: str | None
    licence: str | None
    language: str | None


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz new`."""
    parser.add_argument(
        "name",
        metavar="NAME",
        type=non_empty_type("NAME"),
        help="the name of the pack, or the path of its file; an existing file is not changed",
    )
    parser.add_argument(
        "--from",
        metavar="TABLE",
        dest="table",
        type=non_empty_type("--from"),
        help="a table in CSV, xlsx or JSON, or - for stdin; the pack asks for its columns",
    )
    parser.add_argument(
        "--subject",
        metavar="COLUMN",
        type=non_empty_type("--subject"),
        help="with --from: the column that names what each row is about; several are joined with +",
    )
    parser.add_argument(
        "--header",
        metavar="NAMES",
        type=non_empty_type("--header"),
        help="with --from: names for the columns of a table without headings, separated by commas",
    )
    parser.add_argument(
        "--licence",
        metavar="TEXT",
        type=non_empty_type("--licence"),
        help="with --from: the licence of the table",
    )
    parser.add_argument(
        "--language",
        metavar="TAG",
        type=parse_language,
        help="with --from: the language of the table, as in de; a table with English headings needs none",
    )


def parse_language(text: str) -> str:
    """Parse the value of `--language`."""
    from quiz.packs.format.languages import is_language_tag, suggest_language_tag

    if is_language_tag(text):
        return text
    tag = suggest_language_tag(text)
    raise UsageError(f"--language must be a tag such as de (got “{text}”).{f' Use {tag}.' if tag else ''}")


def run(options: NewOptions) -> None:
    """Write a small pack, and its schema for editors."""
    if options.table is not None:
        _write_from_table(options, options.table)
        return
    for name in ("subject", "header", "licence", "language"):
        if getattr(options, name) is not None:
            raise UsageError(f"--{name} is only for --from")
    path = write_example_pack(options.name)
    _print_created(path, [])
    _print_next_steps(path)


def _write_from_table(options: NewOptions, table: str) -> None:
    from quiz.authoring import from_table
    from quiz.authoring.table.question_table import QuestionTableError

    data = sys.stdin.buffer.read() if table == "-" else from_table.read_table_file(table)
    data, remark = _read_workbook(data, table)
    table_options = from_table.TableOptions(
        subject=options.subject,
        headings=tuple(name.strip() for name in options.header.split(",")) if options.header else (),
        licence=options.licence or _ask_for_licence(table),
        language=options.language,
    )
    try:
        files = from_table.write_pack_from_table(options.name, table, data, table_options)
    except QuestionTableError as error:
        if table == "-" or not _can_ask() or not confirm(f"{error}. Import it now?", str(error)):
            raise
        _import_questions(options.name, table, table_options.licence)
        return
    print_lines([*files.summary, *remark, ""])
    _print_created(files.pack, [files.rows])
    _print_result(files.pack)


def _import_questions(name: str, table: str, licence: str | None) -> None:
    from quiz.cli.commands import import_questions

    parser = CommandParser("quiz import", "", "")
    import_questions.add_arguments(parser)
    words = [f"--to={name}", *([f"--licence={licence}"] if licence else []), "--", table]
    import_questions.run(parser.parse(words, import_questions.ImportQuestionsOptions))


def _can_ask() -> bool:
    return streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stdout)


def _read_workbook(data: bytes, table: str) -> tuple[bytes, list[Text]]:
    """Return the first sheet of a workbook in CSV, with a remark if it has more; return other data."""
    from quiz.importers.archives import Archive, is_zip
    from quiz.importers.bank_file import BankError
    from quiz.importers.spreadsheet import format_sheet, is_workbook
    from quiz.packs.read.csv_reader import MAX_ROWS

    if not is_zip(data):
        return data, []
    try:
        archive = Archive(io.BytesIO(data))
        if not is_workbook(archive):
            return data, []
        sheet = format_sheet(archive, MAX_ROWS + _MAX_LINES_ABOVE)
    except BankError as error:
        raise UsageError(f"{table} {error}") from error
    if not sheet.others:
        return sheet.data, []
    others = join_words([quote(name) for name in sheet.others[:_MAX_SHEETS]])
    more = " …" if len(sheet.others) > _MAX_SHEETS else ""
    remark = f"The sheet {quote(sheet.sheet)} is used. Save another as CSV to use it: {others}{more}."
    return sheet.data, [one_line(remark)]


def _print_result(pack: Path) -> None:
    """Print how many questions the draft makes, and how to play it if it has no errors."""
    from quiz.generate.question_maker import QuestionMaker
    from quiz.packs.read.pack_reader import read_pack

    result = read_pack(pack)
    if result.pack is None or result.error_count:
        print_lines([f"{format_count(result.error_count, 'error')} to fix first:  quiz check {pack}"])
        return
    count = QuestionMaker(result.pack).count_askable()
    print_lines([f"It has {format_count(count, 'question')}, and as many statements."])
    _print_next_steps(pack)


def _ask_for_licence(table: str) -> str | None:
    """Ask for the licence of the table if a person can answer; return `None` if it isn't known."""
    if table == "-" or not _can_ask():
        return None
    print_stderr("Under which licence is the table? (For example CC BY 4.0. Press Enter if you don’t know.)")
    return sys.stdin.readline().strip() or None


def _print_created(path: Path, others: list[Path]) -> None:
    names = ", ".join(map(str, [path, *others]))
    schema = ", and its schema for your editor" if write_schema_for(path) else ""
    print_lines([f"Created {names}{schema}."])


def _print_next_steps(path: Path) -> None:
    print_lines(
        [
            f"Play it:            quiz --pack {path}",
            f"See its questions:  quiz preview {path}",
        ]
    )
