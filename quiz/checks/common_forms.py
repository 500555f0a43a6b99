"""The forms of the values of each type: a value with a common form surely finds wrong options like it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from quiz.generate.item_flaws import list_forms
from quiz.model.pack import Value
from quiz.text.safe import Text

_MAX_LENGTH_RANK = 0.75
"""Share of the values of a type that are not too long to be common."""
_MANY_VALUES = 500
_MAX_LENGTH_RANK_OF_MANY = 0.97
_MIN_FORM_SHARE = 0.1

_Form = tuple[bool, ...]


class CommonForms:
    """The most frequent form and the usual length of the values of each type."""

    def __init__(self, values: Iterable[Value]) -> None:
        texts: dict[str, set[Text]] = defaultdict(set)
        for value in values:
            texts[value.type].add(value.text)
        self._counts = {type_: len(each) for type_, each in texts.items()}
        self._texts = texts
        self._usual: dict[str, tuple[frozenset[_Form], int]] = {}

    def count(self, type_: str) -> int:
        """Count the different values of a type."""
        return self._counts[type_]

    def list_types(self) -> list[str]:
        """List the types with several values."""
        return [type_ for type_, count in self._counts.items() if count > 1]

    def is_common(self, value: Value) -> bool:
        """Return whether a value has a frequent form of its type, and is not among the longest."""
        forms, length = self._find_usual(value.type)
        return len(value.text) <= length and _form_of(value.text) in forms

    def _find_usual(self, type_: str) -> tuple[frozenset[_Form], int]:
        """Return the frequent forms of a type, and the length from which its values are long."""
        if type_ not in self._usual:
            texts = self._texts[type_]
            counts = Counter(map(_form_of, texts))
            forms = frozenset(form for form in counts if counts[form] >= _MIN_FORM_SHARE * len(texts))
            lengths = sorted(map(len, texts))
            rank = _MAX_LENGTH_RANK if len(texts) < _MANY_VALUES else _MAX_LENGTH_RANK_OF_MANY
            self._usual[type_] = forms, lengths[int(rank * (len(lengths) - 1))]
        return self._usual[type_]


def _form_of(text: Text) -> _Form:
    return (*list_forms(text), text.endswith("."))
