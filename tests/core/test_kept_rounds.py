"""Rounds that are kept of large packs, for the next games to begin with."""

from collections.abc import Collection
from itertools import count
from pathlib import Path

import pytest

from quiz.core.modes import FACT_OR_FICTION
from quiz.core.session import Rules
from quiz.dealer import Dealer
from quiz.game import Game
from quiz.generate.items import Maker
from quiz.kept_rounds import AT_MOST, KeptRounds
from quiz.opening import opened
from quiz.packs.kept import LARGE
from quiz.round import Order, Round
from tests.made import TODAY

ROWS = 60
PACK = (
    "format: 1\nname: numbers\ntitle: Numbers\ncategories: {sums: Sums}\ncategory: sums\n"
    "sources: {s: {title: S, publisher: P}}\nfacts:\n"
)
FACTS = "".join(
    f"  - {{id: f{number}, fact: The number after {number} is <{number + 1}>., type: number, cite: s 1}}\n"
    for number in range(1000, 1000 + 7 * ROWS, 7)
)
ORDER = Order("sums", length=5)


class Bench:
    """A pack on the disk, the rounds kept of it, and how often it was opened."""

    def __init__(self, folder: Path, *, padding: int = LARGE) -> None:
        self.pack = folder / "numbers.yaml"
        self.pack.write_text(f"{PACK}{FACTS}#{'-' * padding}\n", encoding="utf-8")
        self.cache = folder / "cache"
        self.opened = 0

    def _makers(self) -> tuple[Maker, ...]:
        self.opened += 1
        return opened([str(self.pack)], None).makers

    def game(self, order: Order = ORDER, *, first_seed: int = 100, seen: Collection[str] = ()) -> Game:
        """Sit down anew, as another process would."""
        kept = KeptRounds(lambda: (self.pack,), self.cache)
        dealer = Dealer(self._makers, count(first_seed).__next__, today=lambda: TODAY, reserve=lambda: kept)
        return Game(dealer, order, Rules(limit=None), seen=dict.fromkeys(seen, 1))

    def play(self, order: Order = ORDER, *, first_seed: int = 100) -> Round:
        """Play a game, and do its chores."""
        playing = self.game(order, first_seed=first_seed)
        round_ = playing.deal()
        playing.lay_by(round_)
        return round_


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_the_second_game_of_a_seed_is_the_first_and_opens_nothing(bench: Bench) -> None:
    order = ORDER._replace(seed=7)
    first = bench.play(order)
    assert bench.opened == 1

    assert bench.play(order) == first
    assert bench.opened == 1


def test_a_fresh_game_begins_with_what_was_laid_by_and_is_what_its_seed_makes(bench: Bench) -> None:
    bench.play(ORDER._replace(seed=7))
    fresh = bench.play(first_seed=900)
    assert bench.opened == 1

    assert fresh.order.seed is not None
    assert fresh.order.seed < 900  # it was drawn by the game before
    other = Bench(bench.pack.parent, padding=0)  # a small pack, of which nothing is kept
    drawn = other.game(ORDER._replace(seed=fresh.order.seed)).deal()
    assert [(one.id, one.stem, one.options) for one in drawn.questions] == [
        (one.id, one.stem, one.options) for one in fresh.questions
    ]
    assert other.opened == 1


def test_what_was_seen_is_not_dealt_from_the_reserve(bench: Bench) -> None:
    bench.play(ORDER._replace(seed=7))
    kept = KeptRounds(lambda: (bench.pack,), bench.cache).rounds(ORDER)
    seen = {question.base for question in kept[0].questions}
    unseen = [one for one in kept if seen.isdisjoint(question.base for question in one.questions)]

    assert bench.game(seen=seen).deal() == unseen[0]
    assert bench.opened == 1

    everything = {f"numbers/f{number}" for number in range(1000, 1000 + 7 * ROWS, 7)}
    dealt = bench.game(seen=everything, first_seed=500).deal()
    assert bench.opened == 2
    assert dealt.order.seed is not None
    assert dealt.order.seed >= 500


def test_the_reserve_is_filled_again_before_it_is_empty_and_stays_small(bench: Bench) -> None:
    seeds = [bench.play(first_seed=100 * number).order.seed for number in range(1, 20)]
    kept = KeptRounds(lambda: (bench.pack,), bench.cache).rounds(ORDER)

    assert len(seeds) == 19
    assert 3 <= len(kept) <= AT_MOST
    assert {one.order.seed for one in kept} >= {seeds[-1]}


def test_another_order_has_rounds_of_its_own(bench: Bench) -> None:
    bench.play(ORDER._replace(seed=7))
    others = [
        ORDER._replace(length=6),
        ORDER._replace(category=None),
        ORDER._replace(mode=FACT_OR_FICTION),
        ORDER._replace(without=frozenset({"numbers/f1007"})),
    ]
    kept = KeptRounds(lambda: (bench.pack,), bench.cache)

    assert [kept.rounds(order) for order in others] == [()] * 4
    assert kept.rounds(ORDER._replace(seed=1, time=5.0))[0].order.time == 5.0


def test_a_pack_that_changed_is_opened(bench: Bench) -> None:
    order = ORDER._replace(seed=7)
    bench.play(order)
    text = bench.pack.read_text(encoding="utf-8")
    bench.pack.write_text(text.replace("The number after", "The neighbour of"), encoding="utf-8")

    assert all("neighbour" in one.explanation for one in bench.play(order).questions)
    assert bench.opened == 2


def test_a_table_beside_a_pack_belongs_to_it(bench: Bench) -> None:
    order = ORDER._replace(seed=7)
    bench.play(order)
    (bench.pack.parent / "more.csv").write_text("a,b\n", encoding="utf-8")

    bench.play(order)
    assert bench.opened == 2


@pytest.mark.parametrize("damage", [b"", b"\0" * 99, b"00000000\n{}", b'{"rounds": []}'])
def test_what_is_damaged_is_drawn_anew(bench: Bench, damage: bytes) -> None:
    order = ORDER._replace(seed=7)
    first = bench.play(order)
    (file,) = bench.cache.iterdir()
    file.write_bytes(damage)

    assert bench.play(order) == first
    assert bench.opened == 2


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_said(bench: Bench) -> None:
    bench.cache.write_text("in the way", encoding="utf-8")

    assert bench.play().questions
    assert bench.cache.read_text(encoding="utf-8") == "in the way"


def test_of_a_small_pack_nothing_is_kept(tmp_path: Path) -> None:
    small = Bench(tmp_path, padding=0)
    small.play()

    assert not small.cache.exists()


def test_packs_are_opened_ahead_only_where_that_takes_no_time(tmp_path: Path, bench: Bench) -> None:
    bench.game().dealer.prepare()
    assert bench.opened == 0

    (tmp_path / "small").mkdir()
    small = Bench(tmp_path / "small", padding=0)
    small.game().dealer.prepare()
    assert small.opened == 1
