"""A round written as text and read again."""

import json

import pytest

from quiz.core.keeping import Begun, Deal, Left
from quiz.core.modes import MODES, Mode
from quiz.opening import opened
from quiz.packet import Start, packed, packed_start, unpacked, unpacked_start
from quiz.round import Order, Round
from quiz.text.safe import Text
from tests.made import game

PACKS = [maker.pack for maker in opened((), None).makers]


def dealt(order: Order) -> Round:
    return game(order, None, *PACKS).deal()


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
@pytest.mark.parametrize("category", [None, "hero/video"])
def test_a_round_comes_back_as_it_was(mode: Mode, category: str | None) -> None:
    for seed in range(4):
        order = Order(category, None, 10, seed, mode, 12.5, (), None, frozenset({"hero/director", "x/y.z"}))
        round_ = dealt(order)
        again = unpacked(packed(round_))

        assert again == round_
        assert again is not None
        assert isinstance(again.questions[0].citations[0].source.title, Text)


def test_players_and_what_counts_come_back() -> None:
    round_ = dealt(Order(length=4, seed=7, players=(Text("Ana"), Text("Ben"))))._replace(counts=False)

    assert unpacked(packed(round_)) == round_


def test_what_is_no_round_gives_none() -> None:
    whole = packed(dealt(Order("hero/video", seed=7)))
    data = json.loads(whole)
    others = [
        "",
        "[]",
        "null",
        whole[:-1],
        json.dumps({**data, "sources": {}}),
        json.dumps({**data, "order": data["order"][1:]}),
        json.dumps({**data, "questions": [data["questions"][0][:-9]]}),
        json.dumps({**data, "questions": [7]}),
        json.dumps({name: part for name, part in data.items() if name != "title"}),
    ]
    data["order"][4] = "no-such-mode"

    assert [unpacked(text) for text in (*others, json.dumps(data))] == [None] * (len(others) + 1)


def test_nothing_that_a_terminal_obeys_comes_out() -> None:
    data = json.loads(packed(dealt(Order("hero/video", seed=7))))
    data["title"] = data["questions"][0][5] = "\x1b[2Jred"
    data["sources"] = {name: [row[0], "\x1b[2J", *row[2:]] for name, row in data["sources"].items()}
    again = unpacked(json.dumps(data))

    assert again is not None
    assert (again.title, again.questions[0].stem) == ("␛[2Jred", "␛[2Jred")
    assert again.questions[0].citations[0].source.title == "␛[2J"


def test_a_start_comes_back_as_it_was() -> None:
    table = game(Order("hero/video", seed=7), None, *PACKS)
    notes = (Text("one"), Text("two\nlines"))

    for start in (Start(table.deal(), None, notes), Start(None, table.dealer.menu(), ())):
        assert unpacked_start(packed_start(start)) == start


def test_a_start_of_nothing_is_none() -> None:
    whole = packed_start(Start(game().deal(), None, ()))

    for text in ("", "[]", "null", whole[:-1], packed_start(Start(None, None, ())), '[null, [["a"]], []]'):
        assert unpacked_start(text) is None


def test_a_round_that_goes_on_is_refused_for_it_would_begin_anew() -> None:
    begun = Begun(Deal("daily", None, None, 10, 20261121, None), 10, "digest", "now", 1)
    round_ = game().deal()._replace(left=Left(begun, (), (), "now"))

    with pytest.raises(ValueError, match="goes on"):
        packed(round_)
