"""Questions in CSV, TSV and spreadsheets, with headings and without."""

import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from quiz.importers.bank_file import BankError
from quiz.importers.headings import Heading, Meaning, read_heading
from quiz.importers.importer import ImportRequest
from tests.importers.harness import Imported, import_text, list_errors


def options_of(imported: Imported) -> list[tuple[str, tuple[str, ...]]]:
    assert imported.pack is not None
    return [(entry.right, entry.wrong) for entry in imported.pack.questions]


@pytest.mark.parametrize(
    ("raw", "meaning"),
    [
        ("Question - max 120 characters", Heading(Meaning.QUESTION)),
        ("Question #", None),
        ("Answer 3\n(Optional)", Heading(Meaning.OPTION, 3)),
        ("Correct Answer(s)\n(Only include Answer #)", Heading(Meaning.ANSWER)),
        ("correctAnswer", Heading(Meaning.ANSWER)),
        ("incorrect_answer_2", Heading(Meaning.WRONG, 2)),
        ("Option D", Heading(Meaning.OPTION, 4)),
        ("Time limit (sec)", None),
        ("Topic", Heading(Meaning.CATEGORY)),
    ],
)
def test_headings_are_understood(raw: str, meaning: Heading | None) -> None:
    assert read_heading(raw) == meaning


@pytest.mark.parametrize("answer", ["Volga", "2", "2.0", "B", "b"])
def test_answer_is_text_number_or_letter(answer: str, tmp_path: Path) -> None:
    head = "\ufeffQuestion,Option A,Option B,Option C,Answer\n"
    text = f"{head}Which river is longest?,Rhine,Volga,Elbe,{answer}\n"

    assert options_of(import_text(tmp_path, text)) == [("Volga", ("Rhine", "Elbe"))]


def test_text_of_option_goes_before_its_number(tmp_path: Path) -> None:
    text = (
        "question;option 1;option 2;answer\nWhat is one and one?;1;2;2\nWho wrote Emma?;Austen;Eliot;Austen\n"
    )

    assert options_of(import_text(tmp_path, text)) == [("2", ("1",)), ("Austen", ("Eliot",))]


WRONG_ONLY = """Question,Answer,Option 1,Option 2,Option 3
Which river flows through Paris?,Seine,Loire,Rhône,Garonne
How many legs has a spider?,8,6,10,4
How many eyes has a cat?,2,1,3,4
Which river flows through Vienna?,Danube,Rhine,Elbe,
"""


@pytest.mark.parametrize("heading", ["Answer", "Right answer", "Correct option"])
def test_options_without_the_answer_are_wrong_ones(heading: str, tmp_path: Path) -> None:
    text = WRONG_ONLY.replace("Answer", heading, 1)

    assert options_of(import_text(tmp_path, text)) == [
        ("Seine", ("Loire", "Rhône", "Garonne")),
        ("8", ("6", "10", "4")),
        ("2", ("1", "3", "4")),
        ("Danube", ("Rhine", "Elbe")),
    ]


def test_options_in_one_cell_without_the_answer_are_wrong_ones(tmp_path: Path) -> None:
    text = "Question,Answer,Options\nWhich sea?,Red,Black; White\nWhich lake?,Aral,Ladoga; Onega\n"

    assert options_of(import_text(tmp_path, text)) == [
        ("Red", ("Black", "White")),
        ("Aral", ("Ladoga", "Onega")),
    ]


@pytest.mark.parametrize(
    ("answer", "option"),
    [("Option 1", "Seine"), ("Seine", "A) Seine"), ("a. Seine", "Seine"), ("D", "Seine"), ("(a)", "Seine")],
)
def test_answer_that_names_an_option_is_not_made_a_second_one(
    answer: str, option: str, tmp_path: Path
) -> None:
    rows = "".join(f"Which river flows through town {n}?,{answer},{option},Loire,Rhine\n" for n in range(9))
    imported = import_text(tmp_path, f"Question,Answer,Option 1,Option 2,Option 3\n{rows}")

    assert imported.left_out == {"no-answer": [*range(2, 11)]}


def test_generic_table_with_all_columns(tmp_path: Path) -> None:
    text = (
        "Topic,Level,Question,Correct,Wrong 1,Wrong 2,Explanation,Source,URL,Seconds\n"
        'Rivers,Hard,"Which river, of all, is longest?",Volga,Rhine,Elbe,It is far longer than the Danube.,'
        "An atlas,https://example.org/a,20\n"
        ",,,,,,,,,\n"
        "Towns,easy,Which town is on the Seine?,Paris,Lyon,,Yes!,,nowhere,20\n"
    )
    imported = import_text(tmp_path, text)

    assert imported.counts == {"choice": 2}
    assert imported.result.not_questions == 2
    assert list_errors(imported) == []
    assert imported.pack is not None
    first, second = imported.pack.questions
    assert (first.explanation, second.explanation) == ("It is far longer than the Danube.", "")
    assert (first.difficulty, second.difficulty) == (0.8, 0.2)
    assert [citation.source.title for citation in first.citations] == ["An atlas"]
    assert [citation.source.title for citation in second.citations] == ["bank.txt"]
    assert [citation.locator for citation in second.citations] == ["row 4"]


def test_several_answers_in_a_cell(tmp_path: Path) -> None:
    text = 'question,option 1,option 2,option 3,correct\nWhich are gases?,neon,iron,argon,"1,3"\n'

    assert import_text(tmp_path, text).left_out == {"several-right": [2]}
    split = import_text(tmp_path, text, ImportRequest(split=True))
    assert options_of(split) == [("neon", ("iron",)), ("argon", ("iron",))]


def test_quotation_marks_inside_cells_and_ragged_rows(tmp_path: Path) -> None:
    text = (
        "question\tright\twrong\n"
        'Who sang "Hero" in 2001?\tIglesias\tCarey\n'
        "Who sang it\ttwice\tin all\tof them?\n"
        "Only a question\n"
    )
    text += "".join(f"Who sang song {number}?\tAda {number}\tBob {number}\n" for number in range(6))
    imported = import_text(tmp_path, text)

    assert options_of(imported)[:2] == [("Iglesias", ("Carey",)), ("Ada 0", ("Bob 0",))]
    assert imported.left_out == {"ragged-row": [3, 4]}


def test_table_without_headings_is_guessed(tmp_path: Path) -> None:
    rows = [
        f"Rivers|Which river is number {number} of all?|River {number}|Lake {number}|Sea {number}"
        for number in range(9)
    ]
    imported = import_text(tmp_path, "\n".join(rows))

    assert imported.counts == {"choice": 9}
    assert imported.result.files[0].guess[0] == "--columns category,question,right,wrong,wrong"
    assert imported.result.files[0].guess[1] == " | ".join(rows[0].split("|"))


def test_place_of_answer_is_guessed(tmp_path: Path) -> None:
    rows = [
        f"Which river is number {number} of all?,{1 + number % 2},Po {number},Ill {number}"
        for number in range(6)
    ]
    imported = import_text(tmp_path, "\n".join(rows))

    assert imported.result.files[0].guess[0] == "--columns question,answer,option,option"
    assert options_of(imported)[:2] == [("Po 0", ("Ill 0",)), ("Ill 1", ("Po 1",))]


@pytest.mark.parametrize("text", ["a;b;c\nd;e;f\ng;h;i\n", "MC,1,Q1,2\nMC,1,Q2,1\n"])
def test_table_without_questions_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BankError, match=r"without a column of questions\. Name its columns with --columns"):
        import_text(tmp_path, text)


def test_named_columns(tmp_path: Path) -> None:
    columns = ("-", "question", "right", "option", "option", "explanation")
    imported = import_text(tmp_path, "MC,Q1,2,a,b,It is b for a reason.\n", ImportRequest(columns=columns))

    assert options_of(imported) == [("b", ("a",))]
    with pytest.raises(BankError, match="no column “rigth”"):
        import_text(tmp_path, "a,b\n", ImportRequest(columns=("question", "rigth")))


def test_blooket_with_overwritten_headings(tmp_path: Path) -> None:
    text = (
        '"Blooket\nImport Template",Unnamed: 1,Unnamed: 2,Unnamed: 3,Unnamed: 4,Unnamed: 5\n'
        'Question #,Question Text,Answer 1,Pie chart,"Time Limit\n(Max)","Correct Answer(s)\n(Only #)"\n'
        "2,Which one shows shares of a whole?,Bar,Pie,20,2\n"
        "3,,,,,\n"
    )
    imported = import_text(tmp_path, text)

    assert options_of(imported) == [("Pie", ("Bar",))]
    assert imported.result.not_questions == 3


def test_quizizz_kinds(tmp_path: Path) -> None:
    head = "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Image Link\n"
    rows = (
        "Which river is in Rome?,Multiple Choice,Tiber,Po,,1,\n"
        'Which are in Italy?,Checkbox,Po,Tiber,Ebro,"1,2",\n'
        "Which river is in Paris?,Fill-in-the-Blank,Seine,the Seine,,,\n"
        "Why do rivers bend?,Open-Ended,,,,,\n"
        "Which do you like?,Poll,Po,Ebro,,,\n"
        "Which is this?,Multiple Choice,Po,Ebro,,2,https://example.org/a.png\n"
    )
    imported = import_text(tmp_path, head + rows)

    assert imported.counts == {"choice": 1, "typed": 1}
    assert imported.left_out == {"several-right": [3], "essay": [5], "kind": [6], "media": [7]}


def build_xlsx(rows: dict[int, dict[str, str]], shared: tuple[str, ...] = ()) -> bytes:
    """Build a workbook; a cell `@0` is the first shared text, one that begins with `#` a number."""
    lines = []
    for number, cells in rows.items():
        parts = []
        for column, text in cells.items():
            if text.startswith("@"):
                parts.append(f'<c r="{column}{number}" t="s"><v>{text[1:]}</v></c>')
            elif text.startswith("#"):
                parts.append(f'<c r="{column}{number}"><v>{text[1:]}</v></c>')
            else:
                parts.append(f'<c r="{column}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(parts)}</row>')
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{''.join(lines)}</sheetData></worksheet>"
        )
        if shared:
            items = "".join(f"<si><r><t>{escape(text)}</t></r></si>" for text in shared)
            archive.writestr("xl/sharedStrings.xml", f"<sst>{items}</sst>")
    return data.getvalue()


def test_kahoot_sheet(tmp_path: Path) -> None:
    head = dict(zip("BCDEFGH", ("Question - max 120", "Answer 1 - max 75", "Answer 2", "Answer 3", "Answer 4",
                                "Time limit (sec)", "Correct answer(s)"), strict=True))  # fmt: skip
    rows = {
        2: {"B": "Quiz template"},
        8: head,
        9: {"A": "#1", "B": "Which sign is Omega?", "C": "Ω", "D": "@0", "E": "Σ", "G": "60", "H": "#1"},
        10: {"A": "#2", "B": "Which is < 2 & odd?", "C": "#1", "D": "#2", "G": "60", "H": "#1"},
        11: {"A": "#3"},
    }
    imported = import_text(tmp_path, build_xlsx(rows, ("Λ",)), name="kahoot.xlsx")

    assert options_of(imported) == [("Ω", ("Λ", "Σ")), ("1", ("2",))]
    assert imported.pack is not None
    assert imported.pack.questions[1].stem == "Which is < 2 & odd?"
    assert list_errors(imported) == []


def test_apostrophe_before_formula_is_taken_away(tmp_path: Path) -> None:
    text = "question,right,wrong\nWhich is a sum?,'=A1+B1,''=A1\nWhich is it?,'tis,-1\n"

    assert options_of(import_text(tmp_path, text)) == [("=A1+B1", ("'=A1",)), ("'tis", ("-1",))]


NAMES = ("Loire", "Rhine", "Volga", "Nile", "Niger", "Indus", "Danube", "Elbe")
UNUSUAL = (
    "No.,Q,Correct one,Bad 1,Bad 2,Round",
    "Nr,The question,A (right),B,C,Round",
    "No.,Trivia,Best,Other,Another,Round",
    "Nr,Frage,Richtige Antwort,Falsch 1,Falsch 2,Runde",
)


@pytest.mark.parametrize("headings", UNUSUAL)
def test_unusual_headings(headings: str, tmp_path: Path) -> None:
    rows = "".join(
        f"{number},Which river is number {number} on the list?,{name},X{number},Y{number},General\n"
        for number, name in enumerate(NAMES, 1)
    )

    imported = import_text(tmp_path, f"{headings}\n{rows}")

    expected = [(name, (f"X{number}", f"Y{number}")) for number, name in enumerate(NAMES, 1)]
    assert options_of(imported) == expected


def test_letters_under_an_unknown_heading_are_the_answers(tmp_path: Path) -> None:
    rows = "".join(
        f"Which river is number {number} on the list?,X{number},{name},Y{number},B\n"
        for number, name in enumerate(NAMES, 1)
    )

    imported = import_text(tmp_path, f"Trivia,One,Two,Three,Which\n{rows}")

    assert options_of(imported)[0] == ("Loire", ("X1", "Y1"))


def test_points_and_times_are_not_wrong_answers(tmp_path: Path) -> None:
    rows = "".join(
        f"Which river is number {number} on the list?,{name},X{number},{number * 10},20\n"
        for number, name in enumerate(NAMES, 1)
    )

    assert options_of(import_text(tmp_path, rows))[0] == ("Loire", ("X1",))


def test_workbook_is_not_called_misencoded(tmp_path: Path) -> None:
    rows = {1: {"A": "Question", "B": "Right", "C": "Wrong"}, 2: {"A": "Was für?", "B": "ä", "C": "ö"}}

    imported = import_text(tmp_path, build_xlsx(rows), name="sheet.xlsx")

    assert [report.encoding for report in imported.result.files] == [None]
