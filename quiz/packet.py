"""A round as a text of JSON: handed from one process to another, or kept in a file."""

import json
from typing import Any, NamedTuple

from quiz.core.model import Citation, Kind, Nothing, Proof, Question, Reason, Section, Source, Trust
from quiz.core.modes import MODES
from quiz.core.problem import Place
from quiz.dealer import Entry, Menu
from quiz.round import Order, Round
from quiz.text.safe import Text

Row = list[Any]


def packed(round_: Round) -> str:
    """Give a round as JSON; raises `ValueError` for one that goes on where it was left."""
    if round_.left is not None:
        raise ValueError("a round that goes on can't be packed")
    sources: dict[str, Source] = {}
    category, kind, length, seed, mode, time, players, day, without = round_.order
    data = {
        "questions": [_question_row(one, sources) for one in round_.questions],
        "spares": [_question_row(one, sources) for one in round_.spares],
        "title": round_.title,
        "titles": dict(round_.titles),
        "order": [category, kind, length, seed, mode.name, time, players, day, sorted(without)],
        "counts": round_.counts,
        "sources": sources,
    }
    return json.dumps(data)


def unpacked(text: str) -> Round | None:
    """Give the round again; `None` where the text is not that of one."""
    try:
        data = json.loads(text)
        sources = {name: _source(row) for name, row in data["sources"].items()}
        category, kind, length, seed, mode, time, players, day, without = data["order"]
        return Round(
            tuple(_question(row, sources) for row in data["questions"]),
            Text(data["title"]),
            Order(
                category,
                None if kind is None else Kind(kind),
                length,
                seed,
                MODES[mode],
                time,
                _texts(players),
                day,
                frozenset(without),
            ),
            tuple(_question(row, sources) for row in data["spares"]),
            counts=data["counts"],
            titles={name: Text(title) for name, title in data["titles"].items()},
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


class Start(NamedTuple):
    """What a game begins with, as another process worked it out."""

    round: Round | None
    menu: Menu | None
    """Where no round was ordered."""
    notes: tuple[Text, ...]
    """What the player should know."""


def packed_start(start: Start) -> str:
    """Give the start of a game as JSON."""
    return json.dumps([start.round and packed(start.round), start.menu, start.notes])


def unpacked_start(text: str) -> Start | None:
    """Give the start again; `None` where the text is not that of one."""
    try:
        round_text, menu, notes = json.loads(text)
        round_ = round_text and unpacked(round_text)
        entries = menu and tuple(
            Entry(name, Text(title), Text(pack), count) for name, title, pack, count in menu
        )
        return Start(round_, entries, _texts(notes)) if round_ or entries else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _question_row(question: Question, sources: dict[str, Source]) -> Row:
    """Give a question's fields; each source is written once, for many questions cite the same."""
    cited = []
    for source, *place in question.citations:
        name = f"{question.pack}/{source.id}"
        sources[name] = source
        cited.append([name, *place])
    row: Row = [*question]
    row[Question._fields.index("citations")] = cited
    return row


def _question(row: Row, sources: dict[str, Source]) -> Question:
    question: Any = Question(*row)
    made: Question = question._replace(
        kind=Kind(question.kind),
        stem=Text(question.stem),
        options=_texts(question.options),
        explanation=Text(question.explanation),
        citations=tuple(
            Citation(sources[name], first, last, Text(locator))
            for name, first, last, locator in question.citations
        ),
        proofs=tuple(
            Proof(option, Reason(reason), tuple(facts), _maybe(value), _maybe(instead))
            for option, reason, facts, value, instead in question.proofs
        ),
        attribution=_maybe(question.attribution),
        answer=Text(question.answer),
    )
    return made


def _source(row: Row) -> Source:
    source: Any = Source(*row)
    made: Source = source._replace(
        title=Text(source.title),
        publisher=_maybe(source.publisher),
        author=_maybe(source.author),
        kind=_maybe(source.kind),
        date=_maybe(source.date),
        url=_maybe(source.url),
        trust=None if source.trust is None else Trust(source.trust),
        licence=_maybe(source.licence),
        note=_maybe(source.note),
        depends_on=tuple(source.depends_on),
        file=_maybe(source.file),
        sections=tuple(Section(Text(heading), first, last) for heading, first, last in source.sections),
        place=None if source.place is None else _place(source.place),
        nothing_in=tuple(
            Nothing(first, last, Text(why), _place(place)) for first, last, why, place in source.nothing_in
        ),
        unit=_maybe(source.unit),
    )
    return made


def _place(row: Row) -> Place:
    path, *numbers = row
    return Place(Text(path), *numbers)


def _texts(texts: "list[str] | tuple[str, ...]") -> tuple[Text, ...]:
    return tuple(Text(text) for text in texts)


def _maybe(text: str | None) -> Text | None:
    return None if text is None else Text(text)
