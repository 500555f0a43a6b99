"""Explanation of why each option of a question is right or wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from quiz.game import answer_input, feedback
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.generate.withheld import WithheldReason, WithheldValue
from quiz.model import json_records
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.model.question import ProofReason, Question, QuestionOrigin
from quiz.model.rules import RULES
from quiz.text.english import format_count, join_words, quote
from quiz.text.safe import Text, one_line

_REASONS = {
    ProofReason.SINGLE_VALUED: "The fact allows one answer.",
    ProofReason.COMPLETE_LIST: "The list is complete, and this is not in it.",
    ProofReason.DECLARED_WRONG: "The author declares it wrong.",
    ProofReason.DECLARED_CLOSED: "The author says that nothing else fits (`open: no`).",
    ProofReason.INVERSE: "Another fact has this as its only answer.",
    ProofReason.OTHER_ROW: "The sentence is true of it.",
    ProofReason.COMPARED: "The numbers or dates of the two facts differ clearly.",
}
_OUTSIDE = {
    ProofReason.COMPLETE_LIST: _REASONS[ProofReason.COMPLETE_LIST],
    ProofReason.DECLARED_WRONG: "The author declares that the sentence is false of it.",
}
"""The reasons why the right option is the odd one out."""
_WITHHELD = {
    WithheldReason.TOLD_ELSEWHERE: "Another fact mentions it with the same name.",
    WithheldReason.ONE_OF_MANY: "The sentence may be true of it too.",
    WithheldReason.SAME_NAME: "It may be another name of the right answer.",
    WithheldReason.PART_OF_ANSWER: "It or the right answer is a group that may include the other.",
}
_MAX_WITHHELD = 5
"""Maximum number of withheld values that are listed for people."""


@dataclass(frozen=True, slots=True)
class OptionExplanation:
    """An option, and why it is right or wrong."""

    text: Text
    is_right: bool
    reason: str
    """The value of a `ProofReason`; for a right option without a proof `cited` or `written`."""
    fact_ids: tuple[str, ...]
    sentence: str = ""
    """The reason as a sentence, if the option has a proof."""


def explain_question(makers: Sequence[QuestionMaker], question_id: str, *, as_json: bool) -> Iterator[Text]:
    """Yield the fact of a question, its citations and its options.

    Raises:
        UsageError: No pack has the question.
    """
    maker, question = _find_question(makers, question_id)
    sentences = (fact.sentence for fact in maker.pack.facts if fact.id == question.fact)
    sentence = next(sentences, question.explanation)
    options = [_explain_option(question, index) for index in range(len(question.options))]
    withheld = _list_withheld(maker, question)
    if as_json:
        yield json_records.to_json_line(
            {
                "id": question.id,
                "fact": question.fact,
                "sentence": sentence or None,
                "explanation": question.explanation or None,
                "checked": question.is_checked,
                "citations": [json_records.citation_fields(citation) for citation in question.citations],
                "stem": question.stem,
                "options": [_option_fields(option) for option in options],
                **json_records.input_fields(question),
                "withheld": [
                    {"text": each.text, "reason": each.reason, "facts": [each.fact_id]} for each in withheld
                ],
            }
        )
        return
    if sentence:
        yield one_line(f"Fact: {sentence}")
    for source in feedback.format_sources(question):
        yield one_line(f"Source: {source}")
    yield one_line(f"Question: {question.stem}")
    if not options:
        yield from _iter_accepted(question)
    for number, option in enumerate(options, 1):
        verdict = "right" if option.is_right else "wrong"
        facts = " ".join(option.fact_ids)
        yield one_line(f"{number}) {option.text} - {verdict} - {option.reason} - {facts}")
        if option.sentence:
            yield Text(f"   {one_line(option.sentence)}")
    for each in withheld[:_MAX_WITHHELD]:
        yield one_line(f"Not offered: {each.text} - {each.reason} - {each.fact_id}")
        yield Text(f"   {_WITHHELD[each.reason]}")
    if len(withheld) > _MAX_WITHHELD:
        yield Text(f"{format_count(len(withheld) - _MAX_WITHHELD, 'more value')} not offered")


def _iter_accepted(question: Question) -> Iterator[Text]:
    """Yield the answers that a question without options accepts."""
    if question.accepted is not None:
        yield one_line(f"Accepted: {', '.join(question.accepted.texts)}")
        if question.accepted.tolerance:
            yield Text(f"Accepted: numbers that differ by at most {question.accepted.tolerance:g}")
    else:
        yield one_line(f"Answer: {feedback.format_answer(question)}")
    if question.guessed is not None:
        yield Text(f"{answer_input.format_request(question)}.")


def _option_fields(option: OptionExplanation) -> dict[str, object]:
    return {
        "text": option.text,
        "right": option.is_right,
        "reason": option.reason,
        "facts": list(option.fact_ids),
    }


def _list_withheld(maker: QuestionMaker, question: Question) -> tuple[WithheldValue, ...]:
    targets = (target for target in maker.list_targets() if target.target_id == question.target_id)
    target = next(targets, None)
    return () if target is None else maker.list_withheld(target)


def _explain_option(question: Question, index: int) -> OptionExplanation:
    text, is_right = question.options[index], index == question.key
    proof = next((proof for proof in question.proofs if proof.option == index), None)
    if proof is not None and is_right:  # the odd one out
        return OptionExplanation(text, is_right, proof.reason.value, proof.facts, _OUTSIDE[proof.reason])
    if proof is None:
        reason = "written" if question.origin is QuestionOrigin.WRITTEN else "cited"
        return OptionExplanation(text, is_right, reason, (question.fact,))
    sentence = _REASONS[proof.reason]
    if proof.value is not None:
        sentence += f" The statement has {proof.value} instead of {proof.correct_value}."
    return OptionExplanation(text, is_right, proof.reason.value, proof.facts, sentence)


def _find_question(makers: Sequence[QuestionMaker], question_id: str) -> tuple[QuestionMaker, Question]:
    pack = question_id.partition("/")[0]
    for maker in makers:
        if maker.pack.name == pack:
            question = maker.find_question(question_id)
            if question is not None:
                return maker, question
    raise UsageError(_explain_absence(makers, question_id))


def _explain_absence(makers: Sequence[QuestionMaker], question_id: str) -> str:
    targets = {
        f"{target.target_id}/{kind}": (maker, target, kind)
        for maker in makers
        for target in maker.list_targets()
        for kind in Kind
    }
    permanent_id, _, seed = question_id.partition("@")
    if permanent_id in targets:
        maker, target, kind = targets[permanent_id]
        question = maker.make(target, kind, 0)
        if isinstance(question, SkippedQuestion):
            hint = f". See quiz rule {question.code}" if question.code in RULES else ""
            return f"no question is made for {quote(permanent_id)}: {question.code}{hint}"
        return f"no question {quote(question_id)}: the seed {quote(seed)} is not a whole number"
    pack, _, rest = permanent_id.partition("/")
    packs = [maker.pack.name for maker in makers]
    if not (matches := get_close_matches(pack, packs, n=1)):
        problem = f"no question {quote(question_id)} in {join_words(packs, 'or')}"
        return f"{problem}. Use --pack to look in another pack"
    ids = [target_id for target_id in targets if target_id.startswith(f"{matches[0]}/")]
    similar = get_close_matches(f"{matches[0]}/{rest}", ids, n=1)
    if similar:
        return f"no question {quote(question_id)}. Did you mean “{similar[0]}”?"
    return f"no question {quote(question_id)} in {matches[0]}. See quiz items"
