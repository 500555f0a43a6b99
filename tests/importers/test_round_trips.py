"""Questions that are exported and imported again."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.exporters.formats import ExportFormat, export_questions
from quiz.exporters.layout import ExportLayout
from quiz.model.pack import Pack
from quiz.model.question import Question, QuestionOrigin
from quiz.text.normalize import fold
from quiz.text.safe import Text, one_line
from tests.factories import question, statement
from tests.importers.harness import import_text

LAYOUT = ExportLayout({("pack", "film"): Text("The film")})

# Signs that import takes for HTML, a formula or a gap are left out, and every text has a word of its own.
signs = st.text(st.sampled_from("abcXYZ012 ~=#{}:\\%>*'\"|,;[]().-+éß中"), max_size=15)
texts = st.tuples(signs, st.text("abcdefghij", min_size=3, max_size=6), signs).map(
    lambda parts: one_line(" ".join(parts))
)


class Entry(NamedTuple):
    """The parts of a question that a format can carry."""

    stem: str
    right: str
    wrong: frozenset[str]
    explanation: str


def to_entry(made: Question) -> Entry:
    right = made.options[made.key]
    wrong = frozenset(made.options) - {right}
    return Entry(made.stem, right, frozenset(map(str, wrong)), made.explanation)


def list_entries(pack: Pack) -> set[Entry]:
    """List the entries of an imported pack."""
    return {
        Entry(each.stem, each.right, frozenset(map(str, each.wrong)), each.explanation)
        for each in pack.questions
    }


def sample(stem: str, *options: str) -> Question:
    """Make a question by hand with an explanation that is long enough to be one."""
    explanation = Text("Because the river was high.")
    return question("q", stem=stem, options=options)._replace(
        explanation=explanation, origin=QuestionOrigin.WRITTEN
    )


@st.composite
def questions(draw: st.DrawFn) -> list[Question]:
    """Draw some questions whose stems are different after folding."""
    made: list[Question] = []
    seen: set[str] = set()
    for number in range(draw(st.integers(1, 4))):
        stem = Text(f"{draw(texts)} question {number}?")
        options = draw(st.lists(texts, min_size=4, max_size=4, unique_by=fold))
        if fold(stem) in seen:
            continue
        seen.add(fold(stem))
        if draw(st.booleans()):
            each = statement(f"q{number}", true=draw(st.booleans()), stem=stem.replace("?", "."))
        else:
            each = question(f"q{number}", stem=stem, options=tuple(options), key=draw(st.integers(0, 3)))
        explanation = Text(f"Because of the {draw(texts)} of it.")
        made.append(each._replace(explanation=explanation, origin=QuestionOrigin.WRITTEN))
    return made


def round_trip(format_: ExportFormat, made: list[Question]) -> Pack:
    (data,) = export_questions(format_, made, LAYOUT).files
    with TemporaryDirectory() as folder:
        imported = import_text(Path(folder), data, name=f"bank.{format_}")
    assert imported.left_out == {}
    assert imported.pack is not None
    return imported.pack


@pytest.mark.slow
@settings(max_examples=25)
@given(questions())
@example([sample("=1+1, what?", "=a", "%50%b", "c -> d", "~e")])
def test_gift_comes_back_the_same(made: list[Question]) -> None:
    pack = round_trip(ExportFormat.GIFT, made)

    assert list_entries(pack) == set(map(to_entry, made))
    assert {each.category for each in pack.questions} == {"the-film"}
    cited = {citation.source.title for each in pack.questions for citation in each.citations}
    assert cited == {"The Paper, A Press"}


@pytest.mark.slow
@settings(max_examples=25)
@given(questions())
@example([sample("=1+1, what?", "=a", "-b", "'=c", "@d")])
def test_csv_comes_back_the_same(made: list[Question]) -> None:
    pack = round_trip(ExportFormat.CSV, made)

    assert list_entries(pack) == set(map(to_entry, made))
    assert {each.category for each in pack.questions} == {"film"}
    assert {each.id for each in pack.questions} == {each.fact for each in made}


@pytest.mark.slow
@settings(max_examples=25)
@given(questions())
def test_opentdb_comes_back_without_explanations(made: list[Question]) -> None:
    pack = round_trip(ExportFormat.OPENTDB, made)

    assert {each[:3] for each in list_entries(pack)} == {to_entry(each)[:3] for each in made}
    assert {each.category for each in pack.questions} == {"the-film"}
