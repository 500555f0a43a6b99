"""Work and memory grow in proportion to a pack, whatever it has much of; nothing is timed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs.codec import encode_pack
from quiz.packs.read import pack_reader
from tests.test_benchmarks import import_benchmark
from tests.work import count_calls, peak_bytes

SHAPES = import_benchmark("growth_shapes").SHAPES
SIZE = 50
FEW = (
    "facts with two values of a few",
    "facts that accept one spelling",
    "values of one list",
    "rows of one subject",
    "blanks in a comment",
    "categories",
)
"""The shapes that are tried in every run; the others are tried before a release."""
NAMES = [pytest.param(name, marks=[] if name in FEW else [pytest.mark.exhaustive]) for name in SHAPES]
MAX_FACTOR = 4**1.2
"""Maximum ratio of the work for four times the size."""
MAX_MEMORY_FACTOR = 4**1.1


def read(path: Path) -> Pack | None:
    return pack_reader.read_pack(path).pack


def check(path: Path) -> None:
    check_packs([path])


def draw_round(path: Path) -> None:
    pack = read(path)
    if pack is not None:
        list(draw_questions([QuestionMaker(pack)], DrawRequest(length=10, seed=0)))


def list_categories(path: Path) -> None:
    pack = read(path)
    if pack is not None:
        maker = QuestionMaker(pack)
        for category in pack.categories:
            maker.count_askable(category.name)


def encode(path: Path) -> None:
    pack = read(path)
    if pack is not None:
        encode_pack(pack, path)


def write(folder: Path, name: str, size: int) -> Path:
    path = folder / f"p{size}.yaml"
    path.write_text(SHAPES[name](size), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("command", [check, draw_round, list_categories])
@pytest.mark.parametrize("name", NAMES)
def test_work_grows_in_proportion_to_the_pack(
    name: str, command: Callable[[Path], object], tmp_path: Path
) -> None:
    paths = [write(tmp_path, name, size) for size in (SIZE, 4 * SIZE)]
    command(write(tmp_path, name, 10))  # fills the caches of the program

    small, large = (count_calls(partial(command, path)) for path in paths)

    assert large <= MAX_FACTOR * small


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "command"),
    [("rows with dates", check), ("rows with dates", draw_round), ("rows with codes", draw_round)],
)
def test_work_grows_in_proportion_to_two_thousand_rows(
    name: str, command: Callable[[Path], object], tmp_path: Path
) -> None:
    paths = [write(tmp_path, name, size) for size in (500, 2000)]
    command(write(tmp_path, name, 10))

    small, large = (count_calls(partial(command, path)) for path in paths)

    assert large <= MAX_FACTOR * small


@pytest.mark.exhaustive
@pytest.mark.parametrize("command", [list_categories, encode])
@pytest.mark.parametrize("name", SHAPES)
def test_memory_grows_in_proportion_to_the_pack(
    name: str, command: Callable[[Path], object], tmp_path: Path
) -> None:
    paths = [write(tmp_path, name, size) for size in (SIZE, 4 * SIZE)]
    command(write(tmp_path, name, 10))

    small, large = (peak_bytes(partial(command, path)) for path in paths)

    assert large <= MAX_MEMORY_FACTOR * small


def test_values_of_a_list_share_their_answers(tmp_path: Path) -> None:
    pack = read(write(tmp_path, "values of one list", SIZE))

    assert pack is not None
    assert len(pack.facts) == SIZE
    assert len({id(fact.values[0].group) for fact in pack.facts}) == 1


def test_names_are_suggested_for_the_first_unknown_ones_only(tmp_path: Path) -> None:
    path = write(tmp_path, "facts with unknown sources", 300)
    path.write_text(path.read_text(encoding="utf-8").replace("{s:", "{waaz:"), encoding="utf-8")

    problems = pack_reader.read_pack(path).problems

    suggestions = [problem for problem in problems if "Did you mean" in (problem.help or "")]
    assert len(problems) >= 300
    assert 0 < len(suggestions) <= 100
