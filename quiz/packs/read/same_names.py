"""Values of a pack that probably name one thing, so that no question may show two of them.

Kyiv and Kiev            a built-in list has both
Mt. Roe and Mount Roe    two ways to write one name
Sweden and Swedn         the second appears once, the first more often
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from quiz.model.pack import AnswerGroup, Fact, NameGroup, NameOrigin, Pool
from quiz.model.value_types import PARSED_TYPES
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.syntax.nodes import MappingNode, ScalarNode, SequenceNode
from quiz.text.normalize import ROMAN_NUMERALS, fold
from quiz.text.safe import Text
from quiz.text.typos import TypoIndex, differs_by_typo

_KNOWN_NAMES = Path(__file__).parents[1] / "data" / "names.tsv"
_FORMER_MARK = "*"
_MIN_TYPO_LETTERS = 5
_MIN_KNOWN_LETTERS = 4
"""Minimum length of a known name that may be written in any case; `AU` is not `Au`."""
_ABBREVIATIONS = dict(
    pair.split("=")
    for pair in (
        "st=saint ste=sainte mt=mount mts=mountains ft=fort dr=doctor mr=mister prof=professor jr=junior "
        "sr=senior co=company corp=corporation inc=incorporated ltd=limited bros=brothers univ=university "
        "ave=avenue rd=road no=number vs=versus dept=department gen=general capt=captain sgt=sergeant"
    ).split()
)
_INITIAL = re.compile(r"([^\W\d_])\.\s*")
_CONNECTING = frozenset("and of the de di da du la le von van der".split())


class _TypeValue(NamedTuple):
    """A value of a type."""

    type: str
    folded: str
    text: Text


def find_name_groups(
    facts: Sequence[Fact], pools: Iterable[Pool], declared: Iterable[NameGroup], *, english: bool
) -> tuple[NameGroup, ...]:
    """Find the groups of names, first those that the author declares."""
    texts: dict[str, dict[str, Text]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    values: dict[tuple[str, str], _TypeValue] = {}
    for type_, text, is_in_fact in _iter_texts(facts, pools):
        folded = fold(text)
        texts.setdefault(type_, {}).setdefault(folded, text)
        values.setdefault((type_, folded), _TypeValue(type_, folded, text))
        counts[type_, folded] += is_in_fact
    groups = [_put_present_first(group, texts.get(group.type, {})) for group in declared]
    if english:
        for type_, own_texts in texts.items():
            groups += _find_known(type_, own_texts)
    named = [value for value in values.values() if value.type not in PARSED_TYPES]
    groups += _find_spellings(named, english=english)
    groups += _find_initials(named)
    groups += _find_typos(named, counts)
    return tuple(groups)


def read_declared_names(mapping: CheckedMapping) -> Iterator[NameGroup]:
    """Read the `names` of a file."""
    for type_, node in mapping.iter_named("names"):
        for name, others in node.values.items() if isinstance(node, MappingNode) else ():
            items = others.items if isinstance(others, SequenceNode) else (others,)
            texts = [Text(item.text) for item in items if isinstance(item, ScalarNode)]
            yield NameGroup((Text(name), *filter(str.strip, texts)), NameOrigin.DECLARED, type_)


def name_key(text: str, *, english: bool) -> str:
    """Return a key that is equal for different ways to write one name.

    Abbreviations, hyphens, Roman numerals and the order of capitalized words make no difference: `St. Louis`
    and `Saint Louis`, `e-mail` and `email`, `Louis XIV` and `Louis 14`, `Roe, Jane` and `Jane Roe`.
    """
    folded = fold(text)
    words = folded.split()
    if len(words) == 1 or "`" in text:
        return folded
    words = [ROMAN_NUMERALS.get(word, word) if index else word for index, word in enumerate(words)]
    if english:
        words = [_expand(word, index) for index, word in enumerate(words)]
    if _is_name(text) and any(len(word) > 1 for word in words):
        words.sort()
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def _is_name(text: str) -> bool:
    """Return whether each word has a capital, except connecting words."""
    words = re.findall(r"[^\W\d_][\w’']*", text)
    return all(word[0].isupper() or word in _CONNECTING for word in words)


@cache
def load_known_names() -> dict[str, NameGroup]:
    """Read the built-in names; return the group of each thing by each of its names, folded."""
    groups: dict[str, NameGroup] = {}
    for line in _KNOWN_NAMES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")[1:]
            names = tuple(Text(cell.rstrip(_FORMER_MARK)) for cell in cells)
            former = tuple(name for name, cell in zip(names, cells, strict=True) if name != cell)
            groups |= dict.fromkeys(map(fold, names), NameGroup(names, NameOrigin.KNOWN, former=former))
    return groups


def _expand(word: str, index: int) -> str:
    if word == "st" and index:
        return "street"
    return _ABBREVIATIONS.get(word, word)


def _iter_texts(facts: Iterable[Fact], pools: Iterable[Pool]) -> Iterator[tuple[str, Text, bool]]:
    """Yield the type and the text of each value, and whether it is the value of a fact."""
    groups: set[AnswerGroup] = set()
    for fact in facts:
        for value in fact.values:
            yield value.type, value.text, True
            if value.group is not None and value.group not in groups:
                groups.add(value.group)
                yield from ((value.type, text, False) for text in value.group.texts)
            for text in (*value.also, *value.wrong) if value.also or value.wrong else ():
                yield value.type, text, False
    for pool in pools:
        for text in pool.values:
            yield pool.type, text, False


def _put_present_first(group: NameGroup, texts: dict[str, Text]) -> NameGroup:
    """Return the group with the names that its type has before the others, as the pack writes them."""
    names = {fold(name): texts.get(fold(name), name) for name in group.names}
    return group._replace(
        names=tuple(names[folded] for folded in sorted(names, key=lambda each: each not in texts))
    )


def _find_known(type_: str, texts: dict[str, Text]) -> Iterator[NameGroup]:
    """Find the built-in names among the texts of a type; `America` may be a country and a ship.

    A common noun of the list doesn’t match a text with a capital, unless the type has several of its names:
    the planet Mercury differs from quicksilver.
    """
    known = load_known_names()
    found = dict.fromkeys(
        known[folded]
        for folded, text in texts.items()
        if folded in known
        and (len(folded) >= _MIN_KNOWN_LETTERS or text.replace(".", "") in known[folded].names)
        and (
            _has_capital(known[folded].names[0])
            or not _has_capital(text)
            or _has_several(texts, known[folded])
        )
    )
    return (_put_present_first(group._replace(type=type_), texts) for group in found)


def _has_capital(name: str) -> bool:
    return name.removeprefix("the ")[:1].isupper()


def _has_several(texts: Mapping[str, Text], group: NameGroup) -> bool:
    return sum(fold(name) in texts for name in group.names) > 1


def _find_spellings(values: Iterable[_TypeValue], *, english: bool) -> Iterator[NameGroup]:
    by_key: dict[tuple[str, str], list[Text]] = {}
    for value in values:
        by_key.setdefault((value.type, name_key(value.text, english=english)), []).append(value.text)
    return (NameGroup(tuple(names), NameOrigin.SPELLING) for names in by_key.values() if len(names) > 1)


def _find_initials(values: Iterable[_TypeValue]) -> Iterator[NameGroup]:
    """Find names with initials that fit exactly one longer name, as `J. A. Roe` fits `Jane Anne Roe`."""
    by_key: dict[tuple[str, ...], list[tuple[Text, list[str]]]] = {}
    for value in values:
        *forenames, surname = _INITIAL.sub(r"\1. ", value.text).casefold().split() or [""]
        if forenames and "`" not in value.text:
            key = (value.type, *(word[0] for word in forenames), surname)
            by_key.setdefault(key, []).append((value.text, forenames))
    for names in by_key.values():
        for text, short in names if len(names) > 1 else ():
            fitting = [other for other, full in names if _fits_initials(short, full)]
            if len(fitting) == 1:
                yield NameGroup((fitting[0], text), NameOrigin.SPELLING)


def _fits_initials(short: Sequence[str], full: Sequence[str]) -> bool:
    """Return whether the second name differs from the first only by words in place of initials."""
    return short != full and all(
        first == second or (first.endswith(".") and len(first) == 2 and len(second) > 2)
        for first, second in zip(short, full, strict=True)
    )


def _find_typos(values: Iterable[_TypeValue], counts: Counter[tuple[str, str]]) -> Iterator[NameGroup]:
    """Find values that appear once and differ by a typo from a more frequent one of their type."""
    totals: Counter[str] = Counter()
    for (_, folded), count in counts.items():
        totals[folded] += max(count, 1)
    usual: dict[str, TypoIndex[Text]] = {}
    rare: list[_TypeValue] = []
    for value in values:
        if len(value.folded) < _MIN_TYPO_LETTERS or "`" in value.text:
            continue
        if counts[value.type, value.folded] > 1:
            usual.setdefault(value.type, TypoIndex()).add(value.folded, value.text)
        elif totals[value.folded] == 1 and counts[value.type, value.folded]:
            rare.append(value)
    for value in rare:
        similar = usual[value.type].find(value.folded) if value.type in usual else None
        if similar is not None and differs_by_typo(similar, value.text):
            yield NameGroup((similar, value.text), NameOrigin.TYPO)
