"""Sheets of xlsx files: which sheet is read, and what its cells show."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from quiz.cli.main import main
from quiz.importers.archives import Archive
from quiz.importers.bank_file import BankError
from quiz.importers.spreadsheet import format_sheet, iter_sheet_rows
from quiz.packs.read.pack_reader import read_pack


def build_workbook(path: Path) -> Path:
    """Write a workbook with a hidden sheet, an empty one, and one of rivers."""
    workbook = xlsxwriter.Workbook(path)
    hidden = workbook.add_worksheet("Notes")
    hidden.write_row("A1", ["draft", "only"])
    workbook.add_worksheet("Empty").activate()
    hidden.hide()
    sheet = workbook.add_worksheet("Rivers")
    workbook.add_worksheet("Lakes").write("A1", "Baikal")
    date = workbook.add_format({"num_format": "dd/mm/yyyy"})
    year = workbook.add_format({"num_format": 'yyyy "AD"'})
    share = workbook.add_format({"num_format": "0%"})
    red = workbook.add_format({"num_format": "[Red]0.00"})
    sheet.merge_range("A1:C1", "Rivers of the world")
    sheet.write_row("A3", ["river", "mouth", "length"])
    sheet.write_row("A4", ["Rhine", "North Sea", 1233.0])
    sheet.write_row("A6", ["Loire", "Bay of Biscay"])
    sheet.write_formula("C6", "=1000+12", None, 1012)
    sheet.write_number("D4", 45658, date)
    sheet.write_number("E4", 45658, year)
    sheet.write_number("F4", 0.25, share)
    sheet.write_number("G4", 0.1 + 0.2, red)
    sheet.write_boolean("H4", True)
    sheet.write_formula("I4", "=NA()", None, "#N/A")
    workbook.close()
    return path


def open_archive(path: Path) -> Archive:
    """Open a workbook."""
    return Archive(io.BytesIO(path.read_bytes()))


def test_cells_are_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    rows = dict(iter_sheet_rows(open_archive(build_workbook(tmp_path / "rivers.xlsx"))))

    assert list(rows) == [1, 3, 4, 6]
    assert rows[4] == ["Rhine", "North Sea", "1233", "2025-01-01", "2025", "25%", "0.3", "TRUE", ""]
    assert rows[6] == ["Loire", "Bay of Biscay", "1012"]


def test_first_shown_sheet_with_cells_is_used(tmp_path: Path) -> None:
    table = format_sheet(open_archive(build_workbook(tmp_path / "rivers.xlsx")), 2)

    assert (table.sheet, table.others) == ("Rivers", ("Empty", "Lakes"))
    assert table.data.decode().splitlines()[1:] == ["river,mouth,length"]


def test_reading_aids_are_not_part_of_a_text() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        item = "<si><t>Tokyo</t><rPh><t>reading</t></rPh></si>"
        archive.writestr("xl/sharedStrings.xml", f"<sst>{item}</sst>")
        sheet = '<worksheet><row r="1"><c t="s"><v>0</v></c></row></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)

    assert list(iter_sheet_rows(Archive(data))) == [(1, ["Tokyo"])]


def test_new_makes_a_pack_of_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rivers.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Rivers")
    workbook.add_worksheet("Lakes")
    sheet.write_row("A1", ["river", "mouth", "source found"])
    date = workbook.add_format({"num_format": "d/m/yyyy"})
    names = ("Rhine", "Loire", "Volga", "Nile", "Niger", "Indus", "Danube", "Elbe")
    seas = ("North Sea", "Bay of Biscay", "Caspian Sea", "Mediterranean Sea", "Gulf of Guinea")
    for row, name in enumerate(names, 1):
        sheet.write_row(row, 0, [name, seas[row % 5]])
        sheet.write_number(row, 2, 10_000 + 777 * row, date)
    workbook.close()

    assert main(["new", str(tmp_path / "made"), "--from", str(path)]) == 0

    output = capsys.readouterr().out
    assert "The sheet “Rivers” is used. Save another as CSV to use it: “Lakes”." in output
    pack = read_pack(tmp_path / "made.yaml").pack
    assert pack is not None
    assert "Rhine,Bay of Biscay,3 July 1929" in (tmp_path / "made.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("<worksheet>", "is a damaged workbook"),
        ("<worksheet/>", "is a workbook without a cell"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>', "has a DOCTYPE"),
        (f"<worksheet>{' ' * 3_000_000}</worksheet>", "is a zip whose content is far larger than the file"),
    ],
)
def test_bad_workbook_is_refused_with_a_sentence(sheet: str, message: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)

    with pytest.raises(BankError, match=message):
        format_sheet(Archive(data), 100)
