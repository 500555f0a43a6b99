r"""Deliberate breakages: slips of real authors, and the words that `quiz check` must find for each.

`sound/` has packs without a problem. Each `*.toml` file has breakages of one kind, one table each:

    [long-dash-for-a-hyphen]
    pack = "facts"                              # the sound pack to break: sound/facts.yaml
    edits = [["  - id: tarn", "  – id: tarn"]]  # a text that is found once, and its replacement
    says = ["dash", "hyphen"]                   # patterns, all in the words of one problem of the line
    never = ["quotation"]                       # patterns that no problem contains (default: none)
    loses = ["tarn"]                            # entries that are lost (default: none); all others are asked

The words of a problem are its message and its advice; case is ignored. Optional keys:

- `line`: the line to name (default: the first that differs from the sound pack)
- `at`: the name of the file with that line (default: the pack's file)
- `problems`: the maximum number of problems without `nothing-to-ask` (default: 1)
- `encoding`: the encoding of the pack
- `files`: further files, by name; the broken pack is then the `pack.yaml` of their folder
- `gap`: the reason why `check` doesn't do it yet; such a test must fail

A breakage that isn't made from a sound pack has, instead of `pack` and `edits`, the name of a `file` and its
`content`, or its bytes as `base64`, or `zip` with the texts of an archive's members.
"""

import base64
import io
import re
import tomllib
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from quiz.checks.runner import check_packs
from quiz.generate.question_maker import QuestionMaker
from quiz.model.problems import Problem
from quiz.model.rules import Rule
from quiz.packs.read.pack_reader import read_pack
from quiz.reports.listing import iter_all_questions

_FOLDER = Path(__file__).parent
SOUND = _FOLDER / "sound"


@dataclass(frozen=True)
class Breakage:
    """A slip, and what `check` must find."""

    name: str
    says: list[str]
    pack: str | None = None
    edits: list[list[str]] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    loses: list[str] = field(default_factory=list)
    line: int | None = None
    at: str | None = None
    problems: int = 1
    encoding: str = "utf-8"
    gap: str | None = None
    file: str | None = None
    content: str = ""
    base64: str | None = None
    zip: dict[str, str] | None = None
    files: dict[str, str] = field(default_factory=dict)


def load_breakages() -> dict[str, list[Breakage]]:
    """Return the breakages of each file, by the name of the file."""
    return {
        path.stem: [
            Breakage(name, **keys) for name, keys in tomllib.loads(path.read_text(encoding="utf-8")).items()
        ]
        for path in sorted(_FOLDER.glob("*.toml"))
    }


def find_complaints(breakage: Breakage, folder: Path) -> list[str]:
    """Check a broken pack in a folder; return a sentence for each failed expectation."""
    path, line = _write(breakage, folder)
    found = check_packs([path], None).problems
    complaints: list[str] = []
    at = breakage.at or (None if path.is_dir() else path.name)
    here = [
        _words(problem)
        for problem in found
        if problem.location.line == line and problem.location.path.endswith(at or "")
    ]
    if not here:
        complaints.append(f"nothing is found in line {line}")
    elif not any(
        all(re.search(pattern, words, re.IGNORECASE) for pattern in breakage.says) for words in here
    ):
        complaints.append(f"the words are wrong: {here}")
    for pattern in breakage.never:
        complaints += [
            f"“{pattern}” is in “{words}”"
            for words in map(_words, found)
            if re.search(pattern, words, re.IGNORECASE)
        ]
    causes = [problem for problem in found if problem.rule is not Rule.NOTHING_TO_ASK]
    if len(causes) > breakage.problems:
        complaints.append(f"{len(causes)} problems instead of {breakage.problems}")
    if breakage.pack is not None:
        expected = _askable_when_sound(breakage.pack) - set(breakage.loses)
        if missing := expected - _askable(path):
            complaints.append(f"not asked: {sorted(missing)}")
    return complaints + ([f"found: {[str(problem) for problem in found]}"] if complaints else [])


def _words(problem: Problem) -> str:
    return f"{problem.message} {problem.help or ''}"


@cache
def _askable_when_sound(pack: str) -> set[str]:
    return _askable(SOUND / f"{pack}.yaml")


def _askable(path: Path) -> set[str]:
    """Return the ids of the facts, lists' facts and questions that are asked."""
    pack = read_pack(path).pack
    if pack is None:
        return set()
    return {question.fact for question in iter_all_questions([QuestionMaker(pack)], (), None, 0)}


def _write(breakage: Breakage, folder: Path) -> tuple[Path, int]:
    """Write the files of a breakage; return the path to check, and the line to name."""
    if breakage.pack is None:
        path = folder / (breakage.file or "pack.yaml")
        path.write_bytes(_content(breakage))
        line = 1
    else:
        sound = (SOUND / f"{breakage.pack}.yaml").read_text(encoding="utf-8")
        broken = sound
        for old, new in breakage.edits:
            if broken.count(old) != 1:
                raise ValueError(f"{breakage.name}: “{old}” is in the pack {broken.count(old)} times")
            broken = broken.replace(old, new)
        path = folder / ("pack.yaml" if breakage.files else f"{breakage.pack}.yaml")
        path.write_bytes(broken.encode(breakage.encoding))
        line = _first_difference(sound, broken)
    for name, content in breakage.files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder if breakage.files else path, breakage.line or line


def _content(breakage: Breakage) -> bytes:
    if breakage.base64 is not None:
        return base64.b64decode(breakage.base64)
    if breakage.zip is None:
        return breakage.content.encode(breakage.encoding)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in breakage.zip.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _first_difference(sound: str, broken: str) -> int:
    pairs = enumerate(zip(sound.split("\n"), broken.split("\n"), strict=False), 1)
    return next((number for number, (old, new) in pairs if old != new), 1)
