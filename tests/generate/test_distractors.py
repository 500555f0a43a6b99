from collections.abc import Iterator
from itertools import islice

from quiz.generate.distractors import Distractor, FoundDistractors
from quiz.generate.proofs import Disproof
from quiz.model.question import ProofReason
from quiz.text.safe import Text


def test_distractors_are_proved_when_they_are_needed_and_once() -> None:
    proved: list[str] = []

    def prove() -> Iterator[Distractor]:
        for name in "abcdef":
            proved.append(name)
            yield Distractor(Text(name), Disproof(ProofReason.SINGLE_VALUED, ("lima",)))

    distractors = FoundDistractors(prove())

    assert [each.text for each in islice(distractors, 3)] == ["a", "b", "c"]
    assert proved == ["a", "b", "c"]
    assert [each.text for each in distractors] == [each.text for each in distractors] == list("abcdef")
    assert proved == list("abcdef")
