"""Say which values no choice asks for, why, and what to do."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from quiz.generate import cloze, wording
from quiz.generate.item_flaws import ItemCheck
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.generate.targets import QuestionTarget
from quiz.generate.values import parse
from quiz.model.pack import Fact, Kind, Pack, Value
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.text.english import takes_an

_PLENTY = 30
"""Of a type with more values than this, others always can stand beside one; to try them all takes long."""


def find_unaskable_values(
    pack: Pack, maker: QuestionMaker, asks: Iterable[QuestionTarget]
) -> Iterator[tuple[Fact, Finding]]:
    """Find, among some asks, the values that could be asked for if the author wrote something otherwise."""
    facts = {fact.id: fact for fact in pack.facts}
    known = Counter(
        type_ for type_, _ in {(value.type, value.text) for fact in pack.facts for value in fact.values}
    )
    for ask in asks:
        fact = facts.get(ask.fact)
        value = _value(fact, ask.label) if fact is not None else None
        if fact is None or value is None or known[value.type] > _PLENTY:
            continue
        skip = maker.make(ask, Kind.CHOICE, 0)
        if not isinstance(skip, SkippedQuestion):
            continue
        explain = _EXPLANATIONS.get(skip.code)
        if explain is None:
            continue
        is_stated = not isinstance(maker.make(ask, Kind.TRUEFALSE, 0), SkippedQuestion)
        rule, explain_reason = explain
        why, advice = explain_reason(fact, value, wording.is_english(pack))
        asked = "asked for in a statement only" if is_stated else "never asked for"
        yield fact, Finding(rule, f"“{value.text}” is {asked}: {why}", advice)


def _lacks_distractors(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    if value.open and not value.wrong:
        return "more may be right than is written, and no answer is declared wrong", "add wrong values"
    too_few = f"too few other values of the type “{value.type}” can stand"
    if (
        value.type in parse.PARSED_TYPES
        and parse.parse_value(value.text, value.type, english=english) is None
    ):
        unread = f"it can’t be read as a value of the type “{value.type}”"
        return unread, "write it otherwise, or add wrong values"
    is_fixed = english and value.ask is None and not cloze.takes_article(fact, value)
    article = cloze.article_before(fact, value) if is_fixed else None
    if article is not None and any(takes_an(text) != (article == "an") for text in value.wrong):
        whole = f"<{article} {value.text}>"
        return f"{too_few} after “{article}”", f"take the article into the mark, `{whole}`, and into `wrong`"
    return f"{too_few} beside it", f"add wrong values, or a pool for “{value.type}”"


def _tells_itself(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    if value.ask is None:
        return "the sentence tells it elsewhere too", "write an `ask` that doesn’t tell it"
    return "its `ask` tells it", "turn the question so that it doesn’t"


def _is_a_bound(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    return "it is a bound, and other numbers would be as true", "add wrong values, or give the number itself"


def _negates(fact: Fact, value: Value, english: bool) -> tuple[str, str]:
    what = "the sentence" if value.ask is None else "its `ask`"
    return (
        f"{what} turns on “not”, “never” or “except”",
        "ask for what is so; where that can’t be, write the word in capitals",
    )


_EXPLANATIONS: dict[str, tuple[Rule, Callable[[Fact, Value, bool], tuple[str, str]]]] = {
    SkipReason.OPEN: (Rule.NO_DISTRACTORS, _lacks_distractors),
    SkipReason.NO_DISTRACTORS: (Rule.NO_DISTRACTORS, _lacks_distractors),
    SkipReason.KEY_IN_STEM: (Rule.KEY_IN_STEM, _tells_itself),
    SkipReason.BOUND: (Rule.BOUND, _is_a_bound),
    ItemCheck.NEGATION: (Rule.NEGATION, _negates),
}
"""For each reason that an author can mend: the reason in a sentence, and what to do."""


def _value(fact: Fact, label: str | None) -> Value | None:
    return next((value for value in fact.values if value.label == label), None)
