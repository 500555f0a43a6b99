"""Questions with several options, one of them right."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, compress, islice
from operator import not_

from quiz.generate import explanations, wording
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import Distractor
from quiz.generate.draft import draft_handwritten, draft_question
from quiz.generate.item_flaws import find_option_flaws, put_odd_last
from quiz.generate.pack_context import PackContext
from quiz.generate.sentence_case import ARTICLES
from quiz.generate.skipped import CannotAskError, SkipReason, reason_without_distractors
from quiz.generate.spelling import Balance, SpellingRule, find_balance
from quiz.generate.stems import choose_wording, write_checked_stem
from quiz.generate.targets import DISTRACTOR_COUNTS, QuestionTarget, TargetContext
from quiz.generate.traps import draw_trap, prefers_set
from quiz.generate.values import parse
from quiz.model.pack import GAP, HandwrittenQuestion
from quiz.model.question import Proof, Question
from quiz.model.rng import RandomStream
from quiz.model.value_types import PARSED_TYPES
from quiz.text import english
from quiz.text.safe import Text

_GAP_INSIDE = rf"\w[^\w.?!]+{GAP}"
_DISTRACTOR_LIMITS = (6, 12)
"""Number of distractors to choose from; the second is used if the first yield no fair question."""
MAY_BE_SENSITIVE = True


def build_question(pack: PackContext, context: TargetContext) -> Question:
    """Build a question about a value of a fact.

    Raises:
        CannotAskError: The stem has a flaw, or no set of distractors makes a fair question.
    """
    value = context.value
    context = context._replace(stem=write_checked_stem(pack, context, choose_wording(context)))
    draft = draft_question(context, context.stem, (), 0, explanations.explain(pack, context))
    key = pack.candidates.sentence_case(value.type, value.text)
    error = CannotAskError(reason_without_distractors(value))
    rule = pack.spelling.find_rule(context)
    for limit in _DISTRACTOR_LIMITS:
        distractors = pack.distractors.find(context, limit)
        sets = _iter_option_sets(context, key, distractors)
        if rule is not None:
            sets = _select_balanced(rule, sets, distractors)
            error = CannotAskError(SkipReason.SPELLED_OUT)
        for chosen in sets:
            order = _order_options(context, key, chosen, english=pack.is_english)
            question = _add_options(pack, context, draft, order, key, chosen)
            flaws = find_option_flaws(question, english=pack.is_english)
            if not flaws:
                return _add_explanations(pack, context, question, order, chosen)
            error = CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
        is_every = rule is not None and rule.has_codes  # a larger limit yields the same ones
        if is_every or len(list(distractors)) < limit:
            break
    raise error


def check_wording(pack: PackContext, context: TargetContext, ask: Text | None) -> None:
    """Check the question in one of the author's wordings, or without one.

    Raises:
        CannotAskError: The wording has a flaw.
    """
    write_checked_stem(pack, context, ask)


def build_handwritten(target: QuestionTarget, written: HandwrittenQuestion, seed: int) -> Question:
    """Build a hand-written question with its options in random order."""
    stream = RandomStream(target.pack, target.fact, "", written.kind, "options", seed)
    options = tuple(stream.shuffled((written.right, *written.wrong)))
    return draft_handwritten(target, written, seed, options, options.index(written.right))


def _iter_option_sets(
    context: TargetContext, key: Text, distractors: Iterable[Distractor]
) -> Iterator[tuple[Distractor, ...]]:
    """Yield sets of distractors, those first with which no option differs in form from all others.

    Of the sets of one size, those with the drawn trap come before all others.
    """
    trap = draw_trap(context)
    for count in DISTRACTOR_COUNTS:
        sets = put_odd_last(
            _sort_by_length(context, key, _combine(distractors, count)),
            lambda chosen: (key, *(distractor.text for distractor in chosen)),
        )
        if context.value.traps:
            listed = list(sets)
            fitting = [
                prefers_set(trap, context, [distractor.text for distractor in chosen]) for chosen in listed
            ]
            sets = chain(compress(listed, fitting), compress(listed, map(not_, fitting)))
        yield from sets


def _combine(distractors: Iterable[Distractor], count: int) -> Iterator[tuple[Distractor, ...]]:
    """Yield the combinations of some distractors, the first one before the others are found."""
    first = tuple(islice(distractors, count))
    if len(first) == count:
        yield first
        yield from islice(combinations(distractors, count), 1, None)


def _sort_by_length(
    context: TargetContext, key: Text, sets: Iterable[tuple[Distractor, ...]]
) -> Iterable[tuple[Distractor, ...]]:
    """Sort sets of declared distractors by how near the place of the key’s length is to a drawn one.

    Authors write wrong answers that are longer, or shorter, than the right one; the generator’s own are not.
    """
    if not context.value.wrong or context.value.type in PARSED_TYPES:
        return sets
    draw = context.random_stream("length").random()

    def distance(chosen: tuple[Distractor, ...]) -> float:
        shorter = sum(len(each.text) < len(key) for each in chosen)
        equal = sum(len(each.text) == len(key) for each in chosen)
        return abs(shorter + equal / 2 - int(draw * (len(chosen) + 1)))

    return sorted(sets, key=distance)


def _select_balanced(
    rule: SpellingRule, sets: Iterable[tuple[Distractor, ...]], distractors: Iterable[Distractor]
) -> Iterator[tuple[Distractor, ...]]:
    """Yield the sets in which the letters of the options don’t reveal the key."""
    balanced: dict[Balance, list[tuple[Distractor, ...]]] = {}
    for chosen in sets:
        balance = find_balance(distractor.comparison for distractor in chosen)
        balanced.setdefault(balance, []).append(chosen)
    wanted = rule.list_balances([distractor.comparison for distractor in distractors])
    for balance in dict.fromkeys(wanted):
        yield from balanced.get(balance, ())


def _order_options(
    context: TargetContext, key: Text, chosen: Sequence[Distractor], *, english: bool
) -> list[Text]:
    """Return the key and the distractors: numbers in ascending order, all others in random order."""
    texts = list(dict.fromkeys([key, *(distractor.text for distractor in chosen)]))
    order = parse.sort_ascending(texts, context.value.type, english=english)
    return context.random_stream("options").shuffled(texts) if order is None else order


def _add_options(
    pack: PackContext,
    context: TargetContext,
    draft: Question,
    order: Sequence[Text],
    key: Text,
    chosen: Sequence[Distractor],
) -> Question:
    """Add the options in their order, with their proofs."""
    disproofs = {distractor.text: distractor.disproof for distractor in chosen}
    proofs = tuple(
        Proof(index, disproofs[text].reason, disproofs[text].fact_ids)
        for index, text in enumerate(order)
        if text in disproofs
    )
    options = tuple(_write_option(pack, context, text) for text in order)
    return draft._replace(
        options=_capitalize_alike(draft.stem, options) if pack.is_english else options,
        key=order.index(key),
        proofs=proofs,
    )


def _add_explanations(
    pack: PackContext,
    context: TargetContext,
    question: Question,
    order: Sequence[Text],
    chosen: Sequence[Distractor],
) -> Question:
    """Add the reason why each option is wrong, and the difficulty, which no check of the options needs."""
    why_wrong = tuple(
        None if index == question.key else explanations.explain_wrong_option(pack, context, text)
        for index, text in enumerate(order)
    )
    similarity = sum(distractor.similarity for distractor in chosen) / len(chosen)
    return question._replace(
        why_wrong=why_wrong if any(why_wrong) else (),
        difficulty=estimate_difficulty(pack, context, similarity),
    )


def _write_option(pack: PackContext, context: TargetContext, text: Text) -> Text:
    return wording.write_option(context.fact, context.value, text, english=pack.is_english)


def _capitalize_alike(stem: Text, options: Sequence[Text]) -> tuple[Text, ...]:
    """Capitalize all options if some are capitalized, so that a capital reveals nothing.

    Single words of both sorts are names (`Git`, `npm`) and stay as they are. So do articles before names
    that fill a gap inside a sentence.
    """
    lower = [option for option in options if option[:1].islower()]
    upper = [option for option in options if option[:1].isupper()]
    are_names = any(" " not in option for option in lower) and any(" " not in option for option in upper)
    are_inside = re.search(_GAP_INSIDE, stem) and all(option.startswith(ARTICLES) for option in lower)
    if not lower or not upper or are_names or are_inside:
        return tuple(options)
    return tuple(Text(english.capitalize_start(option)) for option in options)
