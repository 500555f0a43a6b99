"""Packs of extreme size or depth, and files that are not packs."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from damaged_packs import RIVERS

VALID_HEADER = RIVERS["rivers.yaml"].partition("tables:")[0]
FACT = "  - {{id: f{0}, fact: The number {0} is <{0}>., type: number, cite: atlas 1}}\n"


def _write_file(text: str | Callable[[], str], folder: Path) -> Path:
    path = folder / "extreme.yaml"
    path.write_text(text if isinstance(text, str) else text(), encoding="utf-8")
    return path


def _write_table(text: Callable[[], str], folder: Path) -> Path:
    for name, content in RIVERS.items():
        (folder / name).write_text(text() if name.endswith(".csv") else content, encoding="utf-8")
    return folder / "rivers.yaml"


def _nest_aliases() -> str:
    levels = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))
    return "\n".join(("a0: &a0 [lol]", *levels, "facts: *a39\n"))


def _nest_merge_keys() -> str:
    levels = (f"m{n}: &m{n}\n  <<: [{', '.join([f'*m{n - 1}'] * 9)}]" for n in range(1, 40))
    return "\n".join(("m0: &m0 {a: b}", *levels, "<<: *m39\n"))


def _write_large_file(folder: Path) -> Path:
    path = folder / "extreme.yaml"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"# a comment that is repeated very often\n" * 26_215)
    return path


def _write_sparse_file(folder: Path) -> Path:
    path = folder / "extreme.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    return path


def _make_fifo(name: str, folder: Path) -> Path:
    (folder / "pack.yaml").write_text(VALID_HEADER, encoding="utf-8")
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    return folder


def _make_link(target: str, name: str, folder: Path) -> Path:
    pack = folder / "pack"
    pack.mkdir()
    (folder / "outside.yaml").write_text(VALID_HEADER + "facts:\n" + FACT.format(1), encoding="utf-8")
    (pack / "pack.yaml").write_text(VALID_HEADER, encoding="utf-8")
    (pack / name).unlink(missing_ok=True)
    (pack / name).symlink_to(target)
    return pack


def _make_folder(folder: Path) -> Path:
    (folder / "pack.yaml").mkdir()
    return folder


def _make_path(make: Callable[[Path], object], folder: Path) -> Path:
    path = folder / "extreme.yaml"
    make(path)
    return path


EXTREME_PACKS: Mapping[str, Callable[[Path], Path]] = {
    "aliases in aliases": partial(_write_file, _nest_aliases),
    "merge keys in merge keys": partial(_write_file, _nest_merge_keys),
    "1,000,000 brackets": partial(_write_file, lambda: "facts: " + "[" * 1_000_000),
    "1,000,000 braces": partial(_write_file, lambda: "facts: " + "{a: " * 1_000_000),
    "1,000,000 dashes": partial(_write_file, lambda: "facts:\n" + "- " * 1_000_000),
    "1,000,000 question marks": partial(_write_file, lambda: "? " * 1_000_000),
    "1,000,000 colons": partial(_write_file, lambda: "a" + ": a" * 1_000_000),
    "1,000,000 anchors": partial(_write_file, lambda: "&a " * 1_000_000),
    "1,000,000 exclamation marks": partial(_write_file, lambda: "!" * 1_000_000),
    "1,000,000 quotation marks": partial(_write_file, lambda: '"' * 1_000_000),
    "1,000,000 escapes": partial(_write_file, lambda: 'a: "' + "\\x1b" * 1_000_000 + '"'),
    "2,000 levels of indentation": partial(
        _write_file, lambda: "".join(f"{' ' * n}a:\n" for n in range(2_000))
    ),
    "1,000,000 empty lines": partial(_write_file, lambda: "\n" * 1_000_000),
    "1,000,000 broken lines": partial(_write_file, lambda: "a: [\n" * 200_000),
    "100,000 broken entries": partial(
        _write_file, lambda: VALID_HEADER + "facts:\n" + "  - a: [\n" * 100_000
    ),
    "100,000 fields": partial(
        _write_file, lambda: VALID_HEADER + "".join(f"f{n}: x\n" for n in range(100_000))
    ),
    "the same field 100,000 times": partial(_write_file, lambda: VALID_HEADER + "name: x\n" * 100_000),
    "100,000 control characters": partial(_write_file, lambda: VALID_HEADER + "# \x1b\n" * 100_000),
    "a name of 1,000,000 letters": partial(_write_file, lambda: f"{'a' * 1_000_000}: b\n"),
    "a text of 10,000,000 letters": partial(
        _write_file, lambda: VALID_HEADER + f"title: {'word ' * 2_000_000}\n"
    ),
    "a letter with 1,000,000 accents": partial(
        _write_file, lambda: VALID_HEADER.replace("Rivers", "Z" + "\u0301" * 1_000_000)
    ),
    "3,900 brackets in a sentence": partial(
        _write_file, lambda: VALID_HEADER + f'facts:\n  - {{fact: "{"<" * 3_900}", cite: atlas 1}}\n' * 200
    ),
    "a list of 100,000 sources": partial(
        _write_file, lambda: VALID_HEADER + f"facts:\n  - {{cite: [{'atlas 1, ' * 100_000}]}}\n"
    ),
    "numbers with 3,900 digits": partial(
        _write_file,
        lambda: (
            VALID_HEADER
            + f"facts:\n  - {{fact: It is <{'9' * 3_900}>., type: number, cite: atlas 1}}\n" * 200
        ),
    ),
    "1,000 facts of one id": partial(_write_file, lambda: VALID_HEADER + "facts:\n" + FACT.format(1) * 1_000),
    "a table of 1,000,000 quotation marks": partial(_write_table, lambda: "river,length\n" + '"' * 1_000_000),
    "a table of 1,000,000 separators": partial(_write_table, lambda: "," * 1_000_000),
    "a table of 100,000 open quotation marks": partial(
        _write_table, lambda: "river,length\n" + '"a\n' * 100_000
    ),
    "a table of 100,000 bad rows": partial(
        _write_table, lambda: "river,length,year,sea\n" + "a,b\n" * 100_000
    ),
    "a table of zero bytes": partial(_write_table, lambda: "river,length\n" + "\0" * 1_000_000),
    "a file of 100 MB": _write_large_file,
    "a sparse file of a terabyte": _write_sparse_file,
    "a FIFO as the header": partial(_make_fifo, "pack.yaml"),
    "a FIFO next to the header": partial(_make_fifo, "more.yaml"),
    "a FIFO as a pack": partial(_make_path, os.mkfifo),
    "/dev/zero as a pack": partial(_make_path, lambda path: path.symlink_to("/dev/zero")),
    "/dev/zero in a pack": partial(_make_link, "/dev/zero", "more.yaml"),
    "/dev/random as the header": partial(_make_link, "/dev/random", "pack.yaml"),
    "a link out of a pack": partial(_make_link, "../outside.yaml", "more.yaml"),
    "a header that is a link out of its pack": partial(_make_link, "../outside.yaml", "pack.yaml"),
    "a link to itself": partial(_make_link, "more.yaml", "more.yaml"),
    "a link to its folder": partial(_make_link, ".", "more.yaml"),
    "a folder as the header": _make_folder,
    "the memory of the process": partial(_make_link, "/proc/self/mem", "more.yaml"),
}


class ExtremePacks:
    """The extreme packs, by number."""

    def name(self, number: int) -> str:
        """Return what is extreme about a pack."""
        return list(EXTREME_PACKS)[number]

    def write(self, number: int, folder: Path) -> Path:
        """Write a pack into a folder, and return its path."""
        return list(EXTREME_PACKS.values())[number](folder)
