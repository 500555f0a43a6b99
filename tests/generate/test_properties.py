"""Properties of the questions and rounds of random packs."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Fact, Kind, Pack
from quiz.model.question import Question
from quiz.text.normalize import contains, fold
from tests.generate.factories import fact, pack
from tests.generate.test_parse import CRITICAL_AT_ONE_IN_A_THOUSAND, SUSPICIOUSLY_EVEN, chi_square

RIVERS = ["Rhine", "the Rhône", "Rhone", "Loire", "Elbe", "Oder", "River Oder", "Po", "Ebro", "Tagus"]
LANDS = ["Spain", "Poland", "the Reich", "Reich", "Italy", "Old Italy", "Lettland", "Latvia"]
SENTENCES = [
    "The <river={river}> flows through <land={land}>.",
    "In <land={land}>, the longest river is the <river={river}>.",
    "The <river={river}> is the pride of <land={land}>.",
    "<land={land}> has the <river={river}> and <bridges={count} bridges> over it.",
]
SINGLES = ["The river of Spain is the <{river}>.", "In 1999, the <{river}> was the river of Spain."]


@st.composite
def retold(draw_: st.DrawFn) -> Pack:
    """Draw a pack that states a few facts several times, in other words and with other names."""
    rivers, lands = st.sampled_from(RIVERS), st.sampled_from(LANDS)
    facts: list[Fact] = []
    for number in range(draw_(st.integers(min_value=2, max_value=9))):
        one = {"river": draw_(rivers), "land": draw_(lands), "count": draw_(st.integers(2, 60))}
        values: dict[str, dict[str, Any]] = {
            "river": {
                "accept": draw_(st.lists(rivers, max_size=1)),
                "also": draw_(st.lists(rivers, max_size=1)),
            },
            "land": {"accept": draw_(st.lists(lands, max_size=1)), "asked": draw_(st.booleans())},
            "bridges": {"type": "count"},
        }
        sentence = draw_(st.sampled_from(SENTENCES)).format(**one)
        facts.append(fact(sentence, id_=f"fact-{number}", values=values))
    for number, sentence in enumerate(draw_(st.lists(st.sampled_from(SINGLES), max_size=2))):
        facts.append(fact(sentence.format(river=draw_(rivers)), "river", id_=f"single-{number}"))
    return pack(*facts, river=draw_(st.lists(rivers, max_size=9)), land=draw_(st.lists(lands, max_size=8)))


def classes(made: Pack) -> dict[str, frozenset[str]]:
    """Return the equivalent names of each name, transitively."""
    joined: list[set[str]] = []
    for one in made.facts:
        for value in one.values:
            new = {fold(value.text), *map(fold, value.accept)}
            new = new.union(*(known for known in joined if known & new))
            joined = [known for known in joined if not known & new] + [new]
    return {name: frozenset(names) for names in joined for name in names}


Together = tuple[str, str, str | None]


def mentioned_together(made: Pack) -> set[Together]:
    """Return each river and land that a fact mentions together, by all names, with the bridges."""
    named = classes(made)
    found: set[Together] = set()
    for one in made.facts:
        told: dict[str, set[str]] = {"river": set(), "land": {"spain"} if len(one.values) == 1 else set()}
        for value in one.values:
            for text in (value.text, *value.also):
                told.setdefault(value.type, set()).update(named.get(fold(text), {fold(text)}))
        for bridges in told.get("count", {None}):
            found |= {(river, land, bridges) for river in told["river"] for land in told["land"]}
    return found


def is_mentioned(told: set[Together], river: str, land: str, bridges: str | None) -> bool:
    """Return whether a fact mentions a river and a land together, with no other number of bridges."""
    return any(
        known[:2] == (river, land) and (bridges is None or known[2] in (None, bridges)) for known in told
    )


def asked(made: Pack, question: Question) -> tuple[Fact, int]:
    one = next(one for one in made.facts if one.id == question.fact)
    label = question.target_id.partition(".")[2]
    return one, next(place for place, value in enumerate(one.values) if (value.label or "") == label)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(retold(), st.integers(min_value=0, max_value=50))
def test_distractors_are_not_stated_of_the_subject(made: Pack, seed: int) -> None:
    told = mentioned_together(made)
    for question in QuestionMaker(made).iter_questions(seed):
        one, place = asked(made, question)
        value = one.values[place]
        others = {other.type: fold(other.text) for other in one.values if other is not value}
        if value.type == "count" or (question.kind is Kind.TRUEFALSE and question.key == 0):
            continue  # what would make a true statement false is not shown
        for proof in question.proofs:
            option = fold(proof.value or question.options[proof.option])
            said = {"land": "spain", "count": None, **others, value.type: option}
            assert not is_mentioned(told, str(said["river"]), str(said["land"]), said["count"])


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(retold(), st.integers(min_value=0, max_value=50))
def test_options_do_not_overlap_by_any_name(made: Pack, seed: int) -> None:
    named = classes(made)
    for question in QuestionMaker(made).iter_questions(seed, kind=Kind.CHOICE):
        for one, other in combinations(map(fold, question.options), 2):
            assert other not in named.get(one, {one})
            assert not contains(one, other)
            assert not contains(other, one)


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(retold(), st.integers(min_value=0, max_value=20), st.sampled_from([None, *Kind]))
def test_round_reveals_no_later_answer_by_any_name(made: Pack, seed: int, kind: Kind | None) -> None:
    named = classes(made)
    round_ = tuple(draw_questions([QuestionMaker(made)], DrawRequest(kind=kind, length=6, seed=seed)))

    assert len({question.fact for question in round_}) == len(round_)
    for earlier, later in combinations(round_, 2):
        options = earlier.options if earlier.kind is Kind.CHOICE else ()
        shown = " | ".join((earlier.stem, *options, earlier.explanation))
        for name in named.get(fold(later.answer), {fold(later.answer)}):
            assert not contains(shown, name)


# Hidden truth: what the pack doesn't hold must not be called false either.


def films_and_songs(*, one_song: bool) -> set[tuple[str, str]]:
    """Return pairs of film and song: each song is in three films, and a film has one song or two."""
    pairs = {(f"Film {chr(65 + n)}", f"Song {'KLMNOPQR'[n // 3]}") for n in range(24)}
    if not one_song:
        pairs |= {(f"Film {chr(65 + n)}", f"Song {'KLMNOPQR'[(5 * n + 3) % 8]}") for n in range(24)}
    return pairs


def half_of(truth: Iterable[tuple[str, str]], start: int) -> list[tuple[str, str]]:
    return sorted(truth)[start::2]


@pytest.mark.slow
@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("one_song", [True, False])
def test_open_lists_have_one_true_option(start: int, one_song: bool) -> None:
    truth = films_and_songs(one_song=one_song)
    films = sorted({film for film, _ in truth})
    wrong = {song: [film for film in films if (film, song) not in truth][:4] for _, song in truth}
    facts = [
        fact(
            f"“<song={song}>” is heard in <film={film}>.",
            values={
                "film": {"open": True, "wrong": wrong[song] if number % 2 else []},
                "song": {} if one_song else {"open": True},
            },
        )
        for number, (film, song) in enumerate(half_of(truth, start))
    ]
    maker = QuestionMaker(pack(*facts, film=films))
    second = made = 0
    for seed in range(20):
        for question in maker.iter_questions(seed, kind=Kind.CHOICE):
            one, place = asked(maker.pack, question)
            texts = [str(value.text) for value in one.values]
            made += 1
            for option in question.options[: question.key] + question.options[question.key + 1 :]:
                said = [*texts[:place], str(option), *texts[place + 1 :]]
                second += (said[1], said[0]) in truth

    assert made > 100
    assert second == 0


# Chance


def key_places(maker: QuestionMaker, type_: str) -> Counter[int]:
    return Counter(
        question.key
        for seed in range(20)
        for question in maker.iter_questions(seed, kind=Kind.CHOICE)
        if len(question.options) == 4 and question.target_id.endswith(type_)
    )


@pytest.mark.slow
def test_position_and_rank_of_key_are_uniform() -> None:
    names = [
        first + last
        for first in ("Ada", "Max", "Kim", "Lou", "Rosa")
        for last in ("", "ra", "lon", "mir", "sun")
    ]
    facts = [
        fact(
            f"The <person={name}> of {1500 + 7 * number} sold <sales={number * 637 + 1311}> books in a year.",
            id_=f"sales-{number}",
            values={"sales": {"type": "number"}},
        )
        for number, name in enumerate(names)
    ]
    maker = QuestionMaker(pack(*facts))

    for type_ in (".person", ".sales"):
        places = key_places(maker, type_)
        assert places.total() > 300
        assert SUSPICIOUSLY_EVEN < chi_square(places, 4) < CRITICAL_AT_ONE_IN_A_THOUSAND


PACKS = {
    "names": lambda n: fact(f"The car number {n} was made by <Name {word(n)}>.", "maker", id_=f"car-{n}"),
    "rows": lambda n: fact(
        f"In <town={word(n)}town> lives <person=Miss {word(n)}>, born in <year={1800 + 3 * n}>.",
        id_=f"row-{n}",
    ),
    "numbers": lambda n: fact(
        f"The hall of {word(n)} is <{17 * n + 40} metres> long.", "number", id_=f"hall-{n}"
    ),
}


def word(number: int) -> str:
    return "BDFGHKLM"[number % 8] + "aeiou"[number // 8 % 5] + "nrst"[number // 40 % 4]


@pytest.mark.slow
@pytest.mark.parametrize("made", PACKS.values(), ids=PACKS)
def test_added_fact_keeps_four_fifths_of_questions(made: Any) -> None:
    facts = [made(number) for number in range(60)]
    before = {question.id: question for question in QuestionMaker(pack(*facts)).iter_questions(0)}
    kept = []
    for place in (0, 30, 60):
        more = [*facts[:place], made(77), *facts[place:]]
        after = {question.id: question for question in QuestionMaker(pack(*more)).iter_questions(0)}
        kept.append(sum(after.get(id_) == question for id_, question in before.items()) / len(before))

    assert len(before) > 100
    assert min(kept) >= 0.8


# The same everywhere

PROGRAM = """
import hashlib
from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.question_maker import QuestionMaker
from tests.generate.factories import fact, pack
names = [a + b for a in ("Ada", "Max", "Kim") for b in ("", "ra", "lon", "mir", "sun")]
row = "In <place=Town {}> the <person={}> sold <sales={}> books on <day={} May {}>."
facts = [fact(row.format(n, name, n * 37 + 11, n + 3, 1900 + n), id_=f"row-{n}",
              values={"sales": {"type": "number"}, "day": {"type": "date"}}) for n, name in enumerate(names)]
facts += [fact(f"<person={name}> came from <place=Town {len(names) - n}>.", id_=f"came-{n}")
          for n, name in enumerate(names)]
maker = QuestionMaker(pack(*facts, place=["Berg", "Dorf", "Ville"]))
made = [repr(question) for seed in (0, 3) for question in maker.iter_questions(seed)]
drawn = [repr([*draw_questions([maker], DrawRequest(length=10, seed=seed))]) for seed in range(5)]
print(len(made), hashlib.sha256("".join(made + drawn).encode()).hexdigest())
"""


ROOT = Path(__file__).parents[2]
LIBRARIES = os.pathsep.join(map(str, (ROOT, Path(wcwidth.__file__).parents[1])))


def printed(python: str, hash_seed: str) -> str:
    done = subprocess.run(
        [python, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": LIBRARIES},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def pythons(version: str) -> Iterator[str]:
    """Find interpreters of a version, on the path and where pyenv keeps them."""
    known = shutil.which(f"python{version}")
    if known is not None and "shims" not in known:
        yield known
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from map(str, sorted(root.glob(f"versions/{version}.*/bin/python{version}")))


@pytest.mark.slow
def test_questions_do_not_depend_on_hash_seed() -> None:
    assert len({printed(sys.executable, hash_seed) for hash_seed in ("0", "1", "4711")}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_questions_do_not_depend_on_python_version(version: str) -> None:
    python = next(pythons(version), None)
    if python is None:
        pytest.skip(f"there is no Python {version} here")

    assert printed(python, "0") == printed(sys.executable, "0")
