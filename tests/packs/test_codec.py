"""An encoded pack is the pack that was read, or is refused."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple, get_args
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import __version__
from quiz.model.location import Location
from quiz.model.pack import Category, Citation, Fact, Pack, Source, Trust, Value
from quiz.packs import codec, library
from quiz.packs.codec import decode_pack, encode_pack, schema_hash
from quiz.packs.index import encode_index, index_path, load_indexed_pack
from quiz.packs.read.pack_reader import read_pack
from quiz.text.safe import Text

DATA = Path(__file__).parent / "data"
LANDS = """\
format: 1
name: lands
title: Lands
sources: {s: {title: S}}
tables:
  - id: t
    rows: lands.csv
    cite: s 1
    columns:
      capital:
        fact: The capital of <land> is <capital>.
"""
PACKS = [
    DATA / "knots.yaml",
    DATA / "planets",
    DATA.with_name("third_party") / "code",
    *(pytest.param(path, marks=pytest.mark.slow) for path in library.list_builtin_packs()),
]


def indexed(path: Path, folder: Path) -> Path:
    """Copy a pack and write its index next to it."""
    copy = folder / path.name
    if path.is_dir():
        shutil.copytree(path, copy)
    else:
        shutil.copy(path, copy)
    pack = read_pack(copy).pack
    assert pack is not None
    index_path(copy).write_bytes(encode_index(pack, copy))
    return copy


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_index_returns_the_pack_that_was_read(path: Path, tmp_path: Path) -> None:
    copy = indexed(path, tmp_path)
    loaded = load_indexed_pack(copy)

    assert loaded == read_pack(copy).pack
    assert loaded is not None
    assert all(type(fact.sentence) is Text for fact in loaded.facts)
    assert {type(value.wrong) for fact in loaded.facts for value in fact.values} == {tuple}


def test_index_moves_with_its_pack(tmp_path: Path) -> None:
    indexed(DATA / "planets", tmp_path)
    moved = tmp_path / "moved"
    moved.mkdir()
    for entry in tmp_path.iterdir():
        if entry != moved:
            entry.rename(moved / entry.name)

    assert load_indexed_pack(moved / "planets") == read_pack(moved / "planets").pack


def test_index_of_changed_pack_is_ignored(tmp_path: Path) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    assert load_indexed_pack(copy) is not None
    text = (copy / "moons.yaml").read_text(encoding="utf-8")
    (copy / "moons.yaml").write_text(text.replace("Phobos", "Phoebus"), encoding="utf-8")

    assert load_indexed_pack(copy) is None


@pytest.mark.parametrize("in_a_folder", [True, False], ids=["folder", "file"])
def test_index_includes_csv_tables(in_a_folder: bool, tmp_path: Path) -> None:
    folder = tmp_path / "lands"
    folder.mkdir()
    path = folder if in_a_folder else folder / "lands.yaml"
    (folder / ("pack.yaml" if in_a_folder else "lands.yaml")).write_text(LANDS, encoding="utf-8")
    (folder / "lands.csv").write_text("land,capital\nPeru,Lima\nChile,Santiago\n", encoding="utf-8")
    pack = read_pack(path).pack
    assert pack is not None
    index_path(path).write_bytes(encode_index(pack, path))
    assert load_indexed_pack(path) == pack
    (folder / "lands.csv").write_text("land,capital\nPeru,Lima\n", encoding="utf-8")

    assert load_indexed_pack(path) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"program": 1}', "\x00"])
def test_damaged_index_is_ignored(text: str, tmp_path: Path) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    index_path(copy).write_text(text, encoding="utf-8")

    assert load_indexed_pack(copy) is None


def test_index_is_loaded_without_yaml(tmp_path: Path) -> None:
    package = Path(codec.__file__).parent.parent
    shutil.copytree(package, tmp_path / "quiz", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "quiz" / "questions").mkdir()
    copy = tmp_path / "quiz" / "questions" / "planets"
    shutil.copytree(DATA / "planets", copy)
    pack = read_pack(copy).pack
    assert pack is not None
    index_path(copy).write_bytes(encode_index(pack, copy))
    program = (
        "import sys\nfrom quiz.packs import library\n"
        "path, = library.list_builtin_packs(); reading = library.load_pack(path)\n"
        "print(path, len(reading.pack.facts), sorted({'yaml', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )

    assert done.stdout.strip() == f"{copy} {len(pack.facts)} []", done.stderr


def test_index_next_to_a_user_pack_is_ignored(tmp_path: Path) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    pack = load_indexed_pack(copy)
    assert pack is not None
    index_path(copy).write_bytes(encode_index(pack._replace(facts=()), copy))
    changed = load_indexed_pack(copy)
    assert changed is not None
    assert changed.facts == ()
    loaded = library.load_pack(copy).pack

    assert loaded is not None
    assert loaded.facts == pack.facts


def test_part_of_an_index_is_ignored(tmp_path: Path) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    whole = index_path(copy).read_bytes()
    head, _, body = whole.partition(b"\n")
    for damaged in (
        whole[: len(whole) // 2],
        head,
        body,
        whole.replace(b"pack.yaml", b"park.yaml"),
        whole.replace(b"pack.yaml", b"moons.yaml"),
        b"[[" + whole,
        b'[["pack.yaml", "many"]]\n' + body,
        b'[[["pack.yaml"], 9]]\n' + body,
        head + b"\n" + bytes(byte ^ 1 for byte in body),
    ):
        index_path(copy).write_bytes(damaged)
        assert load_indexed_pack(copy) is None
    index_path(copy).write_bytes(whole)
    assert load_indexed_pack(copy) is not None


def unseal(encoded: bytes) -> Any:
    """Return what an encoded pack holds, without its checksum."""
    data = json.loads(encoded)
    del data["checksum"]
    return data


def seal(data: Any) -> bytes:
    """Return the encoded form of data, with the right checksum."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))[1:].encode()
    return b'{"checksum":"%08x",\n' % crc32(body) + body


FOLDER = DATA / "planets"
PLANETS = read_pack(FOLDER).pack
assert PLANETS is not None
ENCODED = encode_pack(PLANETS, FOLDER)
PATHS = [Text(str(FOLDER / name)) for name in ("pack.yaml", "moons.yaml", "tables/é.csv")]
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(0, 2**40),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(max_size=8),
    bool: st.booleans(),
    Text: st.text(max_size=8).map(Text),
}


def values_of(annotation: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of a field of a record."""
    match get_args(annotation):
        case (inner, last):
            values = values_of(inner)
            return st.none() | values if last is NoneType else st.lists(values, max_size=2).map(tuple)
    if annotation in LEAVES:
        return LEAVES[annotation]
    if issubclass(annotation, StrEnum):
        return st.sampled_from(list(annotation))
    fields = {name: values_of(field) for name, field in annotation.__annotations__.items()}
    if annotation is Location:
        fields["path"] = st.sampled_from(PATHS)
    return st.builds(annotation, **fields)


def conforms(value: Any, annotation: Any) -> bool:
    """Return whether a value is of the very type of a field, all the way down."""
    match get_args(annotation):
        case (inner, last) if last is NoneType:
            return value is None or conforms(value, inner)
        case (inner, _):
            return type(value) is tuple and all(conforms(item, inner) for item in value)
    if type(value) is not annotation:
        return False
    if annotation is int:
        return bool(value >= 0)
    if not issubclass(annotation, tuple):
        return value == value and abs(value) < float("inf") if annotation is float else True
    return all(map(conforms, value, annotation.__annotations__.values()))


@pytest.mark.slow
@given(values_of(Pack))
def test_any_pack_survives_a_round_trip(pack: Pack) -> None:
    decoded = decode_pack(FOLDER, encode_pack(pack, FOLDER))

    assert decoded == pack
    assert conforms(decoded, Pack)


@given(st.integers(0, len(ENCODED) - 1), st.integers(1, 255))
def test_changed_byte_is_detected(position: int, change: int) -> None:
    damaged = bytearray(ENCODED)
    damaged[position] ^= change

    assert decode_pack(FOLDER, bytes(damaged)) is None


@given(st.integers(0, len(ENCODED) - 1))
def test_file_of_another_length_is_refused(length: int) -> None:
    assert decode_pack(FOLDER, ENCODED[:length]) is None
    assert decode_pack(FOLDER, ENCODED + ENCODED[:length] + b" ") is None


HOSTILE = st.one_of(
    st.sampled_from([None, True, False, -1, -(10**30), 10**30, 0.0, 1.5, float("nan"), float("inf")]),
    st.sampled_from(["", "plain", "\x1b[2J", "\ud800", [], [[]], {}, [None], [0, 0, 0], {"x": 0}]),
    st.integers(-50, 50),
)


@given(st.data())
def test_damage_with_valid_checksum_is_refused(data: st.DataObject) -> None:
    content = unseal(ENCODED)
    node, key = content, data.draw(st.sampled_from(sorted(content)))
    while isinstance(node[key], list) and node[key] and data.draw(st.integers(0, 9)):
        node, key = node[key], data.draw(st.integers(0, len(node[key]) - 1))
    node[key] = data.draw(HOSTILE)
    try:
        sealed = seal(content)
    except UnicodeEncodeError:
        return  # UTF-8 has no lone surrogates
    decoded = decode_pack(FOLDER, sealed)

    assert decoded is None or conforms(decoded, Pack)


SMALL = Pack(
    "small",
    Text("Small"),
    (Category("c", Text("C")),),
    sources=(Source("s", Text("Alpha"), trust=Trust.LOW),),
    facts=(
        Fact(
            "f",
            "c",
            Text("One is one."),
            (Value("v", Text("one"), "number", 7, 10, difficulty=0.5),),
            (Citation(Source("s", Text("Alpha"), trust=Trust.LOW), 1, 2, Text("Alpha, 1")),),
            Location(PATHS[0], 3),
            "r",
        ),
    ),
)


def fact_of(data: Any) -> Any:
    return data["pack"][4][0]


def value_of(data: Any) -> Any:
    return fact_of(data)[3][0]


def test_texts_sources_and_citations_are_stored_once() -> None:
    twice = SMALL._replace(facts=(SMALL.facts[0], SMALL.facts[0]._replace(id="g", more=Text("Alpha"))))
    data = unseal(encode_pack(twice, FOLDER))

    assert data["texts"].count("Alpha") == 1
    assert [len(data[name]) for name in ("sources", "citations", "names")] == [1, 1, 1]
    assert [len(fact) for fact in data["pack"][4]] == [7, 8]
    assert fact_of(data)[5] == [0, 3]
    assert len(data["pack"]) == 5


Change = Callable[[Any], object]
REFUSED: dict[str, Change] = {
    "negative text": lambda data: fact_of(data).__setitem__(2, -1),
    "text beyond the table": lambda data: fact_of(data).__setitem__(2, len(data["texts"])),
    "text by a truth value": lambda data: fact_of(data).__setitem__(2, True),
    "text by a fraction": lambda data: fact_of(data).__setitem__(2, 1.0),
    "negative citation": lambda data: fact_of(data)[4].__setitem__(0, -1),
    "negative source": lambda data: data["citations"][0].__setitem__(0, -1),
    "negative source of the pack": lambda data: data["pack"][3].__setitem__(0, -1),
    "negative file": lambda data: fact_of(data)[5].__setitem__(0, -1),
    "negative line": lambda data: fact_of(data)[5].__setitem__(1, -1),
    "no text": lambda data: fact_of(data).__setitem__(2, None),
    "word for a number": lambda data: value_of(data).__setitem__(3, "7"),
    "fraction for a number": lambda data: value_of(data).__setitem__(3, 7.0),
    "truth value for a number": lambda data: value_of(data).__setitem__(3, True),
    "number for a word": lambda data: fact_of(data).__setitem__(0, 7),
    "number for a truth value": lambda data: value_of(data).__setitem__(11, 0),
    "number for a fraction": lambda data: value_of(data).__setitem__(13, 1),
    "infinite": lambda data: value_of(data).__setitem__(13, float("inf")),
    "not a number": lambda data: value_of(data).__setitem__(13, float("nan")),
    "word for a list": lambda data: fact_of(data).__setitem__(4, ""),
    "mapping for a list": lambda data: fact_of(data).__setitem__(4, {}),
    "word for a record": lambda data: fact_of(data).__setitem__(5, "ab"),
    "no such member": lambda data: data["sources"][0].__setitem__(7, "utter"),
    "record too long": lambda data: data["citations"][0].extend((None, 0)),
    "record too short": lambda data: data["citations"][0].pop(),
    "texts in one word": lambda data: data.__setitem__("texts", "".join(data["texts"])),
    "text that is a number": lambda data: data["texts"].__setitem__(0, 7),
    "file that is a number": lambda data: data["names"].__setitem__(0, 7),
    "table missing": lambda data: data.pop("sources"),
    "other version": lambda data: data.__setitem__("version", data["version"] + "0"),
    "other files": lambda data: data["files"].pop(),
    "other content": lambda data: data["files"][0].__setitem__(1, 0),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_unexpected_values_are_refused(change: Change) -> None:
    data = unseal(encode_pack(SMALL, FOLDER))
    assert decode_pack(FOLDER, seal(data)) == SMALL
    change(data)

    assert decode_pack(FOLDER, seal(data)) is None


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5_000, "[" * 100_000])
def test_huge_number_and_deep_nesting_are_refused(number: str) -> None:
    encoded = encode_pack(SMALL, FOLDER).partition(b"\n")[2]
    assert encoded.count(b"0.5") == 1
    body = encoded.replace(b"0.5", number.encode())

    assert decode_pack(FOLDER, b'{"checksum":"%08x",\n' % crc32(body) + body) is None


def test_decoded_text_is_safe() -> None:
    data = unseal(encode_pack(SMALL, FOLDER))
    data["texts"][data["texts"].index("Small")] = "\x1b[2Jred"
    decoded = decode_pack(FOLDER, seal(data))

    assert decoded is not None
    assert decoded.title == "␛[2Jred"


class Flag(NamedTuple):
    title: Text
    stripes: int = 3


class OtherName(NamedTuple):
    heading: Text
    stripes: int = 3


class OtherDefault(NamedTuple):
    title: Text
    stripes: int = 2


class OtherType(NamedTuple):
    title: Text
    stripes: float = 3


class MoreFields(NamedTuple):
    title: Text
    stripes: int = 3
    motto: Text | None = None


class Fleet(NamedTuple):
    flags: tuple[Flag, ...]


class OtherFleet(NamedTuple):
    flags: tuple[MoreFields, ...]


for other in (OtherName, OtherDefault, OtherType, MoreFields):
    other.__name__ = "Flag"
OtherFleet.__name__ = "Fleet"


def test_schema_change_changes_the_version() -> None:
    assert len(set(map(schema_hash, (Flag, OtherName, OtherDefault, OtherType, MoreFields)))) == 5
    assert schema_hash(Fleet) != schema_hash(OtherFleet)
    assert unseal(ENCODED)["version"] == f"{__version__} {schema_hash(Pack)}"


class Unknown(NamedTuple):
    numbers: dict[str, int]


class Undecided(NamedTuple):
    number: int | str


@pytest.mark.parametrize("record", [Unknown, Undecided])
def test_unsupported_field_type_is_an_error(record: type) -> None:
    with pytest.raises(TypeError, match="no form"):
        schema_hash(record)
