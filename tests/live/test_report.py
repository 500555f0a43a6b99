"""The report of a room."""

import csv
import io
import json

import pytest

from quiz.game.room_events import CategoryTitle, Created, HostAction, Joined, RoomSettings, Scoring
from quiz.game.room_steps import step
from quiz.live.report import write_csv, write_json
from quiz.text.safe import Text
from tests.factories import closest_question, question, typed_question
from tests.game.test_room import HOST, START, Script

QUESTIONS = (
    question("a", key=2, options=("One", "=2+2", "Three", "Four")),
    typed_question(),
    closest_question(),
    question("never"),
)


def play(settings: RoomSettings) -> Script:
    script = Script(*QUESTIONS, settings=settings)
    created = Created("e0", START, settings, QUESTIONS, HOST, (CategoryTitle("film", Text("Films")),))
    script.room = step(None, created)
    for name, team in (("Ana", "Reds"), ("Ben", "Blues"), ("@Cyd", "Reds"), ("Eve", "Reds")):
        script.join(name, team)
    script.open()
    script.wait(5_000)
    script.answer("Ana", 2)
    script.answer("Ben", 1)
    script.answer("@Cyd", 1)
    script.act(HostAction.REMOVE, player="Eve")
    script.open()
    script.answer("Ana", text="Kiev")
    script.answer("Ben", text="-1+2")
    script.act(HostAction.NEXT)
    script.open()
    script.answer("Ana", text="1896")
    script.act(HostAction.NEXT)
    script.act(HostAction.VOID, question=0)
    script.act(HostAction.END)
    return script


SETTINGS = RoomSettings("K7QMP", Text("A quiz"), Scoring.SPEED, teams=(Text("Reds"), Text("Blues")))


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_table_has_a_row_for_each_player_and_question() -> None:
    rows = read_rows(write_csv(play(SETTINGS).room))

    assert [(row["number"], row["player"], row["answer"], row["verdict"]) for row in rows] == [
        ("1", "Ana", "Three", "right"),
        ("1", "Ben", "'=2+2", "wrong"),
        ("1", "'@Cyd", "'=2+2", "wrong"),
        ("2", "Ana", "Kiev", "right"),
        ("2", "Ben", "'-1+2", "wrong"),
        ("2", "'@Cyd", "", ""),
        ("3", "Ana", "1896", "right"),
        ("3", "Ben", "", ""),
        ("3", "'@Cyd", "", ""),
    ]
    first = rows[0]
    assert (first["voided"], first["points"], first["seconds"], first["right share"]) == (
        "yes",
        "0",
        "5.000",
        "0.33",
    )
    assert (first["place"], first["team"], first["category"], first["given by"]) == (
        "1",
        "Reds",
        "Films",
        "1",
    )
    assert (rows[1]["given by"], rows[3]["right share"]) == ("2", "0.50")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "＝1"])
def test_no_cell_is_a_formula(name: str) -> None:
    script = Script(question())
    script.apply(Joined("e1", START, "p1", "t1", Text(name)))
    script.open()
    cells = [cell for row in csv.reader(io.StringIO(write_csv(script.room))) for cell in row]

    assert any(name in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell and not cell.lstrip("+-").isdigit()]


def test_object_has_questions_players_and_teams() -> None:
    report = json.loads(write_json(play(SETTINGS).room))

    assert (report["format"], report["room"], report["title"]) == (1, "K7QMP", "A quiz")
    first, second, third = report["questions"]
    assert (first["counts"], first["right"], first["voided"]) == ([0, 2, 1, 0], 1, True)
    assert (second["answered"], second["right_share"], second["key"]) == (2, 0.5, None)
    assert third["answer"] == "1894"
    ana = report["players"][0]
    assert (ana["place"], ana["name"], ana["team"], ana["right"]) == (1, "Ana", "Reds", 2)
    assert [answer["points"] for answer in ana["answers"]] == [0, 1000, 920]
    assert ana["score"] == 1920
    assert report["teams"] == [
        {"place": 1, "name": "Reds", "score": 960},
        {"place": 2, "name": "Blues", "score": 0},
    ]
    assert [player["name"] for player in report["players"]] == ["Ana", "Ben", "@Cyd"]


def test_survey_has_no_places() -> None:
    report = json.loads(write_json(play(SETTINGS._replace(scoring=Scoring.NONE)).room))

    assert {player["place"] for player in report["players"]} == {None}
    assert read_rows(write_csv(play(SETTINGS._replace(scoring=Scoring.NONE)).room))[0]["place"] == ""


def test_room_without_questions_or_players_has_an_empty_report() -> None:
    script = Script(question())

    assert read_rows(write_csv(script.room)) == []
    assert json.loads(write_json(script.room))["players"] == []
