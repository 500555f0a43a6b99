"""Make packs by hand that are too much: of brackets, of bytes, of everything, and files that are none."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from damage import RIVERS

SOUND = RIVERS["rivers.yaml"].partition("tables:")[0]
FACT = "  - {{id: f{0}, fact: The number {0} is <{0}>., type: number, cite: atlas 1}}\n"


def _file(text: str | Callable[[], str], folder: Path) -> Path:
    path = folder / "bomb.yaml"
    path.write_text(text if isinstance(text, str) else text(), encoding="utf-8")
    return path


def _with_table(text: Callable[[], str], folder: Path) -> Path:
    for name, held in RIVERS.items():
        (folder / name).write_text(text() if name.endswith(".csv") else held, encoding="utf-8")
    return folder / "rivers.yaml"


def _laughs() -> str:
    levels = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))
    return "\n".join(("a0: &a0 [lol]", *levels, "facts: *a39\n"))


def _merges() -> str:
    levels = (f"m{n}: &m{n}\n  <<: [{', '.join([f'*m{n - 1}'] * 9)}]" for n in range(1, 40))
    return "\n".join(("m0: &m0 {a: b}", *levels, "<<: *m39\n"))


def _large(folder: Path) -> Path:
    path = folder / "bomb.yaml"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"# nothing but a remark, and a long one\n" * 26_887)
    return path


def _sparse(folder: Path) -> Path:
    path = folder / "bomb.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    return path


def _fifo(name: str, folder: Path) -> Path:
    (folder / "pack.yaml").write_text(SOUND, encoding="utf-8")
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    return folder


def _link(target: str, name: str, folder: Path) -> Path:
    pack = folder / "pack"
    pack.mkdir()
    (folder / "outside.yaml").write_text(SOUND + "facts:\n" + FACT.format(1), encoding="utf-8")
    (pack / "pack.yaml").write_text(SOUND, encoding="utf-8")
    (pack / name).unlink(missing_ok=True)
    (pack / name).symlink_to(target)
    return pack


def _folder(folder: Path) -> Path:
    (folder / "pack.yaml").mkdir()
    return folder


def _alone(make: Callable[[Path], object], folder: Path) -> Path:
    path = folder / "bomb.yaml"
    make(path)
    return path


BOMBS: Mapping[str, Callable[[Path], Path]] = {
    "aliases in aliases": partial(_file, _laughs),
    "merge keys in merge keys": partial(_file, _merges),
    "1,000,000 brackets": partial(_file, lambda: "facts: " + "[" * 1_000_000),
    "1,000,000 braces": partial(_file, lambda: "facts: " + "{a: " * 1_000_000),
    "1,000,000 dashes": partial(_file, lambda: "facts:\n" + "- " * 1_000_000),
    "1,000,000 question marks": partial(_file, lambda: "? " * 1_000_000),
    "1,000,000 colons": partial(_file, lambda: "a" + ": a" * 1_000_000),
    "1,000,000 anchors": partial(_file, lambda: "&a " * 1_000_000),
    "1,000,000 exclamation marks": partial(_file, lambda: "!" * 1_000_000),
    "1,000,000 quotation marks": partial(_file, lambda: '"' * 1_000_000),
    "1,000,000 escapes": partial(_file, lambda: 'a: "' + "\\x1b" * 1_000_000 + '"'),
    "1,000,000 levels in": partial(_file, lambda: "".join(f"{' ' * n}a:\n" for n in range(2_000))),
    "1,000,000 empty lines": partial(_file, lambda: "\n" * 1_000_000),
    "1,000,000 broken lines": partial(_file, lambda: "a: [\n" * 200_000),
    "100,000 broken entries": partial(_file, lambda: SOUND + "facts:\n" + "  - a: [\n" * 100_000),
    "100,000 fields": partial(_file, lambda: SOUND + "".join(f"f{n}: x\n" for n in range(100_000))),
    "the same field 100,000 times": partial(_file, lambda: SOUND + "name: x\n" * 100_000),
    "100,000 control characters": partial(_file, lambda: SOUND + "# \x1b\n" * 100_000),
    "a name of 1,000,000 letters": partial(_file, lambda: f"{'a' * 1_000_000}: b\n"),
    "a text of 10,000,000 letters": partial(_file, lambda: SOUND + f"title: {'word ' * 2_000_000}\n"),
    "a letter with 1,000,000 marks": partial(
        _file, lambda: SOUND.replace("Rivers", "Z" + "\u0301" * 1_000_000)
    ),
    "1,000,000 brackets in a sentence": partial(
        _file, lambda: SOUND + f'facts:\n  - {{fact: "{"<" * 3_900}", cite: atlas 1}}\n' * 200
    ),
    "a list of 100,000 sources": partial(
        _file, lambda: SOUND + f"facts:\n  - {{cite: [{'atlas 1, ' * 100_000}]}}\n"
    ),
    "100,000 zeros for a year": partial(
        _file,
        lambda: SOUND + f"facts:\n  - {{fact: It is <{'9' * 3_900}>., type: number, cite: atlas 1}}\n" * 200,
    ),
    "1,000 facts of one id": partial(_file, lambda: SOUND + "facts:\n" + FACT.format(1) * 1_000),
    "a table of 1,000,000 quotation marks": partial(_with_table, lambda: "river,length\n" + '"' * 1_000_000),
    "a table of 1,000,000 separators": partial(_with_table, lambda: "," * 1_000_000),
    "a table of 100,000 open quotation marks": partial(
        _with_table, lambda: "river,length\n" + '"a\n' * 100_000
    ),
    "a table of 100,000 bad rows": partial(
        _with_table, lambda: "river,length,year,sea\n" + "a,b\n" * 100_000
    ),
    "a table of zero bytes": partial(_with_table, lambda: "river,length\n" + "\0" * 1_000_000),
    "a file of 100 MB": _large,
    "a file of a terabyte, all holes": _sparse,
    "a FIFO for a head": partial(_fifo, "pack.yaml"),
    "a FIFO beside a head": partial(_fifo, "more.yaml"),
    "a FIFO for a pack": partial(_alone, os.mkfifo),
    "/dev/zero for a pack": partial(_alone, lambda path: path.symlink_to("/dev/zero")),
    "/dev/zero in a pack": partial(_link, "/dev/zero", "more.yaml"),
    "/dev/random for a head": partial(_link, "/dev/random", "pack.yaml"),
    "a link out of a pack": partial(_link, "../outside.yaml", "more.yaml"),
    "a head that is a link out": partial(_link, "../outside.yaml", "pack.yaml"),
    "a link to itself": partial(_link, "more.yaml", "more.yaml"),
    "a link to its folder": partial(_link, ".", "more.yaml"),
    "a folder for a head": _folder,
    "this very process": partial(_link, "/proc/self/mem", "more.yaml"),
}


class Bombs:
    """Files that are made to be too much, by number."""

    def name(self, number: int) -> str:
        return list(BOMBS)[number]

    def put(self, number: int, folder: Path) -> Path:
        """Write the bomb of a number; give its path."""
        return list(BOMBS.values())[number](folder)
