"""Explain a problem: why it matters, what to do, a bad and a good example.

The pages stand in `rules/`, a file for each group, and are read as packs are. An example that consists of
commands, each after `$ `, changes a folder `rivers` that holds a sound pack; any other is a part of a pack,
or a whole one.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import indent, wrap
from typing import NamedTuple

from quiz.model.problems import Problem, ProblemCollector
from quiz.model.rules import RULES, Rule, RuleGroup
from quiz.packs.syntax import parse
from quiz.packs.syntax.nodes import MappingNode, ScalarNode
from quiz.text.english import to_sentence
from quiz.text.safe import Text

_WIDTH = 79
_FOLDER = Path(__file__).parent / "rules"


class Page(NamedTuple):
    """What `quiz rule` says of a problem besides what the table of rules does."""

    why: str
    mend: str
    bad: str
    good: str


def pages(group: RuleGroup) -> dict[str, Page]:
    """Read the pages of a group, by the names of the problems."""
    read = parse.read_yaml_file(_FOLDER / f"{group.name.casefold()}.yaml", ProblemCollector())
    found = read.root.values if read is not None else {}
    return {name: _page(node) for name, node in found.items() if isinstance(node, MappingNode)}


def explained(rule: Rule) -> Iterator[Text]:
    """Give the page of a problem, line by line."""
    page = pages(rule.group)[rule.name]
    yield Text(f"{rule.name}: {rule.severity}")
    yield from _wrapped(to_sentence(rule.meaning))
    yield from _wrapped(f"Why it matters: {page.why}")
    yield from _wrapped(f"What to do: {page.mend}")
    for title, example in (("Bad", page.bad), ("Good", page.good)):
        yield Text(f"\n{title}:\n\n{indent(example.rstrip(), '    ')}")


def advised(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give problems with what to do; to those that don’t say it themselves the page tells it."""
    read: dict[RuleGroup, dict[str, Page]] = {}
    for problem in problems:
        if problem.help is not None:
            yield problem
            continue
        group = RULES[problem.rule].group
        if group not in read:
            read[group] = pages(group)
        first = read[group][problem.rule].mend.partition(". ")[0].rstrip(".")
        yield problem._replace(help=Text(first[0].lower() + first[1:]))


def listed() -> Iterator[Text]:
    """Give every problem with its severity and its meaning, by group."""
    for group in RuleGroup:
        yield Text(f"{group.value}\n")
        for rule in sorted(rule for rule in RULES.values() if rule.group is group):
            said = f"{rule.name} ({rule.severity}): {rule.meaning}"
            yield Text("\n".join(wrap(said, _WIDTH, initial_indent="  ", subsequent_indent="      ")))
        yield Text()
    yield Text("quiz rule NAME explains one of them, with a bad and a good example.")


def _page(node: MappingNode) -> Page:
    return Page(**{name: value.text for name, value in node.values.items() if isinstance(value, ScalarNode)})


def _wrapped(sentence: str) -> Iterator[Text]:
    yield Text("\n" + "\n".join(wrap(sentence, _WIDTH)))
