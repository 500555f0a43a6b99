"""Questions whose answer is a number that the player guesses; a near guess earns points too.

argon was discovered in <1894>.     In which year was argon discovered?     from 1750 to 2010
"""

from math import floor, log10

from quiz.generate import explanations, wording
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import USUAL_SIMILARITY
from quiz.generate.draft import draft_question
from quiz.generate.number_columns import GuessableNumber, read_number
from quiz.generate.pack_context import PackContext
from quiz.generate.skipped import CannotAskError, SkipReason
from quiz.generate.stems import choose_wording, write_checked_stem
from quiz.generate.targets import QuestionTarget, TargetContext
from quiz.generate.values import parse
from quiz.model.pack import HandwrittenQuestion, Value
from quiz.model.question import GuessedNumber, Question
from quiz.text.safe import Text

MAY_BE_SENSITIVE = False
_YEAR = "year"
_NO_POINTS_YEARS = 25.0
_NO_POINTS_RATIO = 0.7
"""The natural logarithm of the ratio of a guess to the number from which it earns nothing."""
_RIGHT_YEARS = 2.0
_RIGHT_RATIO = 0.07
_RIGHT_VAGUE_YEARS = 10.0
_RIGHT_VAGUE_RATIO = 0.2
"""The tolerances if the number is only approximate: `around 1840`."""
_MIN_ROWS = 5
"""Number of rows from which a column has a scale of its own."""
_YEARS_SHOWN = 200
_RATIO_SHOWN = 20.0
_MARGIN = 0.1
"""Share of the scale at each end where the number of a single fact never is."""
_YEAR_STEPS = ((200, 10), (1_000, 50))
_WIDE_YEAR_STEP = 100


def build_question(pack: PackContext, context: TargetContext) -> Question:
    """Build a question about a number of a fact.

    Raises:
        CannotAskError: The value is not a bare number, or several numbers may be right.
    """
    number = read_number(context.value, english=pack.is_english)
    if number is None:
        raise CannotAskError(SkipReason.NO_NUMBER)
    if pack.is_english and wording.is_bound(context.fact, context.value):
        raise CannotAskError(SkipReason.BOUND)
    proof = pack.proofs.find_context(context.fact, context.value_index)
    accepted = proof.accepted
    if accepted.is_open or accepted.is_many or proof.doubtful_names or len(accepted.shared.magnitudes) > 1:
        raise CannotAskError(SkipReason.OPEN)
    stem = write_checked_stem(pack, context, choose_wording(context))
    context = context._replace(stem=stem)
    question = draft_question(context, stem, (), -1, explanations.explain(pack, context))
    return question._replace(
        guessed=_build_scale(pack, context, number),
        difficulty=estimate_difficulty(pack, context, USUAL_SIMILARITY),
    )


def check_wording(pack: PackContext, context: TargetContext, ask: Text | None) -> None:
    """Check the question in one of the author's wordings, or without one.

    Raises:
        CannotAskError: The wording has a flaw.
    """
    write_checked_stem(pack, context, ask)


def build_handwritten(target: QuestionTarget, written: HandwrittenQuestion, seed: int) -> Question:
    """Refuse a hand-written question, which has no scale.

    Raises:
        CannotAskError: Always.
    """
    raise CannotAskError(SkipReason.OTHER_KIND)


def may_ask_for(value: Value, *, english: bool) -> bool:
    """Return whether a value, by its type and its digits alone, may be asked for."""
    return read_number(value, english=english) is not None


def _build_scale(pack: PackContext, context: TargetContext, number: GuessableNumber) -> GuessedNumber:
    is_year = context.value.type == _YEAR
    low, high = _find_ends(pack, context, number)
    right = (_RIGHT_RATIO, _RIGHT_YEARS)
    if pack.is_english and wording.is_vague(context.fact, context.value):
        right = (_RIGHT_VAGUE_RATIO, _RIGHT_VAGUE_YEARS)
    return GuessedNumber(
        context.value.type,
        number.magnitude,
        low,
        high,
        full=right[is_year],
        none=_NO_POINTS_YEARS if is_year else _NO_POINTS_RATIO,
        is_ratio=not is_year,
        unit=Text(number.unit),
    )


def _find_ends(pack: PackContext, context: TargetContext, number: GuessableNumber) -> tuple[float, float]:
    """Find the ends of the scale: the author's, those of the column, or drawn ones around a single number."""
    value = context.value
    ends = [
        parse.parse_magnitude(end, value.type, english=pack.is_english)
        for end in (*value.between[:1], *value.between[-1:])
    ]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        return ends[0], ends[1]
    column = pack.number_columns.find_range(context.fact, context.value_index, number.unit)
    is_column = column.size >= _MIN_ROWS
    drawn = column.low, column.high
    if value.type == _YEAR:
        low, high = drawn if is_column else _draw_years(context, number.magnitude)
        latest = max(float(pack.distractors.latest_year), number.magnitude)
        return _round_years(low, min(high, latest), latest)
    low, high = drawn if is_column else _draw_ratio(context, number.magnitude)
    top = 100.0 if value.type == "percent" and high <= 100 else float("inf")
    return _round_digit(low, up=False), min(_round_digit(high, up=True), top)


def _draw_place(context: TargetContext) -> float:
    return _MARGIN + (1 - 2 * _MARGIN) * context.random_stream("scale").random()


def _draw_years(context: TargetContext, year: float) -> tuple[float, float]:
    low = max(1.0, year - round(_draw_place(context) * _YEARS_SHOWN))
    return low, low + _YEARS_SHOWN


def _draw_ratio(context: TargetContext, number: float) -> tuple[float, float]:
    low = number / _RATIO_SHOWN ** _draw_place(context)
    return low, low * _RATIO_SHOWN


def _round_years(low: float, high: float, latest: float) -> tuple[float, float]:
    """Round the ends of a scale of years outward, but not beyond the latest year."""
    step = next((step for span, step in _YEAR_STEPS if high - low <= span), _WIDE_YEAR_STEP)
    return max(1.0, floor(low / step) * step), min(-(-high // step) * step, latest)


def _round_digit(number: float, *, up: bool) -> float:
    """Round a number outward to its first digit."""
    unit = 10.0 ** floor(log10(number))
    digit = floor(number / unit * (1 + 1e-12))
    if up and digit * unit < number * (1 - 1e-12):
        digit += 1
    return round(digit * unit, 9)
