"""Whatever a file holds, reading it ends in problems with places in it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quiz.model.problems import ProblemCollector
from quiz.packs.read import header
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.syntax import nodes, parse
from quiz.text.safe import Text

DATA = Path(__file__).parent / "data"
VALID = [
    (DATA / "knots.yaml").read_text(encoding="utf-8"),
    *(
        (DATA / "planets" / "pack.yaml").read_text(encoding="utf-8") + path.read_text(encoding="utf-8")
        for path in (DATA / "planets" / "moons.yaml", DATA / "planets" / "orbits.yaml")
    ),
]
NASTY = st.sampled_from(
    [
        *"\t\n\r :#-|>&*!%@`\"'[]{}<>=;,.?\\é𝄞\u202e\u0085\ufeff\x00\x1b",
        "\n  - ",
        "\n---\n",
        ": ",
        " #",
        "<<: ",
        '"\\x1b[2J"',
        "<a=",
        ">-\n",
        "0",
        "99999999999999999999",
        "[" * 40,
        "- " * 40,
        "yes",
        "\n\n\n",
        "x" * 4001,
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A valid pack with some stretches taken out, put in or moved."""
    text = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        kind = draw(st.integers(0, 2))
        if kind == 0:
            text = text[:start] + text[end:]
        elif kind == 1:
            text = text[:start] + draw(st.one_of(NASTY, st.text(max_size=4))) + text[start:]
        else:
            offset = draw(st.integers(0, len(text)))
            text = text[:offset] + text[start:end] + text[offset:]
    return text


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=mutated())
def test_damaged_pack_is_read_in_part(text: str, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    reading = read_pack(path)

    assert reading.pack is not None or reading.problems
    lines = text.removeprefix("\ufeff").split("\n")
    locations = [problem.location for problem in reading.problems]
    if reading.pack is not None:
        locations += [fact.location for fact in reading.pack.facts]
        for fact in reading.pack.facts:
            for value in fact.values:
                assert fact.sentence[value.start : value.end] == value.text
    for location in locations:
        assert 1 <= location.line <= location.end_line <= len(lines)
        assert 1 <= location.column <= len(lines[location.line - 1]) + 1
        assert 1 <= location.end_column <= len(lines[location.end_line - 1]) + 1
        assert (location.line, location.column) <= (location.end_line, location.end_column)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
@example(data=b"?")
def test_random_bytes_raise_no_error(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(data)
    reading = read_pack(path)

    assert reading.pack is None
    assert reading.problems


WORDS = st.text(st.characters(categories=["L", "N", "So"], max_codepoint=0x1F9FF), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=6), style=st.sampled_from(["plain", "folded", "quoted"]))
def test_location_points_at_its_text(words: list[str], style: str) -> None:
    written = {
        "plain": "w " + "\n      ".join(words),
        "folded": ">-\n      w " + "\n      ".join(words),
        "quoted": "'w " + "\n\n      ".join(words) + "'",
    }[style]
    text = f"a: b\nc:\n  - d: {written}\n    e: f\n"
    problems = ProblemCollector()
    parsed = parse.parse_yaml(nodes.TextFile(Text("x"), text), problems)

    assert not problems
    assert parsed is not None
    sequence = parsed.root.values["c"]
    assert isinstance(sequence, nodes.SequenceNode)
    item = sequence.items[0]
    assert isinstance(item, nodes.MappingNode)
    scalar = item.values["d"]
    assert isinstance(scalar, nodes.ScalarNode)
    offset = 2
    for word in words:
        start = scalar.text.index(word, offset)
        location = parsed.file.location_within(scalar, start, start + len(word))
        line = text.split("\n")[location.line - 1]
        assert location.line == location.end_line
        assert line[location.column - 1 : location.end_column - 1] == word
        offset = start + len(word)


def test_header_is_read_from_its_remaining_fields() -> None:
    problems = ProblemCollector()
    parsed = parse.parse_yaml(nodes.TextFile(Text("x"), "name: [p]\nsources: {s: {}}\npools: x\n"), problems)
    assert parsed is not None
    pack_header, _ = header.read_header(parsed, "My Pack", problems)

    assert pack_header is not None
    assert (pack_header.name, pack_header.pools) == ("my-pack", ())
    assert [source.id for source in pack_header.sources] == ["s"]
