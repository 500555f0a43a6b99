"""The subject of a fact: the rest of its sentence and its other values.

Example: when the city is left out, Peru is the subject of `lima` and of `cusco`.

    lima      The capital of <country=Peru> is <city=Lima>.
    cusco     <city=Cusco> is in <country=Peru>.
    heart     The heart of New Peru is <city=Cusco>.

The sentence of `heart` marks no other value. Its subject may be anything that it mentions.
"""

from quiz.generate.aliases import AliasIndex
from quiz.generate.values.parse import PARSED_TYPES
from quiz.model.pack import GAP, Fact, Value
from quiz.text.normalize import fold

_MAX_NAME_WORDS = 5
"""Maximum number of words in a name that is looked for without a mark."""

Subject = dict[str, list[str]]
"""The canonical names of a fact's other values, by type."""


def sentence_without(fact: Fact, value: Value) -> str:
    """Fold a sentence with a gap for one of its values."""
    return fold(f"{fact.sentence[: value.start]} {GAP} {fact.sentence[value.end :]}")


def subject_of(fact: Fact, value_index: int, aliases: AliasIndex) -> Subject:
    """Return the names of all values but one: `{"country": ["peru"]}` for the city in `lima`."""
    subject: Subject = {}
    for index, value in enumerate(fact.values):
        if index != value_index:
            subject.setdefault(value.type, []).extend(aliases.correct_names(value))
    return subject


def list_subject_names(subject: Subject) -> list[str]:
    """List the names in a subject, without numbers and dates."""
    return [name for type_, names in subject.items() if type_ not in PARSED_TYPES for name in names]


def list_mentions(fact: Fact, value_index: int, aliases: AliasIndex) -> list[str]:
    """List every text in the rest of a sentence that may be a name, such as `heart` or `heart of`."""
    words = sentence_without(fact, fact.values[value_index]).split()
    return aliases.canonical_many(
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + _MAX_NAME_WORDS, len(words)) + 1)
    )
