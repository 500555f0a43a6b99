"""Values stand in for those that are like them, whichever of them is the key."""

from itertools import cycle, islice

import pytest

from quiz.generate.candidates import CandidateIndex
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question
from quiz.model.rng import RandomStream
from quiz.text.safe import Text
from tests.generate.factories import fact, pack

HARD, MIDDLING, EASY = 0, 1, 2


def listed(of: Pack, place: int = 0, seed: int = 0, tightness: int = HARD, index: int = 0) -> list[str]:
    """List the candidates for a value of the fact at a place."""
    told = of.facts[place]
    chance = RandomStream(told.id, seed)
    return [str(one.text) for one in CandidateIndex(of).iter_candidates(told, index, chance, seed, tightness)]


def things(texts: list[str]) -> Pack:
    return pack(*(fact(f"In hall {number} is <{text}>.", "thing") for number, text in enumerate(texts)))


def table(rows: list[tuple[str, str, int]]) -> Pack:
    """Make a pack of one relation: a town, its region, and the year it was founded in."""
    kinds = {"town": {"type": "town"}, "region": {"type": "region"}, "year": {"type": "year"}}
    return pack(
        *(
            fact(f"<town={town}>, in <region={region}>, is of <year={year}>.", id_=f"f{number}", values=kinds)
            for number, (town, region, year) in enumerate(rows)
        )
    )


def test_every_value_but_the_key_is_a_candidate_once() -> None:
    told = pack(fact("It is <one>.", "thing"), thing=["three", "Two", "TWO", "One", "four"])

    assert sorted(map(str.casefold, listed(told))) == ["four", "three", "two"]


def test_another_right_answer_stands_in_for_nothing_elsewhere() -> None:
    """It may be another name of what is right elsewhere too, which no pack says."""
    told = fact("<David Scott> flew Apollo 15.", "thing", also=["Dave Scott"])
    walked = fact("<David Scott> walked on the Moon.", "thing")

    assert listed(pack(told, walked, thing=["Al Worden"])) == ["Al Worden"]


@pytest.mark.parametrize(("tightness", "mates"), [(HARD, 3), (MIDDLING, 7), (EASY, 15)])
def test_values_of_one_block_are_one_anothers_first_candidates(tightness: int, mates: int) -> None:
    names = [f"Name {one}{other}" for one in "bcdfghkl" for other in "aeio"]
    told = things(names)
    first = {
        name: {name, *listed(told, place, tightness=tightness)[:mates]} for place, name in enumerate(names)
    }

    assert all(first[mate] == first[name] for name in names for mate in first[name])


def test_likes_come_first() -> None:
    short = ["red", "tan", "sky", "ash", "jet", "bay", "fox", "owl"]
    long = [f"light {hue} of the sea" for hue in "rose lime grey blue pink teal gold plum".split()]
    told = things([*short, *long])

    for seed in range(10):
        assert set(listed(told, seed=seed, tightness=MIDDLING)[:7]) == set(short[1:])


def shared(told: Pack, group: dict[str, object]) -> float:
    """Give the share of the hardest candidates that are of one group with the key."""
    mates = [
        (group[one.values[0].text], group[mate])
        for seed in range(5)
        for place, one in enumerate(told.facts)
        for mate in listed(told, place, seed)[:3]
    ]
    return sum(one == other for one, other in mates) / len(mates)


def test_what_shares_another_column_is_nearer() -> None:
    rows = [(f"Town{chr(97 + n)}", "North South East West".split()[n % 4], 1500) for n in range(16)]

    assert shared(table(rows), {town: region for town, region, _ in rows}) > 0.9  # by chance 0.2


def test_a_near_year_beside_a_value_makes_it_nearer() -> None:
    rows = [(f"Town{chr(97 + n)}", f"Region{chr(97 + n)}", 1200 + 200 * (n % 4)) for n in range(16)]

    assert shared(table(rows), {town: year for town, _, year in rows}) > 0.9  # by chance 0.2


def test_harder_questions_have_nearer_options() -> None:
    rows = [(f"Town{chr(97 + n % 26)}{n // 26}", f"R{n % 8}", 1000 + 20 * n) for n in range(40)]
    told = table(rows)

    def nearness(tightness: int) -> float:
        near = [
            candidate.similarity
            for one in told.facts
            for candidate in islice(
                CandidateIndex(told).iter_candidates(one, 0, RandomStream(one.id, 3), 3, tightness), 3
            )
        ]
        return sum(near) / len(near)

    assert nearness(HARD) > nearness(MIDDLING) + 0.05
    assert nearness(MIDDLING) > nearness(EASY) + 0.05


def test_a_large_type_is_looked_through_by_regions() -> None:
    rows = [(f"Town {n}", f"Region {n % 5}", 1500) for n in range(1000)]
    told = table(rows)
    region = {town: region for town, region, _ in rows}

    candidates = listed(told)

    assert 15 <= len(candidates) <= 200
    assert "Town 0" not in candidates
    assert {region[town] for town in candidates} == {"Region 0"}
    assert listed(told) == candidates


def test_a_large_type_of_few_values_in_one_relation_takes_others_from_the_rest() -> None:
    own = [fact(f"Hall {n} has <{'tin' if n % 2 else 'lead'}>.", "thing", id_=f"h{n}") for n in range(150)]
    told = pack(*own, thing=["iron", "gold", "zinc", "copper"])

    assert {"iron", "gold", "zinc", "copper"} <= set(listed(told))


@pytest.mark.parametrize("tightness", [HARD, MIDDLING, EASY])
def test_declared_wrong_values_come_before_all_others(tightness: int) -> None:
    """They were written for this very question, and nothing that is drawn tempts as well."""
    many = [f"thing {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    told = pack(fact("It is <thing a>.", "thing", wrong=["quite another", "a third"]), thing=many[1:])

    assert {*listed(told, tightness=tightness)[:2]} == {"quite another", "a third"}
    assert len(listed(told, tightness=tightness)) == 27


def test_who_knows_which_value_is_the_most_frequent_gains_nothing() -> None:
    """The options are guessed by how often each is right in the pack: the best that can be done unread."""
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


def test_a_word_in_capitals_stays_so_at_the_beginning_of_a_sentence() -> None:
    near = CandidateIndex(pack(fact("<NASA> sent it.", "thing"), thing=["soldiers", "farmers", "scouts"]))

    assert near.sentence_case("thing", Text("NASA")) == "NASA"


def test_a_name_keeps_its_capital_and_an_article_before_it_loses_it() -> None:
    near = CandidateIndex(
        pack(
            fact("<The UK> saw it.", "thing"),
            fact("<Rain> fell.", "weather"),
            thing=["the US", "Peru", "Chad"],
            weather=["snow", "hail"],
        )
    )

    assert near.sentence_case("thing", Text("The UK")) == "the UK"
    assert near.sentence_case("weather", Text("Rain")) == "rain"
    assert near.sentence_case("thing", Text("Peru")) == "Peru"
