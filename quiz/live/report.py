"""The result of a room: a table with a row for each answer, and an object with everything."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from quiz.game.feedback import format_answer, format_sources
from quiz.game.outcome import Verdict
from quiz.game.room import Ranked, Room, RoomAnswer, has_points, rank, team_scores
from quiz.live.views import count_options
from quiz.model.question import Question
from quiz.text.safe import Text, one_line
from quiz.text.table_cells import protect_cell

FORMAT = 1
"""The version of the JSON report."""
_HEADINGS = (
    "number", "category", "kind", "question", "right answer", "voided", "right share",
    "place", "player", "team", "score", "answer", "given by", "verdict", "points", "seconds",
)  # fmt: skip


class AskedQuestion(NamedTuple):
    """A question that was shown, with the answers of the players who are ranked."""

    number: int
    """The number of the question, from 1."""
    question: Question
    answers: dict[str, RoomAnswer]
    is_voided: bool

    @property
    def right_count(self) -> int:
        """Number of right answers."""
        return sum(answer.verdict is Verdict.RIGHT for answer in self.answers.values())


def write_csv(room: Room) -> str:
    """Return a table with a row for each player and question; no cell is a formula."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_HEADINGS)
    ranking = rank(room)
    for asked in _list_asked(room):
        same = Counter(answer.answer for answer in asked.answers.values())
        for ranked in ranking:
            answer = asked.answers.get(ranked.player.id)
            cells = _iter_cells(room, asked, ranked, answer, 0 if answer is None else same[answer.answer])
            writer.writerow(protect_cell(one_line(cell)) for cell in cells)
    return table.getvalue()


def write_json(room: Room) -> str:
    """Return the questions, the players with their answers, and the teams as an object."""
    asked = _list_asked(room)
    report = {
        "format": FORMAT,
        "room": room.settings.code,
        "title": room.settings.title,
        "scoring": room.settings.scoring.value,
        "limit_seconds": room.settings.seconds,
        "questions": [_question_fields(room, each) for each in asked],
        "players": [_player_fields(room, asked, ranked) for ranked in rank(room)],
        "teams": [team._asdict() for team in team_scores(room)],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _list_asked(room: Room) -> list[AskedQuestion]:
    players = set(room.tokens.values())
    return [
        AskedQuestion(
            number,
            question,
            {player: answer for player, answer in room.answers[number - 1].items() if player in players},
            number - 1 in room.voided,
        )
        for number, question in enumerate(room.questions[: len(room.windows)], 1)
    ]


def _iter_cells(
    room: Room, asked: AskedQuestion, ranked: Ranked, answer: RoomAnswer | None, same_count: int
) -> Iterator[str]:
    """Yield the cells of a row; `same_count` players have the same answer."""
    question, player = asked.question, ranked.player
    yield str(asked.number)
    yield _find_title(room, question)
    yield question.kind.value
    yield question.stem
    yield format_answer(question)
    yield "yes" if asked.is_voided else "no"
    yield f"{asked.right_count / len(asked.answers):.2f}" if asked.answers else ""
    yield str(ranked.place) if has_points(room) else ""
    yield player.name
    yield player.team or ""
    yield str(player.score)
    if answer is not None:
        yield _format_given(question, answer)
        yield str(same_count)
        yield answer.verdict.value
        yield str(answer.points)
        yield f"{answer.seconds:.3f}"
    else:
        yield from [""] * 5


def _question_fields(room: Room, asked: AskedQuestion) -> dict[str, object]:
    question, count = asked.question, len(asked.answers)
    return {
        "number": asked.number,
        "id": question.id,
        "category": _find_title(room, question),
        "kind": question.kind.value,
        "stem": question.stem,
        "options": question.options,
        "key": question.key if question.options else None,
        "answer": format_answer(question),
        "explanation": question.explanation,
        "sources": format_sources(question),
        "voided": asked.is_voided,
        "answered": count,
        "right": asked.right_count,
        "right_share": round(asked.right_count / count, 4) if count else None,
        "counts": count_options(question, asked.answers),
    }


def _player_fields(room: Room, asked: list[AskedQuestion], ranked: Ranked) -> dict[str, object]:
    player = ranked.player
    return {
        "place": ranked.place if has_points(room) else None,
        "name": player.name,
        "team": player.team,
        "score": player.score,
        "right": player.right_count,
        "answers": [
            _answer_fields(each, each.answers[player.id]) for each in asked if player.id in each.answers
        ],
    }


def _answer_fields(asked: AskedQuestion, answer: RoomAnswer) -> dict[str, object]:
    return {
        "number": asked.number,
        "option": answer.answer.option,
        "text": answer.answer.text,
        "verdict": answer.verdict.value,
        "points": answer.points,
        "seconds": answer.seconds,
    }


def _find_title(room: Room, question: Question) -> Text:
    titles = (title.title for title in room.titles if title.name == question.category)
    return next(titles, Text(question.category))


def _format_given(question: Question, answer: RoomAnswer) -> Text:
    option, text = answer.answer
    return question.options[option] if option is not None else text or Text("")
