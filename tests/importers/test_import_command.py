"""`quiz import`: files, the second import, the summary and its exit codes."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from quiz.cli.main import main
from quiz.packs.read.pack_reader import read_pack
from tests.cli.harness import run_failing, run_ok
from tests.importers.harness import run_json

ROWS = "".join(f"Who wrote book {number}?,Ada {number},Bob {number},Cyd {number}\n" for number in range(1, 7))
HEAD = "question,right,wrong 1,wrong 2\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    return tmp_path


def write(folder: Path, rows: str = ROWS, name: str = "books.csv") -> None:
    (folder / name).write_text(HEAD + rows, encoding="utf-8")


def test_summary_and_pack(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, f"{ROWS}Who wrote it?,,,\nWho wrote book 1?,ada 1,X,Y\nWho wrote book 2?,Eve,X,Y\n")

    assert run_ok(capsys, "import", "books.csv", "--licence", "CC0-1.0", "--no-check") == [
        "books.csv is a table of questions: 9 rows.",
        "  imported        7   7 multiple choice",
        "  left out        2   1 has no right answer (8), 1 duplicate (9)",
        "  note            1   the same question with another answer (10)",
        "  skipped         1   blank rows, titles and texts between questions",
        "7 have no explanation, because the bank has none.",
        "Licence: CC0-1.0.",
        "books.yaml is written.",
        "Play it: quiz --pack books.yaml",
        "Keep it: quiz add books.yaml",
    ]
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    result = read_pack(folder / "books.yaml")
    assert result.problems == ()
    assert result.pack is not None
    assert result.pack.licence == "CC0-1.0"


def test_pack_plays_and_is_not_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder)
    fields = run_json(capsys, "books.csv")

    assert fields["problems"]["error"] == 0
    assert fields["problems"]["rules"]["no-licence"] == 1
    lines = run_ok(capsys, "items", "--json", "--pack", "books.yaml")
    assert {(item["checked"], item["explanation"]) for item in map(json.loads, lines)} == {(False, None)}


def test_dry_run_writes_nothing_and_shows_questions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder)
    lines = run_ok(capsys, "import", "books.csv", "--dry-run")

    assert "Nothing is written." in lines
    assert sum(line.startswith("Source: books.csv, row ") for line in lines) == 5
    assert [path.name for path in folder.iterdir()] == ["books.csv"]


def test_second_import_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder)
    run_json(capsys, "books.csv")
    before = (folder / "books.yaml").read_bytes()
    fields = run_json(capsys, "books.csv")

    assert (fields["added"], fields["changed_entries"], fields["removed"]) == (0, 0, 0)
    assert (folder / "books.yaml").read_bytes() == before


def test_reworded_question_is_removed_and_added_unless_it_has_an_id(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder)
    run_json(capsys, "books.csv")
    write(folder, ROWS.replace("book 3?", "novel 3?").replace("Bob 4", "Bea 4"))
    fields = run_json(capsys, "books.csv")
    assert (fields["added"], fields["changed_entries"], fields["removed"]) == (1, 1, 1)

    for word in ("Who", "Which"):
        rows = "".join(f"n-{number},{word} is {number}?,A {number},B {number}\n" for number in range(3))
        (folder / "own.csv").write_text(f"id,question,right,wrong\n{rows}", encoding="utf-8")
        fields = run_json(capsys, "own.csv")
    assert (fields["added"], fields["changed_entries"], fields["removed"]) == (0, 3, 0)


def test_edited_pack_keeps_its_entries(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder)
    run_json(capsys, "books.csv")
    path = folder / "books.yaml"
    edited = path.read_text(encoding="utf-8").replace("right: Ada 1\n", "right: Ada Lovelace\n")
    path.write_text(edited, encoding="utf-8")
    write(folder, ROWS.partition("\n")[2].partition("\n")[2] + "Who wrote book 9?,Ada 9,Bob 9,Cyd 9\n")
    fields = run_json(capsys, "books.csv")

    assert (fields["added"], fields["changed_entries"], fields["removed"]) == (1, 0, 2)
    pack = read_pack(path).pack
    assert pack is not None
    assert [question.right for question in pack.questions] == [
        "Ada Lovelace",
        *(f"Ada {number}" for number in (2, 3, 4, 5, 6, 9)),
    ]
    lines = run_ok(capsys, "import", "books.csv")
    assert "added 0, changed 0, removed 2" in lines
    assert any(line.startswith("No longer in the bank, but kept: q") for line in lines)
    fields = run_json(capsys, "books.csv", "--replace")
    assert "Lovelace" not in path.read_text(encoding="utf-8")


def test_edited_pack_gets_new_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def write_deck(count: int) -> None:
        notes = "".join(f"word {number}\tWort {number}\n" for number in range(count))
        (folder / "deck.txt").write_text(f"#separator:tab\n{notes}", encoding="utf-8")

    write_deck(9)
    run_json(capsys, "deck.txt")
    path = folder / "deck.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Wort 1 ", "das Wort 1 "), encoding="utf-8")
    write_deck(11)
    fields = run_json(capsys, "deck.txt")

    assert (fields["added"], fields["removed"]) == (2, 0)
    result = read_pack(path)
    assert result.error_count == 0
    assert result.pack is not None
    assert len(result.pack.facts) == 11
    assert run_json(capsys, "deck.txt")["added"] == 0


def test_pack_that_was_not_imported_is_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder)
    (folder / "books.yaml").write_text("format: 1\n", encoding="utf-8")

    assert run_failing(["import", "books.csv"], capsys) == (
        "books.yaml exists and was not imported. Choose a name with --to, or use --replace"
    )
    assert run_json(capsys, "books.csv", "--to", "other")["path"] == "other.yaml"
    assert run_json(capsys, "books.csv", "--replace")["path"] == "books.yaml"


def test_exit_codes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, f"{ROWS}Who wrote it?,,,\n")
    assert main(["import", "books.csv", "--strict"]) == 1
    capsys.readouterr()
    write(folder, "Who wrote it?,,,\n", "none.csv")
    assert run_failing(["import", "none.csv"], capsys) == "nothing of none.csv can be imported: no-answer 1"
    write(folder, "", "empty.csv")
    assert run_failing(["import", "empty.csv"], capsys) == "empty.csv has no questions"
    assert not (folder / "none.yaml").exists()


def test_guessed_columns_are_written_only_with_yes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "books.csv").write_text(ROWS, encoding="utf-8")

    assert main(["import", "books.csv"]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "--columns question,right,wrong,wrong"
    assert len(out.splitlines()) == 4
    assert "Use --yes if this is right" in err
    assert not (folder / "books.yaml").exists()
    assert run_json(capsys, "books.csv", "--yes")["imported"] == {"choice": 6}


def test_folder_and_several_files_are_sources_of_one_pack(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = folder / "bank"
    bank.mkdir()
    write(bank, ROWS, "one.csv")
    write(bank, ROWS + "Who wrote book 9?,Ada 9,Bob 9,Cyd 9\n", "two.csv")
    (bank / "readme.txt").write_text("Nothing to ask here.\n", encoding="utf-8")

    assert main(["import", "bank", "--to", "all", "--json", "--source", "Two banks"]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("readme.txt is skipped: it has no format")
    fields = json.loads(out)
    assert fields["imported"] == {"choice": 7}
    assert fields["left_out"] == [{"reason": "duplicate", "count": 6, "places": [2, 3, 4]}]
    pack = read_pack(folder / "all.yaml").pack
    assert pack is not None
    assert [(source.id, source.title) for source in pack.sources] == [
        ("one", "Two banks"),
        ("two", "Two banks"),
    ]


@pytest.mark.skipif(os.name != "posix", reason="there are no FIFOs")
@pytest.mark.parametrize("name", ["missing.csv", "pipe", "loop", "books"])
def test_path_without_regular_file_is_refused(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "pipe":
        os.mkfifo(folder / name)
    elif name == "loop":
        (folder / name).symlink_to(folder / name)
    elif name == "books":
        (folder / name).mkdir()

    message = run_failing(["import", name], capsys)
    assert "can’t be opened" in message or "not a regular file" in message or "can be imported" in message


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n" + bytes(range(256)) * 8,
        bytes(1_000),
        (HEAD + ROWS).encode("utf-16-le"),
        b"::a::{=b ~c}" + bytes(range(32)) * 40,
    ],
)
def test_file_that_is_not_text_is_refused(
    data: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "picture.csv").write_bytes(data)

    for words in (["picture.csv"], ["--as", "gift", "picture.csv"]):
        assert "picture.csv is not a text." in run_failing(["import", *words], capsys)


def test_zip_is_not_read_as_a_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("question.txt", HEAD + ROWS)

    assert "a.zip is a zip, not a text" in run_failing(["import", "--as", "anki", "a.zip"], capsys)


def test_utf16_without_mark_is_read_with_encoding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "books.csv").write_bytes((HEAD + ROWS).encode("utf-16-le"))

    assert run_json(capsys, "books.csv", "--encoding", "utf-16-le")["imported"] == {"choice": 6}


def test_category_source_and_address(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder)
    words = ["books.csv", "--category", "Books & more", "--url", "https://example.org/books"]

    run_json(capsys, *words)
    pack = read_pack(folder / "books.yaml").pack
    assert pack is not None
    assert [(category.name, category.title) for category in pack.categories] == [
        ("books-more", "Books & more")
    ]
    assert pack.sources[0].url == "https://example.org/books"
    assert "--url needs an address" in run_failing(["import", "books.csv", "--url", "example"], capsys)


def test_answer_of_most_questions_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(
        f"Who wrote book {number}?,{'Ada' if number % 3 else 'Eve'},Bob,Cyd\n" for number in range(12)
    )
    write(folder, rows)

    lines = run_ok(capsys, "import", "books.csv", "--no-check")
    assert "“Ada” is the right answer of more than half of the questions." in lines


def test_hostile_texts_reach_neither_the_terminal_nor_the_pack(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "Who \x1b[31mwrote\x07 it\u202e?,\x1b]0;Ada,: # &x *y !z,- [a]\n", "\x1b[1mbooks.csv")
    assert main(["import", "\x1b[1mbooks.csv", "--to", "books", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert main(["import", "\x1b[1mbooks.csv", "--to", "books"]) == 0
    assert "\x1b" not in (folder / "books.yaml").read_text(encoding="utf-8")
    pack = read_pack(folder / "books.yaml").pack
    assert pack is not None
    assert pack.questions[0].wrong == (": # &x *y !z", "- [a]")
