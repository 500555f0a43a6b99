"""The published JSON fields of questions, citations and proofs.

Fields are added, never renamed or removed.
"""

import json
from collections.abc import Mapping

from quiz.model.pack import Citation
from quiz.model.question import Proof, Question
from quiz.text.safe import Text

_NUMBER_FIELDS = ("value", "low", "high", "full", "none")


def to_json_line(fields: Mapping[str, object]) -> Text:
    """Return an object as one line of ASCII."""
    return Text(json.dumps(fields))


def question_fields(question: Question) -> dict[str, object]:
    """Return the published fields of a question; unknown values are `None`."""
    return {
        "id": question.id,
        "pack": question.pack,
        "fact": question.fact,
        "category": question.category,
        "kind": question.kind.value,
        "stem": question.stem,
        "options": list(question.options),
        "key": question.key if question.options else None,
        "explanation": question.explanation or None,
        "checked": question.is_checked,
        "more": question.more,
        "repeats": question.repeats,
        "why_wrong": list(question.why_wrong) or [None] * len(question.options),
        "citations": [citation_fields(citation) for citation in question.citations],
        "attribution": question.attribution,
        "as_of": question.as_of,
        "difficulty": question.difficulty,
        "sensitive": question.sensitive,
        "origin": question.origin.value,
        "proofs": [proof_fields(proof) for proof in question.proofs],
        "facts": [question.fact, *question.row_ids],
        **input_fields(question),
    }


def citation_fields(citation: Citation) -> dict[str, object]:
    """Return the published fields of a citation."""
    source = citation.source
    return {
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "locator": citation.locator,
        "url": source.url,
    }


def _plain_number(number: float) -> float:
    return int(number) if number == int(number) else number


def input_fields(question: Question) -> dict[str, object]:
    """Return the published fields that only a question without options has."""
    accepted, guessed = question.accepted, question.guessed
    fields: dict[str, object] = {}
    if accepted is not None:
        fields = {"answers": list(accepted.texts), "tolerance": accepted.tolerance}
    if guessed is not None:
        numbers = {name: _plain_number(getattr(guessed, name)) for name in _NUMBER_FIELDS}
        distance = "ratio" if guessed.is_ratio else "difference"
        unit = guessed.unit or None
        fields = {"number": {"type": guessed.type, **numbers, "distance": distance, "unit": unit}}
    return fields


def proof_fields(proof: Proof) -> dict[str, object]:
    """Return the published fields of a proof, whose options count from 0."""
    swap = {} if proof.value is None else {"value": proof.value, "instead": proof.correct_value}
    return {"option": proof.option, "reason": proof.reason.value, "facts": list(proof.facts), **swap}
