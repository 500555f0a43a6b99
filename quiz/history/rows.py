"""Rows of the history as records. Rows that make no sense are left out and counted.

SQLite stores any value in any column, and the file may have been edited or damaged, so nothing is taken on
trust. Every decoder raises `ValueError` for a value that the program does not write.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from typing import Any, NamedTuple, TypeVar

from quiz.game.ladder import Lifeline
from quiz.game.outcome import Answer, PastAnswer, Verdict
from quiz.game.recorder import LastChoice, RoundSpec, StartedRound
from quiz.model.pack import MAX_OPTIONS, Kind
from quiz.text.answers import limit_typed
from quiz.text.english import format_count
from quiz.text.safe import Text

Record = TypeVar("Record")
Value = TypeVar("Value")

MAX_COUNT = 1_000_000_000
_MAX_LENGTH = 10**15
"""The command line takes up to 15 digits for the length of a round."""
_YEARS = range(1970, 3000)
"""Years of a plausible clock; the review schedule adds at most a century."""
_MAX_STABILITY_DAYS = 1e6
_DIFFICULTIES = (1.0, 10.0)
"""FSRS keeps the difficulty of a card within these bounds."""


class RowDecoder:
    """Decodes rows, and counts those that it leaves out."""

    def __init__(self) -> None:
        self._left_out: set[object] = set()

    def decode(
        self, table: str, rows: Iterable[Sequence[Any]], decode: Callable[..., Record]
    ) -> Iterator[Record]:
        """Yield the records of rows, each with as many values as `decode` has parameters."""
        for row in rows:
            try:
                record = decode(*row)
            except ValueError:
                self._left_out.add((table, row))
            else:
                yield record

    def take_notice(self) -> Text | None:
        """Return, once, a sentence for the player if rows were left out."""
        count = len(self._left_out)
        self._left_out.clear()
        if not count:
            return None
        verb = "makes no sense and is" if count == 1 else "make no sense and are"
        return Text(f"{format_count(count, 'row')} of the history {verb} left out")


class SavedRound(NamedTuple):
    """A round without an end."""

    id: int
    started: StartedRound
    is_scored: bool


class PastTarget(NamedTuple):
    """A target that was asked in an unfinished round, with the answer to it."""

    number: int
    answer: PastAnswer
    target_id: str


class Flag(NamedTuple):
    """A question that the player flagged as wrong or bad."""

    target_id: str
    question: dict[str, Any]
    """Its published fields when it was flagged."""
    flagged_at: str


class FactTotals(NamedTuple):
    """The answers to the questions about one target."""

    target_id: str
    seen_count: int
    asked_count: int
    right_count: int
    category: str
    """As `hero/video`."""


class DayTotals(NamedTuple):
    """The answers of one day in one category."""

    day: str
    category: str
    asked_count: int
    right_count: int
    answered_count: int
    seconds: float


class NewAnswer(NamedTuple):
    """An answer that is not in the review schedule yet."""

    target_id: str
    verdict: Verdict
    seconds: float
    was_helped: bool
    answered_at: datetime


class CardRow(NamedTuple):
    """A card of the review schedule."""

    target_id: str
    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due_at: datetime
    last_review: datetime


def decode_round(id_: Any, *fields: Any) -> SavedRound:
    """Decode a row of `rounds`: the id, the columns of a `RoundSpec` and those of a `StartedRound`."""
    mode, category, kind, length, seed, limit_seconds, players, generator_version, *more = fields
    rival_score, streak_bonus, total, digest, started, pid, is_scored = more
    round_spec = RoundSpec(
        text(mode),
        optional(category, text),
        optional(kind, Kind),
        whole(length, minimum=1, maximum=_MAX_LENGTH),
        optional(seed, integer),
        optional(limit_seconds, _positive_seconds),
        whole(players, minimum=1),
        integer(generator_version),
        optional(rival_score, whole),
        optional(streak_bonus, truth),
    )
    started_round = StartedRound(
        round_spec, whole(total, minimum=1), text(digest), text(started), integer(pid)
    )
    return SavedRound(integer(id_), started_round, truth(is_scored))


def decode_past_answer(
    number: Any, verdict: Any, option: Any, typed: Any, seconds: Any, helped: Any, target_id: Any
) -> PastTarget:
    """Decode a row of `answers` of an unfinished round."""
    answer = Answer(optional(option, option_index), optional(typed, typed_text))
    past_verdict = Verdict(verdict)
    given_count = sum(part is not None for part in answer)
    if given_count != (past_verdict not in (Verdict.LATE, Verdict.SKIPPED)):
        raise ValueError("the verdict does not fit the answer")
    return PastTarget(
        whole(number, minimum=1),
        PastAnswer(
            past_verdict,
            answer if given_count else None,
            number_of_seconds(seconds),
            lifelines(helped),
        ),
        text(target_id),
    )


def decode_flag(target_id: Any, question: Any, flagged_at: Any) -> Flag:
    """Decode a row of `flags`."""
    try:
        fields = json.loads(text(question), parse_constant=_refuse, parse_float=_finite_float)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(fields, dict) or not _is_question(fields):
        raise ValueError("not a question")
    day(text(flagged_at)[:10])
    return Flag(text(target_id), fields, text(flagged_at))


def decode_fact(target_id: Any, seen: Any, asked: Any, right: Any, category: Any) -> FactTotals:
    """Decode a row of `facts`."""
    seen_count, asked_count, right_count = whole(seen), whole(asked), whole(right)
    if not right_count <= asked_count <= seen_count:
        raise ValueError("a part is larger than the whole")
    return FactTotals(text(target_id), seen_count, asked_count, right_count, text(category))


def decode_day(day_: Any, category: Any, asked: Any, right: Any, answered: Any, seconds: Any) -> DayTotals:
    """Decode a row of `days`."""
    asked_count, right_count, answered_count = whole(asked, minimum=1), whole(right), whole(answered)
    if not right_count <= answered_count <= asked_count:
        raise ValueError("a part is larger than the whole")
    return DayTotals(
        day(day_).isoformat(),
        text(category),
        asked_count,
        right_count,
        answered_count,
        number_of_seconds(seconds),
    )


def decode_new_answer(target_id: Any, verdict: Any, seconds: Any, helped: Any, answered_at: Any) -> NewAnswer:
    """Decode a row of `answers` for the review schedule."""
    return NewAnswer(
        text(target_id),
        Verdict(verdict),
        number_of_seconds(seconds),
        bool(lifelines(helped)),
        moment(answered_at),
    )


def decode_card(
    target_id: Any, state: Any, step: Any, stability: Any, difficulty: Any, due: Any, last: Any
) -> CardRow:
    """Decode a row of `cards`."""
    return CardRow(
        text(target_id),
        whole(state, minimum=1, maximum=3),
        optional(step, whole),
        optional(stability, lambda days: _between(days, 1e-6, _MAX_STABILITY_DAYS)),
        optional(difficulty, lambda level: _between(level, *_DIFFICULTIES)),
        moment(due),
        moment(last),
    )


def decode_finished(*values: Any) -> tuple[StartedRound, int]:
    """Decode the columns of a round and its score."""
    *columns, score = values
    return decode_round(*columns).started, whole(score)


def decode_choice(mode: Any, category: Any) -> LastChoice:
    """Decode the mode and the categories of a round."""
    return LastChoice(text(mode), optional(category, text))


def text(value: Any) -> str:
    """Decode a text."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def typed_text(value: Any) -> Text:
    """Decode what a player typed: a short text in one line that can't control the terminal."""
    typed = text(value)
    if limit_typed(Text(typed)) != typed or "\n" in typed:
        raise ValueError("not what a player can type")
    return Text(typed)


def integer(value: Any) -> int:
    """Decode a whole number of any size."""
    if not isinstance(value, int):
        raise ValueError("not a whole number")
    return value


def whole(value: Any, *, minimum: int = 0, maximum: int = MAX_COUNT) -> int:
    """Decode a count."""
    if not minimum <= integer(value) <= maximum:
        raise ValueError("out of range")
    return int(value)


def truth(value: Any) -> bool:
    """Decode a 0 or 1."""
    return bool(whole(value, maximum=1))


def option_index(value: Any) -> int:
    """Decode the index of an option."""
    return whole(value, maximum=MAX_OPTIONS - 1)


def number_of_seconds(value: Any) -> float:
    """Decode a length of time."""
    return _between(value, 0, MAX_COUNT)


def lifelines(value: Any) -> tuple[Lifeline, ...]:
    """Decode the names of lifelines, separated by spaces."""
    try:
        return tuple(Lifeline[name] for name in text(value).split())
    except KeyError as error:
        raise ValueError("not a lifeline") from error


def day(value: Any) -> date:
    """Decode a date such as `2026-11-21`."""
    parsed = date.fromisoformat(text(value))
    if parsed.isoformat() != value or parsed.year not in _YEARS:
        raise ValueError("not a date of this program")
    return parsed


def day_of_seed(value: Any) -> date:
    """Decode the seed of a daily round, as 20261121."""
    number = whole(value)
    return day(f"{number // 10_000:04}-{number // 100 % 100:02}-{number % 100:02}")


def moment(value: Any) -> datetime:
    """Decode a time in UTC."""
    parsed = datetime.fromisoformat(text(value))
    if parsed.utcoffset() != timedelta(0) or parsed.year not in _YEARS:
        raise ValueError("not a time of this program")
    return parsed.astimezone(UTC)


def optional(value: Any, decode: Callable[[Any], Value]) -> Value | None:
    """Decode a value that may be missing."""
    return None if value is None else decode(value)


def _positive_seconds(value: Any) -> float:
    return _between(value, 1e-9, MAX_COUNT)


def _between(value: Any, minimum: float, maximum: float) -> float:
    if not isinstance(value, int | float) or not minimum <= value <= maximum:
        raise ValueError("out of range")
    return value


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")


def _finite_float(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError("out of range")
    return number


def _is_question(fields: dict[str, Any]) -> bool:
    """Return whether an object has the fields of a question that a list of flags shows."""
    options, citations = fields.get("options"), fields.get("citations")
    return (
        all(isinstance(fields.get(name), str) for name in ("id", "stem"))
        and isinstance(fields.get("explanation"), str | None)
        and isinstance(options, list)
        and all(isinstance(option, str) for option in options)
        and isinstance(fields.get("key"), int | None)
        and isinstance(citations, list)
        and all(_is_citation(citation) for citation in citations)
    )


def _is_citation(citation: Any) -> bool:
    return (
        isinstance(citation, dict)
        and all(isinstance(citation.get(name), str) for name in ("title", "locator"))
        and isinstance(citation.get("publisher"), str | None)
    )
