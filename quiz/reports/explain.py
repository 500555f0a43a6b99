"""Say of one question why each of its options is right or wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from quiz.game import feedback
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.model import json_records
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.model.question import Question, QuestionOrigin
from quiz.text.english import join_words
from quiz.text.safe import Text, one_line

_CITED = "cited"
_WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class OptionExplanation:
    """An option, and why it is right or wrong."""

    text: Text
    is_right: bool
    reason: str
    fact_ids: tuple[str, ...]
    value: Text | None = None
    """In a false statement, the value put in ..."""
    correct_value: Text | None = None
    """... and the true one."""


def explain_question(makers: Sequence[QuestionMaker], question_id: str, *, as_json: bool) -> Iterator[Text]:
    """Print a question's fact, its citations and its options; refuse an id that nothing has."""
    maker, question = _found(makers, question_id)
    sentence = _sentence(maker, question)
    standings = [_standing(question, index) for index in range(len(question.options))]
    if as_json:
        yield json_records.to_json_line(
            {
                "id": question.id,
                "fact": question.fact,
                "sentence": sentence,
                "citations": [json_records.citation_fields(citation) for citation in question.citations],
                "stem": question.stem,
                "options": [_fields(standing) for standing in standings],
            }
        )
        return
    yield one_line(f"Fact: {sentence}")
    for source in feedback.format_sources(question):
        yield one_line(f"Source: {source}")
    yield one_line(f"Question: {question.stem}")
    for number, standing in enumerate(standings, 1):
        verdict = "right" if standing.is_right else "wrong"
        facts = " ".join(standing.fact_ids)
        yield one_line(f"{number}) {standing.text} - {verdict} - {standing.reason} - {facts}")
    for standing in standings:
        if standing.value is not None:
            yield one_line(f"The statement says {standing.value} instead of {standing.correct_value}.")


def _standing(question: Question, index: int) -> OptionExplanation:
    text, right = question.options[index], index == question.key
    proof = next((proof for proof in question.proofs if proof.option == index), None)
    if proof is None or right:
        reason = _WRITTEN if question.origin is QuestionOrigin.WRITTEN else _CITED
        return OptionExplanation(text, right, reason, (question.fact,))
    return OptionExplanation(text, right, proof.reason.value, proof.facts, proof.value, proof.correct_value)


def _fields(standing: OptionExplanation) -> dict[str, object]:
    return {
        "text": standing.text,
        "right": standing.is_right,
        "reason": standing.reason,
        "facts": list(standing.fact_ids),
    }


def _sentence(maker: QuestionMaker, question: Question) -> Text:
    """Give the fact as its author wrote it; a question by hand has its explanation instead."""
    known = (fact.sentence for fact in maker.pack.facts if fact.id == question.fact)
    return next(known, question.explanation)


def _found(makers: Sequence[QuestionMaker], question_id: str) -> tuple[QuestionMaker, Question]:
    pack = question_id.partition("/")[0]
    for maker in makers:
        if maker.pack.name == pack:
            question = maker.find_question(question_id)
            if question is not None:
                return maker, question
    raise _unknown(makers, question_id)


def _unknown(makers: Sequence[QuestionMaker], question_id: str) -> UsageError:
    """Say why there is no such question: its fact can't be asked so, or nothing has that id."""
    known = {
        f"{ask.target_id}/{kind}": (maker, ask, kind)
        for maker in makers
        for ask in maker.list_targets()
        for kind in Kind
    }
    plain = question_id.partition("@")[0]
    if plain in known:
        maker, ask, kind = known[plain]
        made = maker.make(ask, kind, 0)
        seed = question_id.partition("@")[2]
        if isinstance(made, Question) and not seed.isdecimal():
            return UsageError(f"no question has the id “{question_id}”; after the @ stands a whole number")
        reason = f": {made.code}" if isinstance(made, SkippedQuestion) else ""
        return UsageError(f"no question is made for “{plain}”{reason}")
    pack, _, rest = plain.partition("/")
    packs = [maker.pack.name for maker in makers]
    meant = get_close_matches(pack, packs, n=1)
    of_pack = [identity for identity in known if meant and identity.startswith(f"{meant[0]}/")]
    near = get_close_matches(f"{meant[0]}/{rest}", of_pack, n=1) if meant else []
    if near:
        advice = f"did you mean “{near[0]}”?"
    elif meant:
        advice = "“quiz items” prints all"
    else:
        advice = f"it was sought in {join_words(packs)}; --pack names another pack"
    return UsageError(f"no question has the id “{question_id}”; {advice}")
