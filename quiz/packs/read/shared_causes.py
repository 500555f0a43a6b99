"""Causes of errors that many entries share: a source or a category that is missing or can't be read.

Each cause is reported once, at the first entry that it concerns; the header has reported unreadable names.
"""

from collections import Counter
from collections.abc import Collection

from quiz.model.location import Location
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.ids import slug
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.syntax.nodes import MappingNode
from quiz.text.english import format_count


class LostNames:
    """Names that a section of the header lists, but that can't be used."""

    def __init__(self, mapping: CheckedMapping, section: str, usable: Collection[str]) -> None:
        node = mapping.node.values.get(section)
        self._are_all = mapping.is_lost(section)
        names = node.values if isinstance(node, MappingNode) else ()
        self._names = {each for name in names for each in (name, slug(name))}.difference(usable)

    def __contains__(self, name: object) -> bool:
        return self._are_all or name in self._names


class SharedCauses:
    """The causes so far, with the place of each and the number of other places."""

    def __init__(self) -> None:
        self._first: dict[tuple[Rule, str], tuple[Finding, Location, EntryRef]] = {}
        self._counts: Counter[tuple[Rule, str]] = Counter()

    def add(self, finding: Finding, location: Location, ref: EntryRef, collector: ProblemCollector) -> None:
        """Count an error in the current entry, to be reported with the others of its cause."""
        cause = (finding.rule, finding.message)
        self._first.setdefault(cause, (finding, location, ref))
        self._counts[cause] += 1
        collector.mark_error()

    def report(self, collector: ProblemCollector) -> None:
        """Report each cause where it first appears."""
        for cause, (finding, location, ref) in self._first.items():
            others = self._counts[cause] - 1
            more = f", also in {format_count(others, 'other place')}" if others else ""
            collector.report(finding._replace(message=finding.message + more), location, ref)
