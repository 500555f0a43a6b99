"""Citations as authors write them: `atlas 5-6, almanac 2`."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Container, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from quiz.model.pack import Citation, Section, Source
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.patterns import CITATION, PARAGRAPHS
from quiz.packs.read.suggestions import did_you_mean
from quiz.text.english import plural
from quiz.text.normalize import fold
from quiz.text.safe import Text

_CITATION = re.compile(CITATION)
_RANGE = re.compile(PARAGRAPHS)
_NUMBERS = re.compile(r"[0-9]{1,7}(?:\s*[-–]\s*[0-9]{1,7})?(?=\D*$)")
_SEVERAL = re.compile(r"\s*(?:;|&|\+|\band\b|\bund\b|\bet\b)\s*")
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)


class ParsedCitations(NamedTuple):
    """The citations in a text, and what is wrong with it."""

    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]
    has_lost_source: bool = False
    """Whether a source can't be read, which is reported where it is listed."""


class CitationParser:
    """Parses citations of a pack's sources, each text once."""

    def __init__(
        self, sources: Mapping[str, Source], problems: ProblemCollector, lost: Container[str] = ()
    ) -> None:
        """Store the sources; the header lists the `lost` ones too, but they can't be read."""
        self._sources = sources
        self._lost = lost
        self._problems = problems
        self._parsed: dict[str, ParsedCitations] = {}
        self._headings = {id_: _Headings(source) for id_, source in sources.items() if source.sections}

    def parse(self, text: str) -> ParsedCitations:
        """Parse one or more citations, separated by commas."""
        parsed = self._parsed.get(text)
        if parsed is None:
            parts = [self._parse_part(part.strip()) for part in text.split(",")]
            parsed = self._parsed[text] = parts[0] if len(parts) == 1 else _join(parts)
        return parsed

    def _parse_part(self, part: str) -> ParsedCitations:
        match = _CITATION.fullmatch(part)
        if match is None:
            return _refuse(Rule.BAD_CITATION, f"can’t read “{part}” as a citation", self._advise(part))
        source = self._sources.get(match[1])
        if source is None and match[1] in self._lost:
            return ParsedCitations((), (), has_lost_source=True)
        if source is None:
            advice = did_you_mean(match[1], self._sources, self._problems) or "List it under `sources`."
            return _refuse(Rule.UNKNOWN_SOURCE, f"unknown source “{match[1]}”", advice)
        first, last = int(match[2]), int(match[3] or match[2])
        if not 1 <= first <= last:
            advice = "Count paragraphs from 1, and write the smaller number first."
            return _refuse(Rule.BAD_PARAGRAPH, f"invalid paragraphs in “{part}”", advice)
        headings = self._headings.get(source.id)
        heading = None if headings is None else headings.find_range(first, last)
        citation = Citation(source, first, last, _locator(source, first, last, heading), heading)
        if headings is None or last <= headings.last:
            return ParsedCitations((citation,), ())
        message = f"{_unit(source)} {last} of “{source.id}” is after the last of its sections"
        advice = "Correct the number, or the `sections` of the source."
        return ParsedCitations((citation,), (Finding(Rule.PARAGRAPH_OUTSIDE_SECTIONS, message, advice),))

    def _advise(self, part: str) -> str:
        """Return advice for a text that is not a citation."""
        example = next(iter(self._sources), "atlas")
        if not part:
            return "Delete the comma too many."
        if _ADDRESS.match(part):
            return (
                f"List the page under `sources` with its `url`, and cite it by its name, as in `{example} 5`."
            )
        if _SEVERAL.search(part):
            separated = ", ".join(each.strip() for each in _SEVERAL.split(part) if each.strip())
            return f"Separate citations with commas, and name the source in each: `{separated}`."
        if part in self._sources:
            return f"Add the paragraph, as in `{part} 5` or `{part} 5-6`."
        if _RANGE.fullmatch(part):
            return f"Name the source in front of each paragraph, as in `{example} {part}`."
        numbers = _NUMBERS.search(part)
        source = self._find_source(part if numbers is None else part[: numbers.start()])
        if source is None or numbers is None:
            return f"Write the source and the paragraph, as in `{example} 5` or `{example} 5-6`."
        return f"Write `{source} {numbers[0].strip()}`."

    def _find_source(self, text: str) -> str | None:
        """Return the source that a text begins with, by its name or its title."""
        words = text.replace(":", " ").split()
        if words and words[0].casefold() in self._sources:
            return words[0].casefold()
        folded = fold(text)
        titled = (source.id for source in self._sources.values() if folded.startswith(fold(source.title)))
        return next(titled, None)


def parse_range(paragraphs: str) -> tuple[int, int] | None:
    """Parse the first and the last of some paragraphs, `11-14` or `11`; return `None` if they are invalid."""
    match = _RANGE.fullmatch(paragraphs.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if 1 <= first <= last else None


def parse_ranges(paragraphs: str) -> tuple[tuple[int, int], ...] | None:
    """Parse ranges of paragraphs, `1, 11-14`; return `None` if one is invalid."""
    ranges = [parse_range(part) for part in paragraphs.split(",")]
    valid = tuple(bounds for bounds in ranges if bounds is not None)
    return valid if len(valid) == len(ranges) else None


def _join(parts: Sequence[ParsedCitations]) -> ParsedCitations:
    return ParsedCitations(
        tuple(citation for part in parts for citation in part.citations),
        tuple(finding for part in parts for finding in part.findings),
        any(part.has_lost_source for part in parts),
    )


def _refuse(rule: Rule, message: str, advice: str) -> ParsedCitations:
    return ParsedCitations((), (Finding(rule, message, advice),))


class _Headings:
    """The headings of a source by paragraph; of several, the first one in the source."""

    def __init__(self, source: Source) -> None:
        self.last = max(section.last for section in source.sections)
        self._starts: list[int] = []
        """The paragraphs at which another heading begins."""
        self._headings: list[Text | None] = []
        pending = deque(sorted(enumerate(source.sections), key=lambda pair: pair[1].first))
        current: list[tuple[int, Section]] = []
        ends = {section.last + 1 for section in source.sections}
        for paragraph in sorted(ends.union(section.first for section in source.sections)):
            while pending and pending[0][1].first <= paragraph:
                heappush(current, pending.popleft())
            while current and current[0][1].last < paragraph:
                heappop(current)
            self._starts.append(paragraph)
            self._headings.append(current[0][1].heading if current else None)

    def find(self, paragraph: int) -> Text | None:
        """Return the heading of a paragraph."""
        index = bisect_right(self._starts, paragraph) - 1
        return self._headings[index] if index >= 0 else None

    def find_range(self, first: int, last: int) -> Text | None:
        """Return the heading of some paragraphs, or the first and the last: `Asia to Africa`."""
        start, end = self.find(first), self.find(last)
        return start if start is None or end is None or end == start else Text(f"{start} to {end}")


def _locator(source: Source, first: int, last: int, heading: Text | None) -> Text:
    unit = _unit(source)
    paragraphs = f"{unit} {first}" if first == last else f"{plural(unit)} {first}–{last}"
    return Text(paragraphs if heading is None else f"{heading}, {paragraphs}")


def _unit(source: Source) -> str:
    return source.unit or "paragraph"
