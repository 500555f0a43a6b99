"""The indexes that the questions of one pack are made with."""

from functools import cached_property

from quiz.generate.candidates import CandidateIndex
from quiz.generate.distractors import DistractorFinder
from quiz.generate.fame import FameIndex
from quiz.generate.number_columns import NumberColumns
from quiz.generate.proofs import ProofEngine
from quiz.generate.spelled_columns import SpelledColumns
from quiz.model.pack import Pack, Source
from quiz.text.safe import Text


class PackContext:
    """A pack and its indexes; each index is built when it is first used."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.is_english = pack.is_english

    @cached_property
    def proofs(self) -> ProofEngine:
        """The engine that proves candidates false."""
        return ProofEngine(self.pack, english=self.is_english)

    @cached_property
    def candidates(self) -> CandidateIndex:
        """The values of each named type."""
        return CandidateIndex(self.pack)

    @cached_property
    def distractors(self) -> DistractorFinder:
        """The finder of wrong options."""
        return DistractorFinder(self.pack, self.proofs, self.candidates, self.spelling)

    @cached_property
    def number_columns(self) -> NumberColumns:
        """The ranges of the numbers that players can guess."""
        return NumberColumns(self.proofs.facts, english=self.is_english)

    @cached_property
    def spelling(self) -> SpelledColumns:
        """The columns in which letters reveal an answer."""
        return SpelledColumns(self.proofs.facts)

    @cached_property
    def fame(self) -> FameIndex:
        """The ranks of the subjects by how well they are known."""
        return self.candidates.subjects.fame

    @cached_property
    def category_titles(self) -> dict[str, Text]:
        """The titles of the categories by name; the player sees them above each question."""
        return {category.name: category.title for category in self.pack.categories}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.pack.sources}
