"""Anki decks, Red-DiscordBot lists, and the tables that typed questions form."""

import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.importers.bank_file import BankError
from quiz.importers.importer import ImportRequest
from quiz.importers.sentences import DeckWords
from quiz.model.pack import Kind
from tests.importers.harness import import_text, list_errors

TOWNS = ("Vienna", "Rome", "Paris", "London", "Turin", "Prague", "Cairo", "Delhi", "Bonn")
RIVERS = ("Danube", "Tiber", "Seine", "Thames", "Po; Padus", "Vltava", "Nile", "Yamuna", "Rhine|Rhein")
HEADER = "\ufeff#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"


def deck(*more: str) -> str:
    notes = [
        f"g{number}\t{pair[0]}\t{pair[1]}\teurope x"
        for number, pair in enumerate(zip(TOWNS, RIVERS, strict=True))
    ]
    return HEADER + "\n".join((*notes, *more))


def test_deck_becomes_table_whose_values_are_never_split(tmp_path: Path) -> None:
    imported = import_text(tmp_path, deck())

    assert imported.counts == {"table": 1, "rows": 9}
    assert list_errors(imported) == []
    assert imported.pack is not None
    assert [fact.values[1].text for fact in imported.pack.facts] == list(RIVERS)
    assert imported.pack.facts[0].sentence == "“Vienna” goes with “Danube”."
    assert imported.pack.facts[0].id == "deck-g0-back"
    assert [category.name for category in imported.pack.categories] == ["europe"]
    question = QuestionMaker(imported.pack).find_question("made/deck-g1-back/choice")
    assert question is not None
    assert (question.stem, question.answer) == ("Which goes with “Rome”?", "Tiber")


def test_notes_are_left_out_for_one_reason_each(tmp_path: Path) -> None:
    more = (
        "c1\tThe {{c1::Loire}} is long.\t\tx",
        'c2\t<img src="a.png">\tElbe\tx',
        "c3\tListen: [sound:a.mp3]\tOder\tx",
        "c4\t[latex]x^2[/latex]\ta square\tx",
        "c5\t\tnothing\tx",
        "c6\tLisbon\t\tx",
        "c7\tVIENNA\tdanube\tx",
        'c8\t<b>Rouen</b><img src="b.png">\tthe Seine\tx',
    )
    imported = import_text(tmp_path, deck(*more))

    assert imported.counts["rows"] == 10
    assert imported.left_out["media"] == [11, 12]
    others = ("cloze", "formula", "no-question", "no-answer", "duplicate")
    assert {reason: imported.left_out[reason] for reason in others} == {
        "cloze": [10],
        "formula": [13],
        "no-question": [14],
        "no-answer": [15],
        "duplicate": [16],
    }


def test_words_of_deck(tmp_path: Path) -> None:
    words = DeckWords("On which river is <front>?", "Which town is on the <back>?")
    imported = import_text(tmp_path, deck(), ImportRequest(words=words))

    assert list_errors(imported) == []
    assert imported.pack is not None
    stems = {question.stem for question in QuestionMaker(imported.pack).iter_questions(0, kind=Kind.CHOICE)}
    assert {"On which river is Rome?", "Which town is on the Tiber?"} <= stems


def test_small_deck_and_headings_without_signs(tmp_path: Path) -> None:
    imported = import_text(
        tmp_path, "ID\tFront\tBack\tTags\nPT-1\tHello\tOi\tbasics\n", ImportRequest(format="anki")
    )

    assert imported.counts == {"typed": 1}
    assert "  - id: pt-1\n" in imported.text


def test_lines_of_backs_become_columns(tmp_path: Path) -> None:
    notes = [f"{town}\t{town[::-1].lower()}<br>{river}" for town, river in zip(TOWNS, RIVERS, strict=True)]
    imported = import_text(tmp_path, "\n".join(notes), ImportRequest(format="anki"))

    assert imported.pack is not None
    assert [fact.values[1].text for fact in imported.pack.facts[:2]] == ["anneiv", "Danube"]


def test_notes_with_one_front_share_a_row(tmp_path: Path) -> None:
    imported = import_text(tmp_path, deck("z1\tVIENNA\tWien\teurope"))

    assert imported.counts["rows"] == 10
    assert imported.pack is not None
    assert imported.pack.facts[0].values[1].right_answers == ("Danube", "Wien")


def build_apkg(notes: list[tuple[str, str, str]], name: str = "collection.anki2", setup: str = "") -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid TEXT, flds TEXT, tags TEXT);" + setup
    )
    connection.executemany("INSERT INTO notes (guid, flds, tags) VALUES (?, ?, ?)", notes)
    connection.commit()
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, connection.serialize())
        archive.writestr("../../evil", "never written")
    connection.close()
    return data.getvalue()


def test_package_of_anki(tmp_path: Path) -> None:
    notes = [
        (f"g{town}", f"{town}\x1f{river}\x1fmore", " a ") for town, river in zip(TOWNS, RIVERS, strict=True)
    ]
    imported = import_text(tmp_path, build_apkg(notes), name="deck.apkg")

    assert imported.counts == {"table": 1, "rows": 9}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck.apkg", "made.yaml"]


def test_package_of_new_anki_and_damaged_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="Support older Anki versions"):
        import_text(tmp_path, build_apkg([], "collection.anki21b"))
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("collection.anki2", b"SQLite format 3\0" + b"x" * 5_000)
    with pytest.raises(BankError, match="database is damaged"):
        import_text(tmp_path, data.getvalue())


def test_view_of_package_is_never_run(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
    connection.execute(
        f"CREATE VIEW notes AS {endless} SELECT x AS id, x AS guid, x AS flds, x AS tags FROM c"
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("collection.anki2", connection.serialize())
    connection.close()

    with pytest.raises(BankError, match="without notes"):
        import_text(tmp_path, data.getvalue())


def red(*questions: str) -> str:
    return "AUTHOR: Jane Roe\nDESCRIPTION: Of rivers.\n" + "".join(questions)


def test_red_keeps_texts_as_typed(tmp_path: Path) -> None:
    imported = import_text(
        tmp_path,
        red(
            "What is agent Bond's number?:\n- 07\n- seven\n",
            '"Is it yes: or no?":\n- no\n',
            "What time::\n- 4:24\n",
            "What item is this? https://example.org/a.png:\n- a pot\n",
        ),
    )

    assert imported.counts == {"typed": 3}
    assert imported.left_out == {"media": [4]}
    assert "right: 07\n    accept:\n      - seven\n" in imported.text
    assert 'right: "4:24"\n' in imported.text
    assert 'question: "What time:"\n' in imported.text
    assert "author: Jane Roe\n" in imported.text
    assert "note: Of rivers.\n" in imported.text


def test_red_with_tags_is_broken(tmp_path: Path) -> None:
    imported = import_text(
        tmp_path, red("Who is it?:\n- Ada\n", "Who was it?:\n- !!python/object:os.system Bob\n")
    )

    assert imported.counts == {"typed": 1}
    assert imported.left_out["broken"]


def capitals(count: int = 30) -> str:
    return "".join(
        f"What is the capital of Land {number}{'?' if number % 9 else ''}:\n- Town {number}\n- T{number}\n"
        for number in range(count)
    )


def test_sentence_that_repeats_becomes_table(tmp_path: Path) -> None:
    others = "Name one of the capitals of Bolivia?:\n- Sucre\n"
    others += "What is the capital of a very long land without end or name?:\n- X\n"
    imported = import_text(tmp_path, red(capitals(), others))

    assert imported.counts == {"typed": 2, "table": 1, "rows": 30}
    assert imported.pack is not None
    fact = imported.pack.facts[0]
    assert fact.sentence == "The answer to “What is the capital of Land 0?” is Town 0."
    assert fact.values[1].right_answers == ("Town 0", "T0")
    assert fact.values[1].ask == "What is the capital of Land 0?"


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        (red(capitals(19)), ImportRequest()),
        (red(capitals()), ImportRequest(makes_tables=False)),
        (red(capitals().replace("What is the capital of", "Name a capital like that of")), ImportRequest()),
    ],
)
def test_questions_stay_typed(text: str, request_: ImportRequest, tmp_path: Path) -> None:
    imported = import_text(tmp_path, text, request_)

    assert imported.counts == {"typed": imported.result.read_count}
