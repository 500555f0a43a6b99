"""Citations as authors write them: `wiki 12, songfacts 10-11`."""

import re
from collections.abc import Callable, Mapping

from quiz.model.location import Location
from quiz.model.pack import Citation, Source
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.format.patterns import CITATION, PARAGRAPHS
from quiz.packs.read.checked_mapping import CheckedMapping, did_you_mean
from quiz.text.english import plural
from quiz.text.safe import Text

_CITATION = re.compile(CITATION)
_RANGE = re.compile(PARAGRAPHS)


class CitationParser:
    """Reads citations of a pack's sources; each text is read once."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._lasts = {
            source.id: max((section.last for section in source.sections), default=0)
            for source in sources.values()
        }
        self._read: dict[str, tuple[tuple[Citation, ...], tuple[Finding, ...]]] = {}

    def parse(self, text: str, entry: CheckedMapping, place: Callable[[], Location]) -> tuple[Citation, ...]:
        """Read a text with one or more citations; what is wrong with it becomes the entry's problem."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = self._parsed(text)
        citations, complaints = found
        for complaint in complaints:
            entry.report(complaint, place())
        return citations

    def _parsed(self, text: str) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
        citations: list[Citation] = []
        complaints: list[Finding] = []
        for part in text.split(","):
            citation, complaint = self._parsed_part(part.strip())
            if citation is not None:
                citations.append(citation)
            if complaint is not None:
                complaints.append(complaint)
        return tuple(citations), tuple(complaints)

    def _parsed_part(self, part: str) -> tuple[Citation | None, Finding | None]:
        """Read one citation; what is wrong with it need not spoil it."""
        match = _CITATION.fullmatch(part)
        if match is None:
            advice = "write the source’s name and the paragraph, as in `wiki 12` or `wiki 12-14`"
            return None, Finding(Rule.BAD_CITATION, f"“{part}” is no citation", advice)
        source = self._sources.get(match[1])
        if source is None:
            advice = did_you_mean(match[1], self._sources) or "list it under `sources`"
            return None, Finding(Rule.UNKNOWN_SOURCE, f"there is no source “{match[1]}”", advice)
        first, last = _bounds(match[2], match[3])
        if not 1 <= first <= last:
            return None, _bad_range(part)
        citation = Citation(source, first, last, _locator(source, first, last))
        if not source.sections or last <= self._lasts[source.id]:
            return citation, None
        message = f"{_unit(source)} {last} of “{source.id}” lies behind the last of its sections"
        advice = "correct the number, or the source’s `sections`"
        return citation, Finding(Rule.PARAGRAPH_OUTSIDE_SECTIONS, message, advice)


def parse_range(paragraphs: str) -> tuple[int, int] | None:
    """Read the first and the last of some paragraphs, `11-14` or `11`; `None` where they can’t be."""
    match = _RANGE.fullmatch(paragraphs.strip())
    if match is None:
        return None
    first, last = _bounds(match[1], match[2])
    return (first, last) if 1 <= first <= last else None


def parse_ranges(paragraphs: str) -> tuple[tuple[int, int], ...] | None:
    """Read stretches of paragraphs between commas, `1, 11-14`; `None` where one of them can’t be."""
    found = [parse_range(part) for part in paragraphs.split(",")]
    sound = tuple(one for one in found if one is not None)
    return sound if len(sound) == len(found) else None


def _bounds(first: str, last: str | None) -> tuple[int, int]:
    return int(first), int(first if last is None else last)


def _bad_range(part: str) -> Finding:
    return Finding(
        Rule.BAD_PARAGRAPH,
        f"“{part}” names no paragraphs",
        "paragraphs are counted from 1, and the smaller number comes first",
    )


def _locator(source: Source, first: int, last: int) -> Text:
    unit = _unit(source)
    paragraphs = f"{unit} {first}" if first == last else f"{plural(unit)} {first}–{last}"
    if not source.sections:
        return Text(paragraphs)
    begin, end = _heading(source, first), _heading(source, last)
    if begin is None:
        return Text(paragraphs)
    heading = begin if end is None or end == begin else f"{begin} to {end}"
    return Text(f"{heading}, {paragraphs}")


def _unit(source: Source) -> str:
    return source.unit or "paragraph"


def _heading(source: Source, paragraph: int) -> Text | None:
    for section in source.sections:
        if section.first <= paragraph <= section.last:
            return section.heading
    return None
