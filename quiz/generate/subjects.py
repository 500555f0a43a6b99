"""The subject of a fact: the rest of its sentence and its other values.

Example: when the city is left out, Peru is the subject of `lima` and of `cusco`.

    lima      The capital of <country=Peru> is <city=Lima>.
    cusco     <city=Cusco> is in <country=Peru>.
    heart     The heart of New Peru is <city=Cusco>.

The sentence of `heart` marks no other value. Its subject may be anything that it mentions.
"""

from quiz.generate.aliases import AliasIndex
from quiz.model.pack import GAP, Fact, Value
from quiz.text.normalize import fold

_MAX_NAME_WORDS = 5
"""Maximum number of words in a name that is looked for without a mark."""

SubjectValues = dict[str, list[Value]]
"""A fact's other values, by type."""


def sentence_without(fact: Fact, value: Value) -> str:
    """Fold a sentence with a gap for one of its values."""
    return fold(fact.sentence_with(f" {GAP} ", value))


def subject_values_of(fact: Fact, value_index: int) -> SubjectValues:
    """Return all values but one by their types: Peru by `country` for the city in `lima`."""
    subject: SubjectValues = {}
    for index, value in enumerate(fact.values):
        if index != value_index:
            subject.setdefault(value.type, []).append(value)
    return subject


def list_mentions(fact: Fact, value_index: int, aliases: AliasIndex) -> list[str]:
    """List every text in the rest of a sentence that may be a name, such as `heart` or `heart of`."""
    words = sentence_without(fact, fact.values[value_index]).split()
    return aliases.canonical_many(
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + _MAX_NAME_WORDS, len(words)) + 1)
    )
