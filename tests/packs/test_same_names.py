"""Values that probably name one thing."""

from pathlib import Path

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind, NameOrigin, Pack
from quiz.packs.codec import decode_pack, encode_pack
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.same_names import load_known_names, name_key
from quiz.text.normalize import fold

HEAD = "format: 1\nname: p\ntitle: P\nsources: {s: {title: S}}\n"


def read(folder: Path, values: list[str], head: str = "") -> Pack:
    """Read a pack with one fact for each value."""
    path = folder / "p.yaml"
    facts = "".join(
        f"  - {{id: f{number}, fact: 'Number {number} is <{value}>.', type: place, cite: s 1}}\n"
        for number, value in enumerate(values)
    )
    path.write_text(f"{HEAD}{head}facts:\n{facts}", encoding="utf-8")
    pack = read_pack(path).pack
    assert pack is not None
    return pack


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("St. Louis", "Saint Louis"),
        ("Mt. Roe", "Mount Roe"),
        ("e-mail", "email"),
        ("Roe, Jane", "Jane Roe"),
        ("Baker St.", "Baker Street"),
        ("World War II", "World War 2"),
        ("World War II", "World War Two"),
        ("U.S.A.", "USA"),
        ("J. K. Rowling", "J.K. Rowling"),
        ("Smith & Co.", "Smith and Company"),
    ],
)
def test_ways_to_write_one_name_have_one_key(first: str, second: str) -> None:
    assert name_key(first, english=True) == name_key(second, english=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mount Roe", "Mount Doe"),
        ("Apollo 1 1", "Apollo 11"),
        ("World War I", "World War II"),
        ("`a - b`", "`b - a`"),
        ("man bites dog", "dog bites man"),
        ("Louis XIV", "Louis XVI"),
    ],
)
def test_different_names_have_different_keys(first: str, second: str) -> None:
    assert name_key(first, english=True) != name_key(second, english=True)


def test_abbreviations_are_expanded_in_english_only() -> None:
    assert name_key("St. Gallen", english=False) != name_key("Saint Gallen", english=False)
    assert name_key("e-mail", english=False) == name_key("email", english=False)


@pytest.mark.parametrize(
    ("values", "origins"),
    [
        (["Kyiv", "Kiev", "Lima"], [NameOrigin.KNOWN]),
        (["Sweden", "Swedn", "Sweden", "Malta"], [NameOrigin.TYPO]),
        (["Swedn", "Sweden", "Malta"], []),
        (["Mt. Roe", "Mount Roe", "Doe"], [NameOrigin.SPELLING]),
        (["Quell", "Tarn", "Mirrow"], []),
    ],
)
def test_groups_of_names(values: list[str], origins: list[NameOrigin], tmp_path: Path) -> None:
    groups = [group for group in read(tmp_path, values).names if len(group.names) > 1]

    assert [group.origin for group in groups] == origins


def test_declared_names_are_shown_by_the_first_of_them(tmp_path: Path) -> None:
    pack = read(
        tmp_path,
        ["Bodensee", "Lake Constance", "Lake Como", "Lake Garda"],
        "names: {place: {Lake Constance: [Bodensee]}}\n",
    )
    maker = QuestionMaker(pack)
    shown = {
        option
        for seed in range(20)
        for question in maker.iter_questions(seed, kind=Kind.CHOICE)
        for option in question.options
        if question.fact == "f2"
    }

    assert shown == {"Lake Constance", "Lake Como", "Lake Garda"}


def test_name_of_another_type_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        f"{HEAD}facts:\n"
        "  - {id: cup, fact: The cup is named after the <America>., type: schooner, cite: s 1}\n"
        "  - {id: gull, fact: Roe sailed round the world in the <Gull>., type: schooner, cite: s 1}\n"
        "  - {id: tern, fact: Poe sailed to Oban in the <Tern>., type: schooner, cite: s 1}\n"
        "  - {id: rock, fact: The rock lies off <Ireland>., type: country, cite: s 1}\n",
        encoding="utf-8",
    )
    pack = read_pack(path).pack
    assert pack is not None
    maker = QuestionMaker(pack)

    shown = {
        option
        for question in maker.iter_questions(0, kind=Kind.CHOICE)
        for option in question.options
        if question.fact in ("gull", "tern")
    }

    assert shown == {"America", "Gull", "Tern"}


def test_author_may_declare_a_known_name_wrong(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        f"{HEAD}facts:\n  - {{id: x, fact: The town became <Istanbul> in 1930., type: city, "
        "wrong: [Constantinople, Smyrna, Ankara], cite: s 1}\n"
    )
    pack = read_pack(path).pack
    assert pack is not None

    (question,) = QuestionMaker(pack).iter_questions(0, kind=Kind.CHOICE)

    assert "Constantinople" in question.options


def test_names_are_part_of_the_encoded_pack(tmp_path: Path) -> None:
    pack = read(tmp_path, ["Kyiv", "Kiev", "Lima"])
    path = tmp_path / "p.yaml"

    assert pack.names
    assert decode_pack(path, encode_pack(pack, path)) == pack


def test_built_in_names_are_in_one_group_each() -> None:
    groups = set(load_known_names().values())
    listed = [fold(name) for group in groups for name in group.names]

    assert len(groups) > 250
    assert all(len(group.names) > 1 for group in groups)
    assert all({*group.former} < {*group.names} and group.names[0] not in group.former for group in groups)
    assert not any("*" in name for name in listed)
    assert {name for name in listed if listed.count(name) > 1} == set()


@pytest.mark.parametrize(
    ("values", "is_one_name"),
    [
        (["Jane Anne Roe", "J. A. Roe"], True),
        (["J.A. Roe", "Jane Anne Roe"], True),
        (["Jane A. Roe", "Jane Anne Roe"], True),
        (["Jane Roe", "J. Roe"], True),
        (["Jane Roe", "John Roe"], False),
        (["Jane Roe", "John Roe", "J. Roe"], False),
        (["Jane Anne Roe", "J. B. Roe"], False),
        (["Jane Anne Roe", "J. Roe"], False),
        (["Jane Roe", "J. Doe"], False),
    ],
)
def test_initials_that_fit_a_single_name_are_the_same_name(
    tmp_path: Path, values: list[str], is_one_name: bool
) -> None:
    groups = {frozenset(group.names) for group in read(tmp_path, values).names}
    assert groups == ({frozenset(values)} if is_one_name else set())
