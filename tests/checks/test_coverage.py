"""The use of each paragraph of a document."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from quiz.checks.cited_documents import check_citations
from quiz.checks.coverage import Coverage, measure_coverage
from quiz.model.location import Location
from quiz.model.pack import Citation, Fact, FactFreeRange, Pack, Source
from quiz.model.problems import Problem, ProblemCollector
from quiz.model.rules import Severity
from quiz.packs.index import encode_index, index_path, load_indexed_pack
from quiz.packs.read.pack_reader import read_pack
from quiz.text.safe import Text

PACK = """\
format: 1
name: brig
title: The brig
sources:
  log:
    title: A Log
    file: log.txt
{nothing}facts:
  - id: cargo
    fact: She carried <tar>.
    type: cargo
    cite: {cited}
"""


def brig(folder: Path, cited: str, *nothing: str) -> Pack:
    """Write a pack of one fact, and a log of eight paragraphs with tar in each; return the pack."""
    (folder / "log.txt").write_text("Tar.\n\n" * 8, encoding="utf-8")
    lines = "".join(f"      {line}\n" for line in nothing)
    text = PACK.format(nothing=f"    nothing-in:\n{lines}" if nothing else "", cited=cited)
    (folder / "brig.yaml").write_text(text, encoding="utf-8")
    reading = read_pack(folder / "brig.yaml")
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def found(pack: Pack, folder: Path) -> tuple[Problem, ...]:
    return tuple(one for one in check_citations(pack, folder).problems if one.rule.code != "missing-sha256")


def messages(pack: Pack, folder: Path) -> list[str]:
    return [f"{one.rule.code}: {one.message}" for one in found(pack, folder)]


def test_paragraph_without_citation_or_reason_is_uncovered(tmp_path: Path) -> None:
    pack = brig(tmp_path, "log 3-4", "1: a headline", "6, 8: the weather")

    assert messages(pack, tmp_path) == [
        "uncited-paragraphs: paragraphs 2, 5 and 7 of “log” are neither cited nor listed in `nothing-in`"
    ]
    assert check_citations(pack, tmp_path).coverage == (
        Coverage(Text("brig/log"), 8, cited=2, fact_free=3, uncovered=3),
    )


def test_fully_covered_document_has_no_problem(tmp_path: Path) -> None:
    pack = brig(tmp_path, "log 2", "1: a headline", "3-8: the weather")

    assert messages(pack, tmp_path) == []
    assert check_citations(pack, tmp_path).coverage[0].uncovered == 0


def test_paragraph_is_counted_once(tmp_path: Path) -> None:
    pack = brig(tmp_path, "log 1-4, log 2, log 3-5", "7-8: the weather", "8: a name")

    assert check_citations(pack, tmp_path).coverage == (
        Coverage(Text("brig/log"), 8, cited=5, fact_free=2, uncovered=1),
    )


def test_cited_paragraph_in_nothing_in_is_reported(tmp_path: Path) -> None:
    pack = brig(tmp_path, "log 3-5, log 6", "1: a headline", "2-3, 6-8: the weather")
    (hint,), left = found(pack, tmp_path), check_citations(pack, tmp_path).coverage[0]

    assert (hint.rule.code, hint.severity) == ("cited-despite-nothing-in", Severity.HINT)
    assert hint.message == "paragraphs 3 and 6 of “log” are cited, but `nothing-in` lists them"
    line = (tmp_path / "brig.yaml").read_text(encoding="utf-8").split("\n")[hint.location.line - 1]
    assert line[hint.location.column - 1 : hint.location.end_column - 1] == "2-3, 6-8"
    assert (left.cited, left.fact_free, left.uncovered) == (4, 4, 0)


def test_missing_paragraph_in_nothing_in_is_reported(tmp_path: Path) -> None:
    pack = brig(tmp_path, "log 1", "2-9: the weather")
    (problem,) = found(pack, tmp_path)

    assert (problem.rule.code, problem.severity) == ("no-such-paragraph", Severity.ERROR)
    assert problem.message == "“log” has 8 paragraphs, so `nothing-in` can’t list paragraph 9"
    assert check_citations(pack, tmp_path).coverage[0].fact_free == 7


def test_uncited_document_is_uncovered(tmp_path: Path) -> None:
    pack = brig(tmp_path, "log 8")

    assert messages(pack, tmp_path) == [
        "uncited-paragraphs: paragraphs 1–7 of “log” are neither cited nor listed in `nothing-in`"
    ]


def test_index_stores_nothing_in(tmp_path: Path) -> None:
    pack = brig(tmp_path, "log 1", "2, 4-5: the weather")
    path = tmp_path / "brig.yaml"
    index_path(path).write_bytes(encode_index(pack, path))
    loaded = load_indexed_pack(path)

    assert loaded is not None
    assert [(one.first, one.last, one.reason) for one in loaded.sources[0].nothing_in] == [
        (2, 2, "the weather"),
        (4, 5, "the weather"),
    ]
    assert loaded == pack


STRETCHES = st.lists(st.tuples(st.integers(1, 14), st.integers(0, 5)), max_size=6).map(
    lambda pairs: [(first, first + more) for first, more in pairs]
)


@given(STRETCHES, STRETCHES, st.integers(0, 12))
def test_counts_add_up_to_document_length(
    cited: list[tuple[int, int]], named: list[tuple[int, int]], length: int
) -> None:
    place = Location(Text("p.yaml"))
    source = Source(
        "s", Text("S"), nothing_in=tuple(FactFreeRange(*one, Text("why"), place) for one in named)
    )
    citations = tuple(Citation(source, *one, Text("there")) for one in cited)
    fact = Fact("f", "c", Text("So."), (), citations, place, "so")
    found = measure_coverage(source, length, Pack("p", Text("P"), (), (source,), (fact,)), ProblemCollector())
    there = set(range(1, length + 1))
    held = {number for first, last in cited for number in range(first, last + 1)} & there
    empty = {number for first, last in named for number in range(first, last + 1)} & there - held

    assert found[1:] == (length, len(held), len(empty), len(there - held - empty))
