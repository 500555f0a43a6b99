"""Packs with random damage to bytes, words, lines, indentation, YAML constructs and table cells."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
MIN_CUT_LENGTH = 1_500
"""Length in characters of a file from which only some entries are kept."""
WHOLE_PACK_INTERVAL = 1_000
"""One pack in this many is a whole built-in pack."""

MAX_DAMAGED_LENGTH = 100_000
"""Length in characters of a file above which it gets no more damage."""

Files = Mapping[str, str]
"""The files of a pack by name; a single file is a pack too."""

HOSTILE_TEXTS = (
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


class DamagedPacks:
    """Damaged packs, by number."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._whole_packs = _list_whole_packs()
        self._small_packs = [*_split_packs(self._whole_packs), *_list_small_packs()]

    def name(self, number: int) -> str:
        """Return the options of `fuzz.py` that write a pack again."""
        return f"--seed {self._seed} --only {number}"

    def write(self, number: int, folder: Path) -> Path:
        """Write a pack into a folder, and return its path."""
        rng = random.Random(f"{self._seed}/{number}")
        is_whole = number % WHOLE_PACK_INTERVAL == WHOLE_PACK_INTERVAL - 1
        files = dict(rng.choice(self._whole_packs if is_whole else self._small_packs))
        if not is_whole and len(files) == 1:
            files = {name: _cut_entries(text, rng) for name, text in files.items()}
        for _ in range(1 + (rng.random() < 0.2)):
            name = rng.choice(sorted(files))
            files[name] = _damage_file(files[name], name, rng)
        for name, text in files.items():
            data = text.encode("utf-8", "surrogatepass")
            (folder / name).write_bytes(_damage_bytes(data, rng) if rng.random() < 0.1 else data)
        return (
            folder
            if "pack.yaml" in files
            else folder / min(files, key=lambda name: not name.endswith("yaml"))
        )


def _list_whole_packs() -> list[Files]:
    """List the built-in packs and the example packs of the documentation."""
    packs = [folder for folder in sorted((ROOT / "questions").iterdir()) if folder.is_dir()]
    return [
        *({path.name: _read(path) for path in sorted(pack.glob("*.[yc][as][mv]*"))} for pack in packs),
        *({path.name: _read(path)} for path in sorted((ROOT / "docs" / "examples").glob("*.yaml"))),
    ]


def _list_small_packs() -> list[Files]:
    """List small packs: from the manual, from the tests, and one with a table file."""
    examples = re.findall(
        r"^```yaml\n(.*?)^```$", _read(ROOT / "docs" / "packs.md"), re.DOTALL | re.MULTILINE
    )
    header = examples[0].partition("\nfacts:")[0] + "\n"
    manual: list[Files] = [
        {"example.yaml": text} if text.startswith("format:") else {"pack.yaml": header, "example.yaml": text}
        for text in examples
    ]
    tests = ROOT / "tests"
    bad = [{path.name: _read(path)} for path in sorted((tests / "checks" / "problem_texts").glob("*.yaml"))]
    data = tests / "packs" / "data"
    assert bad
    planets = {path.name: _read(path) for path in sorted((data / "planets").glob("*.yaml"))}
    return [*manual, *bad, planets, {"knots.yaml": _read(data / "knots.yaml")}, *[RIVERS] * 12]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _split_packs(packs: Sequence[Files]) -> Iterator[Files]:
    """Yield each file of the packs as a pack of its own, with the header of its pack."""
    for files in packs:
        header = files.get("pack.yaml")
        for name, text in files.items():
            if name != "pack.yaml" and name.endswith(".yaml"):
                yield {name: text if header is None else f"{_keep_used_sources(header, text)}\n{text}"}


def _keep_used_sources(header: str, text: str) -> str:
    """Reduce the sources of a header to those that a text cites, with their titles."""
    top, _, sources = header.partition("\nsources:\n")
    names = re.findall(r"^  ([a-z0-9-]+):$", sources, re.MULTILINE)
    used = [name for name in names if re.search(rf"\b{name} \d", text)]
    return f"{top}\nsources:\n" + "".join(f"  {name}: {{title: The {name}}}\n" for name in used)


_ENTRY = re.compile(r"^  - .*\n(?:(?:    .*)?\n)*", re.MULTILINE)


def _cut_entries(text: str, rng: random.Random) -> str:
    """Keep four consecutive entries of a long file."""
    entries = list(_ENTRY.finditer(text))
    if len(text) < MIN_CUT_LENGTH or len(entries) < 5:
        return text
    first = rng.randrange(len(entries) - 3)
    kept_starts = {entry.start() for entry in entries[first : first + 4]}
    return _ENTRY.sub(lambda match: match[0] if match.start() in kept_starts else "", text)


def _damage_file(text: str, name: str, rng: random.Random) -> str:
    damages: tuple[Callable[[str, random.Random], str], ...] = (
        _damage_words,
        _damage_lines,
        _damage_indents,
        _damage_values,
        _damage_constructs,
    )
    if name.endswith(".csv"):
        damages = (_damage_words, _damage_lines, _damage_cells, _damage_cells)
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        if len(text) < MAX_DAMAGED_LENGTH:  # repeated doubling would need too much memory
            text = rng.choice(damages)(text, rng)
    return text


def _damage_words(text: str, rng: random.Random) -> str:
    """Delete, double, move or replace words and signs."""
    words = re.findall(r"\w+|\s+|[^\w\s]", text) or [""]
    for _ in range(rng.choice((1, 1, 2, 4))):
        index, source = rng.randrange(len(words)), rng.randrange(len(words))
        words[index] = rng.choice(
            ("", words[index] * 2, words[source], rng.choice(HOSTILE_TEXTS), rng.choice(FIELDS))
        )
    return "".join(words)


def _damage_lines(text: str, rng: random.Random) -> str:
    """Delete, double, swap or cut lines."""
    lines = text.split("\n")
    index, target = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            del lines[index : index + rng.choice((1, 1, 3))]
        case 1:
            lines.insert(target, lines[index])
        case 2:
            lines[index], lines[target] = lines[target], lines[index]
        case 3:
            lines[index] = lines[index][: rng.randrange(len(lines[index]) + 1)]
        case 4:
            first, last = sorted((index, target))
            lines[index:index] = lines[first : min(last, first + 8)]
        case _:
            return "\n".join(lines[: index + 1])[: -rng.randrange(1, 5)]
    return rng.choice(("\n", "\n", "\n", "\r\n", "\r")).join(lines)


def _damage_indents(text: str, rng: random.Random) -> str:
    """Change the indentation of lines."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 1, 2, 6))):
        index = rng.randrange(len(lines))
        line = lines[index]
        moved = (" " + line, "  " + line, line.removeprefix("  "), line.lstrip(), "\t" + line.lstrip())
        lines[index] = rng.choice(moved)
    return "\n".join(lines)


def _damage_values(text: str, rng: random.Random) -> str:
    """Replace the value of a field."""
    values = list(re.finditer(r"(?<=: )[^\n]*", text))
    if not values:
        return text
    match, source = rng.choice(values), rng.choice(values)
    value = rng.choice(
        (
            rng.choice(HOSTILE_TEXTS),
            source[0],
            f"[{match[0]}]",
            f"{{{rng.choice(FIELDS)}: {match[0]}}}",
            f"<{match[0]}>",
            match[0] * 3,
            "",
            match[0][::-1],
            str(rng.randrange(-3, 10**12)),
            f"{rng.choice((0, 1, 99, 1900))} {rng.choice('May km % BC weeks'.split())} {match[0]}",
        )
    )
    return text[: match.start()] + value + text[match.end() :]


def _damage_constructs(text: str, rng: random.Random) -> str:
    """Write a line with a construct of YAML that packs do not use."""
    lines = text.split("\n")
    index = rng.randrange(len(lines))
    indent, content = re.match(r"( *(?:- )?)(.*)", lines[index], re.DOTALL).groups()  # type: ignore[union-attr]
    key, colon, value = content.partition(": ")
    depth = rng.choice((5, 31, 33, 500))
    lines[index] = indent + rng.choice(
        (
            f"{key}{colon}&a {value}",
            f"{key}: *a",
            f"<<: {{{content}}}",
            f"{key}: !!binary {value}",
            f"? {key}\n{indent.replace('-', ' ')}: {value}",
            f"{key}: >-\n{' ' * (len(indent) + 2)}{value}",
            f"{key}: |2+\n{' ' * (len(indent) + 4)}{value}",
            f'{key}: "{value}',
            f"{key}: '{value}'",
            f'"{key}": "{value}\\u001b\\n\\x00\\ud800"',
            f"{key}: {'[' * depth}{value}{']' * depth}",
            f"{key}: {'{a: ' * depth}{value}{'}' * depth}",
            f"{'- ' * depth}{content}",
            f"{content}\n{indent.replace('-', ' ')}{content}",
            f"{content} # {content}",
            f"{key}: [{', '.join([value] * depth)}]",
            f"--- {content}",
            f"{rng.choice(FIELDS)}: {value}",
        )
    )
    return "\n".join(lines)


def _damage_cells(text: str, rng: random.Random) -> str:
    """Damage a cell, the separators, the quotation marks or the line ends of a table."""
    lines = text.split("\n")
    index = rng.randrange(len(lines))
    cells = lines[index].split(",")
    cells[rng.randrange(len(cells))] = rng.choice(
        (*HOSTILE_TEXTS, '"', '""', '"a', 'a"b', '"a\nb"', "=1+1", "", " ")
    )
    lines[index] = ",".join(cells)
    text = "\n".join(lines)
    return rng.choice(
        (
            text,
            text,
            text,
            text.replace(",", rng.choice(";\t|:")),
            text.replace("\n", rng.choice(("\r\n", "\r", "\n\n"))),
            text.replace('"', rng.choice(("'", '"""', ""))),
            "\ufeff" + text,
            text * 3,
            text + ",".join(map(str, range(1_100))),
        )
    )


def _damage_bytes(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data) + 1)
    noise = rng.randbytes(rng.choice((1, 1, 4, 64)))
    return rng.choice(
        (
            data[:start] + noise + data[start + len(noise) :],
            data[:start] + noise + data[start:],
            data[:start] + data[start + rng.randrange(1, 40) :],
            data[:start],
            data.decode("utf-8", "replace").encode(rng.choice(("utf-16", "latin-1", "utf-32")), "replace"),
        )
    )
