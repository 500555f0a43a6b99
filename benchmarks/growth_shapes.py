"""Packs that grow in one way each: one generator for each list, section, comment and comparison."""

from collections.abc import Callable, Mapping
from functools import partial

from quiz.text.english import MONTHS

HEAD = "format: 1\nname: p\ntitle: P\nsources: {s: {title: S}}\n"
SOUND = "facts:\n" + "".join(
    f"  - {{id: a{number}, fact: The {thing} is <{name}>., type: nm, cite: s 1}}\n"
    for number, (thing, name) in enumerate((("zed", "Ann"), ("bee", "Bob"), ("cee", "Cat"), ("dee", "Dot")))
)
"""Facts that make questions."""


def word(number: int) -> str:
    """Return a word without digits that is different for each number: `wa` to `wz`, then `waa`."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return f"w{letters}"


def _words(count: int, first: int = 0) -> str:
    return ", ".join(f"{word(number)}x" for number in range(first, first + count))


def _facts(line: str, count: int, head: str = HEAD) -> str:
    """Return a pack with a fact for each number; `{w}` is its word, `{v}` the word of its fifth part."""
    lines = (
        "  - {" + line.format(n=number, w=word(number), v=word(number // 5), u=word(number % 20)) + "}\n"
        for number in range(count)
    )
    return f"{head}facts:\n{''.join(lines)}"


def _one_list(count: int, *, is_complete: bool) -> str:
    """Return lists of at most 1,000 values, as many as the format allows in one."""
    entries = (
        f"  - {{id: l{first}, fact: It is heard in the film {word(first)} <film>., wrong: [Dune, Tenet, Up], "
        f"cite: s 1, complete: {'yes' if is_complete else 'no'}, "
        f"each: [{_words(min(1000, count - first), first)}]}}\n"
        for first in range(0, count, 1000)
    )
    return f"{HEAD}lists:\n{''.join(entries)}"


def _small_lists(count: int) -> str:
    entries = (
        f"  - {{id: l{number}, fact: It is part of the {word(number)} <thing>., cite: s 1, "
        f"each: [{_words(5, 5 * number)}]}}\n"
        for number in range(count // 5)
    )
    return f"{HEAD}lists:\n{''.join(entries)}"


def _field(name: str, count: int) -> str:
    """Return a pack in which a field of one fact has many texts."""
    fact = f"  - {{id: b, fact: The z is <Az>., type: nm, cite: s 1, {name}: [{_words(count)}]}}\n"
    return f"{HEAD}facts:\n{fact}" + SOUND.removeprefix("facts:\n")


def _reasons(count: int) -> str:
    reasons = ", ".join(f"{word(number)}x: it is too {word(number)}" for number in range(count))
    return _field("accept", 1).replace("accept: [wax]", f"wrong: {{{reasons}}}")


def _section(text: Callable[[int], str], count: int) -> str:
    return HEAD + text(count) + SOUND


def _categories(count: int) -> str:
    names = "".join(f"  c{word(number)}: T{word(number)}x\n" for number in range(count))
    return f"{HEAD}categories:\n{names}" + SOUND.replace("cite: s 1", "cite: s 1, category: cwa")


def _sources(count: int) -> str:
    names = "".join(f"  t{word(number)}: {{title: T{number}, depends-on: [s]}}\n" for number in range(count))
    return HEAD.replace("sources: {s: {title: S}}\n", f"sources:\n  s: {{title: S}}\n{names}") + SOUND


def _source_sections(count: int) -> str:
    sections = ", ".join(f"H{word(number)}: {number + 1}-{number + 1}" for number in range(count))
    cites = ", ".join(f"s {number + 1}" for number in range(count))
    return HEAD.replace("{title: S}", f"{{title: S, sections: {{{sections}}}}}") + SOUND.replace(
        "cite: s 1", f'cite: "{cites}"', 1
    )


def _table(rows: Callable[[int], str], count: int, *, columns: str = "", head: str = "land | city") -> str:
    lines = "".join(f"      {rows(number)}\n" for number in range(count))
    return (
        f"{HEAD}tables:\n  - id: t\n    fact: The city of <land> is <city>.\n    cite: s 1\n"
        f"    columns: {{{columns}}}\n    rows: |\n      {head}\n{lines}"
    )


def _day(number: int) -> str:
    return f"{1 + number % 28} {MONTHS[number % 12]} {1400 + number // 84}"


def _questions(line: str, count: int) -> str:
    lines = (
        "  - {" + line.format(n=number, w=word(number), v=word(number // 5)) + ", cite: s 1}\n"
        for number in range(count)
    )
    return f"{HEAD}questions:\n{''.join(lines)}"


_TWO_VALUES = "values: {{who: {{type: nm}}, whom: {{type: nm}}}}, cite: s 1"
SHAPES: Mapping[str, Callable[[int], str]] = {
    "facts": partial(_facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, cite: s 1"),
    "facts with one answer": partial(_facts, "id: a{n}, fact: The z{w} is <Ann>., type: nm, cite: s 1"),
    "facts with one answer and one sentence": partial(
        _facts, "id: a{n}, fact: The old town by the long river of the north is <Ann>., type: nm, cite: s 1"
    ),
    "facts with one sentence": partial(_facts, "id: a{n}, fact: The boss is <N{w}>., type: nm, cite: s 1"),
    "facts with few words": partial(_facts, "id: a{n}, fact: The {v} of {u} is <N{w}>., type: nm, cite: s 1"),
    "facts with few answers": partial(_facts, "id: a{n}, fact: The {w} is <N{u}>., type: nm, cite: s 1"),
    "facts with a type each": partial(_facts, "id: a{n}, fact: The {w} is <N{w}>., type: t{w}, cite: s 1"),
    "facts with two values, one shared": partial(
        _facts, 'id: a{n}, fact: "<who=Ann Lee> met <whom=Bob {w}> at the place {w}.", ' + _TWO_VALUES
    ),
    "facts with two values of a few": partial(
        _facts, 'id: a{n}, fact: "<who=Ann {v}> met <whom=Bob {u}> at the place {w}.", ' + _TWO_VALUES
    ),
    "facts with a type of their own next to a shared value": partial(
        _facts, 'id: a{n}, fact: "<nm=Ann> owns the <t{w}=B{w}> of {w}.", cite: s 1'
    ),
    "facts about a name that others mark": partial(
        _facts,
        'id: a{n}, fact: "The heart of Peru in {w} is <C{w}>.", type: city, cite: s 1}}\n'
        '  - {{id: b{n}, fact: "<land=Peru> likes <city=D{w}> as {w}.", cite: s 1',
    ),
    "facts with one question": partial(
        _facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, ask: Who won?, cite: s 1"
    ),
    "facts that accept one spelling": partial(
        _facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, accept: [One, M{w}], cite: s 1"
    ),
    "facts with answers in common": partial(
        _facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, also: [One, M{w}], cite: s 1"
    ),
    "facts with unknown categories": partial(
        _facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, category: {w}, cite: s 1"
    ),
    "facts with unknown sources": partial(
        _facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, cite: {w} 1"
    ),
    "facts with unknown fields": partial(
        _facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, {w}: x, cite: s 1"
    ),
    "facts without a mark": partial(_facts, "id: a{n}, fact: The {w} is called N{w}., type: nm, cite: s 1"),
    "facts on one line": lambda count: (
        HEAD + "facts: [" + ", ".join("{fact: The z is <Ann>.}" for _ in range(count)) + "]\n"
    ),
    "facts with one id": partial(_facts, "id: a, fact: The {w} is <N{w}>., type: nm, cite: s 1"),
    "facts kept apart": partial(
        _facts, "id: a{n}, fact: The {w} is <N{w}>., type: nm, cite: s 1, not-with: [a0, b{n}]"
    ),
    "marks in a sentence": lambda count: (
        HEAD
        + f'facts:\n  - {{id: a, cite: s 1, fact: "{" ".join(f"<{word(n)}=N>" for n in range(count))}"}}\n'
    ),
    "values of one list": partial(_one_list, is_complete=False),
    "values of one complete list": partial(_one_list, is_complete=True),
    "lists": _small_lists,
    **{
        f"texts of {name}": partial(_field, name)
        for name in ("accept", "also", "wrong", "ask", "find", "not-with")
    },
    "wrong answers with reasons": _reasons,
    "categories": _categories,
    "sources": _sources,
    "sections and citations of a source": _source_sections,
    "pools": partial(_section, lambda n: "pools:\n" + "".join(f"  p{word(i)}: [A, B]\n" for i in range(n))),
    "values of a pool": partial(_section, lambda n: f"pools: {{nm: [{_words(n)}]}}\n"),
    "names": partial(
        _section, lambda n: "names:\n  nm:\n" + "".join(f"    N{word(i)}: [M{word(i)}]\n" for i in range(n))
    ),
    "other names of one name": partial(_section, lambda n: f"names: {{nm: {{Ann: [{_words(n)}]}}}}\n"),
    "authors": partial(_section, lambda n: f"authors: [{_words(n)}]\n"),
    "unknown fields of the pack": partial(_section, lambda n: "".join(f"{word(i)}: x\n" for i in range(n))),
    "comments": lambda count: (
        HEAD + "".join(f"# quiz: ignore odd-key - x{number}\n" for number in range(count)) + SOUND
    ),
    "blanks in a comment": lambda count: f"{HEAD}# quiz: ignore odd-key{' ' * count}x\n{SOUND}",
    "rules in a comment": lambda count: f"{HEAD}# quiz: ignore {_words(count)} - x\n{SOUND}",
    "comments in blocks": lambda count: (
        HEAD
        + "facts:\n"
        + "".join(
            f"  # quiz: ignore odd-key - x\n  - id: a{n}\n    # quiz: ignore odd-key - x\n"
            f"    fact: The {word(n)} is <N{word(n)}>.\n    type: nm\n    cite: s 1\n"
            for n in range(count)
        )
    ),
    "rows": partial(_table, lambda n: f"L{word(n)} | C{word(n)}"),
    "rows of one subject": partial(_table, lambda n: f"Land | C{word(n)}", columns="city: {open: yes}"),
    "rows of a few subjects": partial(
        _table, lambda n: f"L{word(n % 20)} | C{word(n)}", columns="city: {open: yes}, land: {asked: yes}"
    ),
    "rows of several subjects each": partial(
        _table, lambda n: f"L{word(n % 20)}; L{word(n % 7)} | C{word(n)}", columns="city: {open: yes}"
    ),
    "rows with dates": partial(_table, lambda n: f"L{word(n)} | {_day(n)}", columns="city: {type: date}"),
    "rows with codes": partial(_table, lambda n: f"{word(n).capitalize()}land | {word(n)[:3].upper()}"),
    "rows with one value": partial(
        _table, lambda n: f"L{word(n)} | C{word(n % 20)}", columns="land: {ask: Which land has <city>?}"
    ),
    "rows that contradict each other": partial(_table, lambda n: f"Land | C{word(n)}"),
    "rows with an empty cell": partial(_table, lambda n: f"L{word(n)} | "),
    "rows with too many cells": partial(_table, lambda n: f"L{word(n)} | C{word(n)} | x"),
    "values of a cell": lambda count: _table(
        lambda n: f"L{word(n)} | " + "; ".join(f"C{word(i)}" for i in range(count // 4)), 4
    ),
    "columns": lambda count: _table(
        lambda n: " | ".join([f"L{n}", f"C{n}", *(f"x{i}" for i in range(count))]),
        4,
        head=" | ".join(["land", "city", *(f"c{word(i)}" for i in range(count))]),
    ),
    "questions": partial(_questions, "question: Who is {w}?, right: A{w}, wrong: [B{w}, C{w}]"),
    "questions with one answer": partial(
        _questions, "question: Who is {w}?, right: Ann, wrong: [B{w}, C{w}]"
    ),
    "questions asked twice": partial(
        _questions, "id: q{n}, question: Who is it?, right: A{w}, wrong: [B, C]"
    ),
    "statements": partial(_questions, 'statement: The {w} is old., "true": yes'),
    "empty entries": lambda count: HEAD + "facts:\n" + "-\n" * count,
    "entries in entries": lambda count: HEAD + "facts:\n" + "- - - a\n" * count,
    "texts instead of entries": lambda count: HEAD + "facts:\n" + "- a\n" * count,
    "broken lines": lambda count: HEAD + "facts:\n" + "  - {fact: [\n" * count,
    "lines of colons": lambda count: HEAD + ": : :\n" * count,
    "blanks": lambda count: HEAD + "facts:\n" + (" " * 20 + "\n") * count + SOUND.removeprefix("facts:\n"),
}
