"""YAML as nodes with places."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.model.problems import Problem, ProblemCollector
from quiz.packs.syntax import files, parse
from quiz.packs.syntax.nodes import MappingNode, Node, ParsedFile, ScalarNode, SequenceNode, TextFile
from quiz.text.safe import Text


def parsed(text: str) -> tuple[ParsedFile | None, list[Problem]]:
    problems = ProblemCollector()
    found = parse.parse_yaml(TextFile(Text("a.yaml"), text), problems)
    return found, list(problems)


def names(text: str) -> list[str]:
    return [problem.rule.code for problem in parsed(text)[1]]


def plain(node: Node) -> object:
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {name: plain(value) for name, value in node.values.items()}


@pytest.mark.parametrize("text", "no yes on ~ null 4:24 007 1e3 0x1F 1.10 1_000 2001-01-01 = .5 <x>".split())
def test_scalar_is_the_typed_text(text: str) -> None:
    found, problems = parsed(f"a: {text}\nb: [{text}]\n")

    assert found is not None
    assert plain(found.root) == {"a": text, "b": [text]}
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "|\n  It is\n  so.\n",
        "|+\n  It is so.\n\n\n",
        ">\n  It is\n\n  so.\n",
        "'  It is so.  '",
        '"It\\n \\tis\u3000\\n\\n so.\\u00a0"',
        "It  is so.\u00a0",
        ">2\n    It is so.\n",
    ],
)
def test_white_space_around_and_line_ends_in_a_text_mean_nothing(text: str) -> None:
    found, problems = parsed(f"a: {text}\nb: [x]\n")

    assert found is not None
    assert plain(found.root) == {"a": "It is so.", "b": ["x"]}
    assert problems == []


def test_blanks_in_code_are_kept() -> None:
    found, _ = parsed('a: |\n  What is `"a  b"`,\n  in bytes?\n')

    assert found is not None
    assert plain(found.root) == {"a": 'What is `"a  b"`, in bytes?'}


def test_lines_and_columns_match_an_editor() -> None:
    text = "a: é𝄞\r\nb:\n  - 漢字: x\n"
    found, _ = parsed(text)

    assert found is not None
    items = found.root.values["b"]
    assert isinstance(items, SequenceNode)
    item = items.items[0]
    assert isinstance(item, MappingNode)
    place = found.file.location_of(item.values["漢字"])
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 9, 3, 10)


def test_byte_order_mark_moves_no_location(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: b\n".encode())
    found = parse.read_yaml_file(path, ProblemCollector())

    assert found is not None
    assert found.file.location_of(found.root.values["a"]).column == 4


def test_part_of_folded_text_is_located_in_its_line() -> None:
    text = "a: >-\n   one two\n   three\nb: 'it''s four'\nc: plain\n   goes on\n"
    found, _ = parsed(text)
    assert found is not None
    for name, part, line, column in (("a", "three", 3, 4), ("c", "on", 6, 9), ("c", "plain", 5, 4)):
        scalar = found.root.values[name]
        assert isinstance(scalar, ScalarNode)
        start = scalar.text.index(part)
        place = found.file.location_within(scalar, start, start + len(part))
        assert (place.line, place.column) == (line, column)
        assert (place.end_line, place.end_column) == (line, column + len(part))


@pytest.mark.parametrize(
    ("text", "name", "line", "column"),
    [
        ("a: &x b\n", "anchor-or-alias", 1, 4),
        ("a: b\nc: *x\n", "anchor-or-alias", 2, 4),
        ("a: !x b\n", "tag", 1, 4),
        ("a: !!python/object:x b\n", "tag", 1, 4),
        ("b:\n  <<: {}\n", "merge-key", 2, 3),
        ("? [a]\n: b\n", "complex-key", 1, 3),
        ("a: b\nc: d\na: e\n", "duplicate-key", 3, 1),
        ("a: b\n---\nc: d\n", "several-documents", 2, 1),
        ("a: " + "[" * 32 + "]" * 32, "too-deep", 1, 35),
        ("a: C #1\n", "text-cut-by-comment", 1, 5),
        ("a: #1 hit\n", "text-cut-by-comment", 1, 3),
        ("? a #1\n: b\n", "text-cut-by-comment", 1, 4),
        ("a: b\x07c\n", "control-character", 1, 5),
        ("a: b\u202ec\n", "control-character", 1, 5),
        ("a: b\u0085c\n", "control-character", 1, 5),
        ("a: b\rc\n", "control-character", 1, 5),
        ('a: "\\e[2J"\n', "control-character", 1, 4),
        ('a: "b\\rc"\n', "control-character", 1, 4),
        ("", "empty-file", 1, 1),
        ("# nothing\n", "empty-file", 1, 1),
        ("- a\n", "wrong-root", 1, 1),
        ("text\n", "wrong-root", 1, 1),
    ],
)
def test_unused_yaml_features_are_refused(text: str, name: str, line: int, column: int) -> None:
    _, problems = parsed(text)

    assert [problem.rule.code for problem in problems] == [name]
    place = problems[0].location
    assert (place.line, place.column) == (line, column)
    assert problems[0].help


def test_duplicate_key_names_the_line_of_the_first() -> None:
    assert "line 1" in parsed("a: b\nc: d\na: e\n")[1][0].message


def test_control_character_is_reported_by_code_point() -> None:
    assert "U+001B" in parsed('a: "\\e[2J"\n')[1][0].message


def test_comment_after_hash_and_space_is_allowed() -> None:
    assert names("a: b # c\n# d\nc: 'x' #y\nd: [e, f] #g\n") == []


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ('fact: "Hero" is a song', 11, "straight quotation mark"),
        ("fact: 'Hero' is a song", 11, "straight quotation mark"),
        ("fact: Heroes: a tribute", 17, "colon"),
        ("fact: @home", 11, "@"),
        ("fact: `x`", 11, "`"),
        ("fact: %x", 11, "%"),
        ("fact: *so* it is", 11, "*"),
        ("fact: [a, b", 11, "bracket"),
        ("fact: [a, `x`]", 15, "`"),
        ('fact: ["a, `x`", b', 11, "bracket"),
        ("\tfact: x", 5, "tab"),
    ],
)
def test_invalid_yaml_is_reported_with_likely_cause(line: str, column: int, word: str) -> None:
    found, problems = parsed(f"facts:\n  - fact: one\n  - {line}\n    cite: a 1\n  - fact: three\n")

    assert [problem.rule.code for problem in problems] == ["syntax"]
    assert word in problems[0].message
    assert (problems[0].location.line, problems[0].location.column) == (3, column)
    assert found is not None
    assert plain(found.root) == {"facts": [{"fact": "one"}, {"fact": "three"}]}


def test_broken_entries_are_reported_and_others_kept() -> None:
    found, problems = parsed(
        'a: x\nfacts:\n- fact: "A" b\n- fact: good\n- fact: c: d: e\nlists:\n    - x: y\n    - z: "\nb: @\n'
    )

    assert [(problem.rule.code, problem.location.line) for problem in problems] == [
        ("syntax", 3),
        ("syntax", 5),
        ("syntax", 8),
        ("syntax", 9),
    ]
    assert found is not None
    assert plain(found.root) == {"a": "x", "facts": [{"fact": "good"}], "lists": [{"x": "y"}]}


def test_field_without_colon_is_reported_in_its_line() -> None:
    _, problems = parsed("facts:\n  - fact: Hero\n    type director\n    cite: a 1\n")

    assert [(problem.rule.code, problem.location.line, problem.location.column) for problem in problems] == [
        ("syntax", 3, 5)
    ]


def test_too_deep_entry_leaves_the_others() -> None:
    found, problems = parsed(f"facts:\n  - a: b\n  - c: {'[' * 33}{']' * 33}\n  - d: e\n")

    assert [(problem.rule.code, problem.location.line) for problem in problems] == [("too-deep", 3)]
    assert found is not None
    assert plain(found.root) == {"facts": [{"a": "b"}, {"d": "e"}]}


DEEP = {
    "brackets": ("[" * 1_000_000, 1, 33),
    "braces": ("{" * 1_000_000, 1, 33),
    "mappings in braces": ("a: " + "{b: " * 200_000, 1, 128),
    "brackets and braces": ("a: " + "[{b: " * 200_000, 1, 80),
    "keys in brackets": ("a: " + "[? " * 200_000, 1, 50),
    "brackets line by line": ("a:\n" + " [\n" * 100_000, 33, 2),
    "brackets in the first column": ("[\n" * 100_000, 33, 1),
    "brackets before an error": ("a: " + "[" * 100 + "%", 1, 35),
    "brackets in an entry": ("facts:\n  - a: b\n  - c: " + "[" * 10_000, 3, 37),
    "brackets in a deep block": (
        "".join(f"{' ' * n}a:\n" for n in range(20)) + " " * 20 + "[" * 10_000,
        21,
        33,
    ),
    "dashes": ("- " * 100_000, 1, 65),
    "dashes line by line": ("".join(f"{' ' * n}-\n" for n in range(1_500)), 33, 33),
    "dashes and question marks": ("- ? " * 100_000, 1, 65),
    "question marks": ("a:\n" + "? " * 99_999, 2, 65),
    "fields": ("".join(f"{' ' * n}a:\n" for n in range(1_500)), 33, 33),
}


@pytest.mark.parametrize("kind", DEEP)
def test_deep_nesting_is_reported_at_the_limit(kind: str) -> None:
    text, line, column = DEEP[kind]
    places = [problem.location for problem in parsed(text)[1] if problem.rule.code == "too-deep"]

    assert [(place.line, place.column) for place in places] == [(line, column)]


@pytest.mark.parametrize("kind", ["dashes", "fields", "brackets", "braces"])
def test_nesting_up_to_the_limit_is_read(kind: str) -> None:
    text = {
        "dashes": "a:\n" + "- " * 31 + "b\n",
        "fields": "".join(f"{' ' * n}a:\n" for n in range(32)),
        "brackets": f"a: {'[' * 31}{']' * 31}\n",
        "braces": f"a: {'{b: ' * 31}{'}' * 31}\n",
    }[kind]

    assert names(text) == []


def test_adjacent_brackets_are_not_deep() -> None:
    assert names("a: [" + "[b], " * 100 + "]\n") == []
    assert names("a: [" + "[b], " * 100 + "`]\n") == ["syntax"]


def test_other_encoding_is_reported_by_byte_and_offset(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\nc: caf\xe9\n")
    problems = ProblemCollector()

    assert parse.read_yaml_file(path, problems) is None
    (problem,) = problems
    assert problem.rule.code == "not-utf-8"
    assert "0xE9 at offset 11" in problem.message
    assert (problem.location.line, problem.location.column) == (2, 7)


def test_too_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    problems = ProblemCollector()

    assert parse.read_yaml_file(path, problems) is None
    assert [problem.rule.code for problem in problems] == ["too-large"]


def test_folder_named_like_a_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    problems = ProblemCollector()

    assert parse.read_yaml_file(tmp_path / "a.yaml", problems) is None
    assert [problem.rule.code for problem in problems] == ["unreadable-file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_fifo_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    problems = ProblemCollector()

    assert parse.read_yaml_file(tmp_path / "a.yaml", problems) is None
    assert [problem.rule.code for problem in problems] == ["unreadable-file"]


def test_link_out_of_the_pack_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("a: b\n", encoding="utf-8")
    folder = tmp_path / "pack"
    folder.mkdir()
    try:
        (folder / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    except OSError:
        pytest.skip("no links can be made here")
    problems = ProblemCollector()

    assert parse.read_yaml_file(folder / "a.yaml", problems, within=folder) is None
    assert [problem.rule.code for problem in problems] == ["outside-pack"]


WITHOUT_LIBYAML = """
import json, sys
sys.modules["yaml._yaml"] = None  # makes PyYAML take its parser in Python
from quiz.model.problems import ProblemCollector
from quiz.packs.syntax import parse, yaml_loader
from quiz.packs.syntax.nodes import TextFile
from quiz.text.safe import Text
assert yaml_loader.is_slow()
for text in json.load(sys.stdin):
    problems = ProblemCollector()
    found = parse.parse_yaml(TextFile(Text("a.yaml"), text), problems)
    print(json.dumps([repr(found and found.root), repr(list(problems))]))
"""


@pytest.mark.slow
def test_parser_without_libyaml_returns_the_same() -> None:
    texts = ["a: é #1\nb: [x, {y: z}]\nc: |\n  one\n  two\nd: >-\n  f\n  g\n"]
    texts += [text for text, _, _ in DEEP.values()]
    completed = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBYAML],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    without = [json.loads(line) for line in completed.stdout.splitlines()]

    for text, (root, problems) in zip(texts, without, strict=True):
        found, told = parsed(text)
        assert (repr(found and found.root), repr(told)) == (root, problems)


def test_reported_mistakes_are_limited() -> None:
    _, problems = parsed("a: b\n" + "a: c\n" * 1_500)
    last = problems[-1]

    assert len(problems) == 1_001
    assert last.message == "can’t read 500 more places from here on"
    assert (last.location.line, last.help) == (1_002, "Fix the errors above first.")


@pytest.mark.slow
def test_recovery_stops_after_many_broken_parts() -> None:
    tree, problems = parsed("name: x\n" + "a: [\n" * 100_000 + "title: y\n")

    assert tree is not None
    assert list(tree.root.values) == ["name"]
    assert len(problems) == 503
    assert [problem.location.line for problem in problems if problem.rule.code == "too-deep"] == [18]
    assert problems[-1].message == "more than 500 parts of this file can’t be read; the rest is not read"
    assert (problems[-1].location.line, problems[-1].help) == (503, "Fix the errors above first.")
