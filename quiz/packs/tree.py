"""Read YAML as nodes that know where they stand.

Every scalar is the text that was typed. What a pack has no use for and an attacker might (anchors,
tags, merge keys, deep nesting ...) is refused, and each refusal is a problem with a place.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from sys import intern
from typing import Any

import yaml

from quiz.core.problem import Problems
from quiz.packs import syntax
from quiz.packs.nodes import Document, Flaw, Mapping, Node, Scalar, Sequence, Tree
from quiz.packs.texts import CONTROL, code_point, opened

DEPTH_AT_MOST = 32
_CONTROLS_TOLD = 100
_FLAWS_TOLD = 1_000
_BROKEN_AT_MOST = 500
"""Of a file with more broken parts than that, the rest is not read."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events, some 25 times slower

_SCALAR: Any = yaml.ScalarEvent
_ALIAS: Any = yaml.AliasEvent
_MAPPING_START: Any = yaml.MappingStartEvent
_MAPPING_END: Any = yaml.MappingEndEvent
_SEQUENCE_END: Any = yaml.SequenceEndEvent

_LONE_RETURN = re.compile("\r(?!\n)")
_CUTTING_COMMENT = re.compile(r"(?<=[^\s])[ \t]+#(?=\S)")
_SECTION = re.compile(r"[^\s#-]")
_ITEM = re.compile(r"( *)-(?=[ \n]|$)")


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold the garbage collector off: many small objects and no cycles make it all cost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def is_slow() -> bool:
    """Say whether YAML is read without libyaml here."""
    return _Loader is yaml.SafeLoader


def read(path: Path, problems: Problems, *, within: Path | None = None) -> Tree | None:
    """Read a file that lies in the folder `within`; `None` where nothing of it can be used."""
    document = opened(path, problems, within=within)
    return None if document is None else parse(document, problems)


def parse(document: Document, problems: Problems) -> Tree | None:
    """Read a text; where it is no YAML, read what can be read of it."""
    flaws: list[Flaw] = []
    lost: frozenset[str] = frozenset()
    text = _without_controls(document.text, flaws)
    cuts: frozenset[int] = frozenset()
    if " #" in text or "\t#" in text:
        cuts = frozenset(match.start() for match in _CUTTING_COMMENT.finditer(text))
    with without_collector():
        try:
            builder = _Builder(document, text, 0, cuts)
            root = builder.build()
            flaws += builder.flaws
        except _UnreadableError as unreadable:
            root, lost = _recovered(document, text, cuts, flaws, unreadable.flaw)
    flaws += _root_flaws(root)
    _tell(document, flaws, problems)
    if not isinstance(root, Mapping):
        return None
    return Tree(document, root, tuple(sorted(flaw.start for flaw in flaws)), lost)


def _tell(document: Document, flaws: list[Flaw], problems: Problems) -> None:
    """Tell what is wrong, as much of it as anybody reads."""
    if len(flaws) > _FLAWS_TOLD:
        flaws = sorted(flaws, key=lambda flaw: flaw.start)
        rest = flaws[_FLAWS_TOLD]
        message = f"from here on, {len(flaws) - _FLAWS_TOLD:,} more places of this file can’t be read"
        flaws = [*flaws[:_FLAWS_TOLD], replace(rest, message=message, help="mend those above first")]
    for flaw in flaws:
        problems.add(flaw.name, document.place(flaw.start, flaw.end), flaw.message, help=flaw.help)


def _without_controls(text: str, flaws: list[Flaw]) -> str:
    """Put U+FFFD for each control character, so that the rest can be read and every offset stays.

    A file with many of them is no text file, and nothing of it is read.
    """
    typed, text = text, _without_lone_returns(text)
    found = [match.start() for match in CONTROL.finditer(text)]
    if not found:
        return text
    for offset in found[:_CONTROLS_TOLD]:
        flaws.append(
            Flaw(
                "control-character",
                offset,
                offset + 1,
                f"the control character {code_point(typed[offset])} has no place in a pack",
                "delete it, or write what it stands for in words",
            )
        )
    return CONTROL.sub("\ufffd", text) if len(found) <= _CONTROLS_TOLD else ""


def _without_lone_returns(text: str) -> str:
    """Put another control character for each carriage return that ends no line."""
    return _LONE_RETURN.sub("\x0b", text) if "\r" in text else text


def _root_flaws(root: Node | None) -> list[Flaw]:
    """Say what is wrong with a file that holds no fields."""
    if root is None or (isinstance(root, Scalar) and not root.text):
        return [Flaw("empty-file", 0, 0, "this file holds nothing", "delete it, or write facts into it")]
    if isinstance(root, Mapping):
        return []
    what = "a list" if isinstance(root, Sequence) else "a text"
    return [
        Flaw(
            "wrong-root",
            root.start,
            root.start,
            f"this file holds {what} at its top, not fields",
            "put the facts under `facts:`, each behind a `-` of its own",
        )
    ]


_REFUSED = {
    "anchor-or-alias": (
        "`&` and `*` at the beginning of a text are YAML’s anchors and aliases, which packs don’t use",
        "begin the text with another word, or write it after `>-`",
    ),
    "tag": (
        "`!` at the beginning of a text is a YAML tag, which packs don’t use",
        "begin the text with another word, or write it after `>-`",
    ),
    "merge-key": ("`<<` merges mappings in YAML, which packs don’t use", "write the fields out"),
    "complex-key": ("the name of a field must be one word", "a text that begins with `?` goes after `>-`"),
    "several-documents": (
        "a second YAML document begins here, and it isn’t read",
        "take out the line `---`, or make two files of it",
    ),
    "too-deep": (f"this is nested more than {DEPTH_AT_MOST} levels deep", "packs need five at most"),
    "text-cut-by-comment": (
        "YAML cuts the text here, since ` #` begins a comment",
        "write the text after `>-`, or put a space after the # where a comment is meant",
    ),
}


class _UnreadableError(Exception):
    """The text is no YAML, or too deep."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw


class _Builder:
    """Builds nodes of YAML events."""

    def __init__(self, document: Document, text: str, base: int, cuts: frozenset[int]) -> None:
        self.flaws: list[Flaw] = []
        self._document = document
        self._text = text
        self._base = base
        self._cuts = cuts
        self._loader: Any = None
        self._next: Any = None

    def build(self) -> Node | None:
        """Read the first document; raises `_UnreadableError`."""
        try:
            self._loader = _Loader(self._text)
            self._next = self._loader.get_event
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                return None
            root = self._node(self._next(), 1)
            self._next()
            another = self._next()
            if not isinstance(another, yaml.StreamEndEvent):
                start = another.start_mark.index
                self._flaw("several-documents", start, start + 3, *_REFUSED["several-documents"])
            return root
        except yaml.YAMLError as error:
            raise _UnreadableError(syntax.flaw_of(self._text, self._base, error)) from None
        finally:
            if self._loader is not None:
                self._loader.dispose()

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is _SCALAR:
            return self._scalar(event)
        if kind is _ALIAS:
            start, end = event.start_mark.index, event.end_mark.index
            self._flaw("anchor-or-alias", start, end, *_REFUSED["anchor-or-alias"])
            return Scalar("", start + self._base, end + self._base, "*")
        self._refuse_properties(event)
        if depth > DEPTH_AT_MOST:
            start = event.start_mark.index + self._base
            raise _UnreadableError(Flaw("too-deep", start, start + 1, *_REFUSED["too-deep"]))
        return self._mapping(event, depth) if kind is _MAPPING_START else self._sequence(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        text = event.value
        style = event.style or ""
        start, end = event.start_mark.index, event.end_mark.index
        if style == '"':
            text = self._without_escaped_controls(text, start, end)
        base = self._base
        if not style and end + base in self._cuts:
            self._flaw("text-cut-by-comment", end, end + 2, *_REFUSED["text-cut-by-comment"])
        return Scalar(text, start + base, end + base, style)

    def _without_escaped_controls(self, text: str, start: int, end: int) -> str:
        typed, text = text, _without_lone_returns(text)
        match = CONTROL.search(text)
        if match is None:
            return text
        self._flaw(
            "control-character",
            start,
            end,
            f"the control character {code_point(typed[match.start()])}, written as an escape, "
            "has no place in a pack",
            "delete it, or write what it stands for in words",
        )
        return CONTROL.sub("\ufffd", text)

    def _sequence(self, event: Any, depth: int) -> Sequence:
        start = event.start_mark.index
        items: list[Node] = []
        following = self._next
        while True:
            event = following()
            kind = event.__class__
            if kind is _SCALAR:
                items.append(self._scalar(event))
            elif kind is _SEQUENCE_END:
                return Sequence(tuple(items), start + self._base, event.end_mark.index + self._base)
            else:
                items.append(self._node(event, depth + 1))

    def _mapping(self, event: Any, depth: int) -> Mapping:
        start = event.start_mark.index
        values: dict[str, Node] = {}
        keys: dict[str, int] = {}
        following = self._next
        while True:
            event = following()
            kind = event.__class__
            if kind is _MAPPING_END:
                return Mapping(values, keys, start + self._base, event.end_mark.index + self._base)
            key = self._scalar(event) if kind is _SCALAR else self._node(event, depth + 1)
            event = following()
            value = self._scalar(event) if event.__class__ is _SCALAR else self._node(event, depth + 1)
            if key.__class__ is not Scalar:
                self._flaw_at(key, "complex-key")
                continue
            name = intern(key.text)  # most are the same few
            if name in values:
                self._repeated(key, keys[name])
            elif name == "<<" and not key.style:
                self._flaw_at(key, "merge-key")
            else:
                values[name] = value
                keys[name] = key.start

    def _repeated(self, key: Scalar, first: int) -> None:
        line = self._document.place(first, first).line
        self.flaws.append(
            Flaw(
                "duplicate-key",
                key.start,
                key.end,
                f"“{key.text}” stands here twice; the first is in line {line}",
                "keep one of the two",
            )
        )

    def _refuse_properties(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            self._flaw("anchor-or-alias", start, start + 1, *_REFUSED["anchor-or-alias"])
        if event.tag is not None:
            self._flaw("tag", start, start + 1, *_REFUSED["tag"])

    def _flaw_at(self, node: Node, name: str) -> None:
        self.flaws.append(Flaw(name, node.start, node.end, *_REFUSED[name]))

    def _flaw(self, name: str, start: int, end: int, message: str, advice: str) -> None:
        self.flaws.append(Flaw(name, start + self._base, end + self._base, message, advice))


def _recovered(
    document: Document, text: str, cuts: frozenset[int], flaws: list[Flaw], unread: Flaw
) -> tuple[Node | None, frozenset[str]]:
    """Read each section of the file, and each item of its lists, alone; the broken ones are left out.

    Give what could be read, and the names of the sections in which something could not.
    """
    values: dict[str, Node] = {}
    keys: dict[str, int] = {}
    lost: set[str] = set()
    broken = 0
    for section in _sections(text):
        if broken > _BROKEN_AT_MOST:
            start, end = section[0]
            message = f"more than {_BROKEN_AT_MOST:,} parts of this file can’t be read; the rest of it is not"
            flaws.append(Flaw("syntax", start, end, message, "mend those above first"))
            break
        head = text[section[0][0] : section[0][1]].partition(":")[0].strip("\"' \n")
        items: list[Node] = []
        for number, (start, end) in enumerate(section):
            builder = _Builder(document, text[start:end], start, cuts)
            try:
                part = builder.build()
            except _UnreadableError as unreadable:
                flaws.append(unreadable.flaw)
                lost.add(head)
                broken += 1
                if broken > _BROKEN_AT_MOST:
                    break
                continue
            flaws += builder.flaws
            if number == 0 and isinstance(part, Mapping):
                _merge(document, part, values, keys, flaws)
            elif number and isinstance(part, Sequence):
                items += part.items
        if items and isinstance(values.get(head), Scalar):
            values[head] = Sequence(tuple(items), items[0].start, items[-1].end)
        elif head in lost and isinstance(values.get(head), Scalar):
            del values[head], keys[head]
    if not lost:
        flaws.append(unread)
    return Mapping(values, keys, 0, len(text)), frozenset(lost)


def _merge(
    document: Document, part: Mapping, values: dict[str, Node], keys: dict[str, int], flaws: list[Flaw]
) -> None:
    for name, node in part.values.items():
        start = part.keys[name]
        if name in values:
            line = document.place(keys[name], keys[name]).line
            message = f"“{name}” stands here twice; the first is in line {line}"
            flaws.append(Flaw("duplicate-key", start, start + len(name), message, "keep one of the two"))
        else:
            values[name] = node
            keys[name] = start


def _sections(text: str) -> Iterator[list[tuple[int, int]]]:
    """Cut a text at the names of its top level, and each section at the items of its list.

    A section is the stretches of its head and of its items.
    """
    starts = [0]
    indent: str | None = None
    in_head = True
    offset = 0
    for line in text.splitlines(keepends=True):
        item = _ITEM.match(line)
        if _SECTION.match(line):
            if offset:
                yield list(zip(starts, [*starts[1:], offset], strict=True))
            starts, indent, in_head = [offset], None, True
        elif item and in_head and indent is None:
            indent = item.group(1)
            starts.append(offset)
        elif item and item.group(1) == indent:
            starts.append(offset)
        elif line.strip() and not line.lstrip().startswith("#"):
            in_head = False
        offset += len(line)
    yield list(zip(starts, [*starts[1:], offset], strict=True))
