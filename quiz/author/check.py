"""Find all that is wrong with packs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.author.unasked import unasked
from quiz.core.flaws import flaws
from quiz.core.model import Pack
from quiz.core.problem import Problem, Problems, Severity
from quiz.generate.items import Maker, Skip
from quiz.packs import reader
from quiz.packs.evidence import Evidence, compare
from quiz.text.safe import Text
from quiz.text.words import counted, listed

_MANIFEST = "pack.yaml"
_SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in some packs."""

    problems: tuple[Problem, ...]
    packs: int
    facts: int
    questions: int
    """How many questions were written by hand."""
    unread: tuple[Text, ...]
    """A sentence for each path at which there is no pack."""
    evidence: tuple[Evidence, ...] | None = None
    """What came of comparing each pack with documents, if that was asked for."""

    def count(self, severity: Severity) -> int:
        """Count the problems of one severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def fails(self, *, strict: bool) -> bool:
        """Say whether what was found is bad enough; `strict` takes warnings for errors."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))

    @property
    def coverage(self) -> tuple[Text, ...]:
        """What became of the paragraphs of each document, in a line each."""
        return tuple(
            Text(
                f"{one.source}: {counted(one.paragraphs, 'paragraph')}: {one.cited:,} cited, "
                f"{one.nothing:,} with nothing to ask, {one.left:,} left"
            )
            for compared in self.evidence or ()
            for one in compared.coverage
        )

    @property
    def summary(self) -> Text:
        """What was looked at and what was found, in a sentence."""
        held = listed([counted(self.facts, "fact"), counted(self.questions, "question")])
        found = [counted(n, severity.value) for severity in Severity if (n := self.count(severity))]
        seen = f"{counted(self.packs, 'pack')} with {held} by hand: {listed(found) or 'no problems'}."
        return Text(seen if self.evidence is None else f"{seen} {_compared(self.evidence)}")


def check(paths: Iterable[Path], sources: Path | None = None) -> Report:
    """Check the packs at some paths, each a pack file, a pack folder or a folder of packs.

    With a folder `sources`, their citations are compared with the documents in it.
    """
    found: dict[Path, None] = {}
    unread: list[Text] = []
    for path in paths:
        here = list(_packs_at(path))
        found.update(dict.fromkeys(here))
        if not here:
            unread.append(_absence(path))
    readings = [reader.read(path) for path in found]
    packs = [reading.pack for reading in readings if reading.pack is not None]
    problems = [problem for reading in readings for problem in reading.problems]
    for pack in packs:
        problems += _made(pack)
    evidence = None if sources is None else tuple(compare(pack, sources) for pack in packs)
    for compared in evidence or ():
        problems += compared.problems
    return Report(
        tuple(problems),
        len(readings),
        sum(len(pack.facts) for pack in packs),
        sum(len(pack.questions) for pack in packs),
        tuple(unread),
        evidence,
    )


def _compared(evidence: Iterable[Evidence]) -> str:
    """Say what was compared with what, and what was left out."""
    found = tuple(evidence)
    citations = counted(sum(one.citations for one in found), "citation")
    documents = counted(sum(one.documents for one in found), "document")
    unchecked = sum(one.unchecked for one in found)
    left_out = f"; not compared: {counted(unchecked, 'source')} without a `file`" if unchecked else ""
    return f"{citations} compared with {documents}{left_out}."


def _packs_at(path: Path) -> Iterator[Path]:
    """Find the packs at a path; a folder without `pack.yaml` is a folder of packs."""
    if not path.is_dir():
        if path.exists():
            yield path
    elif (path / _MANIFEST).exists():
        yield path
    else:
        for inner in sorted(path.iterdir()):
            if (inner / _MANIFEST).is_file() or (inner.is_file() and inner.suffix == _SUFFIX):
                yield inner


def _absence(path: Path) -> Text:
    if path.is_dir():
        return Text(f"{path}: no pack is here; a pack is a folder with {_MANIFEST}, or a single .yaml file")
    return Text(f"{path}: there is no such file or folder")


def _made(pack: Pack) -> Problems:
    """Note what the questions that come of a pack show of it."""
    problems = Problems()
    maker = Maker(pack)
    _note_flaws(pack, maker, problems)
    _note_unasked(pack, maker, problems)
    return problems


def _note_flaws(pack: Pack, maker: Maker, problems: Problems) -> None:
    """Note the faults of questions written by hand; those that are made have none, or are not made."""
    written = {entry.id: entry for entry in pack.questions}
    for ask in maker.asks():
        entry = written.get(ask.fact)
        if entry is None:
            continue
        question = maker.make(ask, entry.kind, 0)
        if isinstance(question, Skip):
            continue
        for flaw in flaws(question, english=pack.language.startswith("en")):
            problems.add(flaw.name, entry.place, flaw.sentence, question=entry.id)


def _note_unasked(pack: Pack, maker: Maker, problems: Problems) -> None:
    """Note each value that yields no choice, where its author can help it."""
    for found in unasked(pack, maker):
        problems.add(
            found.name,
            found.fact.place,
            found.message,
            help=found.help,
            fact=found.fact.id,
        )
