"""Tests of the candidates for wrong answers."""

from itertools import cycle, islice

import pytest

from quiz.generate.candidates import CandidateIndex
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question
from quiz.model.rng import RandomStream
from tests.generate.factories import fact, pack

HARD, MIDDLING, EASY = 0, 1, 2


def listed(of: Pack, place: int = 0, seed: int = 0, level: int = HARD, index: int = 0) -> list[str]:
    """List the candidates for a value of one of the facts."""
    told = of.facts[place]
    chance = RandomStream(told.id, seed)
    return [str(one.text) for one in CandidateIndex(of).iter_candidates(told, index, chance, seed, level)]


def things(texts: list[str]) -> Pack:
    return pack(*(fact(f"In hall {number} is <{text}>.", "thing") for number, text in enumerate(texts)))


def table(rows: list[tuple[str, str, int]]) -> Pack:
    """Build a pack of one relation: a town, its region and its year."""
    kinds = {"town": {"type": "town"}, "region": {"type": "region"}, "year": {"type": "year"}}
    return pack(
        *(
            fact(f"<town={town}>, in <region={region}>, is of <year={year}>.", id_=f"f{number}", values=kinds)
            for number, (town, region, year) in enumerate(rows)
        )
    )


def test_each_other_value_is_candidate_once() -> None:
    told = pack(fact("It is <one>.", "thing"), thing=["three", "Two", "TWO", "One", "four"])

    assert sorted(map(str.casefold, listed(told))) == ["four", "three", "two"]


def test_other_right_answer_is_not_candidate_elsewhere() -> None:
    """It may be another name of a right answer there."""
    told = fact("<David Scott> flew Apollo 15.", "thing", also=["Dave Scott"])
    walked = fact("<David Scott> walked on the Moon.", "thing")

    assert listed(pack(told, walked, thing=["Al Worden"])) == ["Al Worden"]


@pytest.mark.parametrize(("level", "mates"), [(HARD, 3), (MIDDLING, 7), (EASY, 15)])
def test_values_of_cluster_are_first_candidates(level: int, mates: int) -> None:
    names = [f"Name {one}{other}" for one in "bcdfghkl" for other in "aeio"]
    told = things(names)
    first = {name: {name, *listed(told, place, level=level)[:mates]} for place, name in enumerate(names)}

    assert all(first[mate] == first[name] for name in names for mate in first[name])


def test_similar_values_come_first() -> None:
    short = ["red", "tan", "sky", "ash", "jet", "bay", "fox", "owl"]
    long = [f"light {hue} of the sea" for hue in "rose lime grey blue pink teal gold plum".split()]
    told = things([*short, *long])

    for seed in range(10):
        assert set(listed(told, seed=seed, level=MIDDLING)[:7]) == set(short[1:])


def shared(told: Pack, group: dict[str, object]) -> float:
    """Return the share of the hardest candidates that are in the group of the key."""
    mates = [
        (group[one.values[0].text], group[mate])
        for seed in range(5)
        for place, one in enumerate(told.facts)
        for mate in listed(told, place, seed)[:3]
    ]
    return sum(one == other for one, other in mates) / len(mates)


def test_shared_column_makes_values_similar() -> None:
    rows = [(f"Town{chr(97 + n)}", "North South East West".split()[n % 4], 1500) for n in range(16)]

    assert shared(table(rows), {town: region for town, region, _ in rows}) > 0.9  # by chance 0.2


def test_close_years_make_values_similar() -> None:
    rows = [(f"Town{chr(97 + n)}", f"Region{chr(97 + n)}", 1200 + 200 * (n % 4)) for n in range(16)]

    assert shared(table(rows), {town: year for town, _, year in rows}) > 0.9  # by chance 0.2


@pytest.mark.slow
def test_low_tightness_number_yields_similar_candidates() -> None:
    rows = [(f"Town{chr(97 + n % 26)}{n // 26}", f"R{n % 8}", 1000 + 20 * n) for n in range(40)]
    told = table(rows)

    def nearness(level: int) -> float:
        near = [
            candidate.similarity
            for one in told.facts
            for candidate in islice(
                CandidateIndex(told).iter_candidates(one, 0, RandomStream(one.id, 3), 3, level), 3
            )
        ]
        return sum(near) / len(near)

    assert nearness(HARD) > nearness(MIDDLING) + 0.05


def test_close_years_make_values_similar_whatever_the_type_of_their_column() -> None:
    values = {"city": {"type": "host"}, "games": {"type": "games"}}
    years = {f"City{chr(97 + n)}": 1700 + 80 * (n % 4) + n // 4 for n in range(16)}
    told = pack(
        *(
            fact(f"<city={city}> had the games of <games={year}>.", values=values)
            for city, year in years.items()
        )
    )

    assert shared(told, {city: year // 10 for city, year in years.items()}) > 0.9  # by chance 0.2


def test_own_year_of_a_value_in_several_facts_decides() -> None:
    values = {"games": {"type": "games"}, "city": {"type": "host"}}
    hosts = {1900: "Paris", 1904: "Berne", 1908: "Rome", 1912: "Bonn", 1916: "Nice", 1920: "Riga"}
    hosts |= {2000: "Oslo", 2004: "Lima", 2008: "Bern", 2012: "Cork", 2016: "Paris", 2020: "Kyiv"}
    told = pack(
        *(fact(f"The games of <games={y}> were in <city={c}>.", values=values) for y, c in hosts.items())
    )
    late = next(one for one in told.facts if "2016" in one.sentence)

    near: set[str] = set()
    for seed in range(20):
        stream = RandomStream("own", seed)
        near |= {
            each.text for each in islice(CandidateIndex(told).iter_candidates(late, 1, stream, seed, 0), 3)
        }

    early = {city for year, city in hosts.items() if year < 1950}
    assert len(near - early) > len(near & early)


def test_large_type_is_partitioned_by_region() -> None:
    rows = [(f"Town {n}", f"Region {n % 5}", 1500) for n in range(1000)]
    told = table(rows)
    region = {town: region for town, region, _ in rows}

    candidates = listed(told)

    assert 15 <= len(candidates) <= 200
    assert "Town 0" not in candidates
    assert {region[town] for town in candidates} == {"Region 0"}
    assert listed(told) == candidates


def test_small_bucket_of_large_type_takes_values_from_the_type() -> None:
    own = [fact(f"Hall {n} has <{'tin' if n % 2 else 'lead'}>.", "thing", id_=f"h{n}") for n in range(150)]
    told = pack(*own, thing=["iron", "gold", "zinc", "copper"])

    assert {"iron", "gold", "zinc", "copper"} <= set(listed(told))


@pytest.mark.parametrize("level", [HARD, MIDDLING, EASY])
def test_declared_wrong_values_come_first(level: int) -> None:
    """Their author wrote them for this question; fewer than six would always be the same options."""
    many = [f"thing {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    wrong = ["quite another", "a third", "a fourth", "a fifth", "a sixth", "a seventh"]
    told = pack(fact("It is <thing a>.", "thing", wrong=wrong), thing=many[1:])

    assert {*listed(told, level=level)[:6]} == set(wrong)
    assert len(listed(told, level=level)) == 31
    few = pack(fact("It is <thing a>.", "thing", wrong=wrong[:2]), thing=many[1:])
    assert set(listed(few, level=level)) == {*wrong[:2], *many[1:]}


@pytest.mark.slow
def test_most_frequent_option_is_not_more_often_right() -> None:
    """A player who knows only how often each value is right gains nothing."""
    counts = {"Baroque": 16, "Gothic": 14, "Moorish": 12, "Tudor": 10, "Rococo": 6, "Saxon": 6}
    styles = list(islice(cycle(style for style, n in counts.items() for _ in range(n)), 64))
    told = pack(
        *(
            fact(f"The hall of T{chr(97 + n % 26)}{n} is <{style}>.", "style", id_=f"f{n}")
            for n, style in enumerate(styles)
        )
    )
    maker = QuestionMaker(told)

    hits = [best_guess(question, counts) for seed in range(40) for question in choices(maker, seed)]

    assert len(hits) == 40 * 64
    assert sum(hits) / len(hits) < 0.27


def choices(maker: QuestionMaker, seed: int) -> list[Question]:
    return list(maker.iter_questions(seed, kind=Kind.CHOICE))


def best_guess(question: Question, counts: dict[str, int]) -> float:
    best = max(question.options, key=lambda option: counts[option])
    tied = [option for option in question.options if counts[option] == counts[best]]
    return (question.options[question.key] in tied) / len(tied)
