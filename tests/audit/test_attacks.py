"""Attacks on questions whose picks are known."""

import pytest

from quiz.audit.attacks import ATTACKS, OptionSet, score_attack, shared_letters
from quiz.text.safe import Text


def options(
    *texts: str,
    sizes: tuple[float, ...] | None = None,
    used: tuple[int, ...] = (),
    names: tuple[str, ...] = (),
    fame: tuple[float, ...] | None = None,
) -> OptionSet:
    return OptionSet(tuple(map(Text, texts)), sizes, used, tuple(map(Text, names)), fame)


NAMES = options("Ada Lovelace", "Ada King", "Bob King", "Cyd")
NUMBERS = options("3,870", "4,000", "4,110", "4,300", sizes=(3870, 4000, 4110, 4300))
YEARS = options("1998", "2001", "2003", sizes=(1998, 2001, 2003))
CODES = options("Br", "Bk", "Na", names=("bromine",), fame=(2, 1, 3))


@pytest.mark.parametrize(
    ("name", "shown", "hits"),
    [
        ("longest", NAMES, (1, 0, 0, 0)),
        ("longest", options("one", "three", "seven", "two"), (0, 0.5, 0.5, 0)),
        ("shortest", options("one", "three", "seven", "two"), (0.5, 0, 0, 0.5)),
        ("spelling", CODES, (1, 0, 0)),
        ("spelling", options("Br", "B", "Na", names=("bromine", "iodine")), (0.5, 0.5, 0)),
        ("worst spelling", CODES, (0, 0, 1)),
        ("odd form", options("a hill", "a wood", "Oslo"), (0, 0, 1)),
        ("odd form", options("1,200", "900", "800"), (1, 0, 0)),
        ("usual form", options("a hill", "a wood", "Oslo"), (0.5, 0.5, 0)),
        ("best known", CODES, (0, 0, 1)),
        ("least known", CODES, (0, 1, 0)),
        ("roundest", NUMBERS, (0, 1, 0, 0)),
        ("roundest", options("ninety", "forty-one", sizes=(90, 41)), (1, 0)),
        ("middle", NUMBERS, (0, 0.5, 0.5, 0)),
        ("middle", YEARS, (0, 1, 0)),
        ("middle", options("9", "2", "5", sizes=(9, 2, 5)), (0, 0, 1)),
        ("convergence", NAMES, (0, 1, 0, 0)),
        ("convergence", options("Ada", "Bob", "Cyd", "Dan"), (0.25, 0.25, 0.25, 0.25)),
        ("centroid", options("Marine", "Marina", "Mariner", "Xylo"), (1, 0, 0, 0)),
        ("centroid", YEARS, (0, 1, 0)),
        ("anti-centroid", options("Marine", "Marina", "Mariner", "Xylo"), (0, 0, 0, 1)),
        ("anti-centroid", YEARS, (1, 0, 0)),
        ("least-used position", options("Ada", "Bob", "Cyd", used=(3, 1, 2)), (0, 1, 0)),
        ("least-used position", options("Ada", "Bob", "Cyd", used=(1, 0, 0)), (0, 0.5, 0.5)),
        ("least-used position", options("Ada", "Bob"), (0.5, 0.5)),
    ],
)
def test_attack_hits_its_pick_and_shares_a_tie(name: str, shown: OptionSet, hits: tuple[float, ...]) -> None:
    assert tuple(score_attack(ATTACKS[name], shown, key) for key in range(len(shown.texts))) == hits


@pytest.mark.parametrize("name", ["roundest", "middle"])
def test_attack_on_numbers_does_not_apply_to_names(name: str) -> None:
    assert score_attack(ATTACKS[name], NAMES, 0) is None


@pytest.mark.parametrize("name", ["spelling", "worst spelling"])
def test_attack_on_letters_needs_a_name(name: str) -> None:
    assert score_attack(ATTACKS[name], NAMES, 0) is None


def test_attack_on_pairs_of_letters_picks_the_most_similar_option() -> None:
    shown = options("Hesse", "Paris", "Japan", names=("hassium",))

    assert [score_attack(shared_letters, shown, key) for key in range(3)] == [1, 0, 0]
    assert score_attack(shared_letters, NAMES, 0) is None


@pytest.mark.parametrize("name", ["best known", "least known"])
def test_attack_on_fame_needs_known(name: str) -> None:
    assert score_attack(ATTACKS[name], NAMES, 0) is None


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize("shown", [NAMES, NUMBERS, YEARS, CODES], ids=["names", "numbers", "years", "codes"])
def test_attack_hits_once_over_all_positions_of_the_key(name: str, shown: OptionSet) -> None:
    hits = [score_attack(ATTACKS[name], shown, key) for key in range(len(shown.texts))]

    assert None in hits or sum(share or 0 for share in hits) == pytest.approx(1)
