"""Questions in the formats of other programs, read back by simple readers of those formats."""

import csv
import io
import json
import re
import zipfile
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quiz.exporters.formats import ExportFormat, describe_losses, export_questions, has_losses
from quiz.exporters.layout import AnswerPlace, ExportLayout
from quiz.model.pack import Citation, Source
from quiz.model.question import Question
from quiz.text.safe import Text, one_line
from tests.factories import CITATION, closest_question, question, statement, typed_question

LAYOUT = ExportLayout({("pack", "film"): Text("The film")})
HOSTILE = '~=#{}:\\ <b> "it\'s" | *_` → [x](y) & 1. –'

texts = (
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40)
    .map(one_line)
    .filter(lambda text: text.strip() != "")
)


def write(format_: ExportFormat, *questions: Question, layout: ExportLayout = LAYOUT) -> str:
    """Return the only file of an export."""
    (data,) = export_questions(format_, questions, layout).files
    return data.decode()


def parse_gift(text: str) -> dict[str, object]:
    """Read one choice in GIFT, independently of the writer."""
    marked = re.sub(r"\\(.)", lambda match: chr(0xE000 + ord(match[1])) if ord(match[1]) < 128 else "", text)
    match = re.search(
        r"^::(.*?)::(?:\[plain\])?(.*?) \{\n(.*)\n####(.*)\n\}", marked, re.MULTILINE | re.DOTALL
    )
    assert match is not None

    def restore(part: str) -> str:
        return re.sub(r"[\ue000-\ue07f]", lambda found: chr(ord(found[0]) - 0xE000), part)

    answer_pattern = r"([=~])(?:%(?:100|0)%)?(?:\[plain\])?(.*)"
    answers = [re.fullmatch(answer_pattern, line) for line in match[3].split("\n")]
    assert all(answers)
    return {
        "id": restore(match[1]),
        "stem": restore(match[2]),
        "right": [restore(answer[2]) for answer in answers if answer and answer[1] == "="],
        "wrong": [restore(answer[2]) for answer in answers if answer and answer[1] == "~"],
        "because": restore(match[4]),
    }


@given(texts, st.lists(texts, min_size=4, max_size=4, unique=True))
@example(Text("[html]x"), [Text("%50%x"), Text("=a -> b"), Text("#"), Text("b}")])
def test_gift_keeps_every_text(stem: Text, options: list[Text]) -> None:
    made = question(stem=stem, options=tuple(options), key=1)

    read = parse_gift(write(ExportFormat.GIFT, made))

    assert read["id"] == made.id
    assert read["stem"] == stem
    assert read["right"] == [options[1]]
    assert read["wrong"] == [options[0], options[2], options[3]]
    assert str(read["because"]).startswith(
        "One directed it. [Source: The Paper, A Press: Front page, paragraph 2"
    )


def test_gift_names_category_licence_and_statements() -> None:
    licensed = CITATION._replace(source=CITATION.source._replace(licence=Text("CC0-1.0")))
    questions = (question(), statement(true=False), statement("b"))
    text = write(ExportFormat.GIFT, *(each._replace(citations=(licensed,)) for each in questions))

    assert text.startswith("// The Paper: CC0-1.0\n\n$CATEGORY: The film\n\n::pack/director/choice@7::")
    assert text.count("$CATEGORY") == 1
    assert "It came out in 2001. {FALSE####" in text
    assert "It came out in 2001. {TRUE####" in text


@given(texts, st.lists(texts, min_size=4, max_size=4, unique=True))
@example(Text("'=x"), [Text("=x"), Text("''-"), Text("'x"), Text("-1")])
def test_csv_keeps_every_text(stem: Text, options: list[Text]) -> None:
    made = question(stem=stem, options=tuple(options), key=2)

    (row,) = csv.DictReader(io.StringIO(write(ExportFormat.CSV, made)))

    def restore(cell: str) -> str:
        return cell[1:] if re.match(r"'+[=+\-@]", cell) else cell

    assert restore(row["question"]) == stem
    assert restore(row["right"]) == options[2]
    assert [restore(row[f"wrong {n}"]) for n in (1, 2, 3)] == [options[0], options[1], options[3]]
    assert (row["id"], row["category"], row["difficulty"]) == (made.id, "film", "medium")
    assert (row["source"], row["locator"]) == ("The Paper", "Front page, paragraph 2")


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-40", "-40"), ("-x", "'-x"), ("+1,000", "+1,000"), ("a=b", "a=b")],
)
def test_cell_that_looks_like_a_formula_is_protected(text: str, cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(write(ExportFormat.CSV, question(stem=text))))

    assert row["question"] == cell


@given(texts, st.lists(texts, min_size=4, max_size=4, unique=True))
def test_opentdb_keeps_question_and_options(stem: Text, options: list[Text]) -> None:
    record = json.loads(write(ExportFormat.OPENTDB, question(stem=stem, options=tuple(options), key=3)))

    (result,) = record["results"]
    assert record["response_code"] == 0
    assert unescape(result["question"]) == stem
    assert unescape(result["correct_answer"]) == options[3]
    assert [unescape(option) for option in result["incorrect_answers"]] == options[:3]
    assert (result["type"], result["category"], result["difficulty"]) == ("multiple", "The film", "medium")


def test_opentdb_leaves_out_questions_with_too_few_options_and_names_the_losses() -> None:
    questions = (question(options=("a", "b", "c")), statement(true=False))

    exported = export_questions(ExportFormat.OPENTDB, questions, LAYOUT)

    (result,) = json.loads(exported.files[0])["results"]
    assert (result["type"], result["correct_answer"]) == ("boolean", "False")
    assert result["incorrect_answers"] == ["True"]
    assert has_losses(ExportFormat.OPENTDB, exported)
    assert describe_losses(ExportFormat.OPENTDB, exported, questions) == (
        "1 question written, without ids, explanations and sources, for which the format has no place.",
        "1 question left out: fewer than 3 wrong answers.",
        "The format has no place for licences. If you pass the file on, name them:",
        "The Paper: no licence is known",
    )


@given(texts, st.lists(texts, min_size=4, max_size=4, unique=True))
def test_anki_has_four_fields_a_note_and_keeps_the_texts(stem: Text, options: list[Text]) -> None:
    text = write(ExportFormat.ANKI, question(stem=stem, options=tuple(options)))

    *header, note, end = text.split("\n")
    guid, front, back, tags = note.split("\t")
    assert header == ["#separator:tab", "#html:true", "#guid column:1", "#tags column:4"]
    assert end == ""
    assert guid == "pack/director/choice@7"
    assert unescape(front.partition("<ol")[0]) == stem
    assert [unescape(option) for option in re.findall("<li>(.*?)</li>", front)] == options
    assert unescape(back).startswith(f"<b>{options[0]}</b><p>One directed it.</p>")
    assert tags == "film medium"


def test_anki_without_options_has_the_bare_answer() -> None:
    text = write(ExportFormat.ANKI, question(), layout=LAYOUT._replace(has_options=False))

    assert "\tWho directed it?\tOne\tfilm medium\n" in text


def render(markdown: str) -> str:
    """Return the text that a reader of the Markdown sees."""
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", "", MarkdownIt("commonmark").render(markdown))))


@given(texts)
@example(Text(HOSTILE))
@example(Text("1. one"))
@example(Text("- a"))
@example(Text("# a"))
def test_markdown_sheet_shows_every_text_as_it_is(stem: Text) -> None:
    sheet = write(ExportFormat.MARKDOWN, question(stem=stem, options=(stem, "Two", "Three", "Four")))

    shown = render(sheet)
    assert f"{stem} A) {stem} · B) Two · C) Three · D) Four" in re.sub(r"\s+", " ", shown)
    assert f"Answers of round 1 A) {stem} One directed it. (Source: The Paper" in shown


class _Texts(HTMLParser):
    """Collects the texts and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(texts)
@example(Text("<script>alert(1)</script>"))
def test_html_sheet_shows_every_text_and_runs_nothing(stem: Text) -> None:
    page = _Texts()
    page.feed(write(ExportFormat.HTML, question(stem=stem), statement()))

    assert stem in page.texts
    assert "True or false? It came out in 2001." in page.texts
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "a"})


def test_sheet_has_rounds_and_answers_where_they_are_wanted() -> None:
    questions = [question(f"q{number}") for number in range(5)]

    at_end = write(ExportFormat.MARKDOWN, *questions, layout=LAYOUT._replace(round_length=2))
    below = write(ExportFormat.MARKDOWN, *questions, layout=LAYOUT._replace(answers=AnswerPlace.BELOW))
    none = write(ExportFormat.MARKDOWN, *questions, layout=LAYOUT._replace(answers=AnswerPlace.NONE))

    assert re.findall("^## (.*)", at_end, re.MULTILINE) == [
        "Round 1", "Round 2", "Round 3", "Answers of round 1", "Answers of round 2", "Answers of round 3",
    ]  # fmt: skip
    assert below.count("**A\\) One**") + below.count("**A) One**") == 5
    assert "Answers" not in below
    assert "**" not in none


def test_source_of_a_question_bank_is_marked_as_not_checked() -> None:
    bank = Source("bank", Text("A Bank"), kind=Text("question bank"))
    made = question(citations=(Citation(bank, 3, 3, Text("question 3")),))._replace(explanation=Text(""))

    for format_ in (ExportFormat.GIFT, ExportFormat.ANKI, ExportFormat.MARKDOWN, ExportFormat.HTML):
        text = write(format_, made)
        assert "A Bank, question 3 (not checked)" in unescape(text.replace("\\:", ":"))


def test_typed_answers_and_numbers_are_written_in_each_format() -> None:
    near = typed_question("legs", answers=("8", "eight"), tolerance=1.0)
    year, height = closest_question(), closest_question("height", value=8849.0, type_="number", unit="␣ m")
    questions = (typed_question(), near, year, height)

    gift = write(ExportFormat.GIFT, *questions)
    rows = list(csv.DictReader(io.StringIO(write(ExportFormat.CSV, *questions))))
    anki = write(ExportFormat.ANKI, *questions)

    assert "{\n=Kyiv\n=Kiev\n####" in gift
    assert "{\n#8:1\n####" in gift
    assert "{\n#1894:2\n####" in gift
    assert re.search(r"\{\n#8849:598\.\d+\n####", gift)
    assert [(row["right"], row["accept"], row["wrong 1"]) for row in rows] == [
        ("Kyiv", "Kiev", ""), ("8", "eight", ""), ("1894", "", ""), ("8849", "", ""),
    ]  # fmt: skip
    assert "\tWhat is the capital of Ukraine?\t<b>Kyiv</b>" in anki
    assert "What is the capital of Ukraine?" in render(write(ExportFormat.MARKDOWN, *questions))
    assert "<b>Kyiv</b>" in write(ExportFormat.HTML, *questions)


@pytest.mark.parametrize("format_", [ExportFormat.OPENTDB, ExportFormat.KAHOOT])
def test_typed_questions_are_left_out_where_options_are_needed(format_: ExportFormat) -> None:
    if format_ is ExportFormat.KAHOOT:
        pytest.importorskip("xlsxwriter")

    exported = export_questions(format_, (typed_question(), closest_question(), question()), LAYOUT)

    assert exported.left_out == {"an answer that is typed": 2}


def read_workbook(data: bytes) -> list[dict[str, str]]:
    """Return the cells of each row by their columns."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = [
            "".join(each.itertext())
            for each in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{space}si")
        ]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{space}row"):
        cells = {}
        for cell in row.iter(f"{space}c"):
            value = cell.findtext(f"{space}v") or ""
            cells[cell.attrib["r"]] = shared[int(value)] if cell.get("t") == "s" else value
        rows.append(cells)
    return rows


def test_kahoot_grid_begins_in_row_8_and_starts_a_second_file_after_100_questions() -> None:
    pytest.importorskip("xlsxwriter")
    long = question("long", stem="x" * 121)
    six = question("six", options=("a", "b", "c", "d", "e", "=1+1"), key=5)
    questions = [six, long, *(question(f"q{number}") for number in range(100))]

    exported = export_questions(ExportFormat.KAHOOT, questions, LAYOUT)
    first, second = map(read_workbook, exported.files)

    assert list(exported.left_out.values()) == [1]
    assert first[0]["B8"].startswith("Question")
    assert [first[1][f"{column}9"] for column in "ABCDEFGH"] == [
        "1", "Who directed it?", "a", "b", "c", "=1+1", "20", "4",
    ]  # fmt: skip
    assert (len(first), len(second)) == (101, 2)
    assert export_questions(ExportFormat.KAHOOT, questions, LAYOUT).files == exported.files


def test_kahoot_cuts_long_texts_if_wanted() -> None:
    pytest.importorskip("xlsxwriter")

    exported = export_questions(ExportFormat.KAHOOT, [question(stem="x" * 121)], LAYOUT._replace(is_cut=True))

    assert read_workbook(exported.files[0])[1]["B9"] == "x" * 119 + "…"
