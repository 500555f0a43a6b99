"""Questions whose answer the player types.

The capital of <Ukraine> is <Kyiv>.     What is the capital of Ukraine?     Kyiv, also written Kiev
"""

import re
from collections.abc import Iterable

from quiz.generate import explanations, wording
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import USUAL_SIMILARITY
from quiz.generate.draft import draft_handwritten, draft_question
from quiz.generate.pack_context import PackContext
from quiz.generate.skipped import CannotAskError, SkipReason
from quiz.generate.stems import choose_wording, write_checked_stem
from quiz.generate.targets import QuestionTarget, TargetContext
from quiz.generate.withheld import find_withheld_reason
from quiz.model.pack import HandwrittenQuestion, NameGroup, NameOrigin, Value
from quiz.model.question import AcceptedTexts, Question
from quiz.model.value_types import PARSED_TYPES
from quiz.text.answers import fold_answer, parse_typed_number
from quiz.text.normalize import fold
from quiz.text.safe import Text

MAY_BE_SENSITIVE = False
_MAX_WORDS = 4
_MAX_LETTERS = 30
_MIN_LETTERS = 2
_MAX_ANSWERS = 8
"""Maximum number of right answers that one question accepts."""
_MAX_SPELLINGS = 64
"""Maximum number of their spellings; with more, most values of the pack share one."""
_COMMANDS = ("skip", "help", "quit")
_MIN_VALUES = 20
"""Number of values of a type from which a text that is nearly right, and no other value, is a slip."""
_MAX_VALUES = 5_000
"""Maximum number of values that a typed text is compared with."""
_MIN_COMMON_NOUNS = 5
"""Number of values of a type from which a common noun, such as `nickel`, is expected in these words."""
_MAX_PROVED = 300
"""Maximum number of values that are looked at one by one for another right answer."""
_TYPEABLE = r"[^\W_][\w \u00a0.,’'&–-]*[!?]?"
_REFERS_TO_OPTIONS = r"(?i)\bof (?:these|those|the following)\b|\bthe following\b"
_NAME_ORIGINS = (NameOrigin.DECLARED, NameOrigin.KNOWN, NameOrigin.SPELLING)
"""The origins of names that are right answers as much as each other."""


def build_question(pack: PackContext, context: TargetContext) -> Question:
    """Build a question about a value of a fact.

    Raises:
        CannotAskError: The value is hard to type or to recall, or other answers may be right.
    """
    _check_recall(pack, context)
    stem = write_checked_stem(pack, context, choose_wording(context))
    if re.search(_REFERS_TO_OPTIONS, stem):
        raise CannotAskError(SkipReason.HARD_TO_TYPE)
    accepted = _find_accepted(pack, context)
    context = context._replace(stem=stem)
    question = draft_question(context, stem, (), -1, explanations.explain(pack, context))
    return question._replace(
        accepted=accepted,
        answer=accepted.texts[0],
        difficulty=estimate_difficulty(pack, context, USUAL_SIMILARITY),
    )


def check_wording(pack: PackContext, context: TargetContext, ask: Text | None) -> None:
    """Check the question in one of the author's wordings, or without one.

    Raises:
        CannotAskError: The wording has a flaw.
    """
    write_checked_stem(pack, context, ask)


def build_handwritten(target: QuestionTarget, written: HandwrittenQuestion, seed: int) -> Question:
    """Build a hand-written question.

    Raises:
        CannotAskError: The answer is hard to type.
    """
    texts = (written.right, *written.accept)
    is_number = parse_typed_number(written.right) is not None
    if not is_number and not can_be_typed(written.right, english=False):
        raise CannotAskError(SkipReason.HARD_TO_TYPE)
    question = draft_handwritten(target, written, seed, (), -1)
    return question._replace(accepted=AcceptedTexts(texts, tolerance=written.tolerance))


def may_ask_for(value: Value, *, english: bool) -> bool:
    """Return whether a value, by its type and its letters alone, may be asked for."""
    return value.type not in PARSED_TYPES and can_be_typed(value.text, english=english)


def can_be_typed(text: str, *, english: bool) -> bool:
    """Return whether players can type a text: a few words, without code and, in English, foreign letters."""
    folded = fold_answer(text)
    count = sum(character.isalpha() for character in text)
    return (
        _MIN_LETTERS <= count <= _MAX_LETTERS
        and len(text.split()) <= _MAX_WORDS
        and re.fullmatch(_TYPEABLE, text.removeprefix(".")) is not None
        and folded not in _COMMANDS
        and (not english or folded.isascii())
    )


def _check_recall(pack: PackContext, context: TargetContext) -> None:
    """Raise `CannotAskError` for a value that a player can't type, or would word in another way."""
    fact, value = context.fact, context.value
    is_code = "`" in fact.sentence[max(0, value.start - 1) : value.start]
    is_name = value.text[:1].isupper() or value.text.startswith(".")
    is_common_noun = " " not in value.text and len(pack.candidates.all_texts(value.type)) >= _MIN_COMMON_NOUNS
    if is_code or not may_ask_for(value, english=pack.is_english) or not (is_name or is_common_noun):
        raise CannotAskError(SkipReason.HARD_TO_TYPE)


def _find_accepted(pack: PackContext, context: TargetContext) -> AcceptedTexts:
    """Find every right answer in every spelling.

    Raises:
        CannotAskError: There may be other right answers, or there are too many.
    """
    fact, value = context.fact, context.value
    proof = pack.proofs.find_context(fact, context.value_index)
    if proof.accepted.is_open or proof.doubtful_names:
        raise CannotAskError(SkipReason.OPEN)
    own = pack.candidates.sentence_case(value.type, value.text)
    first = wording.write_option(fact, value, own, english=pack.is_english)
    groups = [group for group in pack.pack.names if group.type in ("", value.type)]
    texts, former = _add_names((first, *proof.accepted.texts), groups)
    spellings = proof.accepted.spellings.phrases
    if len(texts) > _MAX_ANSWERS or len(spellings) > _MAX_SPELLINGS:
        raise CannotAskError(SkipReason.OPEN)
    known = set(map(fold, (*texts, *former))).union(spellings)
    if _may_have_others(pack, context, known):
        raise CannotAskError(SkipReason.OPEN)
    values = pack.candidates.all_texts(value.type)
    is_comparable = _MIN_VALUES <= len(values) <= _MAX_VALUES
    return AcceptedTexts(texts, values if is_comparable else None)


def _add_names(
    texts: Iterable[Text], groups: Iterable[NameGroup]
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Add the other names of some texts; of equal spellings, keep the first. Former names come apart."""
    found = {fold_answer(text): text for text in reversed(list(texts))}
    ordered = dict(reversed(found.items()))
    former: list[Text] = []
    for group in groups:
        if group.origin in _NAME_ORIGINS and any(fold_answer(name) in ordered for name in group.names):
            former += group.former
            for name in group.names:
                if name not in group.former:
                    ordered.setdefault(fold_answer(name), name)
    return tuple(ordered.values()), tuple(former)


def _may_have_others(pack: PackContext, context: TargetContext, known: set[str]) -> bool:
    """Return whether the pack leaves open whether a text besides the known answers is right."""
    proof = pack.proofs.find_context(context.fact, context.value_index)
    aliases = proof.aliases
    if any(twin not in known for answer in known for twin in aliases.twins(answer)):
        return True
    if not proof.related and not proof.mentions:  # as for most rows of tables
        return False
    texts = pack.candidates.list_texts(context.value.type, _MAX_PROVED + 1)
    return len(texts) > _MAX_PROVED or any(
        find_withheld_reason(proof, text) is not None for text in texts if fold(text) not in known
    )
