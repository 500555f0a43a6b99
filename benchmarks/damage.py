"""Damage packs: bytes, words, lines, indentation, YAML’s constructs, cells of tables."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHRUNK_FROM = 6_000
"""Characters; of a longer pack some entries are taken."""
WHOLE_EVERY = 1_000
"""One input of so many is a whole shipped pack."""

LONG = 100_000
"""Characters of a file, from which on it is damaged no further."""

Files = Mapping[str, str]
"""A pack: its files by name; one file is a pack by itself."""

NASTY = (
    *"\t\n\r :#-|>&*!%@`\"'[]{}<>=;,.?\\é𝄞\u202e\u2066\u0085\u2028\ufeff\u200b\u3164",
    *"\x00\x1b\x9b\x7f\ud800",
    *"\n  - ¦\n---\n¦\n...\n¦%YAML 1.2\n---\n¦: ¦ #¦<<: *a¦&a ¦*a¦!!python/name:os ¦>-\n¦|+9\n".split("¦"),
    *"yes¦null¦~¦0¦-0¦1e999¦0 × 10³¦99999999999999999999¦<a=¦<>¦<a>¦</b>¦the¦The¦½¦II¦١٢٣¦-1 m¦1,2,3".split(
        "¦"
    ),
    *"31 February 2001¦0000-00-00¦12:99¦an hour and ½ minute¦[@click=app.quit]x[/]¦\\x1b[2J".split("¦"),
    *(
        "[" * 40,
        "{a: " * 40,
        "- " * 40,
        "? " * 9,
        "x" * 4001,
        "a, " * 300,
        "9" * 400,
        "Z" + "\u0301" * 60,
        "\n" * 3,
    ),
    *('"\\x1b[2J"', "\x1b]52;c;cm0gLXJmIH4K\x1b\\"),
)
FIELDS = (
    "format name title language version licence authors categories sources pools facts lists tables "
    "questions category fact type ask also accept wrong wrong-because open complete cite claim as-of tact "
    "find note not-with id values columns rows kind difficulty more stem right explanation"
).split()

RIVERS: Files = {
    "rivers.yaml": """\
format: 1
name: rivers
title: Rivers
language: en
category: length
categories: {length: Lengths}
sources:
  atlas: {title: An Atlas, publisher: A Press, sections: {Rivers: 1-9}}
tables:
  - id: rivers
    fact: The <river> is <length> long, and was measured in <year>; it flows into the <sea>.
    columns:
      river: {ask: Which river is <length> long?}
      length: {type: length, ask: How long is the <river>?}
      year: {type: year, ask: When was the <river> measured?}
      sea: {ask: Into which sea flows the <river>?}
    cite: atlas 1
    rows: rivers.csv
""",
    "rivers.csv": '''\
river,length,year,sea,also,cite
Rhine,"1,233 km",1932,North Sea,,atlas 2
Elbe,"1,094 km",1928,North Sea,"the ""Albis""",
Oder,866 km,1931,Baltic Sea,,atlas 3
Ems,371 km,1931,North Sea,,
Trave,124 km,1940,Baltic Sea,,atlas 4-5
Danube,"2,850 km",1935,Black Sea,,
''',
}


class Damaged:
    """Packs that are damaged, by number."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._sound = [*_shrunk(_shipped()), *_small()]
        self._whole = _shipped()

    def name(self, number: int) -> str:
        return f"--seed {self._seed} --only {number}"

    def put(self, number: int, folder: Path) -> Path:
        """Write the pack of a number; give its path."""
        chance = random.Random(f"{self._seed}/{number}")
        whole = number % WHOLE_EVERY == WHOLE_EVERY - 1
        files = dict(chance.choice(self._whole if whole else self._sound))
        if not whole and len(files) == 1:
            files = {name: _fewer(text, chance) for name, text in files.items()}
        for _ in range(1 + (chance.random() < 0.2)):
            name = chance.choice(sorted(files))
            files[name] = _damaged(files[name], name, chance)
        for name, text in files.items():
            data = text.encode("utf-8", "surrogatepass")
            (folder / name).write_bytes(_bytes_damaged(data, chance) if chance.random() < 0.1 else data)
        return (
            folder
            if "pack.yaml" in files
            else folder / min(files, key=lambda name: not name.endswith("yaml"))
        )


def _shipped() -> list[Files]:
    """Give the packs that come with the program, and the examples of its documents."""
    packs = [folder for folder in sorted((ROOT / "questions").iterdir()) if folder.is_dir()]
    return [
        *({path.name: _text(path) for path in sorted(pack.glob("*.[yc][as][mv]*"))} for pack in packs),
        *({path.name: _text(path)} for path in sorted((ROOT / "docs" / "examples").glob("*.yaml"))),
    ]


def _small() -> list[Files]:
    """Give small packs: of the manual, of the tests, and one with a table in a file."""
    examples = re.findall(
        r"^```yaml\n(.*?)^```$", _text(ROOT / "docs" / "packs.md"), re.DOTALL | re.MULTILINE
    )
    head = examples[0].partition("\nfacts:")[0] + "\n"
    whole: list[Files] = [
        {"example.yaml": text} if text.startswith("format:") else {"pack.yaml": head, "example.yaml": text}
        for text in examples
    ]
    bad = [{path.name: _text(path)} for path in sorted((ROOT / "tests" / "packs" / "bad").glob("*.yaml"))]
    data = ROOT / "tests" / "packs" / "data"
    planets = {path.name: _text(path) for path in sorted((data / "planets").glob("*.yaml"))}
    return [*whole, *bad, planets, {"knots.yaml": _text(data / "knots.yaml")}, *[RIVERS] * 12]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _shrunk(packs: Sequence[Files]) -> Iterator[Files]:
    """Give each file of some packs as a pack by itself, with the head of the one that it belongs to."""
    for files in packs:
        head = files.get("pack.yaml")
        for name, text in files.items():
            if name != "pack.yaml" and name.endswith(".yaml"):
                yield {name: text if head is None else f"{_with_few_sources(head, text)}\n{text}"}


def _with_few_sources(head: str, text: str) -> str:
    """Keep of a head's sources their names and titles."""
    top, _, sources = head.partition("\nsources:\n")
    names = re.findall(r"^  ([a-z0-9-]+):$", sources, re.MULTILINE)
    used = [name for name in names if re.search(rf"\b{name} \d", text)]
    return f"{top}\nsources:\n" + "".join(f"  {name}: {{title: The {name}}}\n" for name in used)


_ENTRY = re.compile(r"^  - .*\n(?:(?:    .*)?\n)*", re.MULTILINE)


def _fewer(text: str, chance: random.Random) -> str:
    """Keep a few entries of a long file, those that stand together."""
    entries = list(_ENTRY.finditer(text))
    if len(text) < SHRUNK_FROM // 4 or len(entries) < 5:
        return text
    first = chance.randrange(len(entries) - 3)
    kept = {entry.start() for entry in entries[first : first + 4]}
    return _ENTRY.sub(lambda match: match[0] if match.start() in kept else "", text)


def _damaged(text: str, name: str, chance: random.Random) -> str:
    ways: tuple[Callable[[str, random.Random], str], ...] = (_words, _lines, _indents, _values, _constructs)
    if name.endswith(".csv"):
        ways = (_words, _lines, _cells, _cells)
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        if len(text) < LONG:  # what is doubled again and again would outgrow every memory
            text = chance.choice(ways)(text, chance)
    return text


def _words(text: str, chance: random.Random) -> str:
    """Take out, double, move or replace some words and signs."""
    words = re.findall(r"\w+|\s+|[^\w\s]", text) or [""]
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, other = chance.randrange(len(words)), chance.randrange(len(words))
        words[at] = chance.choice(
            ("", words[at] * 2, words[other], chance.choice(NASTY), chance.choice(FIELDS))
        )
    return "".join(words)


def _lines(text: str, chance: random.Random) -> str:
    """Take out, double, move or cut some lines."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at : at + chance.choice((1, 1, 3))]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        case 4:
            first, last = sorted((at, other))
            lines[at:at] = lines[first : min(last, first + 8)]
        case _:
            return "\n".join(lines[: at + 1])[: -chance.randrange(1, 5)]
    return chance.choice(("\n", "\n", "\n", "\r\n", "\r")).join(lines)


def _indents(text: str, chance: random.Random) -> str:
    """Move some lines in or out."""
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 2, 6))):
        at = chance.randrange(len(lines))
        in_or_out = (" " + lines[at], "  " + lines[at], lines[at].removeprefix("  "), lines[at].lstrip())
        lines[at] = chance.choice((*in_or_out, "\t" + lines[at].lstrip()))
    return "\n".join(lines)


def _values(text: str, chance: random.Random) -> str:
    """Put something else under a field."""
    found = list(re.finditer(r"(?<=: )[^\n]*", text))
    if not found:
        return text
    match, other = chance.choice(found), chance.choice(found)
    value = chance.choice(
        (
            chance.choice(NASTY),
            other[0],
            f"[{match[0]}]",
            f"{{{chance.choice(FIELDS)}: {match[0]}}}",
            f"<{match[0]}>",
            match[0] * 3,
            "",
            match[0][::-1],
            str(chance.randrange(-3, 10**12)),
            f"{chance.choice((0, 1, 99, 1900))} {chance.choice('May km % BC weeks'.split())} {match[0]}",
        )
    )
    return text[: match.start()] + value + text[match.end() :]


def _constructs(text: str, chance: random.Random) -> str:
    """Write a line as YAML might, and packs don't."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    indent, said = re.match(r"( *(?:- )?)(.*)", lines[at], re.DOTALL).groups()  # type: ignore[union-attr]
    key, colon, value = said.partition(": ")
    deep = chance.choice((5, 31, 33, 500))
    lines[at] = indent + chance.choice(
        (
            f"{key}{colon}&a {value}",
            f"{key}: *a",
            f"<<: {{{said}}}",
            f"{key}: !!binary {value}",
            f"? {key}\n{indent.replace('-', ' ')}: {value}",
            f"{key}: >-\n{' ' * (len(indent) + 2)}{value}",
            f"{key}: |2+\n{' ' * (len(indent) + 4)}{value}",
            f'{key}: "{value}',
            f"{key}: '{value}'",
            f'"{key}": "{value}\\u001b\\n\\x00\\ud800"',
            f"{key}: {'[' * deep}{value}{']' * deep}",
            f"{key}: {'{a: ' * deep}{value}{'}' * deep}",
            f"{'- ' * deep}{said}",
            f"{said}\n{indent.replace('-', ' ')}{said}",
            f"{said} # {said}",
            f"{key}: [{', '.join([value] * deep)}]",
            f"--- {said}",
            f"{chance.choice(FIELDS)}: {value}",
        )
    )
    return "\n".join(lines)


def _cells(text: str, chance: random.Random) -> str:
    """Damage a table of cells: its separators, its quotation marks, its line ends, a cell."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    cells = lines[at].split(",")
    cells[chance.randrange(len(cells))] = chance.choice(
        (*NASTY, '"', '""', '"a', 'a"b', '"a\nb"', "=1+1", "", " ")
    )
    lines[at] = ",".join(cells)
    text = "\n".join(lines)
    return chance.choice(
        (
            text,
            text,
            text,
            text.replace(",", chance.choice(";\t|:")),
            text.replace("\n", chance.choice(("\r\n", "\r", "\n\n"))),
            text.replace('"', chance.choice(("'", '"""', ""))),
            "\ufeff" + text,
            text * 3,
            text + ",".join(map(str, range(1_100))),
        )
    )


def _bytes_damaged(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    some = chance.randbytes(chance.choice((1, 1, 4, 64)))
    return chance.choice(
        (
            data[:at] + some + data[at + len(some) :],
            data[:at] + some + data[at:],
            data[:at] + data[at + chance.randrange(1, 40) :],
            data[:at],
            data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "latin-1", "utf-32")), "replace"),
        )
    )
