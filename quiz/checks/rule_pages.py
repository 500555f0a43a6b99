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
from quiz.model.rules import Rule, RuleGroup, rules_in_group
from quiz.packs.syntax import parse
from quiz.packs.syntax.nodes import MappingNode, ScalarNode
from quiz.text.english import to_sentence
from quiz.text.safe import Text

_WIDTH = 79
_FOLDER = Path(__file__).parent / "rules"


class RulePage(NamedTuple):
    """What `quiz rule` says of a problem besides what the table of rules does."""

    why: str
    fix: str
    bad: str
    good: str


def load_rule_pages(group: RuleGroup) -> dict[str, RulePage]:
    """Read the pages of a group, by the names of the problems."""
    read = parse.read_yaml_file(_FOLDER / f"{group.name.casefold()}.yaml", ProblemCollector())
    found = read.root.values if read is not None else {}
    return {name: _page(node) for name, node in found.items() if isinstance(node, MappingNode)}


def format_rule(rule: Rule) -> Iterator[Text]:
    """Give the page of a problem, line by line."""
    page = load_rule_pages(rule.group)[rule.code]
    yield Text(f"{rule.code}: {rule.severity}")
    yield from _wrapped(to_sentence(rule.meaning))
    yield from _wrapped(f"Why it matters: {page.why}")
    yield from _wrapped(f"What to do: {page.fix}")
    for title, example in (("Bad", page.bad), ("Good", page.good)):
        yield Text(f"\n{title}:\n\n{indent(example.rstrip(), '    ')}")


def add_advice(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give problems with what to do; to those that don’t say it themselves the page tells it."""
    read: dict[RuleGroup, dict[str, RulePage]] = {}
    for problem in problems:
        if problem.help is not None:
            yield problem
            continue
        group = problem.rule.group
        if group not in read:
            read[group] = load_rule_pages(group)
        first = read[group][problem.rule.code].fix.partition(". ")[0].rstrip(".")
        yield problem._replace(help=Text(first[0].lower() + first[1:]))


def format_rule_list() -> Iterator[Text]:
    """Give every problem with its severity and its meaning, by group."""
    for group in RuleGroup:
        yield Text(f"{group.value}\n")
        for rule in rules_in_group(group):
            said = f"{rule.code} ({rule.severity}): {rule.meaning}"
            yield Text("\n".join(wrap(said, _WIDTH, initial_indent="  ", subsequent_indent="      ")))
        yield Text()
    yield Text("quiz rule NAME explains one of them, with a bad and a good example.")


def _page(node: MappingNode) -> RulePage:
    return RulePage(
        **{name: value.text for name, value in node.values.items() if isinstance(value, ScalarNode)}
    )


def _wrapped(sentence: str) -> Iterator[Text]:
    yield Text("\n" + "\n".join(wrap(sentence, _WIDTH)))
